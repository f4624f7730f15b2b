/// A service that the cloud operator publishes, as the profile knows it.
public struct CloudService: Sendable, Equatable {
  /// How a service shows itself inside a VPC.
  public enum Exposure: String, Sendable, CaseIterable {
    /// As an address in a subnet.
    case interface
    /// As a range that a gateway routes to.
    case gateway
  }

  /// Its name in scenarios, such as `zos`.
  public var name: String
  /// What it listens on, sorted by protocol and port.
  public var ports: [TransportPort]
  /// The zones whose names it answers for; for a resolver, the zones it is asked for.
  public var zones: [String]
  /// How it shows itself.
  public var exposure: Exposure
  /// The id of its endpoint service in this region, when it is known.
  public var id: String?
  /// Whether this is confirmed for CTyun and the region.
  public var isConfirmed: Bool
  /// Where this comes from, in one sentence.
  public var source: String
  /// The same in Chinese, for runbooks.
  public var sourceZh: String

  init(
    name: String, ports: [TransportPort], zones: [String], exposure: Exposure, isConfirmed: Bool,
    source: String, sourceZh: String
  ) {
    self.name = name
    self.ports = ports.sorted()
    self.zones = zones
    self.exposure = exposure
    self.isConfirmed = isConfirmed
    self.source = source
    self.sourceZh = sourceZh
  }
}
