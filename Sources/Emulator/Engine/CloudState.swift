import Addressing

/// Everything that calls can change: what a state file keeps.
struct CloudState: Codable, Sendable {
  var identifiers: IdentifierSource
  /// The sequence number of the next row.
  var nextSequence: UInt64 = 1
  var accounts: [CloudAccount] = []
  var regions: [CloudRegion] = []
  var tokens = TokenLedger()
  var lingering: [LingeringAddress] = []

  var vpcs = Table<VPC>()
  var subnets = Table<Subnet>()
  var routeTables = Table<RouteTable>()
  var routeRules = Table<RouteRule>()
  var securityGroups = Table<SecurityGroup>()
  var securityGroupRules = Table<SecurityGroupRule>()
  var ports = Table<Port>()
  var servers = Table<Server>()
  var privateZones = Table<PrivateZone>()
  var privateZoneRecords = Table<PrivateZoneRecord>()
  var peerings = Table<Peering>()
  var acls = Table<ACL>()
  var aclRules = Table<ACLRule>()
  var highAvailabilityAddresses = Table<HighAvailabilityAddress>()
  var networkPaths = Table<NetworkPath>()
  var networkPathAnalyses = Table<NetworkPathAnalysis>()
  var networkPathReports = Table<NetworkPathReport>()

  var loadBalancers = Table<LoadBalancer>()
  var listeners = Table<Listener>()
  var balancerHealthChecks = Table<BalancerHealthCheck>()
  var targetGroups = Table<TargetGroup>()
  var targets = Table<Target>()

  var endpointServices = Table<EndpointService>()
  var endpoints = Table<Endpoint>()
  var reverseRules = Table<ReverseRule>()
  var labels = Table<Label>()
  var orders = Table<Order>()

  var switches = Table<AccessSwitch>()
  var lines = Table<Line>()
  var gateways = Table<Gateway>()
  var attachments = Table<Attachment>()
  var staticRoutes = Table<StaticRoute>()
  var bgpRoutes = Table<BGPRoute>()
  var healthChecks = Table<HealthCheck>()
  var linkProbes = Table<LinkProbe>()
  var authorisations = Table<Authorisation>()

  init(identifiers: IdentifierSource) { self.identifiers = identifiers }
}

/// An address of a removed endpoint that is not free yet.
struct LingeringAddress: Codable, Sendable {
  var subnetID: String
  var address: IPAddress
  var due: EmulatorInstant
}
