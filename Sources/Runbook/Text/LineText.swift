import Addressing

/// Sentences about lines, the gateway, attachments and the cloud's side of routing.
enum LineText {
  // MARK: Ordering and landing

  static func order(_ line: String, mbps: Int, site: String, hosted: Bool) -> Text {
    hosted
      ? Text(
        en: "Order hosted connection \(line) (\(mbps) Mbit/s) for site \(site)",
        zh: "为站点 \(site) 订购共享（托管）专线 \(line)（\(mbps) Mbit/s）")
      : Text(
        en: "Order line \(line) (\(mbps) Mbit/s) and its port for site \(site)",
        zh: "为站点 \(site) 订购专线 \(line)（\(mbps) Mbit/s）及接入端口")
  }

  struct OrderFacts {
    var accessPoint: String?
    var lineType: String
    var portType: String
    var vlan: Int
    var router: String
    var months: ClosedRange<Int>
    var isHosted: Bool
    var otherLines: Bool
  }

  static func orderWork(_ facts: OrderFacts) -> Text {
    let place = facts.accessPoint
    let months = "\(facts.months.lowerBound)–\(facts.months.upperBound)"
    var en = """
      Order with the carrier: access type \(facts.lineType), port \(facts.portType), single-mode LC optics \
      (1310 nm, 10 km, unless the carrier says otherwise), \
      \(facts.vlan == 0 ? "untagged" : "802.1Q along the whole path, VLAN \(facts.vlan)"), ending at \
      \(facts.router)\(place.map { ", access point \($0)" } ?? ""). The cross-connect inside the building may be \
      an order of its own. Usual lead time: \(months) months; everything in the cloud up to the line itself can \
      be done meanwhile.
      """
    var zh = """
      向运营商下单：接入方式 \(facts.lineType)，端口 \(facts.portType)，单模 LC 光模块（1310 nm、10 km，运营商另有要求除外），\
      \(facts.vlan == 0 ? "不带 VLAN 标签" : "全程透传 802.1Q，VLAN \(facts.vlan)")，终结于 \
      \(facts.router)\(place.map { "，接入点 \($0)" } ?? "")。机房内跳线可能需另行订购。通常交付周期 \(months) 个月；等待期间可先完成云上与专线无关的配置。
      """
    if facts.isHosted {
      en += " The partner owns the port and fixes the VLAN: it must confirm the one above."
      zh += "端口归合作方所有，VLAN 由其指定：须由其确认上述 VLAN。"
    }
    if facts.otherLines {
      en += " Ask for a path and an access point that share nothing with the other lines of this gateway."
      zh += "须要求路由与接入点同本网关的其他线路完全分离。"
    }
    return Text(en: en, zh: zh)
  }
  static let ordered = Text(
    en: "The carrier has confirmed the order with a circuit code and a date.", zh: "运营商已确认订单，并给出电路代号与交付日期。")
  static func cancelOrder(_ line: String) -> Text {
    Text(en: "Cancel the order of line \(line)", zh: "退订专线 \(line)")
  }
  static let cancelWork = Text(
    en: "Cancel line, port and cross-connect with the carrier; keep the confirmation.",
    zh: "向运营商退订专线、端口与机房跳线，并保留确认函。")
  static let cancelled = Text(en: "The carrier confirms the end of the contract.", zh: "运营商已确认终止合同。")
  static let orderRemains = Text(
    en: "The carrier may bill the line and its port until the end of the notice or minimum period.",
    zh: "在通知期或最短租期届满前，运营商可能继续收取线路与端口费用。")

  static func land(_ line: String, _ site: String) -> Text {
    Text(en: "Bring line \(line) to site \(site) and hand it over", zh: "将专线 \(line) 交付至站点 \(site)")
  }
  static let landWork = Text(
    en: """
      The carrier builds the line, tests it end to end and hands it over with a report: circuit code, switch \
      and port on the cloud's side, measured loss.
      """,
    zh: "运营商完成线路施工与端到端测试，并提交交付单：电路代号、云侧交换机与端口、实测衰减。")
  static let landed = Text(
    en: "The handover report is signed; switch and port on the cloud's side are known.",
    zh: "交付单已签署；云侧交换机与端口已知。")
  static let landRemains = Text(
    en: """
      Fibre and cross-connect stay in place until the carrier removes them; line and port may be billed until the end \
      of the notice or minimum period.
      """,
    zh: "光纤与跳线在运营商拆除前保持不变；在通知期或最短租期届满前，可能继续收取线路与端口费用。")
  static func askHostname(_ line: String) -> Text {
    Text(
      en: "Host name of the cloud's switch on which line \(line) ends (handover report, or ListSwitch)",
      zh: "专线 \(line) 云侧接入交换机的主机名（见交付单，或通过 ListSwitch 查询）")
  }
  static func askPort(_ line: String) -> Text {
    Text(
      en: "Port of that switch, as the cloud names it (line \(line))", zh: "该交换机上的端口名（专线 \(line)，按云侧命名）")
  }

