import CtyunAPI
import JSON
import Runbook

/// A small runbook made by hand; its plan is the flagship's.
enum RunbookFixture {
  /// Every kind of action, check and undo once.
  static func runbook() -> Runbook {
    Runbook(
      scenario: "idc-direct-connect", region: "81f7728662dd11ec810800155d307d5b",
      planDigest: "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
      steps: [landing, createVPC, createSubnet, waitForLine, configureRouter, ping, forwardZone, openName])
  }

  private static func same(_ en: String, _ zh: String) -> Text { Text(en: en, zh: zh) }

  private static let confirmed = Check(
    text: Text(en: "The person who did it confirms it.", zh: "由执行人确认。"),
    expected: Text(en: "The handover protocol is signed.", zh: "交付单已签署。"))

  private static let landing = Step(
    id: "line/hq-dc/line-a/land", phase: .prepare, owner: .carrier, resource: "line/hq-dc/line-a",
    title: same("Bring line line-a to site hq", "将专线 line-a 交付至站点 hq"),
    action: .manual(
      Instruction(
        text: same(
          "Build the line, test it, hand it over:\n\n- circuit code\n- switch and port",
          "施工、测试并交付：\n\n- 电路代号\n- 交换机与端口"))),
    check: confirmed, impact: .none,
    impactReason: same("Nothing is changed in network or cloud.", "不涉及网络与云上配置变更。"), isReversible: false,
    remains: same("The contract with the carrier runs on.", "与运营商的合同继续有效。"), durationSeconds: 7_776_000,
    isWaitMostly: true,
    outputs: [Output(name: "hostname", prompt: same("Host name of the cloud's switch", "云侧交换机的主机名"))])

  private static let readVPC = APICall(
    operation: "vpc.QueryVpc", account: "consumer",
    parameters: ["vpcID": ResultReference(step: "vpc/hub-vpc/create", output: "vpcID").json])

  private static let vpcAsPlanned = [
    ReplyExpectation(
      path: ResultPath(members: "returnObj", "CIDR"), comparison: .equals, value: "192.168.0.0/16"),
    ReplyExpectation(path: ResultPath(members: "returnObj", "vpcID"), comparison: .present),
  ]

  private static let createVPC = Step(
    id: "vpc/hub-vpc/create", phase: .network, owner: .account("consumer"), resource: "vpc/hub-vpc",
    title: same("Create VPC hub-vpc (192.168.0.0/16)", "创建 VPC hub-vpc（192.168.0.0/16）"),
    action: .apiCall(
      APICall(
        operation: "vpc.CreateVpc", account: "consumer",
        parameters: [
          "regionID": "81f7728662dd11ec810800155d307d5b", "name": "hub-vpc", "CIDR": "192.168.0.0/16",
          "description": "isthmus",
        ])),
    check: Check(
      text: same("Read it back.", "回读并核对。"),
      expected: same("The VPC is there with its range.", "VPC 已创建，网段与计划一致。"),
      condition: .init(
        call: readVPC, expectations: vpcAsPlanned, text: same("the VPC is there", "VPC 已存在"),
        timeoutSeconds: 120)),
    undo: Undo(
      title: same("Delete VPC hub-vpc", "删除 VPC hub-vpc"),
      action: .apiCall(
        APICall(
          operation: "vpc.DeleteVpc", account: "consumer",
          parameters: ["vpcID": ResultReference(step: "vpc/hub-vpc/create", output: "vpcID").json])),
      check: Check(
        text: same("Look for it in the list.", "在列表中查找。"), expected: same("It is gone.", "列表中已不存在。")),
      durationSeconds: 5),
    impact: .none, impactReason: same("Nothing uses it yet.", "尚无任何业务使用。"), isReversible: true,
    durationSeconds: 5,
    outputs: [Output(name: "vpcID", source: .action, path: ResultPath(members: "returnObj", "vpcID"))])

  private static let createSubnet = Step(
    id: "subnet/hub-vpc/sub-vpce/create", phase: .network, owner: .account("consumer"),
    resource: "subnet/hub-vpc/sub-vpce",
    title: same("Create subnet sub-vpce (192.168.5.0/24)", "创建子网 sub-vpce（192.168.5.0/24）"),
    dependsOn: ["vpc/hub-vpc/create"],
    action: .apiCall(
      APICall(
        operation: "vpc.CreateSubnet", account: "consumer",
        parameters: [
          "regionID": "81f7728662dd11ec810800155d307d5b", "name": "sub-vpce", "CIDR": "192.168.5.0/24",
          "vpcID": ResultReference(step: "vpc/hub-vpc/create", output: "vpcID").json,
          "dnsList": ["100.95.0.1", "100.95.0.2"],
        ])),
    check: Check(
      text: same("Read it back.", "回读并核对。"), expected: same("The subnet is there.", "子网已创建。")),
    undo: Undo(
      title: same("Delete subnet sub-vpce", "删除子网 sub-vpce"),
      action: .apiCall(
        APICall(operation: "vpc.DeleteSubnet", account: "consumer", parameters: ["subnetID": "subnet-1"])),
      check: confirmed, durationSeconds: 5),
    impact: .none, impactReason: same("Nothing uses it yet.", "尚无任何业务使用。"), isReversible: true,
    durationSeconds: 5)

