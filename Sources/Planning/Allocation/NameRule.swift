import Scenario

/// What names of one kind look like in the cloud, and how one is made from a name that does not.
struct NameRule: CustomStringConvertible {
  /// How many characters.
  let length: ClosedRange<Int>
  /// The form.
  let pattern: NamePattern

  /// As messages say it.
  var description: String {
    "\(length.lowerBound) to \(length.upperBound) characters"
      + (pattern.description.isEmpty ? "" : " of the form \(pattern)")
  }

  /// Whether a name may be used as it is.
  func admits(_ name: String) -> Bool {
    length.contains(name.unicodeScalars.count) && pattern.matches(name)
  }

  /// The name, or the nearest one that may be used: characters that are refused become hyphens or go, `word` goes in
  /// front of a name that cannot begin as it does or is too short, and a long name is cut. Nil when the form is so
  /// narrow that even this does not fit.
  func derive(from name: String, word: String) -> String? {
    if admits(name) { return name }
    let hyphen = admitsInside("-") ? "-" : ""
    var clean = ""
    for scalar in name.unicodeScalars {
      if admitsInside(scalar) {
        clean.unicodeScalars.append(scalar)
      } else if clean.unicodeScalars.last != "-" {
        clean += hyphen
      }
    }
    while !hyphen.isEmpty, clean.hasSuffix("-") { clean.removeLast() }
    for candidate in [clean, clean.isEmpty ? word : word + hyphen + clean, word + hyphen + "1"] {
      let cut = prefix(of: candidate, length.upperBound)
      if admits(cut) { return cut }
    }
    return nil
  }

  /// The name with a number behind it, cut where it would be too long; nil when that does not fit.
  func numbered(_ name: String, _ number: Int) -> String? {
    let suffix = (admitsInside("-") ? "-" : "") + String(number)
    let candidate = prefix(of: name, max(0, length.upperBound - suffix.unicodeScalars.count)) + suffix
    return admits(candidate) ? candidate : nil
  }

  /// Whether a character may stand behind a letter.
  private func admitsInside(_ scalar: Unicode.Scalar) -> Bool {
    pattern.matches("a" + String(Character(scalar)))
  }

  private func prefix(of name: String, _ count: Int) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.prefix(count)))
  }
}
