/// The words of the runbook document itself: its headings, columns and labels. Both languages stand side by side,
/// so that a change to one is seen beside the other; sentences with values in them are in ``DocumentSentences``.
enum DocumentText {
  // MARK: Headings

  static let runbook = Text(en: "Runbook", zh: "变更手册")
  static let beforeYouStart = Text(en: "Before you start", zh: "开始之前")
  static let pointOfNoReturn = Text(en: "Point of no return", zh: "不可回退点")
  static let assumptions = Text(en: "Assumptions to confirm with CTyun", zh: "须向天翼云确认的假设")
  static let secrets = Text(en: "Secrets to have ready", zh: "须事先备好的密钥")
  static let values = Text(en: "Values that are learnt on the way", zh: "实施过程中获取的值")
  static let prerequisites = Text(en: "Prerequisites", zh: "前提条件")
  static let topology = Text(en: "Topology", zh: "拓扑")
  static let addressPlan = Text(en: "Address plan", zh: "地址规划")
  static let overview = Text(en: "Overview", zh: "总览")
  static let phasesAndOwners = Text(en: "Phases and owners", zh: "阶段与责任人")
  static let stepGraph = Text(en: "Step graph", zh: "步骤依赖图")
  static let verificationLadder = Text(en: "Verification ladder", zh: "逐级验证")
  static let rollback = Text(en: "Rollback", zh: "回退")
  static let rollbackOrder = Text(en: "In reverse order", zh: "逆序回退")
  static let whatRemains = Text(en: "What stays, or stays billed", zh: "回退后仍保留或仍计费的内容")
  static let cannotBeUndone = Text(en: "What cannot be undone", zh: "无法撤销的步骤")
  static let changeWindow = Text(en: "Change window", zh: "变更窗口")
  static let criticalPath = Text(en: "Critical path", zh: "关键路径")
  static let handouts = Text(en: "Hand-outs", zh: "分发清单")
  static let signOff = Text(en: "Sign-off", zh: "签字确认")

  // MARK: Address plan

  static let vpcsAndSubnets = Text(en: "VPCs and subnets", zh: "VPC 与子网")
  static let linesAndLinks = Text(en: "Lines and links", zh: "专线与互联地址")
  static let routing = Text(en: "Routing", zh: "路由")
  static let endpoints = Text(en: "Endpoints", zh: "终端节点")
  static let servicesAndMappings = Text(en: "Endpoint services and port mappings", zh: "终端节点服务与端口映射")
  static let reverseRules = Text(en: "Transit addresses and reverse rules", zh: "中转地址与反向规则")
  static let backends = Text(en: "Backends", zh: "后端")
  static let names = Text(en: "Names", zh: "域名")
  static let siteFirewall = Text(en: "Site firewall", zh: "站点防火墙")
  static let cloudFilters = Text(en: "Security groups and ACLs", zh: "安全组与网络 ACL")

  // MARK: Columns and fields