  private static let waitForLine = Step(
    id: "line/hq-dc/line-a/wait", phase: .line, owner: .account("consumer"), resource: "line/hq-dc/line-a",
    title: same("Wait until line line-a is up", "等待专线 line-a 就绪"), dependsOn: ["line/hq-dc/line-a/land"],
    action: .wait(
      .init(
        call: readVPC, expectations: vpcAsPlanned, text: same("The line is up.", "专线已就绪。"),
        timeoutSeconds: 7_200)),
    check: Check(text: same("Read it.", "查询。"), expected: same("The line is up.", "专线状态正常。")),
    impact: .none, impactReason: same("It only reads.", "仅为查询，不做任何变更。"), isReversible: true,
    durationSeconds: 600, isWaitMostly: true)

  private static let configureRouter = Step(
    id: "line/hq-dc/line-a/router", phase: .site, owner: .siteEngineer(site: "hq"),
    resource: "line/hq-dc/line-a", title: same("Configure BGP on ce1", "在 ce1 上配置 BGP"),
    dependsOn: ["line/hq-dc/line-a/wait", "subnet/hub-vpc/sub-vpce/create"],
    action: .manual(
      Instruction(
        text: same("Type this on the router.", "在路由器上输入以下配置。"),
        blocks: [
          Instruction.Block(
            device: "ce1 (Huawei VRP)",
            lines: ["system-view", "bgp 65010", " peer 10.0.0.1 password cipher <BGP-KEY-line-a>"],
            notice: same("Review before use.", "使用前请复核。"))
        ])),
    check: Check(
      text: same("Run these commands.", "执行以下命令。"), expected: same("The session is up.", "会话已建立。"),
      commands: [
        Check.Command(
          host: "ce1", command: "display bgp peer | include 10.0.0.1",
          expect: same("Established, 1 prefix", "Established，1 条前缀"))
      ]),
    undo: Undo(
      title: same("Remove BGP from ce1", "删除 ce1 上的 BGP 配置"),
      action: .manual(
        Instruction(
          text: same("Type this on the router.", "在路由器上输入以下配置。"),
          blocks: [Instruction.Block(device: "ce1 (Huawei VRP)", lines: ["undo bgp 65010"])])),
      check: confirmed, durationSeconds: 300),
    impact: .mayInterrupt,
    impactReason: same("The router carries other traffic as well.", "该路由器同时承载其他流量。"), isReversible: true,
    durationSeconds: 1_800)

  private static let ping = Step(
    id: "verify/hq/ping", phase: .verify, owner: .siteEngineer(site: "hq"), resource: "site/hq",
    title: same("Ping the cloud's end of line line-a", "探测专线 line-a 云侧地址"),
    dependsOn: ["line/hq-dc/line-a/router"],
    action: .manual(Instruction(text: same("Run the check.", "执行检查。"))),
    check: Check(
      text: same("Run these commands.", "执行以下命令。"), expected: same("Every answer comes.", "全部应答。"),
      commands: [
        Check.Command(host: "ce1", command: "ping -c 5 10.0.0.1", expect: same("5 of 5 answers", "应答 5/5")),
        Check.Command(
          host: "10.1.123.10", command: "nc -vz 192.168.5.30 443", expect: same("the port is open", "端口开放")),
      ]),
    impact: .none, impactReason: same("It only reads.", "仅为查询，不做任何变更。"), isReversible: true,
    durationSeconds: 300, isSkippable: true)

  private static let forwardZone = Step(
    id: "site/hq/dns", phase: .cutover, owner: .siteEngineer(site: "hq"), resource: "site/hq",
    title: same("Forward zos.ctyun.cn to the endpoint", "将 zos.ctyun.cn 转发至终端节点"),
    dependsOn: ["verify/hq/ping"],
    action: .manual(
      Instruction(
        text: same("Add this and reload.", "添加以下配置并重新加载。"),
        blocks: [
          Instruction.Block(
            device: "10.1.123.53 (BIND 9)", lines: ["zone \"zos.ctyun.cn\" {", "  type forward;", "};"])
        ])),
    check: confirmed,
    undo: Undo(
      title: same("Remove the zone", "删除转发配置"),
      action: .manual(Instruction(text: same("Remove what was added and reload.", "删除所添加的配置并重新加载。"))),
      check: confirmed, durationSeconds: 300),
    impact: .willInterrupt, impactReason: same("Names answer other addresses.", "域名将解析到新的地址。"),
    isReversible: true,
    remains: same("Clients may keep old answers for 300 s.", "客户端可能缓存旧解析结果 300 秒。"), durationSeconds: 600)

  private static let openName = Step(
    id: "prove/hq/name", phase: .prove, owner: .account("provider"), resource: "site/hq",
    title: same("Confirm that orders arrive", "确认订单已到达"), dependsOn: ["site/hq/dns"],
    action: .manual(Instruction(text: same("Look into the log.", "查看日志。"))), check: confirmed,
    impact: .none, impactReason: same("It only reads.", "仅为查询，不做任何变更。"), isReversible: true,
    durationSeconds: 300)
}
