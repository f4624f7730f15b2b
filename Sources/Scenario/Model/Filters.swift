public import Diagnostics

/// What a filter rule does with a packet that it matches.
public enum FilterAction: String, Sendable, Hashable, CaseIterable {
  /// Lets it pass.
  case accept
  /// Drops it.
  case drop
}

/// A security group: stateful, evaluated by priority, lower numbers first.
public struct SecurityGroup: Sendable, Equatable {
  /// An existing group (its id); only rules are added to it, and it is never deleted.
  public var existing: Located<String>?
  /// What may come in.
  public var ingress: [SecurityGroupRule] = []
  /// What may go out; all when empty.
  public var egress: [SecurityGroupRule] = []
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A rule of a security group.
public struct SecurityGroupRule: Sendable, Equatable {
  /// Accept or drop.
  public var action: Located<FilterAction>
  /// 1 to 100, lower first; the cloud profile's default when not said.
  public var priority: Located<Int>?
  /// Which protocol.
  public var transport: Located<FilterProtocol>
  /// Which destination ports; all when empty.
  public var ports: [Located<PortRange>] = []
  /// The other side: the source of an ingress rule, the destination of an egress rule.
  public var peer: Located<AddressSource>
  /// Whether the rule stands in an existing group already, so that no step adds it.
  public var existing: Located<Bool>?
  /// Where the rule stands.
  @Place public var location: SourceLocation
}

/// A subnet's ACL: stateless, both directions; what no rule accepts is dropped.
public struct AccessControlList: Sendable, Equatable {
  /// An existing ACL (its id); only rules are added to it, and it is never deleted.
  public var existing: Located<String>?
  /// Towards the subnet.
  public var ingress: [AccessControlRule] = []
  /// From the subnet.
  public var egress: [AccessControlRule] = []
  /// Where the block stands.
  @Place public var location: SourceLocation
}

/// A rule of an ACL.
public struct AccessControlRule: Sendable, Equatable {
  /// Accept or drop.
  public var action: Located<FilterAction>
  /// 1 to 32766, lower first; the cloud profile's default when not said.
  public var priority: Located<Int>?
  /// Which protocol.
  public var transport: Located<FilterProtocol>
  /// Source addresses; any when nil.
  public var from: Located<AddressSource>?
  /// Destination addresses; any when nil.
  public var to: Located<AddressSource>?
  /// Source ports; all when empty.
  public var sourcePorts: [Located<PortRange>] = []
  /// Destination ports; all when empty.
  public var ports: [Located<PortRange>] = []
  /// Whether the rule stands in an existing ACL already, so that no step adds it.
  public var existing: Located<Bool>?
  /// Where the rule stands.
  @Place public var location: SourceLocation
}