  static let account = Text(en: "Account", zh: "账号")
  static let accessPoint = Text(en: "Access point", zh: "接入点")
  static let action = Text(en: "Action", zh: "操作")
  static let address = Text(en: "Address", zh: "地址")
  static let after = Text(en: "After", zh: "前置步骤")
  static let allowed = Text(en: "Who may use it", zh: "允许的来源")
  static let announcedByCloud = Text(en: "Cloud announces", zh: "云侧发布")
  static let announcedBySite = Text(en: "Site announces", zh: "站点发布")
  static let answer = Text(en: "Answer", zh: "解析结果")
  static let approval = Text(en: "Approval", zh: "连接审批")
  static let backend = Text(en: "Backend", zh: "后端")
  static let bandwidth = Text(en: "Bandwidth", zh: "带宽")
  static let check = Text(en: "Check", zh: "检查")
  static let cloudEnd = Text(en: "Cloud end", zh: "云侧地址")
  static let cloudName = Text(en: "Name in the cloud", zh: "云上名称")
  static let command = Text(en: "Command", zh: "命令")
  static let confirmed = Text(en: "Confirmed", zh: "已确认")
  static let consumers = Text(en: "Accounts that may connect", zh: "允许连接的账号")
  static let date = Text(en: "Date and time", zh: "日期与时间")
  static let destination = Text(en: "Destination", zh: "目的")
  static let done = Text(en: "Done", zh: "完成")
  static let duration = Text(en: "Duration", zh: "时长")
  static let endpoint = Text(en: "Endpoint", zh: "终端节点")
  static let expected = Text(en: "Expected", zh: "预期结果")
  static let filter = Text(en: "Filter", zh: "过滤器")
  static let gateway = Text(en: "Gateway", zh: "专线网关")
  static let gives = Text(en: "Gives", zh: "产出")
  static let host = Text(en: "Where", zh: "执行位置")
  static let impact = Text(en: "Impact", zh: "影响")
  static let leadsTo = Text(en: "Leads to", zh: "指向")
  static let line = Text(en: "Line", zh: "专线")
  static let listeners = Text(en: "Listeners", zh: "监听")
  static let mappings = Text(en: "Endpoint port → server port", zh: "节点端口 → 服务端口")
  static let mode = Text(en: "Routing", zh: "路由方式")
  static let name = Text(en: "Name", zh: "名称")
  static let number = Text(en: "No.", zh: "序号")
  static let order = Text(en: "Priority", zh: "优先级")
  static let owner = Text(en: "Owner", zh: "责任人")
  static let phase = Text(en: "Phase", zh: "阶段")
  static let plan = Text(en: "Plan", zh: "规划")
  static let ports = Text(en: "Ports", zh: "端口")
  static let preference = Text(en: "To the site / to the cloud", zh: "去站点 / 去云")
  static let profileKey = Text(en: "Assumption", zh: "假设项")
  static let purpose = Text(en: "Purpose", zh: "用途")
  static let range = Text(en: "Range", zh: "网段")
  static let region = Text(en: "Resource pool", zh: "资源池")
  static let remains = Text(en: "What stays", zh: "保留内容")
  static let reversible = Text(en: "Can be undone", zh: "可否撤销")
  static let router = Text(en: "Router", zh: "路由器")
  static let rule = Text(en: "Rule", zh: "规则")
  static let scenario = Text(en: "Scenario", zh: "场景")
  static let secret = Text(en: "Secret", zh: "密钥")
  static let service = Text(en: "Service", zh: "服务")
  static let signature = Text(en: "Signature", zh: "签字")
  static let site = Text(en: "Site", zh: "站点")
  static let siteEnd = Text(en: "Site end", zh: "站点侧地址")
  static let source = Text(en: "Source", zh: "来源")
  static let sources = Text(en: "Sources", zh: "源地址")
  static let state = Text(en: "State", zh: "状态")
  static let step = Text(en: "Step", zh: "步骤")
  static let steps = Text(en: "Steps", zh: "步骤数")
  static let stepID = Text(en: "Step id", zh: "步骤编号")
  static let subnet = Text(en: "Subnet", zh: "子网")
  static let target = Text(en: "Target", zh: "目标")
  static let transit = Text(en: "Transit address", zh: "中转地址")
  static let undo = Text(en: "Undo", zh: "撤销")
  static let undoCheck = Text(en: "Undone when", zh: "撤销完成的标志")
  static let usedIn = Text(en: "Needed in", zh: "用于")
  static let value = Text(en: "Value", zh: "取值")
  static let vpc = Text(en: "VPC", zh: "VPC")
  static let waiting = Text(en: "Longest wait", zh: "最长等待")
  static let waitsFor = Text(en: "Waits for others", zh: "等待他人完成")
  static let what = Text(en: "What", zh: "内容")
  static let who = Text(en: "Name", zh: "姓名")
  static let work = Text(en: "Work", zh: "作业时间")
  static let worstImpact = Text(en: "Worst impact", zh: "最大影响")
  static let writtenFor = Text(en: "People", zh: "参与人员")

