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
          "Huawei Cloud and Open Telekom Cloud name 198.19.128.0/17 as the source of endpoint traffic; no CTyun page naming its range was readable.")
    case .forbiddenRanges:
      Entry(
        value: prefixes("100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "214.0.0.0/8", "224.0.0.0/3", "::1/128", "fe80::/10", "ff00::/8"), isConfirmed: false,
        source:
          "Huawei Cloud refuses 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 214.0.0.0/8 and 224.0.0.0/3 as remote subnets; the IPv6 ranges are RFC 4291's loopback, link-local and multicast.")
    case .systemRoutes:
      Entry(
        value: prefixes("100.64.0.0/10", "127.0.0.0/8", "198.19.128.0/20"), isConfirmed: false,
        source:
          "Open Telekom Cloud lists these system routes in every table; CTyun's route page confirms 100.64.0.0/10.")
    case .vpcRanges:
      Entry(
        value: prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"), isConfirmed: true,
        source:
          "CTyun's VPC pages and its Terraform provider: VPCs are made of these ranges and parts of them.")
    case .vpcMask:
      Entry(
        value: .range(8...28), isConfirmed: false,
        source:
          "CTyun's Terraform provider says /8 to /28; its VPC FAQ says /24 at most.")
    case .subnetMask:
      Entry(
        value: .range(16...28), isConfirmed: false,
        source:
          "The published CTyun SDK says /16 to /28; the VPC page says down to /29.")
    case .subnetMaskIPv6:
      Entry(
        value: .integer(64), isConfirmed: false,
        source:
          "The IPv6 prefix length of a subnet in the published CTyun samples; RFC 4291 section 2.5.4.")
    case .reservedFirst:
      Entry(
        value: .integer(2), isConfirmed: false,
        source:
          "Network address and gateway; Open Telekom Cloud and CTyun's edge VPC page agree on them.")
    case .reservedLast:
      Entry(
        value: .integer(3), isConfirmed: false,
        source:
          "Open Telekom Cloud keeps the system interface, DHCP and broadcast addresses; CTyun's edge VPC page keeps one.")
    case .interconnectPool:
      Entry(
        value: prefixes("10.255.255.0/24", "fd49:7374:686d::/64"), isConfirmed: true,
        source:
          "Isthmus' own choice: the end of 10.0.0.0/8 and an RFC 4193 range, both seldom in use.")
    case .interconnectLength:
      Entry(
        value: .integer(30), isConfirmed: true,
        source:
          "A /30 for each line is the form that all read sources use.")
    case .interconnectLengthIPv6:
      Entry(
        value: .integer(126), isConfirmed: false,
        source:
          "The IPv6 twin of a /30; no source names CTyun's length.")
    case .interconnect31Allowed:
      Entry(
        value: .boolean(false), isConfirmed: false,
        source:
          "RFC 3021 allows /31 links; no source says that CTyun does.")
    case .vlanRange:
      Entry(
        value: .range(1...3999), isConfirmed: false,
        source:
          "Huawei Cloud and Open Telekom Cloud: 0 to 3999 with 0 for untagged; CTyun's range was not found.")
    case .vlanStart:
      Entry(
        value: .integer(100), isConfirmed: true,
        source:
          "Isthmus' own choice: VLAN 1 is the native one of most switches, and low numbers are used up first at most sites.")
    case .vlanUntaggedAllowed:
      Entry(
        value: .boolean(true), isConfirmed: false,
        source:
          "Huawei Cloud: VLAN 0 means untagged, and some access points refuse it.")
    case .cloudASN:
      Entry(
        value: .integer(64512), isConfirmed: false,
        source:
          "Huawei Cloud's default; CTyun's was not found.")
    case .privateASNs:
      Entry(
        value: .integers([64512, 65534, 4_200_000_000, 4_294_967_294]), isConfirmed: true,
        source:
          "RFC 6996.")
    case .mtu:
      Entry(
        value: .integer(1500), isConfirmed: true,
        source:
          "1500 bytes pass on every line, old or new.")
    case .mtuRange:
      Entry(
        value: .range(1280...8500), isConfirmed: false,
        source:
          "RFC 8200 asks for 1280; new lines of Huawei Cloud carry 8500.")
    case .bgpRoutesPerLine:
      Entry(
        value: .integer(100), isConfirmed: false,
        source:
          "Open Telekom Cloud: 100 BGP routes for each interface.")
    case .staticRoutesPerLine:
      Entry(
        value: .integer(50), isConfirmed: false,
        source:
          "Open Telekom Cloud: 50 static routes or remote subnets for each interface.")
    case .localSubnetsPerGateway:
      Entry(
        value: .integer(50), isConfirmed: false,
        source:
          "Open Telekom Cloud: 50 local subnets for each gateway.")
    case .linesPerGateway:
      Entry(
        value: .integer(2), isConfirmed: false,
        source:
          "Huawei Cloud: at most two lines for each gateway.")
    case .gatewaysPerVPC:
      Entry(
        value: .integer(1), isConfirmed: false,
        source:
          "Huawei Cloud: one gateway for each VPC.")
    case .linesPerAccount:
      Entry(
        value: .integer(10), isConfirmed: false,
        source:
          "Open Telekom Cloud: 10 lines for each account and region.")
    case .gatewaysPerAccount:
      Entry(
        value: .integer(5), isConfirmed: false,
        source:
          "Open Telekom Cloud: 5 gateways for each account and region.")
    case .servicesPerAccount:
      Entry(
        value: .integer(20), isConfirmed: false,
        source:
          "Huawei Cloud: 20 endpoint services for each account and region, more by ticket.")
    case .endpointsPerAccount:
      Entry(
        value: .integer(50), isConfirmed: false,
        source:
          "Huawei Cloud: 50 endpoints for each account and region, more by ticket.")
    case .mappingsPerService:
      Entry(
        value: .integer(200), isConfirmed: false,
        source:
          "Open Telekom Cloud: 200 mappings in one call; CTyun's limit was not found.")
    case .endpointAccessListLimit:
      Entry(
        value: .integer(20), isConfirmed: true,
        source:
          "CTyun's Terraform provider: 1 to 20 entries.")
    case .serviceAllowListLimit:
      Entry(
        value: .integer(10), isConfirmed: true,
        source:
          "CTyun's Terraform provider: at most 10 e-mail addresses.")
    case .securityGroupRules:
      Entry(
        value: .integer(50), isConfirmed: true,
        source:
          "CTyun's limits page.")
    case .securityGroupsPerInterface:
      Entry(
        value: .integer(5), isConfirmed: true,
        source:
          "CTyun's limits page.")
    case .securityGroupDefaultPriority:
      Entry(
        value: .integer(50), isConfirmed: true,
        source:
          "CTyun's SDK.")
    case .securityGroupPriority:
      Entry(
        value: .range(1...100), isConfirmed: true,
        source:
          "CTyun's SDK.")
    case .aclDefaultPriority:
      Entry(
        value: .integer(100), isConfirmed: true,
        source:
          "CTyun's SDK.")
    case .aclPriority:
      Entry(
        value: .range(1...32766), isConfirmed: true,
        source:
          "CTyun's SDK.")
    case .routesPerTable:
      Entry(
        value: .integer(200), isConfirmed: false,
        source:
          "Open Telekom Cloud: 200 routes for each table; CTyun says only that the count is not adjustable.")
    case .nameLength:
      Entry(
        value: .range(2...32), isConfirmed: true,
        source:
          "CTyun's Terraform provider.")
    case .namePattern:
      Entry(
        value: .text("^[a-zA-Z一-龥][0-9a-zA-Z_一-龥-]+$"), isConfirmed: true,
        source:
          "CTyun's Terraform provider.")
    case .gatewayNameLength:
      Entry(
        value: .range(2...20), isConfirmed: true,
        source:
          "A CTyun SDK (ctyun_hybrid_sdk).")
    case .gatewayNamePattern:
      Entry(
        value: .text("^[0-9a-zA-Z]+$"), isConfirmed: true,
        source:
          "A CTyun SDK (ctyun_hybrid_sdk): letters and digits only.")
    case .lineNameLength:
      Entry(
        value: .range(2...63), isConfirmed: true,
        source:
          "CTyun's Python SDK for Direct Connect (ctyun_hybrid_sdk, 2023): 2 to 63 characters, no Chinese ones.")
    case .lineNamePattern:
      Entry(
        value: .text("^[a-zA-Z][0-9a-zA-Z_-]+$"), isConfirmed: false,
        source:
          "No source states it; a form that every other kind of name admits is assumed.")
    case .privateZoneTTLMinimum:
      Entry(
        value: .integer(300), isConfirmed: true,
        source:
          "CTyun's SDK: 300 to 2147483647 seconds.")
    case .privateZoneVPCs:
      Entry(
        value: .integer(5), isConfirmed: true,
        source:
          "CTyun's SDK.")
    case .privateZoneRecordValues:
      Entry(
        value: .integer(8), isConfirmed: true,
        source:
          "CTyun's SDK.")
    case .dnsTTL:
      Entry(
        value: .integer(300), isConfirmed: true,
        source:
          "Isthmus' own choice, which CTyun's private zones admit too.")
    case .bfdIntervalMilliseconds:
      Entry(
        value: .integer(300), isConfirmed: false,
        source:
          "Published samples of two other clouds: 300 ms; whether CTyun's lines speak BFD was not found.")
    case .bfdMultiplier:
      Entry(
        value: .integer(3), isConfirmed: false,
        source:
          "Published samples of two other clouds.")
    case .bgpKeepaliveSeconds:
      Entry(
        value: .integer(60), isConfirmed: true,
        source:
          "RFC 4271 advises a third of the hold time.")
    case .bgpHoldSeconds:
      Entry(
        value: .integer(180), isConfirmed: true,
        source:
          "Tencent Cloud advises 180 seconds for dedicated lines; the session takes the lower of both ends.")
    case .localPreferencePrimary:
      Entry(
        value: .integer(200), isConfirmed: true,
        source:
          "Isthmus' own choice; it only counts inside the site's own AS.")
    case .localPreferenceStandby:
      Entry(
        value: .integer(100), isConfirmed: true,
        source:
          "The default of RFC 4271 implementations.")
    case .staticStandbyPreference:
      Entry(
        value: .integer(100), isConfirmed: true,
        source:
          "Worse than the default of every supported platform (1 and 60), better than BGP's 255.")
    case .cloudPriorityPrimary:
      Entry(
        value: .integer(1), isConfirmed: false,
        source:
          "CTyun's route calls carry a priority; that lower is first is assumed.")
    case .cloudPriorityStandby:
      Entry(
        value: .integer(2), isConfirmed: false,
        source:
          "CTyun's route calls carry a priority; that lower is first is assumed.")
    case .healthCheckIntervalSeconds:
      Entry(
        value: .range(2...5), isConfirmed: true,
        source:
          "CTyun's SDK: 2, 3, 4 or 5.")
    case .healthCheckProbes:
      Entry(
        value: .range(5...10), isConfirmed: true,
        source:
          "CTyun's SDK: 5 to 10.")
    case .idleFlowSeconds:
      Entry(
        value: .integer(300), isConfirmed: false,
        source:
          "About 300 seconds are reported for a like product; Open Telekom Cloud says 600.")
    case .gatewayPingRate:
      Entry(
        value: .integer(30), isConfirmed: false,
        source:
          "Huawei Cloud: at most 30 probes a second are answered.")
    case .gatewayPingBytes:
      Entry(
        value: .integer(1500), isConfirmed: false,
        source:
          "Huawei Cloud: pings of the gateway address are limited to 1500 bytes.")
    case .acceptancePackets:
      Entry(
        value: .integer(5000), isConfirmed: false,
        source:
          "Huawei Cloud's acceptance test.")
    case .acceptancePacketBytes:
      Entry(
        value: .integer(1400), isConfirmed: false,
        source:
          "Huawei Cloud's acceptance test.")
    case .lineLeadTimeMonths:
      Entry(
        value: .range(2...4), isConfirmed: false,
        source:
          "Huawei Cloud: two to three months in one city, three to four between cities.")
    case .warnPercent:
      Entry(
        value: .integer(80), isConfirmed: true,
        source:
          "Isthmus' own choice.")
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
          "Huawei Cloud publishes its resolver as an endpoint service; CTyun's catalogue was not readable."),
      CloudService(
        name: "zos",
        ports: [TransportPort(.tcp, 80), TransportPort(.tcp, 443)],
        zones: ["zos.ctyun.cn"], exposure: .interface,
        isConfirmed: false,
        source:
          "CTyun's object storage names end in zos.ctyun.cn; that a pool offers it through interface endpoints follows from the endpoint API and is not stated."),
    ]
  }
}
