import Addressing
import JSON

/// A form that a text argument must have. Forms are named, not written as regular expressions, so that a
/// refusal can say in words what was wanted.
public enum TextPattern: String, Sendable, Hashable, CaseIterable {
  /// The name of a VPC, subnet, endpoint and most other things.
  case resourceName
  /// The stricter name of an endpoint in the price query.
  case priceQueryName
  /// A description: anything that does not begin like an address of a web page.
  case notURL
  /// Letters and digits of ASCII.
  case lettersAndDigits
  /// No Chinese characters.
  case noChinese
  /// `local@domain`.
  case email
  /// An IPv4 address.
  case ipv4Address
  /// An IPv6 address.
  case ipv6Address
  /// An address of either family.
  case ipAddress
  /// An IPv4 prefix without host bits.
  case ipv4Network
  /// An IPv6 prefix without host bits.
  case ipv6Network
  /// A prefix of either family without host bits.
  case network
  /// An address, or a prefix without host bits.
  case addressOrNetwork
  /// An IPv4 address, with or without a prefix length.
  case ipv4Interface
  /// An IPv6 address, with or without a prefix length.
  case ipv6Interface
  /// `22` or `8000-9000`.
  case portOrRange
  /// `20:100`.
  case portSpan
  /// A domain name of letters, digits and hyphens.
  case domainName
  /// The name of a record inside a zone.
  case recordName
  /// A decimal number with at most two decimals.
  case decimalAmount
  /// A whole number above zero, as text.
  case positiveDecimal
  /// A number of an autonomous system, as text: 1 to 4294967295.
  case asNumber
  /// A JSON document, as text.
  case jsonDocument

  /// What the text must be; completes the sentence "must be …".
  public var explanation: String {
    switch self {
    case .resourceName:
      "2 to 32 characters: a letter or Chinese character, then letters, digits, Chinese characters, _ or -"
    case .priceQueryName: "at most 28 letters, digits or hyphens, not beginning with a digit or hyphen"
    case .notURL: "a text that does not begin with http: or https:"
    case .lettersAndDigits: "letters and digits only"
    case .noChinese: "a text without Chinese characters"
    case .email: "an e-mail address"
    case .ipv4Address: "an IPv4 address"
    case .ipv6Address: "an IPv6 address"
    case .ipAddress: "an IP address"
    case .ipv4Network: "an IPv4 prefix without host bits"
    case .ipv6Network: "an IPv6 prefix without host bits"
    case .network: "a prefix without host bits"
    case .addressOrNetwork: "an IP address or a prefix without host bits"
    case .ipv4Interface: "an IPv4 address, with or without a prefix length"
    case .ipv6Interface: "an IPv6 address, with or without a prefix length"
    case .portOrRange: "a port or a range of ports such as 8000-9000"
    case .portSpan: "a range of ports written start:end"
    case .domainName:
      "a domain name: labels of at most 63 letters, digits and hyphens, at most 254 characters in all"
    case .recordName: "a record name of letters, digits, hyphens, dots and *, without a hyphen at either end"
    case .decimalAmount: "an amount with at most two decimals"
    case .positiveDecimal: "a whole number above zero, written as text"
    case .asNumber: "an autonomous system number, written as text"
    case .jsonDocument: "a JSON document, written as text"
    }
  }

