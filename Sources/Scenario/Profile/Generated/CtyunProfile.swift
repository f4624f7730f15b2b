// Made by script/generate from Sources/Scenario/Profile/ctyun.json.
// swift-format-ignore-file

import Addressing

extension CloudProfile {
  /// What Isthmus ships for CTyun. A key without a value does not compile.
  static func shipped(_ key: ProfileKey) -> Entry {
    switch key {
    case .endpointNAT:
      Entry(
        value: prefixes("198.19.128.0/17"), isConfirmed: false,
        source:
          "Huawei Cloud and Open Telekom Cloud name 198.19.128.0/17 as the source of endpoint traffic; no CTyun page naming its range was readable.",
        sourceZh: "华为云与 Open Telekom Cloud 均以 198.19.128.0/17 作为终端节点流量的源网段；未能读到天翼云说明其网段的页面。")
    case .forbiddenRanges:
      Entry(
        value: prefixes("100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "214.0.0.0/8", "224.0.0.0/3", "::1/128", "fe80::/10", "ff00::/8"), isConfirmed: false,
        source:
          "Huawei Cloud refuses 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 214.0.0.0/8 and 224.0.0.0/3 as remote subnets; the IPv6 ranges are RFC 4291's loopback, link-local and multicast.",
        sourceZh: "华为云不允许以 100.64.0.0/10、127.0.0.0/8、169.254.0.0/16、214.0.0.0/8、224.0.0.0/3 作为远端子网；IPv6 部分为 RFC 4291 的环回、链路本地与组播网段。")
    case .systemRoutes:
      Entry(
        value: prefixes("100.64.0.0/10", "127.0.0.0/8", "198.19.128.0/20"), isConfirmed: false,
        source:
          "Open Telekom Cloud lists these system routes in every table; CTyun's route page confirms 100.64.0.0/10.",
        sourceZh: "Open Telekom Cloud 的每张路由表均含这些系统路由；天翼云路由页面证实了 100.64.0.0/10。")
    case .vpcRanges:
      Entry(
        value: prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"), isConfirmed: true,
        source:
          "CTyun's VPC pages and its Terraform provider: VPCs are made of these ranges and parts of them.",
        sourceZh: "天翼云 VPC 页面与其 Terraform provider：VPC 网段须取自这些网段或其一部分。")
    case .vpcMask:
      Entry(
        value: .range(8...28), isConfirmed: false,
        source:
          "CTyun's Terraform provider says /8 to /28; its VPC FAQ says /24 at most.",
        sourceZh: "天翼云 Terraform provider 写明 /8 至 /28；其 VPC 常见问题写明最长为 /24。")
    case .subnetMask:
      Entry(
        value: .range(16...28), isConfirmed: false,
        source:
          "The published CTyun SDK says /16 to /28; the VPC page says down to /29.",
        sourceZh: "天翼云公开的 SDK 写明 /16 至 /28；VPC 页面写明可至 /29。")
    case .subnetMaskIPv6:
      Entry(
        value: .integer(64), isConfirmed: false,
        source:
          "The IPv6 prefix length of a subnet in the published CTyun samples; RFC 4291 section 2.5.4.",
        sourceZh: "天翼云公开示例中子网的 IPv6 前缀长度；RFC 4291 第 2.5.4 节。")
    case .reservedFirst:
      Entry(
        value: .integer(2), isConfirmed: false,
        source:
          "Network address and gateway; Open Telekom Cloud and CTyun's edge VPC page agree on them.",
        sourceZh: "网络地址与网关；Open Telekom Cloud 与天翼云边缘 VPC 页面一致。")
    case .reservedLast:
      Entry(
        value: .integer(3), isConfirmed: false,
        source:
          "Open Telekom Cloud keeps the system interface, DHCP and broadcast addresses; CTyun's edge VPC page keeps one.",
        sourceZh: "Open Telekom Cloud 保留系统接口、DHCP 与广播地址；天翼云边缘 VPC 页面只保留一个。")
    case .interconnectPool:
      Entry(
        value: prefixes("10.255.255.0/24", "fd49:7374:686d::/64"), isConfirmed: true,
        source:
          "Isthmus' own choice: the end of 10.0.0.0/8 and an RFC 4193 range, both seldom in use.",
        sourceZh: "Isthmus 自行选定：10.0.0.0/8 的末尾与一段 RFC 4193 网段，二者均少有使用。")
    case .interconnectLength:
      Entry(
        value: .integer(30), isConfirmed: true,
        source:
          "A /30 for each line is the form that all read sources use.",
        sourceZh: "每条线路一个 /30，所见资料均采用此形式。")
    case .interconnectLengthIPv6:
      Entry(
        value: .integer(126), isConfirmed: false,
        source:
          "The IPv6 twin of a /30; no source names CTyun's length.",
        sourceZh: "与 /30 对应的 IPv6 长度；未见天翼云的说明。")
    case .interconnect31Allowed:
      Entry(
        value: .boolean(false), isConfirmed: false,
        source:
          "RFC 3021 allows /31 links; no source says that CTyun does.",
        sourceZh: "RFC 3021 允许 /31 互联；未见天翼云支持的说明。")
    case .interconnectSwappedAllowed:
      Entry(
        value: .boolean(false), isConfirmed: false,
        source:
          "Every published sample gives the cloud the lower end; no source says that CTyun refuses the other.",
        sourceZh: "所有公开示例均由云端使用较小的地址；未见天翼云拒绝另一种写法的说明。")
    case .vlanRange:
      Entry(
        value: .range(1...3999), isConfirmed: false,
        source:
          "Huawei Cloud and Open Telekom Cloud: 0 to 3999 with 0 for untagged; CTyun's range was not found.",
        sourceZh: "华为云与 Open Telekom Cloud：0 至 3999，0 表示不带标签；未查到天翼云的范围。")
    case .vlanStart:
      Entry(
        value: .integer(100), isConfirmed: true,
        source:
          "Isthmus' own choice: VLAN 1 is the native one of most switches, and low numbers are used up first at most sites.",
        sourceZh: "Isthmus 自行选定：VLAN 1 是多数交换机的默认 VLAN，且多数站点先用小号 VLAN。")
    case .vlanUntaggedAllowed:
      Entry(
        value: .boolean(true), isConfirmed: false,
        source:
          "Huawei Cloud: VLAN 0 means untagged, and some access points refuse it.",
        sourceZh: "华为云：VLAN 0 表示不带标签，部分接入点不支持。")
    case .cloudASN:
      Entry(
        value: .integer(64512), isConfirmed: false,
        source:
          "Huawei Cloud's default; CTyun's was not found.",
        sourceZh: "华为云的默认值；未查到天翼云的默认值。")
    case .privateASNs:
      Entry(
        value: .integers([64512, 65534, 4_200_000_000, 4_294_967_294]), isConfirmed: true,
        source:
          "RFC 6996.",
        sourceZh: "RFC 6996。")
    case .mtu:
      Entry(
        value: .integer(1500), isConfirmed: true,
        source:
          "1500 bytes pass on every line, old or new.",
        sourceZh: "新旧线路均可通过 1500 字节。")
    case .mtuRange:
      Entry(
        value: .range(1280...8500), isConfirmed: false,
        source:
          "RFC 8200 asks for 1280; new lines of Huawei Cloud carry 8500.",
        sourceZh: "RFC 8200 要求至少 1280；华为云新线路支持 8500。")
    case .bgpRoutesPerLine:
      Entry(
        value: .integer(100), isConfirmed: false,
        source:
          "Open Telekom Cloud: 100 BGP routes for each interface.",
        sourceZh: "Open Telekom Cloud：每个虚拟接口 100 条 BGP 路由。")
    case .staticRoutesPerLine:
      Entry(
        value: .integer(50), isConfirmed: false,
        source:
          "Open Telekom Cloud: 50 static routes or remote subnets for each interface.",
        sourceZh: "Open Telekom Cloud：每个虚拟接口 50 条静态路由或远端子网。")
    case .localSubnetsPerGateway:
      Entry(
        value: .integer(50), isConfirmed: false,
        source:
          "Open Telekom Cloud: 50 local subnets for each gateway.",
        sourceZh: "Open Telekom Cloud：每个网关 50 个本端子网。")
    case .linesPerGateway:
      Entry(
        value: .integer(2), isConfirmed: false,
        source:
          "Huawei Cloud: at most two lines for each gateway.",
        sourceZh: "华为云：每个网关最多两条线路。")
    case .gatewaysPerVPC:
      Entry(
        value: .integer(1), isConfirmed: false,
        source:
          "Huawei Cloud: one gateway for each VPC.",
        sourceZh: "华为云：每个 VPC 一个网关。")
    case .linesPerAccount:
      Entry(
        value: .integer(10), isConfirmed: false,
        source:
          "Open Telekom Cloud: 10 lines for each account and region.",
        sourceZh: "Open Telekom Cloud：每账号每区域 10 条线路。")
    case .gatewaysPerAccount:
      Entry(
        value: .integer(5), isConfirmed: false,
        source:
          "Open Telekom Cloud: 5 gateways for each account and region.",
        sourceZh: "Open Telekom Cloud：每账号每区域 5 个网关。")
    case .servicesPerAccount:
      Entry(
        value: .integer(20), isConfirmed: false,
        source:
          "Huawei Cloud: 20 endpoint services for each account and region, more by ticket.",
        sourceZh: "华为云：每账号每区域 20 个终端节点服务，可提工单增加。")
    case .endpointsPerAccount:
      Entry(
        value: .integer(50), isConfirmed: false,
        source:
          "Huawei Cloud: 50 endpoints for each account and region, more by ticket.",
        sourceZh: "华为云：每账号每区域 50 个终端节点，可提工单增加。")
    case .mappingsPerService:
      Entry(
        value: .integer(200), isConfirmed: false,
        source:
          "Open Telekom Cloud: 200 mappings in one call; CTyun's limit was not found.",
        sourceZh: "Open Telekom Cloud：单次调用 200 条映射；未查到天翼云的上限。")
    case .endpointAccessListLimit:
      Entry(
        value: .integer(20), isConfirmed: true,
        source:
          "CTyun's Terraform provider: 1 to 20 entries.",
        sourceZh: "天翼云 Terraform provider：1 至 20 条。")
    case .serviceAllowListLimit:
      Entry(
        value: .integer(10), isConfirmed: true,
        source:
          "CTyun's Terraform provider: at most 10 e-mail addresses.",
        sourceZh: "天翼云 Terraform provider：最多 10 个邮箱。")
    case .securityGroupRules:
      Entry(
        value: .integer(50), isConfirmed: true,
        source:
          "CTyun's limits page.",
        sourceZh: "天翼云配额限制页面。")
    case .securityGroupsPerInterface:
      Entry(
        value: .integer(5), isConfirmed: true,
        source:
          "CTyun's limits page.",
        sourceZh: "天翼云配额限制页面。")
    case .securityGroupDefaultPriority:
      Entry(
        value: .integer(50), isConfirmed: true,
        source:
          "CTyun's SDK.",
        sourceZh: "天翼云 SDK。")
    case .securityGroupPriority:
      Entry(
        value: .range(1...100), isConfirmed: true,
        source:
          "CTyun's SDK.",
        sourceZh: "天翼云 SDK。")
    case .aclDefaultPriority:
      Entry(
        value: .integer(100), isConfirmed: true,
        source:
          "CTyun's SDK.",
        sourceZh: "天翼云 SDK。")
    case .aclPriority:
      Entry(
        value: .range(1...32766), isConfirmed: true,
        source:
          "CTyun's SDK.",
        sourceZh: "天翼云 SDK。")
    case .routesPerTable:
      Entry(
        value: .integer(200), isConfirmed: false,
        source:
          "Open Telekom Cloud: 200 routes for each table; CTyun says only that the count is not adjustable.",
        sourceZh: "Open Telekom Cloud：每张路由表 200 条；天翼云仅说明数量不可调整。")
    case .nameLength:
      Entry(
        value: .range(2...32), isConfirmed: true,
        source:
          "CTyun's Terraform provider.",
        sourceZh: "天翼云 Terraform provider。")
    case .namePattern:
      Entry(
        value: .text("^[a-zA-Z一-龥][0-9a-zA-Z_一-龥-]+$"), isConfirmed: true,
        source:
          "CTyun's Terraform provider.",
        sourceZh: "天翼云 Terraform provider。")
    case .gatewayNameLength:
      Entry(
        value: .range(2...20), isConfirmed: true,
        source:
          "A CTyun SDK (ctyun_hybrid_sdk).",
        sourceZh: "天翼云 SDK（ctyun_hybrid_sdk）。")
    case .gatewayNamePattern:
      Entry(
        value: .text("^[0-9a-zA-Z]+$"), isConfirmed: true,
        source:
          "A CTyun SDK (ctyun_hybrid_sdk): letters and digits only.",
        sourceZh: "天翼云 SDK（ctyun_hybrid_sdk）：仅限字母与数字。")
    case .lineNameLength:
      Entry(
        value: .range(2...63), isConfirmed: true,
        source:
          "CTyun's Python SDK for Direct Connect (ctyun_hybrid_sdk, 2023): 2 to 63 characters, no Chinese ones.",
        sourceZh: "天翼云云专线 Python SDK（ctyun_hybrid_sdk，2023）：2 至 63 个字符，不支持中文。")
    case .lineNamePattern:
      Entry(
        value: .text("^[a-zA-Z][0-9a-zA-Z_-]+$"), isConfirmed: false,
        source:
          "No source states it; a form that every other kind of name admits is assumed.",
        sourceZh: "未见资料说明；取其他各类名称均允许的形式。")
    case .privateZoneTTLMinimum:
      Entry(
        value: .integer(300), isConfirmed: true,
        source:
          "CTyun's SDK: 300 to 2147483647 seconds.",
        sourceZh: "天翼云 SDK：300 至 2147483647 秒。")
    case .privateZoneVPCs:
      Entry(
        value: .integer(5), isConfirmed: true,
        source:
          "CTyun's SDK.",
        sourceZh: "天翼云 SDK。")
    case .privateZoneRecordValues:
      Entry(
        value: .integer(8), isConfirmed: true,
        source:
          "CTyun's SDK.",
        sourceZh: "天翼云 SDK。")
    case .dnsTTL:
      Entry(
        value: .integer(300), isConfirmed: true,
        source:
          "Isthmus' own choice, which CTyun's private zones admit too.",
        sourceZh: "Isthmus 自行选定，天翼云内网 DNS 亦允许。")
    case .bfdIntervalMilliseconds:
      Entry(
        value: .integer(300), isConfirmed: false,
        source:
          "Published samples of two other clouds: 300 ms; whether CTyun's lines speak BFD was not found.",
        sourceZh: "另两家云公开示例为 300 毫秒；未查到天翼云专线是否支持 BFD。")
    case .bfdMultiplier:
      Entry(
        value: .integer(3), isConfirmed: false,
        source:
          "Published samples of two other clouds.",
        sourceZh: "另两家云的公开示例。")
    case .bgpKeepaliveSeconds:
      Entry(
        value: .integer(60), isConfirmed: true,
        source:
          "RFC 4271 advises a third of the hold time.",
        sourceZh: "RFC 4271 建议为保持时间的三分之一。")
    case .bgpHoldSeconds:
      Entry(
        value: .integer(180), isConfirmed: true,
        source:
          "Tencent Cloud advises 180 seconds for dedicated lines; the session takes the lower of both ends.",
        sourceZh: "腾讯云建议专线使用 180 秒；会话取两端较小值。")
    case .localPreferencePrimary:
      Entry(
        value: .integer(200), isConfirmed: true,
        source:
          "Isthmus' own choice; it only counts inside the site's own AS.",
        sourceZh: "Isthmus 自行选定；仅在站点自身 AS 内有效。")
    case .localPreferenceStandby:
      Entry(
        value: .integer(100), isConfirmed: true,
        source:
          "The default of RFC 4271 implementations.",
        sourceZh: "RFC 4271 各实现的默认值。")
    case .staticStandbyPreference:
      Entry(
        value: .integer(100), isConfirmed: true,
        source:
          "Worse than the default of every supported platform (1 and 60), better than BGP's 255.",
        sourceZh: "劣于所支持各平台的默认值（1 与 60），优于 BGP 的 255。")
    case .cloudPriorityPrimary:
      Entry(
        value: .integer(1), isConfirmed: false,
        source:
          "CTyun's route calls carry a priority; that lower is first is assumed.",
        sourceZh: "天翼云路由接口带有优先级参数；假设数值小者优先。")
    case .cloudPriorityStandby:
      Entry(
        value: .integer(2), isConfirmed: false,
        source:
          "CTyun's route calls carry a priority; that lower is first is assumed.",
        sourceZh: "天翼云路由接口带有优先级参数；假设数值小者优先。")
    case .healthCheckIntervalSeconds:
      Entry(
        value: .range(2...5), isConfirmed: true,
        source:
          "CTyun's SDK: 2, 3, 4 or 5.",
        sourceZh: "天翼云 SDK：2、3、4 或 5。")
    case .healthCheckProbes:
      Entry(
        value: .range(5...10), isConfirmed: true,
        source:
          "CTyun's SDK: 5 to 10.",
        sourceZh: "天翼云 SDK：5 至 10。")
    case .idleFlowSeconds:
      Entry(
        value: .integer(300), isConfirmed: false,
        source:
          "About 300 seconds are reported for a like product; Open Telekom Cloud says 600.",
        sourceZh: "同类产品有约 300 秒的报告；Open Telekom Cloud 写明 600 秒。")
    case .gatewayPingRate:
      Entry(
        value: .integer(30), isConfirmed: false,
        source:
          "Huawei Cloud: at most 30 probes a second are answered.",
        sourceZh: "华为云：每秒最多应答 30 个探测包。")
    case .gatewayPingBytes:
      Entry(
        value: .integer(1500), isConfirmed: false,
        source:
          "Huawei Cloud: pings of the gateway address are limited to 1500 bytes.",
        sourceZh: "华为云：ping 网关地址的报文限 1500 字节。")
    case .acceptancePackets:
      Entry(
        value: .integer(5000), isConfirmed: false,
        source:
          "Huawei Cloud's acceptance test.",
        sourceZh: "华为云的验收测试。")
    case .acceptancePacketBytes:
      Entry(
        value: .integer(1400), isConfirmed: false,
        source:
          "Huawei Cloud's acceptance test.",
        sourceZh: "华为云的验收测试。")
    case .lineLeadTimeMonths:
      Entry(
        value: .range(2...4), isConfirmed: false,
        source:
          "Huawei Cloud: two to three months in one city, three to four between cities.",
        sourceZh: "华为云：同城两至三个月，跨城三至四个月。")
    case .warnPercent:
      Entry(
        value: .integer(80), isConfirmed: true,
        source:
          "Isthmus' own choice.",
        sourceZh: "Isthmus 自行选定。")
    }
  }

  /// What Isthmus ships of the services that the operator publishes, sorted by name.
  static var shippedServices: [CloudService] {
    [
      CloudService(
        name: "dns",
        ports: [TransportPort(.tcp, 53), TransportPort(.udp, 53)],
        zones: ["ctyun.cn"], exposure: .interface,
        isConfirmed: false,
        source:
          "Huawei Cloud publishes its resolver as an endpoint service; CTyun's catalogue was not readable.",
        sourceZh: "华为云将其 DNS 以终端节点服务形式提供；未能读到天翼云的服务目录。"),
      CloudService(
        name: "zos",
        ports: [TransportPort(.tcp, 80), TransportPort(.tcp, 443)],
        zones: ["zos.ctyun.cn"], exposure: .interface,
        isConfirmed: false,
        source:
          "CTyun's object storage names end in zos.ctyun.cn; that a pool offers it through interface endpoints follows from the endpoint API and is not stated.",
        sourceZh: "天翼云对象存储域名以 zos.ctyun.cn 结尾；资源池以接口型终端节点提供该服务系由终端节点 API 推断，未见明文说明。"),
    ]
  }
}
