import Diagnostics

/// What the schema says of port numbers.
private let portNumbers = 1...65535

extension Shape where Value == Located<UInt16> {
  /// A port.
  static var port: Shape { integer(portNumbers) }
}

extension Shape where Value == Located<TransportPort> {
  /// A port with its protocol, `443/tcp`.
  static var transportPort: Shape {
    let phrase = "a port with its protocol, such as 443/tcp"
    return Shape(.text(phrase: phrase, pattern: "^[0-9]{1,5}/(tcp|udp)$")) { node, decoder in
      switch decoder.document[node].kind {
      case .integer:
        let number = decoder.document.string(node)
        decoder.malformed(
          node, "port \(number) lacks its protocol", help: "write \(number)/tcp or \(number)/udp")
        return nil
      case .text:
        return decoder.transportPort(node).map { decoder.located($0, node) }
      default:
        decoder.wrongType(node, expected: phrase)
        return nil
      }
    }
  }
}

extension Shape where Value == [Located<PortRange>] {
  /// Ports of a filter: one, a range, a list of both, or `any`, which is the empty list.
  static var portRanges: Shape {
    let one: SchemaType = .either([
      .integer(portNumbers),
      .text(phrase: "a range such as 8000-8099", pattern: "^[0-9]{1,5}(-[0-9]{1,5})?$"),
    ])
    let phrase = "a port, a range such as 8000-8099, a list of them, or any"
    return Shape(.either([one, .list(one), .words(["any"])])) { node, decoder in
      let record = decoder.document[node]
      switch record.kind {
      case .text where decoder.document.hasText(node, Array("any".utf8)):
        return []
      case .text, .integer, .hugeInteger:
        return decoder.portRange(node).map { [$0] }
      case .list where record.count > 0:
        var ranges: [Located<PortRange>] = []
        for item in decoder.document.items(node) {
          if let range = decoder.portRange(item) { ranges.append(range) }
        }
        return ranges.count == Int(record.count) ? ranges : nil
      case .list:
        decoder.wrongType(node, expected: phrase, help: "write `any` for all ports")
        return nil
      default:
        decoder.wrongType(node, expected: phrase)
        return nil
      }
    }
  }
}

extension TreeDecoder {
  fileprivate mutating func transportPort(_ node: NodeID) -> TransportPort? {
    let text = document.string(node)
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = portNumber(parts[0]) else {
      let turned = parts.count == 2 ? TransportProtocol(rawValue: parts[0].lowercased()) : nil
      malformed(
        node, "`\(text)` is not a port with its protocol",
        help: turned.map { "write \(parts[1])/\($0.rawValue)" } ?? "write it as 443/tcp")
      return nil
    }
    guard let transport = TransportProtocol(rawValue: String(parts[1])) else {
      let meant = closestMatch(to: String(parts[1]), among: TransportProtocol.allCases.map(\.rawValue))
      malformed(
        node,
        "`\(parts[1])` in `\(text)` is not a protocol that an endpoint carries; allowed are `tcp` and `udp`",
        help: meant.map { "write \(parts[0])/\($0)" })
      return nil
    }
    guard portNumbers.contains(number) else {
      outOfRange(node, parts[0])
      return nil
    }
    return TransportPort(transport, UInt16(number))
  }

  fileprivate mutating func portRange(_ node: NodeID) -> Located<PortRange>? {
    switch document[node].kind {
    case .integer, .hugeInteger:
      return integer(node, in: portNumbers).map { located(PortRange(UInt16($0), UInt16($0)), node) }
    case .text:
      let text = document.string(node)
      let bounds = text.split(separator: "-", omittingEmptySubsequences: false)
      let numbers = bounds.compactMap { portNumber($0) }
      guard numbers.count == bounds.count, numbers.count <= 2, let first = numbers.first,
        let last = numbers.last
      else {
        malformed(
          node, "`\(text)` is neither a port nor a range of ports", help: "write it as 8443 or 8000-8099")
        return nil
      }
      guard portNumbers.contains(first), portNumbers.contains(last) else {
        outOfRange(node, portNumbers.contains(first) ? bounds[bounds.count - 1] : bounds[0])
        return nil
      }
      guard first <= last else {
        malformed(node, "the range \(text) ends before it begins", help: "write \(last)-\(first)")
        return nil
      }
      return located(PortRange(UInt16(first), UInt16(last)), node)
    default:
      wrongType(node, expected: "a port or a range such as 8000-8099")
      return nil
    }
  }

  private mutating func outOfRange(_ node: NodeID, _ number: Substring) {
    sink.report(
      .outOfRange, at: location(node), "port \(number) is out of range",
      help: "write " + SchemaType.integer(portNumbers).phrase)
  }

  /// Decimal digits; a number beyond all ports stays beyond them.
  private func portNumber(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return text.utf8.reduce(0) { min($0 * 10 + Int($1) - 0x30, 1_000_000) }
  }
}
