import Addressing

/// Sentences about what is done at a site.
enum SiteText {
  // MARK: Routers

  static func backUp(_ router: String) -> Text {
    Text(en: "Save and export the configuration of \(router)", zh: "保存并导出 \(router) 的配置")
  }
  static let backUpWork = Text(
    en: """
      Save the running configuration and keep a copy outside the router, with date and change number. Note which \
      of the lines of the coming steps stand already: those are neither typed nor taken back.
      """,
    zh: "保存当前运行配置，并在设备之外留存一份副本，注明日期与变更单号。记录后续步骤中已存在的配置行：这些行既不下发，也不回退。")
  static let backedUp = Text(en: "The copy can be opened and is complete.", zh: "副本可打开且内容完整。")

  static func saveConfiguration(_ router: String) -> Text {
    Text(en: "Save the configuration of \(router)", zh: "保存 \(router) 的配置")
  }
  static let saveWork = Text(
    en: """
      The change has proved good: make the running configuration the one of the next start. Should the change be \
      taken back later, every undo on a router saves by itself.
      """,
    zh: "变更已验证通过：将运行配置保存为启动配置。此后如需回退，路由器上的每个回退步骤均自带保存。")
  static let saveHarmless = Text(en: "Traffic is not touched.", zh: "不影响业务流量。")
  static let saved = Text(en: "Running and startup configuration are equal.", zh: "运行配置与启动配置一致。")

  static func configurePort(_ line: String, _ router: String, isFixed: Bool) -> Text {
    isFixed
      ? Text(
        en: "\(router): set the port of line \(line) to fixed speed and full duplex",
        zh: "\(router)：将专线 \(line) 的端口设为固定速率、全双工")
      : Text(en: "\(router): switch on the port of line \(line)", zh: "\(router)：启用专线 \(line) 的端口")
  }
  static func restorePort(_ line: String, _ router: String) -> Text {
    Text(
      en: "\(router): give the port of line \(line) its former settings", zh: "\(router)：恢复专线 \(line) 端口的原设置")
  }
  static func configureLink(_ line: String, _ router: String, _ vlan: Int) -> Text {
    Text(
      en:
        "\(router): configure the \(vlan == 0 ? "addresses" : "VLAN \(vlan) sub-interface") of line \(line)",
      zh: "\(router)：配置专线 \(line) 的\(vlan == 0 ? "互联地址" : " VLAN \(vlan) 子接口")")
  }
  static func removeLink(_ line: String, _ router: String) -> Text {
    Text(en: "\(router): remove the link of line \(line)", zh: "\(router)：删除专线 \(line) 的互联配置")
  }
  static func configureRouting(_ line: String, _ router: String, bgp: Bool) -> Text {
    bgp
      ? Text(en: "\(router): configure BGP over line \(line)", zh: "\(router)：配置专线 \(line) 上的 BGP")
      : Text(en: "\(router): add the static routes over line \(line)", zh: "\(router)：添加经专线 \(line) 的静态路由")
  }
  static func removeRouting(_ line: String, _ router: String, bgp: Bool) -> Text {
    bgp
      ? Text(en: "\(router): remove BGP over line \(line)", zh: "\(router)：删除专线 \(line) 上的 BGP")
      : Text(en: "\(router): remove the static routes over line \(line)", zh: "\(router)：删除经专线 \(line) 的静态路由")
  }
  static func announce(_ router: String) -> Text {
    Text(en: "\(router): announce the site's prefixes by BGP", zh: "\(router)：通过 BGP 发布站点网段")
  }
  static func withdraw(_ router: String) -> Text {
    Text(en: "\(router): withdraw the site's prefixes from BGP", zh: "\(router)：取消通过 BGP 发布站点网段")
  }
  static let emptyProcess = Text(
    en: "A BGP process that did not exist before stays without neighbours; remove it by hand if unwanted.",
    zh: "若此前没有 BGP 进程，回退后会留下一个没有邻居的空进程；如不需要请手工删除。")
  static let bfdProcess = Text(
    en: "Global BFD stays switched on; without sessions it does nothing.", zh: "全局 BFD 保持开启；没有会话时不起作用。")

