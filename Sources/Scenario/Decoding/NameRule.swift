import Addressing

/// What a name that the engineer chooses may look like.
///
/// Letters of any script, digits, `-` and `_`, the first one a letter or a digit, at most 63. A dot is allowed where
/// no reference joins two names with one (`vpc.subnet`).
struct NameRule: Sendable {
  /// For messages: "names of sites".
  let phrase: String
  /// Whether a dot may stand.
  let allowsDot: Bool
  /// Whether the name can be written where an address can, so that it must not look like one.
  let standsForAddresses: Bool
  /// Words that mean something else where the name is used.
  let reserved: [String]
  /// Whether the name is a domain name, and follows the rules for those instead.
  let isDomainName: Bool

  init(
    _ phrase: String, allowsDot: Bool = true, standsForAddresses: Bool = false, reserved: [String] = [],
    isDomainName: Bool = false
  ) {
    self.phrase = phrase
    self.isDomainName = isDomainName
    self.allowsDot = allowsDot
    self.standsForAddresses = standsForAddresses
    self.reserved = standsForAddresses ? reserved + ["any", "endpoint-nat"] : reserved
  }

  /// As a regular expression that Python and ECMAScript read alike: no ASCII punctuation but what is allowed, no
  /// white space. It lets pass a little more than `check`.
  var pattern: String {
    isDomainName
      ? "^[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*$"
      : allowsDot
        ? "^[^\\s!-/:-@\\[-`{-~][^\\s!-,/:-@\\[-^`{-~]{0,62}$"
        : "^[^\\s!-/:-@\\[-`{-~][^\\s!-,./:-@\\[-^`{-~]{0,62}$"
  }

  /// Reports a name that the rule refuses.
  func check(_ name: Located<String>, _ decoder: inout TreeDecoder) -> Bool {
    guard let fault = fault(in: name.value) else { return true }
    decoder.sink.report(.malformed, at: name.location, fault.message, help: fault.help)
    return false
  }

  private func fault(in name: String) -> (message: String, help: String)? {
    if isDomainName {
      return domainNameFault(name).map { ("`\(name)` is not a domain name", $0) }
    }
    if reserved.contains(name) {
      return ("the name `\(name)` means something else already", "choose another name")
    }
    if standsForAddresses, AddressSource.looksLikeAddress(name) {
      return ("the name `\(name)` reads like an address", "begin the name with a letter")
    }
    var count = 0
    for scalar in name.unicodeScalars {
      let isAllowed: Bool
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": isAllowed = true
      case "-", "_": isAllowed = count > 0
      case ".": isAllowed = count > 0 && allowsDot
      default: isAllowed = scalar.value >= 0x80 && scalar.properties.isAlphabetic
      }
      guard isAllowed else {
        return (
          "the name `\(name)` holds a character that a name must not have\(count == 0 ? " in front" : "")",
          "use letters, digits, `-`\(allowsDot ? ", `.`" : "") and `_`, a letter or digit first"
        )
      }
      count += 1
    }
    if count == 0 { return ("the name is empty", "give it a name") }
    if count > 63 { return ("the name has \(count) characters; at most 63 are allowed", "shorten the name") }
    return nil
  }
}
