import Addressing
import Diagnostics
import Planning
public import Scenario

/// What is wrong with a question.
public struct QuestionError: Error, Hashable {
  /// One sentence, with what to write instead.
  public var message: String
}

/// The words of `--from` and `--to`.
public enum QuestionText {
  /// A source: an address, a prefix, `any`, or a name of the scenario.
  public static func source(_ text: String, in network: Network) throws(QuestionError) -> AddressSource {
    if text == "any" { return .any }
    if let prefix = prefix(text) { return .prefix(prefix) }
    let names = network.origins.map(\.name) + network.plan.vpcs.map(\.name)
    guard names.contains(text) else { throw unknown(text, among: names) }
    return .reference(text)
  }

  /// A destination with its port (`orders:443/tcp`, `192.168.5.30:443`, `[2001:db8::1]:443/tcp`); TCP when the
  /// protocol is not said, and every port of an endpoint when no port is.
  public static func destination(_ text: String, in network: Network) throws(QuestionError)
    -> (destination: Expectation.Destination, ports: [TransportPort])
  {
    if let place = network.endpoints[text] {
      return (.source(.reference(text)), network.plan.endpoints[place.index].ports.sorted())
    }
    guard let colon = text.lastIndex(of: ":"), let port = port(text[text.index(after: colon)...]) else {
      throw QuestionError(message: "\(text) has no port: write NAME:443/tcp or ADDRESS:443/tcp")
    }
    var name = String(text[..<colon])
    if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
    if network.endpoints[name] != nil { return (.source(.reference(name)), [port]) }
    if let address = address(of: name, in: network) { return (.source(.prefix(Prefix(address))), [port]) }
    if let prefix = prefix(name) { return (.source(.prefix(prefix)), [port]) }
    if name == "any" { return (.source(.any), [port]) }
    let ranges = network.origins.map(\.name) + network.plan.vpcs.map(\.name)
    if ranges.contains(name) { return (.source(.reference(name)), [port]) }
    if name.contains(".") { return (.name(name), [port]) }
    throw unknown(
      name, among: ranges + network.endpoints.keys.sorted() + network.transits.map(\.name))
  }

  /// The address of a transit or a backend, by the name that matrix and trace print.
  private static func address(of name: String, in network: Network) -> IPAddress? {
    network.transits.first { $0.name == name }?.address
      ?? network.plan.backends.first { $0.name == name }?.address
  }

  private static func prefix(_ text: String) -> Prefix? {
    if let address = IPAddress(text) { return Prefix(address) }
    return Prefix(text)
  }

  private static func port(_ text: Substring) -> TransportPort? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, let number = UInt16(first), number > 0, parts.count <= 2 else {
      return nil
    }
    guard parts.count == 2 else { return TransportPort(.tcp, number) }
    return TransportProtocol(rawValue: String(parts[1])).map { TransportPort($0, number) }
  }

  private static func unknown(_ name: String, among names: [String]) -> QuestionError {
    let similar = closestMatch(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
    return QuestionError(message: "the scenario has no \(name)\(similar)")
  }
}
