// Made by script/generate from Sources/Scenario/Profile/ctyun.json.
// swift-format-ignore-file

/// A number (or range, or pattern) that differs by cloud, resource pool or year.
///
/// The raw value is what a scenario writes under `profile:`; it is never renamed. The shipped value of each
/// key, its source and whether it is confirmed for CTyun stand in `ctyun.json`.
public enum ProfileKey: String, Sendable, Hashable, CaseIterable {
  /// The ranges that traffic leaving an endpoint comes from at the backend.
  case endpointNAT = "endpoint-nat"
  /// Ranges that a site or a VPC must not use.
  case forbiddenRanges = "forbidden-ranges"
  /// Destinations that every VPC route table holds already.
  case systemRoutes = "system-routes"
  /// Ranges that a VPC may be made of.
  case vpcRanges = "vpc-ranges"
  /// The prefix lengths of a VPC.
  case vpcMask = "vpc-mask"
  /// The IPv4 prefix lengths of a subnet.
  case subnetMask = "subnet-mask"
  /// The IPv6 prefix length of a subnet.
  case subnetMaskIPv6 = "subnet-mask-ipv6"
  /// How many addresses at the start of a subnet nobody may use.
  case reservedFirst = "reserved-first"
  /// How many addresses at the end of a subnet nobody may use.
  case reservedLast = "reserved-last"
  /// The ranges that interconnects are taken from when a Direct Connect names none.
  case interconnectPool = "interconnect-pool"
  /// The prefix length of an IPv4 interconnect.
  case interconnectLength = "interconnect-length"
  /// The prefix length of an IPv6 interconnect.
  case interconnectLengthIPv6 = "interconnect-length-ipv6"
  /// Whether a link may be a /31 (or /127), which has no network and broadcast address.
  case interconnect31Allowed = "interconnect-31-allowed"
  /// Whether the cloud may have the higher end of a link.
  case interconnectSwappedAllowed = "interconnect-swapped-allowed"
  /// The VLANs of a tagged line.
  case vlanRange = "vlan-range"
  /// The VLAN that the planner tries first.
  case vlanStart = "vlan-start"
  /// Whether VLAN 0 may be used for an untagged line.
  case vlanUntaggedAllowed = "vlan-untagged-allowed"
  /// The cloud's autonomous system number when nobody says another.
  case cloudASN = "cloud-asn"
  /// The private autonomous system numbers, as pairs of first and last.
  case privateASNs = "private-asns"
  /// The IP MTU of a path when nobody says another.
  case mtu
  /// The IP MTUs that a line may have.
  case mtuRange = "mtu-range"
  /// How many prefixes a site may announce over a line.
  case bgpRoutesPerLine = "bgp-routes-per-line"
  /// How many static routes may point at a line.
  case staticRoutesPerLine = "static-routes-per-line"
  /// How many ranges a gateway may announce to the site.
  case localSubnetsPerGateway = "local-subnets-per-gateway"
  /// How many lines may end at a gateway.
  case linesPerGateway = "lines-per-gateway"
  /// To how many gateways a VPC may be attached.
  case gatewaysPerVPC = "gateways-per-vpc"
  /// How many lines an account may have.
  case linesPerAccount = "lines-per-account"
  /// How many gateways an account may have.
  case gatewaysPerAccount = "gateways-per-account"
  /// How many endpoint services an account may have.
  case servicesPerAccount = "services-per-account"
  /// How many endpoints an account may have.
  case endpointsPerAccount = "endpoints-per-account"
  /// How many port mappings an endpoint service may have.
  case mappingsPerService = "mappings-per-service"
  /// How many entries an endpoint's access list may have.
  case endpointAccessListLimit = "endpoint-access-list-limit"
  /// How many accounts a service's allow list may have.
  case serviceAllowListLimit = "service-allow-list-limit"
  /// How many rules a security group may have.
  case securityGroupRules = "security-group-rules"
  /// How many security groups a network interface may have.
  case securityGroupsPerInterface = "security-groups-per-interface"
  /// The priority of a security group rule that names none.
  case securityGroupDefaultPriority = "security-group-default-priority"
  /// The priorities of security group rules; lower is first.
  case securityGroupPriority = "security-group-priority"
  /// The priority of an ACL rule that names none.
  case aclDefaultPriority = "acl-default-priority"
  /// The priorities of ACL rules; lower is first.
  case aclPriority = "acl-priority"
  /// How many routes a route table may have.
  case routesPerTable = "routes-per-table"
  /// The length of names in the cloud, in characters.
  case nameLength = "name-length"
  /// The form of names in the cloud.
  case namePattern = "name-pattern"
  /// The length of a gateway's name.
  case gatewayNameLength = "gateway-name-length"
  /// The form of a gateway's name.
  case gatewayNamePattern = "gateway-name-pattern"
  /// The length of a line's name.
  case lineNameLength = "line-name-length"
  /// The form of a line's name.
  case lineNamePattern = "line-name-pattern"
  /// The least TTL of a private zone, in seconds.
  case privateZoneTTLMinimum = "private-zone-ttl-minimum"
  /// How many VPCs a private zone may have.
  case privateZoneVPCs = "private-zone-vpcs"
  /// How many addresses a record of a private zone may have.
  case privateZoneRecordValues = "private-zone-record-values"
  /// The TTL of records, in seconds, when nobody says another.
  case dnsTTL = "dns-ttl"
  /// Milliseconds between BFD packets.
  case bfdIntervalMilliseconds = "bfd-interval-ms"
  /// How many lost BFD packets mean that the line is down.
  case bfdMultiplier = "bfd-multiplier"
  /// Seconds between BGP keepalives.
  case bgpKeepaliveSeconds = "bgp-keepalive-seconds"
  /// Seconds of silence after which a BGP session is down.
  case bgpHoldSeconds = "bgp-hold-seconds"
  /// The BGP local preference that the site gives the primary line.
  case localPreferencePrimary = "local-preference-primary"
  /// The BGP local preference that the site gives the standby line.
  case localPreferenceStandby = "local-preference-standby"
  /// The preference (distance) of a static route over the standby line.
  case staticStandbyPreference = "static-standby-preference"
  /// The cloud's route priority for a primary line.
  case cloudPriorityPrimary = "cloud-priority-primary"
  /// The cloud's route priority for a standby line.
  case cloudPriorityStandby = "cloud-priority-standby"
  /// Seconds between probes of a health check.
  case healthCheckIntervalSeconds = "health-check-interval-seconds"
  /// Probes in a round of a health check.
  case healthCheckProbes = "health-check-probes"
  /// After how many idle seconds an endpoint may drop a flow.
  case idleFlowSeconds = "idle-flow-seconds"
  /// How many pings a second the cloud's end of a line answers.
  case gatewayPingRate = "gateway-ping-rate"
  /// How large a ping the cloud's end of a line answers.
  case gatewayPingBytes = "gateway-ping-bytes"
  /// How many packets the acceptance test of a line sends.
  case acceptancePackets = "acceptance-packets"
  /// How large the packets of the acceptance test are.
  case acceptancePacketBytes = "acceptance-packet-bytes"
  /// How many months a line takes from order to light.
  case lineLeadTimeMonths = "line-lead-time-months"
  /// From which share of a limit on a warning is given.
  case warnPercent = "warn-percent"
}

