/// Patterns with `*` for any characters, none included.
enum Glob {
  /// Whether the whole text fits the pattern. Quadratic at worst, in texts that are names.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern.utf8)
    let text = Array(text.utf8)
    var place = 0
    var index = 0
    // Where the last star stands, and up to where it has swallowed.
    var star: Int?
    var swallowed = 0
    while index < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = place
        swallowed = index
        place += 1
      } else if place < pattern.count, pattern[place] == text[index] {
        place += 1
        index += 1
      } else if let star {
        swallowed += 1
        index = swallowed
        place = star + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
