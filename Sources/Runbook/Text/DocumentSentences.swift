/// Sentences of the runbook document with values in them. Names and links are given as Markdown that is safe
/// already; plain numbers need no care.
enum DocumentSentences {
  // MARK: Summary

  static let noWindow = Text(en: "not said in the scenario", zh: "场景文件未指定")
  static let fits = Text(en: "fits, with its rollback", zh: "可容纳本次变更及其回退")
  static let doesNotFit = Text(en: "does not hold the change and its rollback", zh: "不足以容纳本次变更及其回退")
  static func inTheWindow(_ links: String) -> Text {
    Text(
      en: "steps \(links) belong into it; the rest is done in daylight before",
      zh: "窗口内执行步骤 \(links)，其余步骤可提前在白天完成")
  }
  static func stepKinds(_ count: Int, calls: Int, manual: Int, waits: Int) -> Text {
    Text(
      en: """
        \(count): \(calls) API call\(calls == 1 ? "" : "s"), \(manual) by hand, \(waits) \
        wait\(waits == 1 ? "" : "s")
        """,
      zh: "\(count) 步：API 调用 \(calls)，人工操作 \(manual)，等待 \(waits)")
  }

  static func workAndWait(_ work: String, _ wait: String) -> Text {
    Text(en: "\(work) of work; the longest wait is \(wait)", zh: "作业 \(work)；最长单项等待 \(wait)")
  }

  // MARK: Before you start

  static let everythingCanBeUndone = Text(
    en: """
      Every step of this change can be undone: there is no point of no return. See the rollback section \
      for the order.
      """,
    zh: "本次变更的每一步均可撤销，不存在不可回退点。回退顺序见“回退”一节。")

  static func somethingRemains(_ count: Int) -> Text {
    Text(
      en: """
        \(count == 1 ? "One step leaves" : "\(count) steps leave") something behind even so, such as a \
        contract or a bill: see “What stays, or stays billed”.
        """,
      zh: "其中 \(count) 个步骤撤销后仍有保留内容（如合同、计费），见“回退后仍保留或仍计费的内容”。")
  }

  static func pointOfNoReturn(_ step: String, before: Int) -> Text {
    before == 0
      ? Text(
        en: "The change begins with a step that cannot be undone: step \(step). Decide before it.",
        zh: "本次变更的第一步即不可撤销：步骤 \(step)。请在执行前作出决定。")
      : Text(
        en: """
          Step \(step) is the first that cannot be undone. All \(before) steps before it can be taken back \
          completely, in reverse order.
          """,
        zh: "步骤 \(step) 是第一个不可撤销的步骤。此前的 \(before) 个步骤均可按逆序完全撤销。")
  }

  static let noInterruptions = Text(
    en: "No step touches traffic that flows today.", zh: "所有步骤均不影响现有流量。")
  static let interruptions = Text(en: "Steps that touch running traffic", zh: "影响现有流量的步骤")

  static let assumptionsIntroduction = Text(
    en: """
      The plan rests on these values, which nobody has confirmed for this cloud. With another value the \
      plan would be another one: confirm them before the first step.
      """,
    zh: "以下取值尚未经天翼云确认，而规划以其为前提；取值不同则规划随之改变。请在第一步之前逐项确认。")
  static let noAssumptions = Text(
    en: "None: every value the plan rests on is confirmed.", zh: "无：规划所依据的取值均已确认。")

  static let secretsIntroduction = Text(
    en: """
      Secrets are agreed between people and are written down neither here nor in the scenario. A \
      placeholder stands for one secret wherever it is used, on a router or in a call, and is replaced as \
      it is typed.
      """,
    zh: "密钥由双方线下约定，不写入本手册，也不写入场景文件。同一占位符在设备配置与 API 调用中代表同一密钥，录入时以实际值替换。")
  static let noSecrets = Text(en: "No step needs a secret.", zh: "没有步骤需要密钥。")

  static let valuesIntroduction = Text(
    en:
      "The plan cannot know these. Whoever does the step notes them; later steps use them.",
    zh: "以下取值无法事先规划。由执行该步骤的人员记录，后续步骤引用。")

