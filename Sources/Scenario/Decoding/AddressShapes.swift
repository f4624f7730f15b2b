import Addressing
import Diagnostics

/// Regular expressions for the schema: an editor's first look, the decoder judges.
private enum AddressPattern {
  static let prefix = "^[0-9A-Fa-f:.]+/[0-9]{1,3}$"
  static let address = "^[0-9A-Fa-f:.]+$"
}

extension AddressFamily {
  /// In a sentence.
  fileprivate var phrase: String { self == .ipv4 ? "an IPv4" : "an IPv6" }
}

extension Shape where Value == Located<Prefix> {
  /// A prefix; of one family where the place takes only that.
  static func prefix(_ family: AddressFamily? = nil) -> Shape {
    let phrase = (family?.phrase ?? "a") + " prefix"
    return Shape(.text(phrase: phrase, pattern: AddressPattern.prefix)) { node, decoder in
      guard let text = decoder.text(node, expected: phrase),
        let prefix = decoder.prefix(node, text), decoder.check(prefix.family, family, node, phrase)
      else { return nil }
      return decoder.located(prefix, node)
    }
  }
}

extension Shape where Value == Located<IPAddress> {
  /// An address without a length; of one family where the place takes only that.
  static func address(_ family: AddressFamily? = nil) -> Shape {
    let phrase = (family?.phrase ?? "an") + " address"
    return Shape(.text(phrase: phrase, pattern: AddressPattern.address)) { node, decoder in
      guard let text = decoder.text(node, expected: phrase) else { return nil }
      do throws(AddressError) {
        let address = try IPAddress(parsing: text)
        return decoder.check(address.family, family, node, phrase) ? decoder.located(address, node) : nil
      } catch {
        let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(text[..<$0]) }
        decoder.malformed(
          node, offset: error.offset, "`\(text)` is not an address: \(error)",
          help: slash.flatMap { IPAddress($0) }.map { "write the address without a length: \($0)" })
        return nil
      }
    }
  }
}

extension Shape where Value == Located<InterfaceAddress> {
  /// An address with the length of its link; host bits are what it is for.
  static func interfaceAddress(_ family: AddressFamily) -> Shape {
    let phrase = family.phrase + " address with the length of its link"
    return Shape(.text(phrase: phrase, pattern: AddressPattern.prefix)) { node, decoder in
      guard let text = decoder.text(node, expected: phrase),
        let address = decoder.interfaceAddress(node, text),
        decoder.check(address.address.family, family, node, phrase)
      else { return nil }
      return decoder.located(address, node)
    }
  }
}

extension Shape where Value == Located<AddressSource> {
  /// Addresses, or a name that stands for them.
  static var addressSource: Shape {
    let phrase = "a prefix, an address, `any`, `endpoint-nat`, or the name of a site, VPC, subnet or endpoint"
    return Shape(.text(phrase: phrase, pattern: nil)) { node, decoder in
      guard let text = decoder.text(node, expected: phrase, takesNumbers: true),
        let source = decoder.addressSource(node, text)
      else { return nil }
      return decoder.located(source, node)
    }
  }
}

extension Shape where Value == Located<Expectation.Destination> {
  /// What an expectation reaches. A name is looked up when all is read.
  static var destination: Shape {
    let phrase = "the name of an endpoint, a domain name, an address, or the name of a site, VPC or subnet"
    return Shape(.text(phrase: phrase, pattern: nil)) { node, decoder in
      guard let text = decoder.text(node, expected: phrase, takesNumbers: true),
        let source = decoder.addressSource(node, text)
      else { return nil }
      if case .reference(let name) = source { return decoder.located(.name(name), node) }
      return decoder.located(.source(source), node)
    }
  }
}

extension AddressSource {
  /// Whether a text is meant as an address: it holds a slash or a colon, or begins with two numbers and a dot.
  static func looksLikeAddress(_ text: String) -> Bool {
    var digits = 0
    var isStart = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "/"), UInt8(ascii: ":"):
        return true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
      case UInt8(ascii: "."):
        guard isStart, digits > 0 else { return text.utf8.contains { $0 == 0x2F || $0 == 0x3A } }
        let rest = text.utf8.dropFirst(digits + 1)
        if let next = rest.first, next >= UInt8(ascii: "0"), next <= UInt8(ascii: "9") { return true }
        isStart = false
      default:
        isStart = false
      }
    }
    return false
  }
}

extension TreeDecoder {
  fileprivate mutating func malformed(
    _ node: NodeID, offset: Int, _ message: String, help: String? = nil
  ) {
    sink.report(.malformed, at: location(node, from: offset), message, help: help)
  }

  fileprivate mutating func check(
    _ family: AddressFamily, _ wanted: AddressFamily?, _ node: NodeID, _ phrase: String
  ) -> Bool {
    guard let wanted, wanted != family else { return true }
    malformed(node, "expected \(phrase), found \(family.phrase) one")
    return false
  }

  /// A prefix. One with host bits is an error of its own, after which the canonical form holds.
  fileprivate mutating func prefix(_ node: NodeID, _ text: String) -> Prefix? {
    do throws(AddressError) {
      return try Prefix(parsing: text)
    } catch {
      if case .hostBits(let canonical) = error.kind {
        sink.report(
          Diagnostic(
            code: "ADR001", severity: .error,
            message: "\(text) has bits set behind its length; the prefix is \(canonical)",
            location: location(node), help: "write \(canonical)"))
        return canonical
      }
      malformed(
        node, offset: error.offset, "`\(text)` is not a prefix: \(error)",
        help: error.suggestion.map { "write \($0)" })
      return nil
    }
  }

  fileprivate mutating func interfaceAddress(_ node: NodeID, _ text: String) -> InterfaceAddress? {
    do throws(AddressError) {
      let prefix = try Prefix(parsing: text)
      return InterfaceAddress(address: prefix.address, length: prefix.length)
    } catch {
      if case .hostBits(let canonical) = error.kind, let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")),
        let address = IPAddress(String(text[..<slash]))
      {
        return InterfaceAddress(address: address, length: canonical.length)
      }
      malformed(
        node, offset: error.offset, "`\(text)` is not an address with the length of its link: \(error)",
        help: "write it as 10.0.0.1/30")
      return nil
    }
  }

  fileprivate mutating func addressSource(_ node: NodeID, _ text: String) -> AddressSource? {
    if text == "any" { return .any }
    if text == "endpoint-nat" { return .endpointNAT }
    guard AddressSource.looksLikeAddress(text) else {
      if let fault = textFault(text) {
        malformed(node, fault)
        return nil
      }
      return .reference(text)
    }
    if text.utf8.contains(UInt8(ascii: "/")) { return prefix(node, text).map { .prefix($0) } }
    do throws(AddressError) {
      return .prefix(Prefix(try IPAddress(parsing: text)))
    } catch {
      malformed(node, offset: error.offset, "`\(text)` is neither an address nor a name: \(error)")
      return nil
    }
  }
}
