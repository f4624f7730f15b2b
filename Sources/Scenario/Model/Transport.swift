/// The transport protocols an endpoint can carry. ICMP is never mapped, so a ping of an endpoint proves nothing.
public enum TransportProtocol: String, Sendable, Hashable, CaseIterable, Comparable {
  /// TCP.
  case tcp
  /// UDP.
  case udp

  /// Orders by name.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A port with its protocol, written `443/tcp`.
public struct TransportPort: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The protocol.
  public var transport: TransportProtocol
  /// The port, 1 to 65535.
  public var port: UInt16

  /// Joins protocol and port.
  public init(_ transport: TransportProtocol, _ port: UInt16) {
    self.transport = transport
    self.port = port
  }

  /// `443/tcp`.
  public var description: String { "\(port)/\(transport.rawValue)" }

  /// Orders by protocol, then port.
  public static func < (left: Self, right: Self) -> Bool {
    (left.transport, left.port) < (right.transport, right.port)
  }
}

/// What a filter rule's `protocol` may say.
public enum FilterProtocol: String, Sendable, Hashable, CaseIterable {
  /// TCP.
  case tcp
  /// UDP.
  case udp
  /// ICMP, or ICMPv6 in an IPv6 rule.
  case icmp
  /// Every protocol.
  case any
}

/// A closed range of ports, written `8443` or `8000-8099`.
public struct PortRange: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The first port.
  public var first: UInt16
  /// The last port, not below the first.
  public var last: UInt16

  /// A range; the bounds are put in order.
  public init(_ first: UInt16, _ last: UInt16) {
    self.first = min(first, last)
    self.last = max(first, last)
  }

  /// Every port.
  public static let all = PortRange(0, .max)

  /// Whether the port lies inside.
  public func contains(_ port: UInt16) -> Bool { first <= port && port <= last }

  /// `8443` or `8000-8099`.
  public var description: String { first == last ? "\(first)" : "\(first)-\(last)" }

  /// Orders by first port, then last.
  public static func < (left: Self, right: Self) -> Bool {
    (left.first, left.last) < (right.first, right.last)
  }
}
