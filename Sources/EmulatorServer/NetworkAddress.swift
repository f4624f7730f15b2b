import NIOCore

/// What the text of an address says, as far as a server has to know it.
public enum NetworkAddress {
  /// The four or sixteen bytes of an address; nil when the text is none.
  static func bytes(of text: String) -> [UInt8]? {
    switch try? SocketAddress(ipAddress: text, port: 0) {
    case .v4(let address)?: withUnsafeBytes(of: address.address) { Array($0[4..<8]) }
    case .v6(let address)?: withUnsafeBytes(of: address.address) { Array($0[8..<24]) }
    default: nil
    }
  }

  /// Whether only this machine can reach a server that listens there.
  public static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" { return true }
    guard let bytes = bytes(of: host) else { return false }
    return bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }
}