  static func apiAccess(_ account: String, _ details: String) -> Text {
    Text(
      en: """
        Account \(account)\(details.isEmpty ? "" : " (\(details))"): an access key that may do the \
        account's steps.
        """,
      zh: "账号 \(account)\(details.isEmpty ? "" : "（\(details)）")：具备执行本账号步骤权限的访问密钥（AK/SK）。")
  }
  static func routerAccess(_ site: String, _ routers: String) -> Text {
    Text(
      en: """
        Site \(site): console access to \(routers). Save each running configuration before the first \
        change.
        """,
      zh: "站点 \(site)：可登录 \(routers)。首次变更前备份各设备的运行配置。")
  }
  static func resolverAccess(_ site: String, _ servers: String) -> Text {
    Text(
      en: "Site \(site): the right to change the resolvers \(servers).",
      zh: "站点 \(site)：可修改 DNS 服务器 \(servers) 的配置。")
  }
  static func testHost(_ site: String, _ address: String) -> Text {
    Text(
      en: "Site \(site): a login on \(address), from which the change is verified.",
      zh: "站点 \(site)：可登录 \(address)，用于验证。")
  }
  static func standing(_ count: Int) -> Text {
    Text(
      en: """
        \(count == 1 ? "One resource stands" : "\(count) resources stand") already. What stands is read \
        and compared, never deleted.
        """,
      zh: "已有资源 \(count) 个。已有资源仅核对，绝不删除。")
  }
  static let planCurrent = Text(
    en: """
      The scenario has not changed since this runbook was written: `isthmus plan --format json` still \
      shows the digest above.
      """,
    zh: "场景文件自本手册生成后未再修改：`isthmus plan --format json` 显示的摘要与上文一致。")

  // MARK: Calls by hand

  static let callsIntroduction = Text(
    en: """
      A step with an API call says operation, account and parameters. Whoever has no program that runs this \
      runbook makes the call so, step by step:
      """,
    zh: "含 API 调用的步骤给出了操作名、账号与参数。若未使用自动执行程序，请按以下方法逐步手工调用：")
  static let callsKey = Text(
    en: """
      Give the access key of the step's account: `CTYUN_AK` and `CTYUN_SK` in the environment, never on the \
      command line. Another account is another shell.
      """,
    zh: "设置该步骤所属账号的访问密钥：写入环境变量 `CTYUN_AK` 与 `CTYUN_SK`，切勿写在命令行中。不同账号请使用不同的终端会话。")
  static let callsBody = Text(
    en: """
      Save the parameters of the step as a file, such as `step-11.json`. Replace what stands in `<…>`: “vpcID of \
      step 11” is what that step gave, other placeholders are in the tables above. A read with few parameters \
      takes `--param name=value` for each instead.
      """,
    zh: """
      将步骤中的参数保存为文件，例如 `step-11.json`，并替换 `<…>` 中的内容：“步骤 11 的 vpcID”即该步骤的产出，\
      其他占位符见上文各表。参数较少的查询可改用 `--param 名称=值`，每个参数一项。
      """)
  static let callsDryRun = Text(
    en:
      "Call first with `--dry-run`: it checks and shows the request, and sends nothing. Then call without it.",
    zh: "先加 `--dry-run` 执行：仅检查并显示请求，不发送。确认后去掉该参数再执行。")
  static let callsToken = Text(
    en: """
      A call that takes a `clientToken` gets one of its own: a fresh value for each step, the same value whenever \
      the call of that step is sent again, also after a lost reply. So nothing is created twice.
      """,
    zh: "支持 `clientToken` 的调用须附带：每个步骤使用一个新值；同一步骤重发（包括未收到应答时）必须沿用原值，以免重复创建。")
  static let callsReply = Text(
    en: """
      `statusCode` 800 means done: note what the step gives (“Gives”). With any other, stop and read `errorCode` \
      and `message`; without a reply, run the step's check before anything is sent again.
      """,
    zh: "`statusCode` 为 800 表示成功：记录该步骤的产出。其他取值请停止，查看 `errorCode` 与 `message`；未收到应答时，先执行该步骤的检查，再决定是否重发。")
  static let callsCheck = Text(
    en: "Make the read of the check likewise, and compare. Only then tick the step.",
    zh: "以同样方法执行检查中的查询并核对，通过后方可勾选该步骤。")

  // MARK: Pictures

  static let collapsedTopology = Text(
    en: """
      There is more here than a picture can hold: what is alike is drawn as one. The tables below have it \
      all.
      """,
    zh: "对象较多，图中将同类对象合并绘制；完整内容见下文表格。")
  static let collapsedSteps = Text(
    en: """
      There are more steps than a picture can hold: each box stands for the steps of one owner in one \
      phase.
      """,
    zh: "步骤较多，图中每个方框代表同一阶段内同一责任人的全部步骤。")
  static let collapsedPhases = Text(
    en: "There are more steps than a picture can hold: each box stands for one phase.",
    zh: "步骤较多，图中每个方框代表一个阶段。")
  static let stepGraphLegend = Text(
    en: """
      An arrow leads from a step to one that waits for it. Thick frames cannot be undone, dashed ones are \
      mostly waiting.
      """,
    zh: "箭头由前置步骤指向等待它的步骤。粗框表示不可撤销，虚线框表示以等待为主。")

