import Addressing
import Scenario

/// One packet that stands for its class.
enum ExamplePacket {
  /// Where clients usually send from (RFC 6335, section 6, the dynamic ports).
  private static let usualPort: UInt16 = 49_152

  static func text(_ part: AnswerPart, _ flow: FlowClass) -> String {
    let port = flow.sources.ports.contains(usualPort) ? usualPort : flow.sources.ports.first
    let source = source(flow.sources.addresses).map { "\(bracketed($0)):\(port)" } ?? "?"
    let destination = Self.source(part.addresses).map(bracketed) ?? part.destination
    return "\(source) -> \(destination):\(part.port)"
  }

  /// The first address that a host can have.
  static func source(_ addresses: PrefixSet) -> IPAddress? {
    guard let prefix = addresses.prefixes.first else { return nil }
    return prefix.hostBits > 1 ? prefix.first.advanced(by: 1) : prefix.first
  }

  private static func bracketed(_ address: IPAddress) -> String {
    address.family == .ipv6 ? "[\(address)]" : "\(address)"
  }
}
