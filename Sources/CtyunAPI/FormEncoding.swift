/// Form encoding (`application/x-www-form-urlencoded`) as the cloud's gateway signs it.
public enum FormEncoding {
  /// Letters, digits and `-_.~` stay, a space becomes `+`, every other byte of the UTF-8 text becomes `%XX`
  /// with upper-case digits.
  public static func escape(_ text: String) -> String {
    if text.utf8.allSatisfy(isUnreserved) { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3)
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else if byte == UInt8(ascii: " ") {
        bytes.append(UInt8(ascii: "+"))
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(upperHex(byte >> 4))
        bytes.append(upperHex(byte & 0xF))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The query of these parameters: sorted by the bytes of the name, values of one name in the order given.
  public static func query(_ parameters: [(name: String, value: String)]) -> String {
    parameters.enumerated()
      .sorted { left, right in
        left.element.name == right.element.name
          ? left.offset < right.offset
          : left.element.name.utf8.lexicographicallyPrecedes(right.element.name.utf8)
      }
      .map { "\(escape($0.element.name))=\(escape($0.element.value))" }
      .joined(separator: "&")
  }

  /// The parameters of a query, in order; nil when an escape is broken or the bytes are no UTF-8. A part
  /// without `=` is a name with an empty value; empty parts are skipped.
  public static func parameters(ofQuery query: some StringProtocol) -> [(name: String, value: String)]? {
    var result: [(name: String, value: String)] = []
    for part in query.utf8.split(separator: UInt8(ascii: "&")) {
      let middle = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      let rest = middle == part.endIndex ? part[middle...] : part[part.index(after: middle)...]
      guard let name = unescape(part[..<middle]), let value = unescape(rest) else { return nil }
      result.append((name, value))
    }
    return result
  }

  /// The text behind an escaped one, `+` being a space; nil when an escape is broken or the bytes are no
  /// UTF-8.
  public static func unescape(_ text: some StringProtocol) -> String? { unescape(text.utf8) }

  private static func unescape(_ escaped: some Sequence<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var iterator = escaped.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(hexValue), let low = iterator.next().flatMap(hexValue) else {
          return nil
        }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func upperHex(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
