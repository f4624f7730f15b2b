import Execution
import Runbook

/// What a session says around the texts of the runbook, in their language. The words that a person types stay the
/// same in all of them.
struct ProgressWords: Sendable {
  private let language: Language

  init(_ language: Language) { self.language = language }

  private func say(_ en: String, _ zh: String) -> String { Text(en: en, zh: zh)[language] }

  // MARK: What happened

  var colon: String { say(": ", "：") }
  var stoodThere: String { say("stood there already", "原已存在") }
  var leftOut: String { say("left out:", "已跳过：") }
  var stays: String { say("stays:", "保留：") }
  func steps(_ count: Int) -> String { say("\(count) steps", "\(count) 步") }

  // MARK: The board

  func verb(_ direction: RunState.Direction) -> String {
    direction == .forward ? say("applying", "执行中") : say("taking back", "回退中")
  }

  func left(_ time: String, besidesWaits: Bool) -> String {
    besidesWaits
      ? say("about \(time) left besides waits", "约需 \(time)（等待除外）") : say("about \(time) left", "约需 \(time)")
  }

  func looksAgain(in time: String) -> String { say("looks again in \(time)", "\(time) 后再查") }
  func more(_ count: Int) -> String { say("and \(count) more", "另有 \(count) 项") }

  var stopping: String {
    say(
      "stopping: finishing what is under way · Ctrl-C again leaves at once",
      "正在停止：先完成进行中的步骤 · 再按 Ctrl-C 立即退出")
  }

  func name(of phase: Phase) -> String {
    switch phase {
    case .prepare: say("prepare", "准备")
    case .network: say("network", "网络")
    case .services: say("services", "服务")
    case .line: say("line", "专线")
    case .endpoints: say("endpoints", "终端节点")
    case .site: say("site", "站点")
    case .verify: say("verify", "验证")
    case .cutover: say("cutover", "割接")
    case .prove: say("prove", "证明")
    }
  }

  /// A phase in the form of a runbook file; what is no phase stays as it is.
  func name(ofPhase identifier: String) -> String {
    Phase.allCases.first { $0.identifier == identifier }.map { name(of: $0) } ?? identifier
  }

  func name(of impact: Impact) -> String {
    switch impact {
    case .none: say("interrupts nothing", "无影响")
    case .newFlowsOnly: say("new flows only", "仅影响新流量")
    case .mayInterrupt: say("may interrupt", "可能中断")
    case .willInterrupt: say("will interrupt", "将会中断")
    }
  }

  // MARK: Questions

  func on(_ device: String) -> String { say("on \(device):", "在 \(device) 上：") }
  var workedWhen: String { say("It worked when: ", "完成标志：") }
  var evidence: String { say("evidence", "凭据") }
  var whatHappened: String { say("what happened", "发生了什么") }
  var why: String { say("why", "原因") }
  var next: String { say("Next", "下一步") }
  var goOn: String { say("Go on?", "继续？") }
  func typeOne(of choices: String) -> String { say("Type one of: \(choices).", "请输入其一：\(choices)。") }
  func explain(_ code: String) -> String {
    say("`isthmus explain \(code)` says what it means.", "`isthmus explain \(code)` 说明其含义。")
  }
  func wouldTakeBack(_ count: Int) -> String {
    say("A rollback would take back \(count) steps.", "回退将撤销 \(count) 步。")
  }
}
