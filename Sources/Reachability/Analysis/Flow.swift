public import Addressing
public import Scenario

/// The sources of a class of packets.
public struct PacketSources: Sendable, Hashable {
  /// Their addresses.
  public var addresses: PrefixSet
  /// Their source ports.
  public var ports: PortRange

  /// Joins the parts.
  public init(_ addresses: PrefixSet, ports: PortRange = .clients) {
    self.addresses = addresses
    self.ports = ports
  }
}

extension PortRange {
  /// The ports that clients send from: all but the well-known ones (RFC 6056, section 3.2).
  public static let clients = PortRange(1024, .max)
}

/// Where packets go to.
public struct Destination: Sendable, Hashable {
  /// The address.
  public var address: IPAddress
  /// The port.
  public var port: TransportPort
  /// The place the address is expected at: where packets are looked for when they get lost on the way. Nil when
  /// the address is expected nowhere.
  public var node: Int?

  /// Joins the parts.
  public init(_ address: IPAddress, _ port: TransportPort, at node: Int? = nil) {
    self.address = address
    self.port = port
    self.node = node
  }
}
