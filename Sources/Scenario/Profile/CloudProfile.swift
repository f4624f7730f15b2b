import Addressing
public import Diagnostics

/// The numbers that differ by cloud, resource pool and year: what Isthmus ships for CTyun, and what a
/// scenario knows better.
///
/// Every key has a value of its kind, so the typed accessors need no fallback in the caller.
public struct CloudProfile: Sendable, Equatable {
  /// A value with its origin.
  public struct Entry: Sendable, Equatable {
    /// The value, of its key's kind.
    public var value: ProfileValue
    /// Whether it is confirmed for CTyun. What a scenario overrides counts as confirmed.
    public var isConfirmed: Bool
    /// Where it comes from, in one sentence.
    public var source: String
    /// The same in Chinese, for runbooks.
    public var sourceZh: String
    /// Where the scenario overrides it; nil for a shipped value.
    public var location: SourceLocation?

    /// How bad it is to go beyond the value: who exceeds a confirmed limit is refused; one that nobody has confirmed
    /// for this cloud only warns.
    public var severityOfExcess: Severity { isConfirmed ? .error : .warning }

    init(
      value: ProfileValue, isConfirmed: Bool, source: String, sourceZh: String,
      location: SourceLocation? = nil
    ) {
      self.value = value
      self.isConfirmed = isConfirmed
      self.source = source
      self.sourceZh = sourceZh
      self.location = location
    }
  }

  private var entries: [ProfileKey: Entry] = [:]
  /// The services that the operator publishes, sorted by name.
  public private(set) var cloudServices: [CloudService] = []

  private init() {}

  /// The profile that Isthmus ships for CTyun.
  public static let ctyun: CloudProfile = {
    var profile = CloudProfile()
    profile.entries.reserveCapacity(ProfileKey.allCases.count)
    for key in ProfileKey.allCases { profile.entries[key] = shipped(key) }
    profile.cloudServices = shippedServices
    return profile
  }()

  /// A value with its origin.
  public subscript(key: ProfileKey) -> Entry { entries[key] ?? Self.shipped(key) }

  /// The service of that name that the operator publishes, if the profile knows one.
  public func cloudService(_ name: String) -> CloudService? {
    cloudServices.first { $0.name == name }
  }

  /// This profile with all that a scenario knows better.
  public func applying(_ scenario: Scenario) -> CloudProfile {
    applying(scenario.profile).applying(scenario.cloudServices)
  }

  /// This profile with other values. Unknown keys and values of a wrong kind change nothing: the decoder has
  /// reported them.
  public func applying(_ overrides: [ProfileOverride]) -> CloudProfile {
    var profile = self
    for override in overrides {
      guard let key = ProfileKey(rawValue: override.key.value), override.value.value.kind == key.kind else {
        continue
      }
      profile.entries[key] = Entry(
        value: override.value.value, isConfirmed: true, source: Self.saidHere, sourceZh: Self.saidHereZh,
        location: override.value.location)
    }
    return profile
  }

  /// This profile with another value for a whole number, such as a quota; nothing changes for a key of another
  /// kind.
  public func setting(_ key: ProfileKey, to number: Int, source: String) -> CloudProfile {
    guard key.kind == .integer else { return self }
    var profile = self
    profile.entries[key] = Entry(
      value: .integer(number), isConfirmed: true, source: source, sourceZh: source)
    return profile
  }

  /// This profile with what a scenario knows of the operator's services. A service that the profile does not
  /// know is added. Ports and zones replace the profile's where there are any.
  public func applying(_ services: NamedMap<CloudServiceOverride>) -> CloudProfile {
    var profile = self
    for entry in services {
      let name = entry.name.value
      var service =
        cloudService(name)
        ?? CloudService(
          name: name, ports: [], zones: [], exposure: .interface, isConfirmed: false, source: "", sourceZh: ""
        )
      service.isConfirmed = true
      service.source = Self.saidHere
      service.sourceZh = Self.saidHereZh
      if let id = entry.value.id { service.id = id.value }
      if !entry.value.ports.isEmpty { service.ports = entry.value.ports.map(\.value).sorted() }
      if !entry.value.zones.isEmpty { service.zones = entry.value.zones.map(\.value) }
      profile.cloudServices.removeAll { $0.name == name }
      profile.cloudServices.append(service)
    }
    profile.cloudServices.sort { $0.name < $1.name }
    return profile
  }

  /// How many of a thing an account may have.
  public struct AccountLimit: Sendable, Hashable {
    /// The key that says it.
    public var key: ProfileKey
    /// How many.
    public var value: Int
    /// How bad it is to have more: see ``Entry/severityOfExcess``.
    public var severityOfExcess: Severity
  }

  /// How many of a thing an account may have, by the operation that makes it (`cda.AddPhysicalLine`).
  public var accountLimits: [String: AccountLimit] {
    var limits: [String: AccountLimit] = [:]
    for key in ProfileKey.allCases {
      guard let operation = key.limitedOperation else { continue }
      limits[operation] = AccountLimit(
        key: key, value: integer(key), severityOfExcess: self[key].severityOfExcess)
    }
    return limits
  }

  private static let saidHere = "The scenario says it."
  private static let saidHereZh = "由场景文件给出。"

  /// Ranges from their text, for the shipped values. The generator and a test see to it that all of them
  /// parse.
  static func prefixes(_ texts: String...) -> ProfileValue {
    .prefixes(texts.compactMap { Prefix($0) })
  }
}

extension CloudProfile {
  // The kinds are checked when an entry is made (`applying`) and, for the shipped ones, by a test: the values
  // behind `??` and `else` are never reached.

  func integer(_ key: ProfileKey) -> Int {
    if case .integer(let number) = self[key].value { number } else { 0 }
  }

  func range(_ key: ProfileKey) -> ClosedRange<Int> {
    if case .range(let range) = self[key].value { range } else { 0...0 }
  }

  func boolean(_ key: ProfileKey) -> Bool {
    if case .boolean(let truth) = self[key].value { truth } else { false }
  }

  func text(_ key: ProfileKey) -> String {
    if case .text(let text) = self[key].value { text } else { "" }
  }

  func prefixes(_ key: ProfileKey) -> [Prefix] {
    if case .prefixes(let prefixes) = self[key].value { prefixes } else { [] }
  }

  func integers(_ key: ProfileKey) -> [Int] {
    if case .integers(let numbers) = self[key].value { numbers } else { [] }
  }
}
