public import Addressing

// One accessor for each key, by its type.
extension CloudProfile {
  /// The ranges that traffic leaving an endpoint comes from at the backend.
  public var endpointNAT: PrefixSet { PrefixSet(prefixes(.endpointNAT)) }
  /// Ranges that a site or a VPC must not use.
  public var forbiddenRanges: PrefixSet { PrefixSet(prefixes(.forbiddenRanges)) }
  /// Destinations that every VPC route table holds already.
  public var systemRoutes: [Prefix] { prefixes(.systemRoutes) }
  /// Ranges that a VPC may be made of.
  public var vpcRanges: PrefixSet { PrefixSet(prefixes(.vpcRanges)) }
  /// The prefix lengths of a VPC.
  public var vpcMask: ClosedRange<Int> { range(.vpcMask) }
  /// The IPv4 prefix lengths of a subnet.
  public var subnetMask: ClosedRange<Int> { range(.subnetMask) }
  /// The IPv6 prefix length of a subnet.
  public var subnetMaskIPv6: Int { integer(.subnetMaskIPv6) }
  /// How many addresses at the start of a subnet nobody may use.
  public var reservedFirst: Int { integer(.reservedFirst) }
  /// How many addresses at the end of a subnet nobody may use.
  public var reservedLast: Int { integer(.reservedLast) }
  /// The ranges that interconnects are taken from when a Direct Connect names none.
  public var interconnectPool: [Prefix] { prefixes(.interconnectPool) }
  /// The prefix length of an IPv4 interconnect.
  public var interconnectLength: Int { integer(.interconnectLength) }
  /// The prefix length of an IPv6 interconnect.
  public var interconnectLengthIPv6: Int { integer(.interconnectLengthIPv6) }
  /// Whether a link may be a /31 (or /127), which has no network and broadcast address.
  public var interconnect31Allowed: Bool { boolean(.interconnect31Allowed) }
  /// Whether the cloud may have the higher end of a link.
  public var interconnectSwappedAllowed: Bool { boolean(.interconnectSwappedAllowed) }
  /// The VLANs of a tagged line.
  public var vlanRange: ClosedRange<Int> { range(.vlanRange) }
  /// The VLAN that the planner tries first.
  public var vlanStart: Int { integer(.vlanStart) }
  /// Whether VLAN 0 may be used for an untagged line.
  public var vlanUntaggedAllowed: Bool { boolean(.vlanUntaggedAllowed) }
  /// The cloud's autonomous system number when nobody says another.
  public var cloudASN: UInt32 { UInt32(clamping: integer(.cloudASN)) }
  /// The private autonomous system numbers.
  public var privateASNs: [ClosedRange<UInt32>] {
    let numbers = integers(.privateASNs).map { UInt32(clamping: $0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).compactMap { index in
      numbers[index] <= numbers[index + 1] ? numbers[index]...numbers[index + 1] : nil
    }
  }
  /// The IP MTU of a path when nobody says another.
  public var mtu: Int { integer(.mtu) }
  /// The IP MTUs that a line may have.
  public var mtuRange: ClosedRange<Int> { range(.mtuRange) }
  /// How many prefixes a site may announce over a line.
  public var bgpRoutesPerLine: Int { integer(.bgpRoutesPerLine) }
  /// How many static routes may point at a line.
  public var staticRoutesPerLine: Int { integer(.staticRoutesPerLine) }
  /// How many ranges a gateway may announce to the site.
  public var localSubnetsPerGateway: Int { integer(.localSubnetsPerGateway) }
  /// How many lines may end at a gateway.
  public var linesPerGateway: Int { integer(.linesPerGateway) }
  /// To how many gateways a VPC may be attached.
  public var gatewaysPerVPC: Int { integer(.gatewaysPerVPC) }
  /// How many lines an account may have.
  public var linesPerAccount: Int { integer(.linesPerAccount) }
  /// How many gateways an account may have.
  public var gatewaysPerAccount: Int { integer(.gatewaysPerAccount) }
  /// How many endpoint services an account may have.
  public var servicesPerAccount: Int { integer(.servicesPerAccount) }
  /// How many endpoints an account may have.
  public var endpointsPerAccount: Int { integer(.endpointsPerAccount) }
  /// How many port mappings an endpoint service may have.
  public var mappingsPerService: Int { integer(.mappingsPerService) }
  /// How many entries an endpoint's access list may have.
  public var endpointAccessListLimit: Int { integer(.endpointAccessListLimit) }
  /// How many accounts a service's allow list may have.
  public var serviceAllowListLimit: Int { integer(.serviceAllowListLimit) }
  /// How many rules a security group may have.
  public var securityGroupRules: Int { integer(.securityGroupRules) }
  /// How many security groups a network interface may have.
  public var securityGroupsPerInterface: Int { integer(.securityGroupsPerInterface) }
  /// The priority of a security group rule that names none.
  public var securityGroupDefaultPriority: Int { integer(.securityGroupDefaultPriority) }
  /// The priorities of security group rules; lower is first.
  public var securityGroupPriority: ClosedRange<Int> { range(.securityGroupPriority) }
  /// The priority of an ACL rule that names none.
  public var aclDefaultPriority: Int { integer(.aclDefaultPriority) }
  /// The priorities of ACL rules; lower is first.
  public var aclPriority: ClosedRange<Int> { range(.aclPriority) }
  /// How many routes a route table may have.
  public var routesPerTable: Int { integer(.routesPerTable) }
  /// The length of names in the cloud, in characters.
  public var nameLength: ClosedRange<Int> { range(.nameLength) }
  /// The form of names in the cloud. A pattern that cannot be read admits every name; the decoder refuses such an override.
  public var namePattern: NamePattern { NamePattern(text(.namePattern)) ?? .anything }
  /// The length of a gateway's name.
  public var gatewayNameLength: ClosedRange<Int> { range(.gatewayNameLength) }
  /// The form of a gateway's name. A pattern that cannot be read admits every name; the decoder refuses such an override.
  public var gatewayNamePattern: NamePattern { NamePattern(text(.gatewayNamePattern)) ?? .anything }
  /// The length of a line's name.
  public var lineNameLength: ClosedRange<Int> { range(.lineNameLength) }
  /// The form of a line's name. A pattern that cannot be read admits every name; the decoder refuses such an override.
  public var lineNamePattern: NamePattern { NamePattern(text(.lineNamePattern)) ?? .anything }
  /// The least TTL of a private zone, in seconds.
  public var privateZoneTTLMinimum: Int { integer(.privateZoneTTLMinimum) }
  /// How many VPCs a private zone may have.
  public var privateZoneVPCs: Int { integer(.privateZoneVPCs) }
  /// How many addresses a record of a private zone may have.
  public var privateZoneRecordValues: Int { integer(.privateZoneRecordValues) }
  /// The TTL of records, in seconds, when nobody says another.
  public var dnsTTL: Int { integer(.dnsTTL) }
  /// Milliseconds between BFD packets.
  public var bfdIntervalMilliseconds: Int { integer(.bfdIntervalMilliseconds) }
  /// How many lost BFD packets mean that the line is down.
  public var bfdMultiplier: Int { integer(.bfdMultiplier) }
  /// Seconds between BGP keepalives.
  public var bgpKeepaliveSeconds: Int { integer(.bgpKeepaliveSeconds) }
  /// Seconds of silence after which a BGP session is down.
  public var bgpHoldSeconds: Int { integer(.bgpHoldSeconds) }
  /// The BGP local preference that the site gives the primary line.
  public var localPreferencePrimary: Int { integer(.localPreferencePrimary) }
  /// The BGP local preference that the site gives the standby line.
  public var localPreferenceStandby: Int { integer(.localPreferenceStandby) }
  /// The preference (distance) of a static route over the standby line.
  public var staticStandbyPreference: Int { integer(.staticStandbyPreference) }
  /// The cloud's route priority for a primary line.
  public var cloudPriorityPrimary: Int { integer(.cloudPriorityPrimary) }
  /// The cloud's route priority for a standby line.
  public var cloudPriorityStandby: Int { integer(.cloudPriorityStandby) }
  /// Seconds between probes of a health check.
  public var healthCheckIntervalSeconds: ClosedRange<Int> { range(.healthCheckIntervalSeconds) }
  /// Probes in a round of a health check.
  public var healthCheckProbes: ClosedRange<Int> { range(.healthCheckProbes) }
  /// After how many idle seconds an endpoint may drop a flow.
  public var idleFlowSeconds: Int { integer(.idleFlowSeconds) }
  /// How many pings a second the cloud's end of a line answers.
  public var gatewayPingRate: Int { integer(.gatewayPingRate) }
  /// How large a ping the cloud's end of a line answers.
  public var gatewayPingBytes: Int { integer(.gatewayPingBytes) }
  /// How many packets the acceptance test of a line sends.
  public var acceptancePackets: Int { integer(.acceptancePackets) }
  /// How large the packets of the acceptance test are.
  public var acceptancePacketBytes: Int { integer(.acceptancePacketBytes) }
  /// How many months a line takes from order to light.
  public var lineLeadTimeMonths: ClosedRange<Int> { range(.lineLeadTimeMonths) }
  /// From which share of a limit on a warning is given.
  public var warnPercent: Int { integer(.warnPercent) }
}