extension ProfileKey {
  /// What kind of value the key takes.
  public var kind: ProfileValue.Kind {
    switch self {
    case .endpointNAT: .prefixes
    case .forbiddenRanges: .prefixes
    case .systemRoutes: .prefixes
    case .vpcRanges: .prefixes
    case .vpcMask: .range
    case .subnetMask: .range
    case .subnetMaskIPv6: .integer
    case .reservedFirst: .integer
    case .reservedLast: .integer
    case .interconnectPool: .prefixes
    case .interconnectLength: .integer
    case .interconnectLengthIPv6: .integer
    case .interconnect31Allowed: .boolean
    case .interconnectSwappedAllowed: .boolean
    case .vlanRange: .range
    case .vlanStart: .integer
    case .vlanUntaggedAllowed: .boolean
    case .cloudASN: .integer
    case .privateASNs: .integers
    case .mtu: .integer
    case .mtuRange: .range
    case .bgpRoutesPerLine: .integer
    case .staticRoutesPerLine: .integer
    case .localSubnetsPerGateway: .integer
    case .linesPerGateway: .integer
    case .gatewaysPerVPC: .integer
    case .linesPerAccount: .integer
    case .gatewaysPerAccount: .integer
    case .servicesPerAccount: .integer
    case .endpointsPerAccount: .integer
    case .mappingsPerService: .integer
    case .endpointAccessListLimit: .integer
    case .serviceAllowListLimit: .integer
    case .securityGroupRules: .integer
    case .securityGroupsPerInterface: .integer
    case .securityGroupDefaultPriority: .integer
    case .securityGroupPriority: .range
    case .aclDefaultPriority: .integer
    case .aclPriority: .range
    case .routesPerTable: .integer
    case .nameLength: .range
    case .namePattern: .text
    case .gatewayNameLength: .range
    case .gatewayNamePattern: .text
    case .lineNameLength: .range
    case .lineNamePattern: .text
    case .privateZoneTTLMinimum: .integer
    case .privateZoneVPCs: .integer
    case .privateZoneRecordValues: .integer
    case .dnsTTL: .integer
    case .bfdIntervalMilliseconds: .integer
    case .bfdMultiplier: .integer
    case .bgpKeepaliveSeconds: .integer
    case .bgpHoldSeconds: .integer
    case .localPreferencePrimary: .integer
    case .localPreferenceStandby: .integer
    case .staticStandbyPreference: .integer
    case .cloudPriorityPrimary: .integer
    case .cloudPriorityStandby: .integer
    case .healthCheckIntervalSeconds: .range
    case .healthCheckProbes: .range
    case .idleFlowSeconds: .integer
    case .gatewayPingRate: .integer
    case .gatewayPingBytes: .integer
    case .acceptancePackets: .integer
    case .acceptancePacketBytes: .integer
    case .lineLeadTimeMonths: .range
    case .warnPercent: .integer
    }
  }

  /// The operation of which the key says how often an account may have what it makes; nil for other numbers.
  public var limitedOperation: String? {
    switch self {
    case .linesPerAccount: "cda.AddPhysicalLine"
    case .gatewaysPerAccount: "cda.AddGateway"
    case .servicesPerAccount: "vpce.CreateEndpointService"
    case .endpointsPerAccount: "vpce.CreateEndpoint"
    default: nil
    }
  }
}
