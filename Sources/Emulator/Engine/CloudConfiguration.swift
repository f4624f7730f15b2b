public import Addressing
public import Scenario

/// What a cloud is made with; none of it changes by calls.
public struct CloudConfiguration: Sendable {
  /// Where ids begin: the same seed and the same calls give the same ids.
  public var seed: UInt64
  /// Limits, reserved addresses and the operator's own services.
  public var profile: CloudProfile
  /// The regions, in the order in which they are listed; a call that may leave the region out means the
  /// first.
  public var regions: [CloudRegion]
  /// The accounts.
  public var accounts: [CloudAccount]
  /// What takes how long, where it differs from `Progression.Subject.standard`.
  public var progressions: [Progression.Subject: Progression]
  /// The IPv6 ranges that VPCs (`name`) and subnets (`VPC's name/name`) get instead of the next free ones, where
  /// somebody knows already what the cloud will give.
  public var ipv6Ranges: [String: Prefix]

  /// A cloud of one region unless told otherwise.
  public init(
    seed: UInt64 = 1, profile: CloudProfile = .ctyun, regions: [CloudRegion] = [.example],
    accounts: [CloudAccount] = [], progressions: [Progression.Subject: Progression] = [:],
    ipv6Ranges: [String: Prefix] = [:]
  ) {
    self.seed = seed
    self.profile = profile
    self.regions = regions
    self.accounts = accounts
    self.progressions = progressions
    self.ipv6Ranges = ipv6Ranges
  }

  /// How long something takes.
  public func progression(of subject: Progression.Subject) -> Progression {
    progressions[subject] ?? subject.standard
  }
}

/// An account of the cloud.
public struct CloudAccount: Sendable, Hashable, Codable {
  /// What the emulator's user calls it.
  public var name: String
  /// Its id in the cloud; allow lists and authorisations name it.
  public var id: String
  /// Its e-mail; allow lists and dedicated lines name it. Empty when it has none.
  public var email: String

  /// An account; without an id its name serves as one.
  public init(name: String, id: String? = nil, email: String = "") {
    self.name = name
    self.id = id ?? name
    self.email = email
  }
}

/// A region (resource pool) of the cloud.
public struct CloudRegion: Sendable, Hashable, Codable {
  /// Its id, which nearly every call carries.
  public var id: String
  /// Its name.
  public var name: String
  /// Its code.
  public var code: String
  /// Its availability zones.
  public var zones: [String]

  /// A region; without zones it is one of a single zone.
  public init(id: String, name: String? = nil, code: String? = nil, zones: [String] = []) {
    self.id = id
    self.name = name ?? id
    self.code = code ?? id
    self.zones = zones
  }

  /// The region of the published samples.
  public static let example = CloudRegion(
    id: "81f7728662dd11ec810800155d307d5b", name: "华东1", code: "cn-huadong1",
    zones: [
      "cn-huadong1-az1", "cn-huadong1-az2",
    ])
}
