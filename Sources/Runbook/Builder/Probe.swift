import Addressing
import Scenario

/// Commands with which people see that packets arrive. They run on any Linux host with the usual tools.
enum Probe {
  /// The port of TLS (RFC 2818).
  static let https = TransportPort(.tcp, 443)
  /// The port of the domain name system (RFC 1035).
  static let domainPort: UInt16 = 53

  /// Opens a connection, or sends a datagram. ICMP is never mapped, so a ping would prove nothing.
  static func connect(_ address: IPAddress, _ port: TransportPort) -> String { connect("\(address)", port) }

  /// The same to a server by its name.
  static func connect(_ server: String, _ port: TransportPort) -> String {
    port.transport == .tcp ? "nc -vz -w 5 \(server) \(port.port)" : "nc -vzu -w 5 \(server) \(port.port)"
  }

  /// What the command must answer.
  static func expectation(_ port: TransportPort) -> Text {
    port.transport == .tcp ? VerificationText.connected : VerificationText.datagramSent
  }

  /// A TLS handshake that asks for a name.
  static func handshake(_ host: String, _ name: String) -> String {
    "openssl s_client -connect \(host):443 -servername \(name) -verify_hostname \(name) -brief </dev/null"
  }
}
