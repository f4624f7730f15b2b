/// Spans of time in words, no finer than anybody plans with.
enum DurationText {
  /// `45 s`, `12 min`, `2 h 30 min`, `21 d`; a rest that does not fill the smaller unit counts as one more.
  static func text(_ seconds: Int, _ language: Language) -> String {
    let seconds = max(seconds, 0)
    if seconds < 60 { return "\(seconds) \(second[language])" }
    let minutes = seconds / 60 + (seconds % 60 == 0 ? 0 : 1)
    if minutes < 60 { return "\(minutes) \(minute[language])" }
    if minutes < 48 * 60 {
      let rest = minutes % 60
      return "\(minutes / 60) \(hour[language])" + (rest == 0 ? "" : " \(rest) \(minute[language])")
    }
    let days = minutes / 1440 + (minutes % 1440 == 0 ? 0 : 1)
    return "\(days) \(day[language])"
  }

  private static let second = Text(en: "s", zh: "秒")
  private static let minute = Text(en: "min", zh: "分钟")
  private static let hour = Text(en: "h", zh: "小时")
  private static let day = Text(en: "d", zh: "天")
}