  static func countOf(_ number: Int, _ one: String, _ many: String, zh: String) -> Text {
    Text(en: "\(number) \(number == 1 ? one : many)", zh: "\(number) 个\(zh)")
  }
  static func steps(_ number: Int) -> Text { countOf(number, "step", "steps", zh: "步骤") }
  static func endpoints(_ number: Int) -> Text { countOf(number, "endpoint", "endpoints", zh: "终端节点") }
  static func services(_ number: Int) -> Text {
    countOf(number, "endpoint service", "endpoint services", zh: "终端节点服务")
  }
  static func vpcs(_ number: Int) -> Text { countOf(number, "VPC", "VPCs", zh: " VPC ") }
  static func lines(_ number: Int) -> Text { countOf(number, "line", "lines", zh: "专线") }
  static func sites(_ number: Int) -> Text { countOf(number, "site", "sites", zh: "站点") }

  // MARK: Steps

  static func phase(_ number: Int, _ count: Int, _ title: String) -> Text {
    Text(en: "Phase \(number) of \(count): \(title)", zh: "阶段 \(number)/\(count)：\(title)")
  }
  static let doneBy = Text(
    en: "done by ________________ at ________________", zh: "完成人 ________________ 时间 ________________")
  static func apiCall(_ operation: String, _ account: String) -> Text {
    Text(
      en: "API call \(operation), signed by account \(account)", zh: "API 调用 \(operation)，由账号 \(account) 签名")
  }
  static func read(_ operation: String, _ account: String) -> Text {
    Text(en: "Read \(operation) as account \(account)", zh: "以账号 \(account) 查询 \(operation)")
  }
  static let everythingHolds = Text(en: "All of this must hold:", zh: "以下各项须全部成立：")
  static func waitAtMost(_ duration: String) -> Text {
    Text(en: "Wait for at most \(duration).", zh: "最长等待 \(duration)。")
  }
  static func thisHolds(_ sentence: String) -> Text {
    Text(en: "This must hold: \(sentence)", zh: "须满足：\(sentence)")
  }
  static func withDuration(_ title: String, _ duration: String) -> Text {
    Text(en: "\(title) (\(duration))", zh: "\(title)（\(duration)）")
  }
  static func neededIn(_ steps: String) -> Text { Text(en: "needed in \(steps)", zh: "用于 \(steps)") }
  static func equals(_ path: String, _ value: String) -> Text {
    Text(en: "\(path) is \(value)", zh: "\(path) 等于 \(value)")
  }
  static func present(_ path: String) -> Text { Text(en: "\(path) is there", zh: "\(path) 存在") }
  static func absent(_ path: String) -> Text { Text(en: "\(path) is not there", zh: "\(path) 不存在") }
  static func contains(_ path: String, _ value: String) -> Text {
    Text(en: "\(path) contains \(value)", zh: "\(path) 包含 \(value)")
  }
  static func comesFrom(_ output: String, _ step: String) -> Text {
    Text(en: "\(output) comes from step \(step)", zh: "\(output) 由步骤 \(step) 给出")
  }
  static func resultOf(_ output: String, _ step: String) -> Text {
    Text(en: "<\(output) of step \(step)>", zh: "<步骤 \(step) 的 \(output)>")
  }
  static func ownResult(_ output: String) -> Text {
    Text(en: "<\(output) of this step>", zh: "<本步骤的 \(output)>")
  }
  static let noUndoNeeded = Text(en: "There is nothing to take back.", zh: "无需撤销。")
  static let noUndo = Text(en: "This step cannot be undone.", zh: "本步骤不可撤销。")

  // MARK: After the steps