  static func fibre(_ line: String, _ router: String) -> Text {
    Text(en: "Patch line \(line) to \(router) and measure the light", zh: "将专线 \(line) 接入 \(router) 并测量光功率")
  }
  static func fibreWork(_ interface: String) -> Text {
    Text(
      en: """
        Seat the optics, clean the connectors, patch Tx to Rx on interface \(interface). Every converter and switch \
        on the way must run fixed speed and full duplex and let the VLAN through. The router's own port is set in a \
        later step; until then it may stay down.
        """,
      zh: """
        安装光模块，清洁端面，在接口 \(interface) 上收发交叉跳接。沿途的收发器与交换机须固定速率、全双工，并放通该 VLAN。\
        路由器自身端口在后续步骤中配置，此前保持 down 属正常。
        """)
  }
  static let fibreLit = Text(
    en: "Received light lies within the optics' range, at least 3 dB above its sensitivity.",
    zh: "接收光功率在模块规格范围内，且比灵敏度高 3 dB 以上。")
  static func unplug(_ line: String) -> Text {
    Text(en: "Take the patch of line \(line) out", zh: "拆除专线 \(line) 的跳纤")
  }
  static let unplugWork = Text(en: "Remove the patch cord and cap the connectors.", zh: "拔除跳纤并盖好防尘帽。")
  static let unplugged = Text(en: "The interface is dark.", zh: "接口无光。")
  static let newPort = Text(
    en: "The interface is meant for this line alone.", zh: "该接口专用于本线路。")
  static let sharedPort = Text(
    en: "Another line uses the same interface; its flows pass here.", zh: "该接口上还有其他线路，其流量亦经过此处。")

  // MARK: Cloud objects

  static func createLine(_ line: String, _ vlan: Int) -> Text {
    Text(
      en: "Register line \(line) in the cloud (\(vlan == 0 ? "untagged" : "VLAN \(vlan)"))",
      zh: "在云上创建物理专线 \(line)（\(vlan == 0 ? "不带标签" : "VLAN \(vlan)")）")
  }
  static func deleteLine(_ line: String) -> Text {
    Text(en: "Delete line \(line) from the cloud", zh: "删除云上物理专线 \(line)")
  }
  static let lineThere = Text(
    en: "The line is listed with the planned VLAN and addresses.", zh: "物理专线已列出，VLAN 与互联地址和计划一致。")
  static let lineRemains = Text(
    en: "The carrier's line itself is still ordered and billed.", zh: "运营商侧线路仍处于订购状态并继续计费。")

  static func createGateway(_ name: String) -> Text {
    Text(en: "Create Direct Connect gateway \(name)", zh: "创建专线网关 \(name)")
  }
  static func deleteGateway(_ name: String) -> Text {
    Text(en: "Delete Direct Connect gateway \(name)", zh: "删除专线网关 \(name)")
  }
  static let gatewayThere = Text(en: "The gateway is listed.", zh: "专线网关已列出。")

  static func bind(_ line: String, _ gateway: String) -> Text {
    Text(en: "Bind line \(line) to gateway \(gateway)", zh: "将物理专线 \(line) 绑定到专线网关 \(gateway)")
  }
  static func unbind(_ line: String, _ gateway: String) -> Text {
    Text(en: "Unbind line \(line) from gateway \(gateway)", zh: "将物理专线 \(line) 与专线网关 \(gateway) 解绑")
  }
  static let bound = Text(en: "The line names the gateway.", zh: "物理专线已关联该专线网关。")
  static let unbound = Text(en: "The line names no gateway.", zh: "物理专线未关联任何专线网关。")

  static func authorise(_ vpc: String, _ gateway: String, _ account: String) -> Text {
    Text(
      en: "Authorise gateway \(gateway) of account \(account) to attach VPC \(vpc)",
      zh: "授权账号 \(account) 的专线网关 \(gateway) 加载 VPC \(vpc)")
  }
  static func withdraw(_ vpc: String, _ gateway: String) -> Text {
    Text(
      en: "Withdraw the authorisation of gateway \(gateway) for VPC \(vpc)",
      zh: "取消专线网关 \(gateway) 对 VPC \(vpc) 的跨账号授权")
  }
  static let authorised = Text(en: "The authorisation is listed.", zh: "跨账号授权已列出。")