  static let typeLines = Text(
    en: "Type the lines below. Leave out what stands already.", zh: "输入下列配置；已存在的行请跳过。")
  static let typeUndo = Text(
    en: "Type the lines below. Leave out what stood before the change (see the exported configuration).",
    zh: "输入下列配置；变更前已存在的行请跳过（参见已导出的配置）。")
  static let keyNotice = Text(
    en: "Replace <BGP-KEY-…> by the key agreed with the cloud account; it is nowhere written down here.",
    zh: "将 <BGP-KEY-…> 替换为与云上账号约定的密钥；本文档不记录密钥。")
  static let newSession = Text(
    en: "New routes come up over a new link; filters admit the planned prefixes only.",
    zh: "新路由仅出现在新链路上；过滤策略只放行计划内的网段。")
  static let newRoutes = Text(
    en: "New routes over a new link; what the site routes today stays as it is.",
    zh: "新路由仅经由新链路；站点现有路由保持不变。")
  static let takesOver = Text(
    en: "The site routes part of these destinations another way today; the new routes can take them over.",
    zh: "站点目前经其他路径到达部分目的网段；新路由可能接管这些流量。")
  static let linkUp = Text(en: "The cloud's end of the link answers.", zh: "互联地址云侧应答正常。")
  static let linkGone = Text(en: "The addresses are no longer configured.", zh: "互联地址已删除。")
  static let routesUp = Text(
    en: "Neighbours, BFD and routes are as listed.", zh: "邻居、BFD 与路由均符合预期。")
  static let staticUp = Text(en: "BFD and routes are as listed.", zh: "BFD 与路由均符合预期。")
  static let staticGone = Text(
    en: "The routes over this line are gone; the other lines are untouched.",
    zh: "该线路上的路由已删除；其他线路不受影响。")
  static let routesGone = Text(
    en: "Neighbour and routes over this line are gone; the other lines are untouched.",
    zh: "该线路上的邻居与路由已删除；其他线路不受影响。")
  static let portSet = Text(en: "The port is up at the line's speed.", zh: "端口以专线速率 UP。")
  static let announced = Text(
    en: """
      Every announced prefix stands in the routing table, and unless it is an aggregate its active route is not \
      the discard route.
      """,
    zh: "每个发布的网段均存在于路由表中；除聚合网段外，当前生效的路由不是黑洞路由。")
  static let notAnnounced = Text(en: "The prefixes are announced no more.", zh: "这些网段已不再发布。")
  static let asBefore = Text(
    en: "The configuration equals the exported copy.", zh: "配置与导出的副本一致。")

  static func reviewRouting(_ line: String, _ router: String) -> Text {
    Text(
      en: "\(router): review the filters of the adopted line \(line)", zh: "\(router)：复核已有专线 \(line) 的过滤策略")
  }
  static let reviewWork = Text(
    en: """
      The line is in use already, so its configuration stays. Compare what the router announces and accepts over \
      it with the values below, and widen its filters where they fall short.
      """,
    zh: "该线路已在使用，其配置保持不变。请将路由器在该线路上发布与接收的网段同下列数值核对，过滤策略不足之处予以放宽。")
  static let undoByCopy = Text(
    en: "Put back what was changed from the exported configuration.", zh: "按导出的配置恢复被修改的部分。")
  static func restoreFromCopy(_ router: String) -> Text {
    Text(en: "\(router): put the former lines back", zh: "\(router)：恢复原有配置")
  }

  static func permitControl(_ router: String) -> Text {
    Text(
      en: "\(router): admit the routing protocols on its control plane", zh: "\(router)：在控制平面过滤中放行路由协议")
  }
  static let permitControlWork = Text(
    en:
      "Add these permits to the router's control-plane filter, between the ends of its links and nowhere else.",
    zh: "在路由器控制平面过滤中添加以下放行规则，仅限互联地址之间。")
  static func removeControl(_ router: String) -> Text {
    Text(en: "\(router): remove the control-plane permits", zh: "\(router)：删除控制平面放行规则")
  }
  static let controlPermitted = Text(
    en: "The filter shows the permits ahead of its final drop.", zh: "放行规则已位于末尾丢弃规则之前。")