  /// Whether a text has this form.
  public func matches(_ text: String) -> Bool {
    switch self {
    case .resourceName: Self.isResourceName(text)
    case .priceQueryName: Self.isPriceQueryName(text)
    case .notURL: !Self.looksLikeURL(text)
    case .lettersAndDigits: !text.isEmpty && text.utf8.allSatisfy(Self.isAlphanumeric)
    case .noChinese: !text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    case .email: Self.isEmail(text)
    case .ipv4Address: IPAddress(text)?.family == .ipv4
    case .ipv6Address: IPAddress(text)?.family == .ipv6
    case .ipAddress: IPAddress(text) != nil
    case .ipv4Network: Prefix(text)?.family == .ipv4
    case .ipv6Network: Prefix(text)?.family == .ipv6
    case .network: Prefix(text) != nil
    case .addressOrNetwork: Prefix(text) != nil || IPAddress(text) != nil
    case .ipv4Interface: Self.isInterface(text, .ipv4)
    case .ipv6Interface: Self.isInterface(text, .ipv6)
    case .portOrRange: Self.isPortRange(text, separator: "-", alone: true)
    case .portSpan: Self.isPortRange(text, separator: ":", alone: false)
    case .domainName: Self.isDomainName(text)
    case .recordName: Self.isRecordName(text)
    case .decimalAmount: Self.isAmount(text)
    case .positiveDecimal: Self.decimal(text, upTo: UInt64(UInt32.max)).map { $0 > 0 } ?? false
    case .asNumber: Self.decimal(text, upTo: UInt64(UInt32.max)).map { $0 > 0 } ?? false
    case .jsonDocument: (try? JSONValue(parsing: text)) != nil
    }
  }
}

extension TextPattern {
  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The ideographs the vendor's own pattern names.
  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FA5).contains(scalar.value)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func isResourceName(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, isLetter(first) || isIdeograph(first) else { return false }
    // A colon is not among the allowed characters, so nothing here can begin with http: or https:.
    var count = 0
    for scalar in scalars {
      count += 1
      let isAllowed =
        isLetter(scalar) || ("0"..."9").contains(scalar) || isIdeograph(scalar) || scalar == "_"
        || scalar == "-"
      guard isAllowed, count <= 32 else { return false }
    }
    return count >= 2
  }

  private static func isPriceQueryName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 28 else { return false }
    return !isDigit(first) && first != UInt8(ascii: "-")
      && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  private static func looksLikeURL(_ text: String) -> Bool {
    let start = text.prefix(6).lowercased()
    return start.hasPrefix("http:") || start == "https:"
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  private static func isInterface(_ text: String, _ family: AddressFamily) -> Bool {
    guard let slash = text.firstIndex(of: "/") else { return IPAddress(text)?.family == family }
    guard IPAddress(String(text[..<slash]))?.family == family else { return false }
    return decimal(text[text.index(after: slash)...], upTo: UInt64(family.bitWidth)) != nil
  }

  /// Digits without sign or leading zero; nil when there are none or the number is too large.
  private static func decimal(_ text: some StringProtocol, upTo maximum: UInt64) -> UInt64? {
    guard text.utf8.count <= 19, text.utf8.allSatisfy(isDigit), let value = UInt64(text) else { return nil }
    guard value <= maximum, text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0") else { return nil }
    return value
  }

  private static func port(_ text: some StringProtocol) -> UInt64? {
    decimal(text, upTo: 65535).flatMap { $0 > 0 ? $0 : nil }
  }

  private static func isPortRange(_ text: String, separator: Character, alone: Bool) -> Bool {
    guard let middle = text.firstIndex(of: separator) else { return alone && port(text) != nil }
    guard let first = port(text[..<middle]), let last = port(text[text.index(after: middle)...]) else {
      return false
    }
    return first <= last
  }

  private static func isDomainName(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 254 else { return false }
    return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
  }

  /// Dots are accepted although the contract does not list them: records of several labels are common, and
  /// the total length, which depends on the zone, is left to the cloud.
  private static func isRecordName(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 256 else { return false }
    let hyphen = UInt8(ascii: "-")
    return text.utf8.first != hyphen && text.utf8.last != hyphen
      && text.utf8.allSatisfy {
        isAlphanumeric($0) || $0 == hyphen || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: ".")
      }
  }

  private static func isAmount(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].count <= 15,
      parts[0].allSatisfy(isDigit)
    else { return false }
    return parts.count == 1 || ((1...2).contains(parts[1].count) && parts[1].allSatisfy(isDigit))
  }
}
