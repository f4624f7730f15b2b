public import Addressing
public import Scenario

/// All that is decided: every address, VLAN, number and name of the change.
///
/// A plan leaves execution nothing to choose but the identifiers that only the cloud can give. It is bound by
/// digest to the scenario and to the lock file it was made from.
public struct Plan: Sendable, Equatable {
  /// The scenario's name.
  public var scenario: String
  /// The CTyun resource pool (regionID).
  public var region: String
  /// SHA-256 of the scenario file's bytes, lower-case hex.
  public var scenarioDigest: String
  /// SHA-256 of the lock file that holds this plan's decisions, lower-case hex.
  public var lockDigest: String
  /// What was decided and why, sorted by kind and owner.
  public var allocations: [Allocation] = []
  /// Profile values that the plan rests on and nobody has confirmed for this cloud, by key.
  public var assumptions: [Assumption] = []
  /// The ranges that traffic leaving an endpoint comes from.
  public var endpointNAT: [Prefix] = []
  /// The change window, when one is said.
  public var changeWindow: ChangeWindow?
  /// Accounts, sorted by name; so are all lists below.
  public var accounts: [PlannedAccount] = []
  /// Sites.
  public var sites: [PlannedSite] = []
  /// VPCs.
  public var vpcs: [PlannedVPC] = []
  /// Direct Connects.
  public var directConnects: [PlannedDirectConnect] = []
  /// Backends.
  public var backends: [PlannedBackend] = []
  /// Endpoint services.
  public var services: [PlannedService] = []
  /// Endpoints.
  public var endpoints: [PlannedEndpoint] = []
  /// Private zones.
  public var privateZones: [PlannedPrivateZone] = []
  /// Expectations, in the order of the file.
  public var expectations: [Expectation] = []
}

/// A decision: a value, who got it, and why that one.
public struct Allocation: Sendable, Equatable {
  /// Kinds of decisions. The raw values stand in lock files and are never renamed.
  public enum Kind: String, Sendable, CaseIterable {
    /// A subnet's IPv4 range.
    case subnet
    /// A subnet's IPv6 range.
    case subnetIPv6 = "subnet-ipv6"
    /// An endpoint's IPv4 address.
    case endpointAddress = "endpoint-address"
    /// An endpoint's IPv6 address.
    case endpointIPv6Address = "endpoint-ipv6-address"
    /// A reverse service's transit address.
    case transitAddress = "transit-address"
    /// A created load balancer's address.
    case backendAddress = "backend-address"
    /// A health check's source address.
    case probeAddress = "probe-address"
    /// A line's IPv4 link.
    case interconnect
    /// A line's IPv6 link.
    case interconnectIPv6 = "interconnect-ipv6"
    /// A line's VLAN.
    case vlan
    /// An autonomous system number.
    case asn
    /// A name in the cloud.
    case name
  }

  /// Where a value comes from.
  public enum Origin: String, Sendable {
    /// The scenario fixed it.
    case fixed
    /// The lock file kept it.
    case kept
    /// The planner chose it now.
    case chosen
  }

  /// What was decided.
  public var kind: Kind
  /// The resource it belongs to (`endpoint/orders`).
  public var owner: String
  /// The value in its canonical text form.
  public var value: String
  /// One sentence for people: why this value.
  public var reason: String
  /// Where it comes from.
  public var origin: Origin
  /// The pool it was taken from (`subnet/hub-vpc/endpoints 192.168.0.0/26`), when it was taken from one.
  public var pool: String?
  /// What was passed over on the way and why, in order, bounded; for `plan --explain`.
  public var skipped: [String] = []

  /// Joins the parts.
  public init(
    kind: Kind, owner: String, value: String, reason: String, origin: Origin, pool: String? = nil,
    skipped: [String] = []
  ) {
    self.kind = kind
    self.owner = owner
    self.value = value
    self.reason = reason
    self.origin = origin
    self.pool = pool
    self.skipped = skipped
  }
}

/// A profile value that nobody has confirmed for this cloud and that a plan rests on.
public struct Assumption: Sendable, Equatable {
  /// The profile key.
  public var key: String
  /// The value in text.
  public var value: String
  /// Where the value comes from.
  public var source: String
  /// The same in Chinese, for runbooks; plan files do not hold it.
  public var sourceZh: String

  /// Joins the parts.
  public init(key: String, value: String, source: String, sourceZh: String) {
    self.key = key
    self.value = value
    self.source = source
    self.sourceZh = sourceZh
  }
}
