import Addressing

/// Sentences about routers: what a command must answer, and what must be known before typing.
enum RouterText {
  // MARK: Remarks among lines to type

  static let eitherForm = Text(en: "one of the two forms:", zh: "以下两种写法取其一：")
  static let ifFirst = Text(en: "only if this change was the first to set it:", zh: "仅当由本次变更首次设置时：")
  static let addedThere = Text(en: "added to what stands there:", zh: "追加到已有内容之后：")

  private static let remarks = [eitherForm, ifFirst, addedThere]

  /// A line of a router's configuration as it reads in a language. What is typed is the same in all; the remarks behind
  /// `# ` or `! ` are not.
  static func line(_ line: String, _ language: Language) -> String {
    let mark = line.prefix(2)
    guard mark == "# " || mark == "! ", let remark = remarks.first(where: { $0.en == line.dropFirst(2) })
    else {
      return line
    }
    return mark + remark[language]
  }

  // MARK: Answers and notices

  static let portUp = Text(
    en: "the interface is up at the line's speed, full duplex, and its error counters stand still",
    zh: "接口为 UP，速率与专线一致、全双工，错误计数不再增长")
  static let light = Text(
    en: "received light lies inside the optics' thresholds", zh: "接收光功率在光模块门限内")

  static func ping(_ remote: IPAddress) -> Text {
    Text(
      en: "5 of 5 answers from \(remote); the gateway answers at most 30 probes a second",
      zh: "\(remote) 应答 5/5；网关每秒最多应答 30 个探测包")
  }

  static func established(_ remote: IPAddress, accepted: Int) -> Text {
    Text(
      en: "\(remote) is Established and sends \(CommonText.count(accepted, "prefix", "prefixes"))",
      zh: "\(remote) 状态为 Established，收到 \(accepted) 条前缀")
  }

  static let bfdUp = Text(en: "the session is Up", zh: "会话状态为 Up")
  static let discardThere = Text(
    en: """
      the prefix is in the table exactly so, by a route towards the LAN; by the discard route only if it is an \
      aggregate
      """,
    zh: "路由表中存在完全相同的前缀，且指向局域网；仅当其为聚合网段时才可为黑洞路由")

  static func route(via address: IPAddress) -> Text {
    Text(en: "the active next hop is \(address)", zh: "当前下一跳为 \(address)")
  }

  static func standbyRoute(via address: IPAddress) -> Text {
    Text(
      en: """
        \(address) is the next hop, unless this router has a better route; then the configuration alone shows \
        this one, and it enters the table when the better one goes
        """,
      zh: "下一跳为 \(address)；若本路由器另有更优路由，则本路由仅见于配置，待更优路由失效后才进入路由表")
  }

  static func standbyPath(via address: IPAddress, localPreference: Int) -> Text {
    Text(
      en: """
        a path via \(address) with local preference \(localPreference) is valid; it need not be the best one, and \
        once the routers are joined by iBGP the active next hop is the primary router's address
        """,
      zh: """
        存在经 \(address)、本地优先级为 \(localPreference) 的有效路径；它不必是最优路径，\
        路由器之间建立 iBGP 后，当前下一跳为主用路由器的地址
        """)
  }

  /// The router's own line is the best way.
  static func ownPath(_ count: Int, localPreference: Int, equals: [String]) -> Text {
    let paths = CommonText.count(count, "path", "paths")
    let others = equals.joined(separator: ", ")
    return Text(
      en: "\(paths) by eBGP, best with local preference \(localPreference)"
        + (equals.isEmpty ? ", and none by iBGP" : "; a further one by iBGP from each of \(others)"),
      zh: "\(count) 条 eBGP 路径，最优路径的本地优先级为 \(localPreference)"
        + (equals.isEmpty ? "，没有 iBGP 路径" : "；另有经 \(others) 的 iBGP 路径各一条"))
  }

  /// Another router's line is the best way.
  static func interiorPath(
    via routers: [String], localPreference: Int, own: Int, ownPreference: Int
  ) -> Text {
    let names = routers.joined(separator: ", ")
    return Text(
      en: "the best path comes by iBGP from \(names) with local preference \(localPreference)"
        + (own == 0
          ? ""
          : "; \(CommonText.count(own, "path", "paths")) by eBGP with local preference \(ownPreference) at most"
            + " stand beside it, valid and not best"),
      zh: "最优路径为经 \(names) 的 iBGP 路径，本地优先级 \(localPreference)"
        + (own == 0 ? "" : "；另有 \(own) 条 eBGP 路径（本地优先级至多 \(ownPreference)），有效但非最优"))
  }

  static func loss(_ packets: Int) -> Text {
    Text(en: "\(packets) sent, \(packets) answered, no loss", zh: "发送 \(packets)，应答 \(packets)，无丢包")
  }

  // MARK: Notices

  static let huaweiNotice = Text(
    en: """
      Lines that begin with `#` and name device families are alternatives: type the one of your family, without \
      the mark. Devices with a candidate configuration need `commit` before `return`. `save` asks for \
      confirmation: answer `y`.
      """,
    zh: """
      以 `#` 开头并注明设备系列的行为备选写法：请输入与设备系列相符的一行，去掉前面的标记。\
      采用候选配置的设备须在 `return` 之前执行 `commit`。`save` 会要求确认，请回答 `y`。
      """)
  static let huaweiSave = Text(
    en: "`save` asks whether to continue (Y/N): answer `y` and wait until it reports success.",
    zh: "`save` 会询问是否继续（Y/N）：请回答 `y`，并等待其提示成功。")
  static let frrSave = Text(
    en: """
      `write memory` keeps what vtysh knows, nothing that `ip` or `ethtool` set. The further block shows the VLAN \
      interface for systemd-networkd; under another network manager write the same there. Fixed speed belongs \
      into a .link file or the manager's own setting.
      """,
    zh: """
      `write memory` 只保存 vtysh 中的配置，不保存 `ip` 与 `ethtool` 的设置。后面的代码块为 systemd-networkd 的 VLAN 接口配置示例；\
      使用其他网络管理程序时请写入对应配置。固定速率须写入 .link 文件或网络管理程序的设置。
      """)
  static let frrSaved = Text(
    en: """
      /etc/frr/frr.conf holds what `show running-config` shows, and the system's network configuration holds the \
      interfaces and addresses.
      """,
    zh: "/etc/frr/frr.conf 与 `show running-config` 一致，系统网络配置中包含接口与地址。")
  static let systemNetwork = Text(
    en: "An example for systemd-networkd. It takes effect at the next boot; do not restart the network now.",
    zh: "systemd-networkd 示例。下次启动时生效，此时请勿重启网络。")
  static let frrNotice = Text(
    en: """
      `ip` and `ethtool` commands last until the next boot: add them to the system's own network configuration \
      too. bfdd and bgpd must be switched on in /etc/frr/daemons.
      """,
    zh: "`ip` 与 `ethtool` 命令重启后失效：请同时写入系统网络配置；须在 /etc/frr/daemons 中启用 bfdd 与 bgpd。")
  static let ruijieNotice = Text(
    en: "Review before use: written after the IOS form; compare it with the manual of your RGOS version.",
    zh: "使用前须复核：按 IOS 形式生成，请与所用 RGOS 版本的手册核对。")
}