  static let ladderIntroduction = Text(
    en: "From the wire up: the first rung that fails says where to look. Go on only when a rung holds.",
    zh: "自下而上逐级验证：首个未通过的层级即故障所在。通过后方可继续下一级。")
  static let rollbackIntroduction = Text(
    en: """
      Go backwards from the last step that was begun. Skip what was not begun; each undo stands with its \
      step. A step's check tells whether it took effect.
      """,
    zh: "从最后一个已开始的步骤起逆序执行；未开始的步骤跳过。撤销的具体做法见各步骤。步骤是否已生效，以其检查结果为准。")
  static func rollbackWithin(_ duration: String) -> Text {
    Text(
      en: """
        This takes back all that touches what runs today, in \(duration). Behind its last line everything runs as \
        before the change, and the window may end.
        """,
      zh: "以下撤销所有涉及现网的步骤，共需 \(duration)。执行至最后一行后，现网恢复为变更前的状态，窗口可以结束。")
  }
  static func rollbackDeadline(_ duration: String) -> Text {
    Text(
      en: "Begin no later than \(duration) after the start of the window.", zh: "最晚须在窗口开始后 \(duration) 启动。")
  }
  static let rollbackAfter = Text(
    en: """
      What was made before the window carries no traffic any more. Take it back in daylight, in this order, or keep \
      it for the next attempt. Until then, what the last column says goes on being billed or stays.
      """,
    zh: "以下为窗口之前创建的内容，此时已不承载流量。可在白天按此顺序撤销，也可保留供下次实施。在此之前，最后一列所述内容继续计费或保留。")
  static let rollbackDaylight = Text(
    en: """
      No step touches what runs today, so none of this is bound to the window. Until it is done, what the last \
      column says goes on being billed or stays.
      """,
    zh: "没有步骤涉及现网，以下撤销不受窗口限制。完成之前，最后一列所述内容继续计费或保留。")
  static let nothingRemains = Text(
    en: "Nothing stays and nothing is billed after a complete rollback.", zh: "完全回退后无保留内容，亦不再计费。")
  static let nothingIrreversible = Text(en: "Every step can be undone.", zh: "所有步骤均可撤销。")
  static let handoutIntroduction = Text(
    en: """
      One list for each person, in order. “Waits for others” names the steps that somebody else must have \
      done.
      """,
    zh: "每位责任人一份清单，按执行顺序排列。“等待他人完成”列出须由他人先行完成的步骤。")
  static let signOffIntroduction = Text(
    en: """
      Everyone named here has read the runbook, and confirms afterwards that the own steps are done and \
      checked.
      """,
    zh: "所列人员均已阅读本手册，并在变更后确认本人步骤均已完成并通过检查。")
  static let writtenBy = Text(
    en: "Written by Isthmus from the plan; do not edit by hand, change the scenario instead.",
    zh: "由 Isthmus 根据规划生成；请勿手工修改，如需调整请修改场景文件。")

  // MARK: The change window

  static let windowIntroduction = Text(
    en: """
      Into the window belong the steps that touch what runs today: all from the site's devices on, and \
      every earlier one that may interrupt something. The rest makes what nobody uses yet and can be done \
      in daylight, days before. Times assume one pair of hands for each owner; calls go side by side.
      """,
    zh: "窗口内执行的是涉及现网的步骤：自站点设备起的全部步骤，以及此前可能造成中断的步骤。其余步骤所创建的资源尚无业务使用，可提前数日在白天完成。时间按每位责任人单人作业估算，API 调用并行执行。")
  static let tooLong = Text(
    en: """
      The window is too short. Do more before it, or ask for a longer one: without time for the rollback \
      the change cannot be taken back inside it.
      """,
    zh: "窗口时长不足。请将更多步骤提前完成，或申请更长的窗口；若未预留回退时间，则无法在窗口内完成回退。")
  static func afterStart(_ duration: String) -> Text {
    Text(en: "\(duration) after the start", zh: "开始后 \(duration)")
  }
  static func criticalPath(_ duration: String) -> Text {
    Text(
      en: """
        Each of these steps waits for the one before it, and no other such chain takes longer: \
        \(duration). What is mostly waiting counts nothing and stands in brackets.
        """,
      zh: "以下步骤环环相扣，且没有更长的链条：共 \(duration)。以等待为主的步骤不计时，以括号标出。")
  }
  static func sameWithWaiting(_ duration: String) -> Text {
    Text(
      en:
        "With the waiting it is the same chain, and takes \(duration): so early the first step has to begin.",
      zh: "计入等待后仍为同一链条，共 \(duration)；据此确定第一步的最晚开始时间。")
  }
  static func criticalPathWithWaiting(_ duration: String) -> Text {
    Text(
      en: "With everything that has to be waited for: \(duration). This decides how early to begin.",
      zh: "计入全部等待后：共 \(duration)。据此确定最晚开始时间。")
  }
}
