/// Why a text is not an address or a prefix, and where.
///
/// Texts are read from left to right and the first fault is the one reported.
public struct AddressError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Kind: Sendable, Hashable {
    /// There is no text.
    case empty
    /// A character that cannot stand where it stands.
    case invalidCharacter(Unicode.Scalar)
    /// Two separators with nothing between them, or a separator at an end.
    case missingPart(AddressFamily)
    /// A decimal part of an IPv4 address above 255.
    case octetOutOfRange
    /// A decimal number written with zeros in front, which some programs read as octal.
    case leadingZero
    /// A hexadecimal group of an IPv6 address with more than four digits.
    case groupTooLong
    /// The text ends before the address is complete.
    case tooFewParts(AddressFamily)
    /// The address is complete and yet goes on.
    case tooManyParts(AddressFamily)
    /// A second `::`; only one can be expanded without doubt.
    case repeatedCompression
    /// A zone (`%eth0`, RFC 4007): it means something on one host only.
    case zoneNotAllowed
    /// An address where a prefix is asked for; `host` is the prefix of that single address.
    case missingSlash(host: Prefix)
    /// Nothing after the slash.
    case missingLength
    /// A mask (`/255.255.255.0`) where a number of bits is asked for.
    case maskInsteadOfLength
    /// A prefix length above what the family has.
    case lengthOutOfRange(maximum: Int)
    /// Bits are set behind the prefix length; `canonical` is the prefix that contains the address (RFC 4632).
    case hostBits(canonical: Prefix)
  }

  /// What is wrong.
  public let kind: Kind

  /// Where: an offset in UTF-8 bytes into the text that was parsed. It is the start of the offending number or
  /// character, or the length of the text where something is missing at its end.
  public let offset: Int

  /// An error of `kind` at `offset`.
  public init(_ kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// What to write instead, where that is certain enough to offer.
  public var suggestion: String? {
    switch kind {
    case .missingSlash(let prefix), .hostBits(let prefix): prefix.description
    default: nil
    }
  }
}

extension AddressError: CustomStringConvertible {
  /// One line of plain English without the offset.
  public var description: String {
    switch kind {
    case .empty: "expected an IP address, found nothing"
    case .invalidCharacter(let scalar): "unexpected \(AddressError.display(scalar))"
    case .missingPart(.ipv4): "a number between 0 and 255 is missing here"
    case .missingPart(.ipv6): "a group of hexadecimal digits is missing here"
    case .octetOutOfRange: "a part of an IPv4 address is at most 255"
    case .leadingZero: "a number must not start with 0: some programs would read it as octal"
    case .groupTooLong: "a group of an IPv6 address has at most four hexadecimal digits"
    case .tooFewParts(.ipv4): "an IPv4 address has four parts"
    case .tooFewParts(.ipv6): "an IPv6 address has eight groups; `::` stands for those left out"
    case .tooManyParts(.ipv4): "an IPv4 address has only four parts"
    case .tooManyParts(.ipv6): "an IPv6 address has only eight groups, and `::` stands for at least one"
    case .repeatedCompression: "`::` may appear only once"
    case .zoneNotAllowed: "an interface zone has no meaning here"
    case .missingSlash(let prefix): "expected a prefix with its length, such as \(prefix)"
    case .missingLength: "the prefix length is missing after `/`"
    case .maskInsteadOfLength: "the prefix length is a number of bits, not a mask"
    case .lengthOutOfRange(let maximum): "the prefix length is at most \(maximum)"
    case .hostBits(let canonical): "bits are set behind the prefix length; the prefix is \(canonical)"
    }
  }

  /// The character itself where it can be seen, and its code point where ASCII does not tell which it is: `0` and
  /// `０` look alike.
  private static func display(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let codePoint = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
      .paragraphSeparator, .nonspacingMark, .enclosingMark, .spacingMark:
      return scalar == " " ? "space" : codePoint
    default:
      return scalar.isASCII ? "`\(scalar)`" : "`\(scalar)` (\(codePoint))"
    }
  }
}