  /// The words for a router whose platform nobody wrote down.
  static let inWords = Text(
    en: """
      The scenario does not say what the router runs, so the values stand below without its commands. Configure \
      them, keep the lines you typed, and take exactly those back in an undo.
      """,
    zh: "场景未注明路由器平台，故下面只给出参数而无具体命令。请据此配置并记录所输入的命令，回退时仅撤销这些命令。")

  // MARK: Between the routers and towards the core

  static func interior(_ site: String, _ routers: String) -> Text {
    Text(en: "Join \(routers) of \(site) by iBGP", zh: "在站点 \(site) 的 \(routers) 之间建立 iBGP")
  }
  static func interiorWork(_ asn: UInt32) -> Text {
    Text(
      en: """
        The routers must know each other's routes, or the failure of a line makes a black hole: an iBGP session \
        between their loopbacks (AS \(asn)), each giving itself as next hop. Replace <LOOPBACK-INTERFACE-…> by the name of \
        the router's own loopback interface and the other <LOOPBACK-…> by the other router's loopback address, which the \
        interior protocol must carry. The local preference travels with the routes, so all routers agree on the \
        primary line. Never redistribute the cloud's prefixes from one edge router to the other, and never add \
        static twins of BGP routes: either can win over the line's own route and keep a dead way.
        """,
      zh: """
        各路由器必须互知对方路由，否则线路故障会形成路由黑洞：在环回地址之间建立 iBGP（AS \(asn)），并将下一跳设为自身。\
        将 <LOOPBACK-INTERFACE-…> 替换为本机环回接口名，其余 <LOOPBACK-…> 替换为对端环回地址，该地址须由内部路由协议发布。\
        本地优先级随路由传递，各路由器由此一致选择主用线路。切勿让边缘路由器之间通过路由引入获知云上网段，\
        也切勿为 BGP 路由再加静态路由：两者都可能优先于专线自身的路由，并在线路中断后仍指向失效路径。
        """)
  }
  static let interiorFilter = Text(
    en: """
      Only where the core learns the cloud's prefixes from the interior protocol (OSPF here; adapt the lines to \
      another): without this filter an edge router takes the other's redistributed route before its own line. \
      Extend a filter that stands already instead of replacing it.
      """,
    zh: """
      仅当核心通过内部路由协议（此处为 OSPF，其他协议请相应调整）学习云上网段时使用：缺少该过滤，边缘路由器会优先采用对端引入的路由，而非自身专线。\
      已有过滤策略时请在其上补充，不要覆盖。
      """)
  static let interiorUndoFilter = Text(
    en: "Only if the filter of this step was typed.", zh: "仅在输入过本步骤的过滤配置时执行。")
  static let interiorUp = Text(
    en: """
      The iBGP sessions are Established. The router of the primary line sees that line alone; every other router \
      has the path by iBGP as its best and its own line's as a valid second.
      """,
    zh: "iBGP 会话为 Established。主用线路所在路由器只有本端专线的路径；其他路由器以 iBGP 路径为最优，本端专线的路径有效、为次选。")
  static let interiorShared = Text(
    en: """
      The iBGP sessions are Established. Routers whose lines share the load see their own line's path, which is \
      best, and one by iBGP from each other router.
      """,
    zh: "iBGP 会话为 Established。负载分担的各路由器以本端专线路径为最优，并各有一条来自对端路由器的 iBGP 路径。")
  static let discardOnly = Text(
    en: """
      Only for an aggregate that has no exact route in the table (look first with the commands of the check): \
      otherwise leave it out. An exact route from the LAN is better, because the announcement then stops when the \
      LAN side fails.
      """,
    zh: "仅用于路由表中没有精确路由的聚合网段（请先用检查命令确认），否则不要配置。来自局域网的精确路由更好：局域网侧故障时，发布会随之停止。")
  static let discardUndo = Text(
    en: "Only for the discard routes that this change added.", zh: "仅针对本次变更添加的黑洞路由。")
  static func removeInterior(_ site: String) -> Text {
    Text(en: "Remove iBGP between the edge routers of \(site)", zh: "删除站点 \(site) 边缘路由器之间的 iBGP")
  }
  static let removeInteriorWork = Text(
    en: "Remove what this step added; leave the interior protocol as the exported copies show it.",
    zh: "删除本步骤添加的配置；内部路由协议恢复为导出副本中的状态。")

