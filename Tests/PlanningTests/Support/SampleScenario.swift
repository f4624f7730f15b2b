import Addressing

@testable import Scenario

/// Two accounts, two lines with BGP, and a bit of everything that a plan can hold.
func sampleScenario() -> Scenario {
  var scenario = Scenario(name: "sample")
  scenario.accounts.add("hub", Account(id: at("10001"), email: at("net@hub.example")))
  scenario.accounts.add("orders", Account(id: at("10002"), email: at("ops@orders.example")))
  scenario.sites.add("hq", sampleSite())
  scenario.directConnects.add("hq-dc", sampleDirectConnect())

  var hub = VPC(account: "hub", cidr: "192.168.0.0/16")
  hub.subnets.add("endpoints", Subnet(length: 26))
  var apps = Subnet("192.168.10.0/24")
  apps.routeTable = at("custom")
  apps.usedAddresses = [at(address("192.168.10.2"))]
  hub.subnets.add("apps", apps)
  var table = RouteTable(location: nowhere)
  table.routes = [
    VPCRoute(to: at(prefix("10.1.123.0/24")), nextHop: at(.directConnect("hq-dc")), location: nowhere)
  ]
  hub.routeTables.add("custom", table)
  scenario.vpcs.add("hub-vpc", hub)
  scenario.vpcs.add("orders-vpc", sampleProviderVPC())

  addSampleServices(&scenario)
  var zone = PrivateZone(account: at("hub"), location: nowhere)
  zone.vpcs = [at("hub-vpc")]
  scenario.privateZones.add("example.internal", zone)
  scenario.expectations = [
    Expectation(
      from: at(.reference("hq")), to: at(.name("orders")), port: at(TransportPort(.tcp, 443)),
      allow: at(true), because: at("the ERP posts orders"), during: at(.anySingleFailure),
      location: nowhere)
  ]
  return scenario
}

private func sampleSite() -> Site {
  var site = Site()
  site.prefixes = [at(prefix("10.1.123.0/24"))]
  site.dns = SiteDNS(
    servers: [at(address("10.1.123.53"))], software: at(.bind), location: nowhere)
  site.routes = [SiteRoute(to: at(prefix("172.20.0.0/16")), location: nowhere)]
  site.firewall = SiteFirewall(
    permits: [
      FirewallPermit(
        from: at(.reference("hq")), to: at(.reference("zos")), transport: at(.tcp),
        ports: [at(PortRange(443, 443))], location: nowhere)
    ], location: nowhere)
  for (name, platform) in [("ce1", EdgeRouter.Platform.huaweiVRP), ("ce2", .ciscoIOSXE)] {
    site.routers.add(
      name,
      EdgeRouter(
        platform: at(platform), interface: at("GigabitEthernet0/0/1"), asn: at(65_010),
        controlPlanePermits: name == "ce2" ? [at(.icmp)] : nil))
  }
  return site
}

private func sampleDirectConnect() -> DirectConnect {
  var directConnect = DirectConnect(account: "hub", site: "hq", .bgp)
  directConnect.routing.bfd = at(true)
  var primary = Line(router: "ce1", preference: .primary)
  primary.vlan = .fixed(at(330))
  primary.interconnect = .fixed(link(cloud: "10.0.0.1/30", site: "10.0.0.2/30"))
  primary.accessPoint = at("AP1")
  var standby = Line(router: "ce2", preference: .standby)
  standby.accessPoint = at("AP2")
  directConnect.lines.add("line-a", primary)
  directConnect.lines.add("line-b", standby)
  directConnect.attachments.add("hub-vpc", Attachment("endpoints", "apps"))
  directConnect.healthCheck = HealthCheck(location: nowhere)
  return directConnect
}

private func sampleProviderVPC() -> VPC {
  var vpc = VPC(account: "orders", cidr: "172.16.0.0/16")
  vpc.existing = at("vpc-7d1x0a2b3c")
  var backend = Subnet("172.16.1.0/24")
  backend.existing = at("subnet-92k1a7c3d5")
  backend.acl = at("servers")
  vpc.subnets.add("backend", backend)
  vpc.subnets.add("transit", Subnet(length: 28))
  vpc.securityGroups.add(
    "orders",
    SecurityGroup(
      ingress: [
        SecurityGroupRule(
          action: at(.accept), transport: at(.any), peer: at(.reference("orders-vpc.backend")),
          location: nowhere),
        SecurityGroupRule(
          action: at(.accept), priority: at(10), transport: at(.tcp), ports: [at(PortRange(8443, 8443))],
          peer: at(.endpointNAT), location: nowhere),
      ], location: nowhere))
  vpc.acls.add(
    "servers",
    AccessControlList(
      ingress: [
        AccessControlRule(
          action: at(.accept), priority: at(10), transport: at(.tcp), from: at(.endpointNAT),
          location: nowhere)
      ], location: nowhere))
  return vpc
}

private func addSampleServices(_ scenario: inout Scenario) {
  var balancer = Backend(.lb, vpc: "orders-vpc", subnet: "backend")
  balancer.listeners = [Listener(transport: at(.tcp), port: at(8443), location: nowhere)]
  balancer.targets = [
    BackendTarget(id: at("vm-orders-1"), address: at(address("172.16.1.11")), location: nowhere)
  ]
  balancer.securityGroups = [at("orders")]
  balancer.accessList = [at(.endpointNAT)]
  scenario.backends.add("lb-orders", balancer)

  var service = EndpointService(
    account: "orders", vpc: "orders-vpc", subnet: "backend", ports: [(.tcp, 443, 8443), (.tcp, 80, 8080)])
  service.backend = .named(at("lb-orders"))
  service.consumers = [at("hub")]
  scenario.endpointServices.add("orders-api", service)

  var reverse = EndpointService(account: "orders", vpc: "orders-vpc", subnet: "transit", ports: [])
  reverse.kind = at(.reverse)
  reverse.consumers = [at("hub")]
  reverse.transitAddresses.add("erp", TransitAddress(location: nowhere))
  reverse.reverseRules = [
    ReverseRule(
      endpoint: at("erp-access"), transit: at("erp"), transitPort: at(8443), transport: at(.tcp),
      target: at(address("10.1.123.20")), targetPort: at(443), location: nowhere)
  ]
  scenario.endpointServices.add("erp", reverse)

  var orders = Endpoint(
    vpc: "hub-vpc", subnet: "endpoints", .service(at("orders-api")),
    allow: [.reference("hq"), .reference("hub-vpc.apps")])
  orders.names = [at("orders.example.internal")]
  scenario.endpoints.add("orders", orders)
  var zos = Endpoint(vpc: "hub-vpc", subnet: "endpoints", .cloud(at("zos")), allow: [.reference("hq")])
  zos.address = .fixed(at(address("192.168.10.20")))
  zos.subnet = at("apps")
  scenario.endpoints.add("zos", zos)
  scenario.endpoints.add(
    "dns",
    Endpoint(
      vpc: "hub-vpc", subnet: "endpoints", .cloud(at("dns")),
      allow: [.prefix(prefix("10.1.123.53/32"))]))
  scenario.endpoints.add(
    "erp-access",
    Endpoint(vpc: "hub-vpc", subnet: "endpoints", .service(at("erp")), allow: [.reference("hq")]))
}
