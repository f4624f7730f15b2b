import Addressing

/// Sentences about routers: what a command must answer, and what must be known before typing.
enum RouterText {
  static let portUp = Text(
    en: "the interface is up at its fixed speed, full duplex, and its error counters stand still",
    zh: "接口为 UP，速率固定、全双工，错误计数不再增长")
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
    en: "the prefix is in the table, by a real route or by the discard route", zh: "路由表中存在该前缀（真实路由或黑洞路由）")

  static func route(via address: IPAddress) -> Text {
    Text(en: "the active next hop is \(address)", zh: "当前下一跳为 \(address)")
  }

  static func standbyRoute(via address: IPAddress) -> Text {
    Text(
      en: "\(address) is there as the second choice, or becomes the next hop when the primary line is down",
      zh: "\(address) 为备选下一跳；主线路中断时成为当前下一跳")
  }

  static func loss(_ packets: Int) -> Text {
    Text(en: "\(packets) sent, \(packets) answered, no loss", zh: "发送 \(packets)，应答 \(packets)，无丢包")
  }

  // MARK: Notices

  static let huaweiNotice = Text(
    en: """
      On AR routers and S switches the sub-interface takes `dot1q termination vid` instead of `vlan-type dot1q`, \
      and IPv6 needs `ipv6` in the system view first. Devices with a candidate configuration need `commit` before \
      `return`.
      """,
    zh: """
      AR 路由器与 S 系列交换机的子接口使用 `dot1q termination vid`，而非 `vlan-type dot1q`；使用 IPv6 须先在系统视图执行 `ipv6`。\
      采用候选配置的设备须在 `return` 之前执行 `commit`。
      """)
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