  // MARK: Small words

  static let new = Text(en: "new", zh: "新建")
  static let existing = Text(en: "existing", zh: "已有")
  static let added = Text(en: "added", zh: "新增")
  static let yes = Text(en: "yes", zh: "是")
  static let no = Text(en: "no", zh: "否")
  static let nothingToUndo = Text(en: "nothing to take back", zh: "无需撤销")
  static let untagged = Text(en: "untagged", zh: "不带标签")
  static let primary = Text(en: "primary", zh: "主用")
  static let standby = Text(en: "standby", zh: "备用")
  static let equal = Text(en: "equal", zh: "均分")
  static let fromTheCloud = Text(en: "given by the cloud", zh: "由云平台分配")
  static let everyone = Text(en: "everyone (access list off)", zh: "不限（访问控制关闭）")
  static let nobody = Text(en: "nobody", zh: "无")
  static let everyAccount = Text(en: "every account", zh: "所有账号")
  static let ownAccount = Text(en: "own account only", zh: "仅本账号")
  static let manual = Text(en: "by hand", zh: "手动")
  static let automatic = Text(en: "automatic", zh: "自动")
  static let all = Text(en: "all", zh: "全部")
  static let any = Text(en: "any", zh: "任意")
  static let ingress = Text(en: "in", zh: "入")
  static let egress = Text(en: "out", zh: "出")
  static let accept = Text(en: "accept", zh: "放行")
  static let drop = Text(en: "drop", zh: "丢弃")
  static let staticRoutes = Text(en: "static", zh: "静态")
  static let forwarded = Text(en: "forwarded to", zh: "转发至")
  static let privateZone = Text(en: "private zone", zh: "内网域")
  static let resolver = Text(en: "resolver", zh: "DNS 服务器")
  static let cloudService = Text(en: "cloud service", zh: "云服务")
  static let foreignService = Text(en: "service of others", zh: "第三方服务")
  static let edgeRouter = Text(en: "router", zh: "路由器")
  static let colon = Text(en: ": ", zh: "：")
  static let comma = Text(en: ", ", zh: "、")
  static let stop = Text(en: ".", zh: "。")
  static let skippable = Text(en: "may be skipped with a note", zh: "可注明原因后跳过")
  static let mostlyWaiting = Text(en: "mostly waiting", zh: "以等待为主")
}

extension Phase {
  /// Its name for people.
  var title: Text {
    switch self {
    case .prepare: Text(en: "Prepare", zh: "准备")
    case .network: Text(en: "Networks and filters", zh: "网络与过滤")
    case .services: Text(en: "Backends and endpoint services", zh: "后端与终端节点服务")
    case .line: Text(en: "Lines and gateway", zh: "专线与网关")
    case .endpoints: Text(en: "Endpoints", zh: "终端节点")
    case .site: Text(en: "Edge routers, routes and firewall", zh: "站点路由器、路由与防火墙")
    case .verify: Text(en: "Verify by address", zh: "按地址验证")
    case .cutover: Text(en: "Switch names over", zh: "域名切换")
    case .prove: Text(en: "Prove by name", zh: "按域名验证与演练")
    }
  }
}

extension Impact {
  /// Its name for people.
  var title: Text {
    switch self {
    case .none: Text(en: "none", zh: "无影响")
    case .newFlowsOnly: Text(en: "new flows only", zh: "仅影响新流量")
    case .mayInterrupt: Text(en: "may interrupt", zh: "可能中断")
    case .willInterrupt: Text(en: "will interrupt", zh: "将会中断")
    }
  }
}

extension Owner {
  /// Its name for people.
  var title: Text {
    switch self {
    case .carrier: Text(en: "Carrier", zh: "运营商")
    case .siteEngineer(let site): Text(en: "Site engineer \(site)", zh: "站点 \(site) 工程师")
    case .account(let name): Text(en: "Account \(name)", zh: "账号 \(name)")
    }
  }
}