  static func routes(_ site: String, _ count: Int) -> Text {
    Text(
      en:
        "Route \(CommonText.count(count, "cloud prefix", "cloud prefixes")) from the core of \(site) to its edge routers",
      zh: "将站点 \(site) 核心到 \(count) 个云上网段的路由指向边缘路由器")
  }
  /// - Parameter isFiltered: whether a step before it keeps the interior protocol from handing routes back.
  static func routesWork(isFiltered: Bool) -> Text {
    Text(
      en: """
        The core must send each prefix below to the edge routers, to the primary's first. Where an interior \
        protocol runs towards the core, the edge routers hand the prefixes to it, the standby with a worse metric, \
        and neither edge router takes them back from it\(isFiltered ? ": the filter of the iBGP step comes first" : ""). Write \
        static routes only where no such protocol runs.
        """,
      zh: """
        核心须将下列网段送往边缘路由器，优先主用。若与核心之间运行内部路由协议，由边缘路由器将这些网段引入该协议，备用路由器使用较差的度量值，\
        且边缘路由器不得再从该协议学回\(isFiltered ? "：须先配置 iBGP 步骤中的过滤" : "")。仅在未运行内部路由协议时配置静态路由。
        """)
  }
  static func removeRoutes(_ site: String) -> Text {
    Text(en: "Remove the routes to the cloud from the core of \(site)", zh: "从站点 \(site) 核心删除到云上的路由")
  }
  static let removeRoutesWork = Text(
    en: "Remove the routes that this step added; routes that stood before take over again.",
    zh: "删除本步骤添加的路由；原有路由恢复生效。")
  static let routesThere = Text(
    en: "The core's table shows each prefix with an edge router as next hop.", zh: "核心路由表中每个网段的下一跳均为边缘路由器。")
  static let routesRemoved = Text(
    en: "The core's table equals the one before the change.", zh: "核心路由表与变更前一致。")

  static func translate(_ site: String) -> Text {
    Text(en: "Verify source NAT at the edge of \(site)", zh: "核对站点 \(site) 边缘的源地址转换")
  }
  static let translateWork = Text(
    en: """
      The cloud knows the site by translated addresses only. Both edge routers must translate the left ranges to \
      the right ones for traffic towards the lines, and for nothing else.
      """,
    zh: "云侧只认识转换后的地址。两台边缘路由器须将左侧网段转换为右侧网段，且仅作用于去往专线的流量。")
  static let translated = Text(
    en: "A flow from a host towards a line shows a translated source.", zh: "主机发往专线的流量显示为转换后的源地址。")

  // MARK: Firewall

  static func firewall(_ site: String, _ count: Int) -> Text {
    Text(
      en: "Add \(CommonText.count(count, "permit", "permits")) to the firewall of \(site)",
      zh: "在站点 \(site) 防火墙上添加 \(count) 条放行策略")
  }
  static let firewallWork = Text(
    en: "Add the permits of the table ahead of the final drop; the second block says the same as rule lines.",
    zh: "将表中放行策略添加在末尾丢弃策略之前；第二个代码块为同样内容的规则行。")
  static func removeFirewall(_ site: String) -> Text {
    Text(en: "Remove the added permits from the firewall of \(site)", zh: "从站点 \(site) 防火墙删除新增的放行策略")
  }
  static let removeFirewallWork = Text(
    en: "Remove the permits of this step and nothing else.", zh: "仅删除本步骤添加的放行策略。")
  static let firewallThere = Text(
    en: "The policy shows each permit ahead of the final drop.", zh: "每条放行策略均位于末尾丢弃策略之前。")
  static let firewallGone = Text(en: "The permits are gone.", zh: "放行策略已删除。")
  static let permitOpens = Text(
    en: "A permit opens what was closed; flows that pass today keep passing.", zh: "放行策略只会新增放通，现有流量不受影响。")
}
