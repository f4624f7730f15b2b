public import Addressing
import Scenario

/// The value of a decision, read from the text that stands in plans and lock files.
public enum DecidedValue: Sendable, Equatable {
  /// A range: `192.168.0.0/26`.
  case prefix(Prefix)
  /// An address: `192.168.0.2`.
  case address(IPAddress)
  /// The two ends of a line: `cloud=10.0.0.1/30 site=10.0.0.2/30`.
  case link(PlannedLine.Link)
  /// A VLAN or an autonomous system number: `330`.
  case number(UInt32)
  /// A name in the cloud.
  case text(String)

  /// Reads the text of a decision; nil when it is not exactly what ``text`` writes for that kind.
  ///
  /// Only the canonical form is read, so that a value has one text and lock files compare byte for byte.
  public init?(parsing text: String, kind: Allocation.Kind) {
    guard text.utf8.count <= Self.maximumBytes, let value = Self.read(text, kind: kind), value.text == text
    else { return nil }
    self = value
  }

  /// The canonical text.
  public var text: String {
    switch self {
    case .prefix(let prefix): prefix.description
    case .address(let address): address.description
    case .link(let link): "cloud=\(link.cloud) site=\(link.site)"
    case .number(let number): String(number)
    case .text(let text): text
    }
  }

  /// No value is longer; the longest are names.
  private static let maximumBytes = 512

  private static func read(_ text: String, kind: Allocation.Kind) -> DecidedValue? {
    switch kind {
    case .subnet: Prefix(text).flatMap { $0.family == .ipv4 ? .prefix($0) : nil }
    case .subnetIPv6: Prefix(text).flatMap { $0.family == .ipv6 ? .prefix($0) : nil }
    case .endpointAddress, .transitAddress, .backendAddress, .probeAddress:
      IPAddress(text).flatMap { $0.family == .ipv4 ? .address($0) : nil }
    case .endpointIPv6Address: IPAddress(text).flatMap { $0.family == .ipv6 ? .address($0) : nil }
    case .interconnect: link(text, family: .ipv4).map { .link($0) }
    case .interconnectIPv6: link(text, family: .ipv6).map { .link($0) }
    case .vlan, .asn: UInt32(text).map { .number($0) }
    case .name: text.isEmpty ? nil : .text(text)
    }
  }

  private static func link(_ text: String, family: AddressFamily) -> PlannedLine.Link? {
    let ends = text.split(separator: " ", omittingEmptySubsequences: false)
    guard ends.count == 2, ends[0].hasPrefix("cloud="), ends[1].hasPrefix("site="),
      let cloud = interfaceAddress(ends[0].dropFirst("cloud=".count), family: family),
      let site = interfaceAddress(ends[1].dropFirst("site=".count), family: family),
      let prefix = cloud.prefix, prefix == site.prefix, cloud != site
    else { return nil }
    return PlannedLine.Link(cloud: cloud, site: site)
  }

  private static func interfaceAddress(_ text: Substring, family: AddressFamily) -> InterfaceAddress? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(String(parts[0])), address.family == family,
      let length = Int(parts[1]), (0...family.bitWidth).contains(length)
    else { return nil }
    return InterfaceAddress(address: address, length: length)
  }
}
