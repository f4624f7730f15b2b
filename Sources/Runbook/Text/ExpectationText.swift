import Scenario

/// Words for the scenario's expectations, seen with people's own eyes.
enum ExpectationText {
  static func title(_ place: String) -> Text {
    Text(en: "Prove what the scenario expects of \(place)", zh: "在 \(place) 逐条验证场景期望")
  }
  static let work = Text(
    en: """
      Run each command on the host named before it and compare. Isthmus has proved these flows on the plan; here they \
      are seen. A command that must not connect is as important as one that must.
      """,
    zh: "在所示主机上逐条执行命令并核对结果。这些流量已由 Isthmus 在规划上证明，此处实际验证。必须不通的命令与必须连通的命令同样重要。")
  static let good = Text(
    en: "Every command answers as written beside it.", zh: "所有命令的结果均与所写一致。")

  static func connects(_ reason: String?) -> Text {
    Text(
      en: "\(VerificationText.connected.en)\(reason.map { ": \($0)" } ?? "")",
      zh: "\(VerificationText.connected.zh)\(reason.map { "：\($0)" } ?? "")")
  }
  static func sends(_ reason: String?) -> Text {
    Text(
      en: "\(VerificationText.datagramSent.en)\(reason.map { ": \($0)" } ?? "")",
      zh: "\(VerificationText.datagramSent.zh)\(reason.map { "：\($0)" } ?? "")")
  }
  static func staysOut(_ reason: String?) -> Text {
    Text(
      en: "timed out or refused; it must not connect\(reason.map { ": \($0)" } ?? "")",
      zh: "超时或被拒绝；不得连通\(reason.map { "：\($0)" } ?? "")")
  }
}
