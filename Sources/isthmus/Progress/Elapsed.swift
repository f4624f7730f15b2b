/// Durations as people say them.
enum Elapsed {
  /// `4 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`.
  static func text(_ milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds) / 1000
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(seconds / 60) min" + (seconds % 60 == 0 ? "" : " \(seconds % 60) s")
    case ..<86_400: return "\(seconds / 3600) h" + (seconds / 60 % 60 == 0 ? "" : " \(seconds / 60 % 60) min")
    default: return "\(seconds / 86_400) d" + (seconds / 3600 % 24 == 0 ? "" : " \(seconds / 3600 % 24) h")
    }
  }

  /// What is only expected, without false precision: from two minutes on in whole minutes, from a day on in hours.
  static func about(_ seconds: Int64) -> String {
    let unit: Int64 = seconds < 120 ? 1 : seconds < 86_400 ? 60 : 3600
    return text((seconds + unit - 1) / unit * unit * 1000)
  }
}
