public import Addressing
public import Scenario

/// Ordered rules; the first that matches decides, and what none matches is dropped.
public struct Filter: Sendable {
  /// On which side of something a filter stands, which is what a drop is called after.
  public enum Side: Sendable, Hashable {
    /// It guards what lies behind it.
    case inbound
    /// It guards what lies before it.
    case outbound
  }

  /// Its name.
  public var name: String
  /// Its side.
  public var side: Side
  /// Whether answers to what it accepted pass without being asked again.
  public var isStateful: Bool
  /// Its rules, in order.
  public var rules: [FilterRule] = []
  /// What stands for the filter where no rule matched.
  public var cause: Cause
  /// What to write so that it lets a flow pass, when that can be said.
  public var remedy: String

  /// A filter that drops everything.
  public init(
    _ name: String, side: Side, isStateful: Bool, rules: [FilterRule] = [], cause: Cause, remedy: String = ""
  ) {
    self.name = name
    self.side = side
    self.isStateful = isStateful
    self.rules = rules
    self.cause = cause
    self.remedy = remedy
  }
}

/// A rule of a filter.
public struct FilterRule: Sendable {
  /// Whether matching packets pass.
  public var accepts: Bool
  /// Which protocol; nil is every one.
  public var transport: TransportProtocol?
  /// Which sources.
  public var sources: PrefixSet
  /// Which destinations.
  public var destinations: PrefixSet
  /// Which source ports.
  public var sourcePorts: [PortRange]
  /// Which destination ports.
  public var ports: [PortRange]
  /// What made it.
  public var cause: Cause

  /// Joins the parts; what is not said is everything.
  public init(
    accepts: Bool, transport: TransportProtocol? = nil, sources: PrefixSet = .everything,
    destinations: PrefixSet = .everything, sourcePorts: [PortRange] = [.all], ports: [PortRange] = [.all],
    cause: Cause
  ) {
    self.accepts = accepts
    self.transport = transport
    self.sources = sources
    self.destinations = destinations
    self.sourcePorts = sourcePorts
    self.ports = ports
    self.cause = cause
  }
}

extension PrefixSet {
  /// Every address of both families.
  public static let everything = PrefixSet([.allIPv4, .allIPv6])
}
