/// Durations as files and options write them.
public enum DurationText {
  /// Reads `500ms`, `2s` or `1m`, up to a million of each; nil when the text is none of them.
  public static func milliseconds(_ text: String) -> Int? {
    for (unit, factor) in [("ms", 1), ("s", 1000), ("m", 60_000)] where text.hasSuffix(unit) {
      guard let number = Int(text.dropLast(unit.count)) else { continue }
      return (0...1_000_000).contains(number) ? number * factor : nil
    }
    return nil
  }
}