  static func attach(_ vpc: String, _ gateway: String) -> Text {
    Text(en: "Attach VPC \(vpc) to gateway \(gateway)", zh: "将 VPC \(vpc) 加载到专线网关 \(gateway)")
  }
  static func detach(_ vpc: String, _ gateway: String) -> Text {
    Text(en: "Detach VPC \(vpc) from gateway \(gateway)", zh: "将 VPC \(vpc) 从专线网关 \(gateway) 卸载")
  }
  static let attached = Text(en: "The gateway lists the VPC with its subnets.", zh: "专线网关已列出该 VPC 及其子网。")
  static let attachLive = Text(
    en: "The gateway carries traffic already; routers learn further ranges from it.",
    zh: "该专线网关已承载业务；路由器将从中学到新的网段。")

  static func addBGP(_ gateway: String, _ neighbors: Int) -> Text {
    Text(
      en:
        "Configure BGP on gateway \(gateway) with \(CommonText.count(neighbors, "neighbour", "neighbours"))",
      zh: "在专线网关 \(gateway) 上配置 BGP 路由，共 \(neighbors) 个邻居")
  }
  static func removeBGP(_ gateway: String) -> Text {
    Text(en: "Remove the BGP configuration of gateway \(gateway)", zh: "删除专线网关 \(gateway) 的 BGP 路由")
  }
  static let bgpThere = Text(
    en: "The gateway lists the BGP route with every neighbour and its number.",
    zh: "专线网关已列出 BGP 路由，各邻居及其 AS 号正确。")
  static let noTraffic = Text(en: "No traffic passes the gateway yet.", zh: "专线网关尚无业务流量。")
  static func addStatic(_ gateway: String, _ lines: Int) -> Text {
    Text(
      en:
        "Add static routes to the site on gateway \(gateway) over \(CommonText.count(lines, "line", "lines"))",
      zh: "在专线网关 \(gateway) 上添加到站点的静态路由，经 \(lines) 条线路")
  }
  static func removeStatic(_ gateway: String) -> Text {
    Text(en: "Remove the static routes of gateway \(gateway)", zh: "删除专线网关 \(gateway) 的静态路由")
  }
  static let staticThere = Text(
    en: "The gateway lists the routes with each line's address and priority.", zh: "专线网关已列出静态路由，各线路下一跳与优先级正确。"
  )
  static func updateRoutes(_ gateway: String) -> Text {
    Text(en: "Add the new lines to the routing of gateway \(gateway)", zh: "将新增线路加入专线网关 \(gateway) 的路由配置")
  }
  static func restoreRoutes(_ gateway: String) -> Text {
    Text(
      en: "Take the new lines out of the routing of gateway \(gateway)", zh: "从专线网关 \(gateway) 的路由配置中移除新增线路")
  }
  static let routesUpdated = Text(
    en: "The routing of the gateway names every line of the plan.", zh: "专线网关的路由配置已包含计划中的全部线路。")
  static let routesRestored = Text(
    en: "The routing of the gateway names the former lines only.", zh: "专线网关的路由配置仅含原有线路。")
  static let updateReplaces = Text(
    en: "The call replaces the complete list of neighbours or next hops of a gateway in use.",
    zh: "该调用会整体替换在用专线网关的邻居或下一跳列表。")

  static func addHealthCheck(_ gateway: String, _ source: IPAddress, _ destination: IPAddress, switches: Bool)
    -> Text
  {
    Text(
      en: "Add the health check of gateway \(gateway): \(source) probes \(destination)"
        + (switches ? " and switches routes" : ""),
      zh: "为专线网关 \(gateway) 添加健康检查：\(source) 探测 \(destination)" + (switches ? "，并自动切换路由" : ""))
  }
  static func removeHealthCheck(_ gateway: String) -> Text {
    Text(en: "Delete the health check of gateway \(gateway)", zh: "删除专线网关 \(gateway) 的健康检查")
  }
  static let healthCheckThere = Text(
    en: "The health check is listed with both addresses.", zh: "健康检查已列出，源、目的地址正确。")
  static let healthCheckLate = Text(
    en: "The check starts when the path works; started earlier it would withdraw routes at once.",
    zh: "健康检查在链路连通后才启用；过早启用会立即触发路由切换。")
}
