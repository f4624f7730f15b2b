import Addressing

/// Sentences about the switch-over of names.
enum NameText {
  static func switchResolver(_ site: String, _ server: String?, _ software: String?) -> Text {
    let en = [server, software.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
    return Text(
      en: "Switch names over on resolver \(en.isEmpty ? "of \(site)" : en)",
      zh: "在解析服务器 \(server ?? site)\(software.map { "（\($0)）" } ?? " ")上切换域名解析")
  }
  static func switchBack(_ site: String, _ server: String?) -> Text {
    Text(
      en: "Switch names back on resolver \(server ?? "of \(site)")", zh: "在解析服务器 \(server ?? site) 上切回域名解析")
  }
  static let switchWork = Text(
    en: """
      From here on users move. Do one resolver, see its answers, then the next. Answers that clients hold already \
      stay until their old lifetime ends. Each block below belongs into the place named above it.
      """,
    zh: "从这一步起用户流量开始切换。先切换一台解析服务器，确认应答正确后再切换下一台。客户端已缓存的应答在原 TTL 到期前不会改变。下列各代码块分别对应其上方注明的位置。")
  static let switchWorkWords = Text(
    en: """
      From here on users move. The scenario does not say which software answers, so the entries stand below \
      without its commands: forward the zones to the addresses named, and answer the names with theirs.
      """,
    zh: "从这一步起用户流量开始切换。场景未注明解析软件，故下面仅列出条目：将各区域转发到所列地址，各名称解析为所列地址。")
  static let switchBackWork = Text(
    en: "Take the lines of this step out again.", zh: "撤销本步骤的配置。")
  static let resolverGood = Text(
    en: "The resolver answers every name with private addresses, and other names as before.",
    zh: "解析服务器对上述名称均返回内网地址，其他名称解析不受影响。")
  static let resolverBack = Text(
    en: "The names answer as they did before the change.", zh: "名称解析恢复为变更前的结果。")
  static func cached(_ ttl: Int) -> Text {
    Text(
      en: "Clients may keep the new answers for up to \(ttl) s after the undo.",
      zh: "回退后客户端最长可能在 \(ttl) 秒内仍使用新的解析结果。")
  }
  static let namesMove = Text(
    en: "Names that resolve today lead another way from now on; running connections stay.",
    zh: "目前可解析的名称将指向新的路径；已建立的连接不受影响。")
  static let everythingForwarded = Text(
    en: "Every query of the site is forwarded: all look-ups depend on the lines from now on.",
    zh: "站点的所有查询都将被转发：此后全部解析均依赖专线。")

  // MARK: Where lines belong

  static let bindFile = Text(
    en:
      "A new file; this is all of it. The folder is Debian's: where BIND keeps its files elsewhere, change it in every block.",
    zh: "新建文件，内容如下。目录为 Debian 的默认位置；若 BIND 的文件位于其他目录，请在各代码块中一并替换。")
  static let command = Text(en: "As root, in a shell.", zh: "以 root 身份在命令行执行。")
  static let powershell = Text(en: "In PowerShell, as administrator.", zh: "以管理员身份在 PowerShell 中执行。")
  static let addAtEnd = Text(en: "Add this line at the end.", zh: "在文件末尾添加此行。")
  static let removeLines = Text(en: "Remove this line.", zh: "删除此行。")
  static let bindGlobal = Text(
    en: """
      Inside `options { … }` (some systems keep it in named.conf itself). A former `forward` or `forwarders` is \
      replaced: note it first. Every query goes to the cloud, so all look-ups depend on the lines.
      """,
    zh: """
      写入 `options { … }`（部分系统直接位于 named.conf）。若已有 `forward` 或 `forwarders`，先记录原值再替换。\
      此后所有查询均转发到云上，全部解析依赖专线。
      """)
  static let bindGlobalBack = Text(
    en: "Inside `options { … }`: remove these lines, or put the former ones back.",
    zh: "在 `options { … }` 中删除这些行，或恢复原值。")
  static let bindValidation = Text(
    en: """
      Inside `options { … }` (some systems keep it in named.conf itself), only where this server validates \
      (`dnssec-validation` is `auto` or `yes`, the default). Where the statement stands already, add the zones to it.
      """,
    zh: """
      写入 `options { … }`（部分系统直接位于 named.conf），仅在本服务器启用 DNSSEC 验证时需要\
      （`dnssec-validation` 为 `auto` 或 `yes`，即默认值）。若该语句已存在，则将区域追加进去。
      """)
  static let bindOptionBack = Text(
    en: "Inside `options { … }`: remove this line, or these zones from it.",
    zh: "在 `options { … }` 中删除此行，或仅从中去掉这些区域。")
  static let bindPolicy = Text(
    en: """
      Inside `options { … }` (some systems keep it in named.conf itself). A view takes one response-policy statement: \
      where it stands already, add the zone to it.
      """,
    zh: "写入 `options { … }`（部分系统直接位于 named.conf）。每个视图只允许一条 response-policy 语句：若已存在，则将该区域追加进去。")
  static let bindPolicyBack = Text(
    en: "Inside `options { … }`: remove this line, or the zone from it.",
    zh: "在 `options { … }` 中删除此行，或仅从中去掉该区域。")
  static let dnsmasqFile = Text(
    en:
      "A new file; this is all of it. dnsmasq reads it when its configuration names `conf-dir=/etc/dnsmasq.d`.",
    zh: "新建文件，内容如下。dnsmasq 的配置须包含 `conf-dir=/etc/dnsmasq.d` 才会读取。")
  static let dnsmasqGlobal = Text(
    en: """
      A new file; this is all of it. dnsmasq reads it when its configuration names `conf-dir=/etc/dnsmasq.d`. Every \
      query goes to the cloud, so all look-ups depend on the lines.
      """,
    zh: """
      新建文件，内容如下。dnsmasq 的配置须包含 `conf-dir=/etc/dnsmasq.d` 才会读取。\
      此后所有查询均转发到云上，全部解析依赖专线。
      """)

  // MARK: Private zones

  static func createZone(_ zone: String, _ vpc: String) -> Text {
    Text(en: "Create private zone \(zone) for VPC \(vpc)", zh: "为 VPC \(vpc) 创建内网 DNS 区域 \(zone)")
  }
  static func deleteZone(_ zone: String) -> Text {
    Text(en: "Delete private zone \(zone)", zh: "删除内网 DNS 区域 \(zone)")
  }
  static let zoneThere = Text(en: "The zone is there.", zh: "内网 DNS 区域已创建。")
  static let zoneRecursive = Text(
    en: "Names of the zone without a record are still resolved outside.", zh: "区域中没有记录的名称仍会向外递归解析。")
  static func associate(_ zone: String, _ vpc: String) -> Text {
    Text(en: "Let VPC \(vpc) see private zone \(zone)", zh: "将内网 DNS 区域 \(zone) 关联到 VPC \(vpc)")
  }
  static func disassociate(_ zone: String, _ vpc: String) -> Text {
    Text(en: "Hide private zone \(zone) from VPC \(vpc)", zh: "解除内网 DNS 区域 \(zone) 与 VPC \(vpc) 的关联")
  }
  static let associated = Text(en: "The zone lists the VPC.", zh: "区域已列出该 VPC。")
  static let disassociated = Text(en: "The VPC lists the zone no more.", zh: "VPC 已不再列出该区域。")
  static func createRecord(_ name: String, _ type: String, _ values: String) -> Text {
    Text(en: "Create record \(name) \(type) \(values)", zh: "创建解析记录 \(name) \(type) \(values)")
  }
  static func deleteRecord(_ name: String, _ type: String) -> Text {
    Text(en: "Delete record \(name) \(type)", zh: "删除解析记录 \(name) \(type)")
  }
  static let recordThere = Text(en: "The record is there with every address.", zh: "解析记录已创建，地址齐全。")
}
