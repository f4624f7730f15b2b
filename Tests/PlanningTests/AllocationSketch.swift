import Addressing
import Diagnostics

@testable import Scenario

/// A place for what tests write down: every part gets its own, in the order it is made.
let nowhere = SourceLocation(file: SourceFileID(rawValue: 0), start: 0, end: 0)

func located<Value: Sendable>(_ value: Value) -> Located<Value> { Located(value, at: nowhere) }

func address(_ text: String) -> IPAddress {
  guard let address = IPAddress(text) else { preconditionFailure("\(text) is no address") }
  return address
}

func prefix(_ text: String) -> Prefix {
  guard let prefix = Prefix(text) else { preconditionFailure("\(text) is no prefix") }
  return prefix
}

func interconnect(_ cloud: String, _ site: String, length: Int) -> Interconnect {
  Interconnect(
    cloud: located(InterfaceAddress(address: address(cloud), length: length)),
    site: located(InterfaceAddress(address: address(site), length: length)), location: nowhere)
}

/// Builds scenarios for allocator tests from their smallest parts.
enum Sketch {
  static func scenario(
    accounts: [String] = ["hub"], sites: [(String, Site)] = [],
    directConnects: [(String, DirectConnect)] = [],
    vpcs: [(String, VPC)] = [], backends: [(String, Backend)] = [],
    services: [(String, EndpointService)] = [],
    endpoints: [(String, Endpoint)] = [], profile: [(ProfileKey, ProfileValue)] = []
  ) -> Scenario {
    var scenario = Scenario(
      version: located(1), name: located("sketch"), region: located("region"), location: nowhere)
    scenario.accounts = map(accounts.map { ($0, Account()) })
    scenario.sites = map(sites)
    scenario.directConnects = map(directConnects)
    scenario.vpcs = map(vpcs)
    scenario.backends = map(backends)
    scenario.endpointServices = map(services)
    scenario.endpoints = map(endpoints)
    scenario.profile = profile.map { ProfileOverride(key: located($0.rawValue), value: located($1)) }
    return scenario
  }

  static func map<Value>(_ entries: [(String, Value)]) -> NamedMap<Value> {
    var map = NamedMap<Value>()
    for (name, value) in entries { map.append(name: located(name), value: value) }
    return map
  }

  static func site(
    _ prefixes: [String], hidden: [String] = [], routes: [String] = [], routers: [(String, UInt32?)] = []
  ) -> Site {
    var site = Site()
    site.prefixes = prefixes.map { located(prefix($0)) }
    site.hiddenRanges = hidden.map { located(prefix($0)) }
    site.routes = routes.map { SiteRoute(to: located(prefix($0)), location: nowhere) }
    site.routers = map(
      routers.map { name, asn in
        var router = EdgeRouter()
        router.asn = asn.map(located)
        return (name, router)
      })
    return site
  }

  static func directConnect(
    site: String, lines: [(String, Line)] = [], attach: [(String, [String])] = [],
    mode: DirectConnectRouting.Mode = .bgp, pool: [String] = []
  ) -> DirectConnect {
    var directConnect = DirectConnect(
      account: located("hub"), site: located(site),
      routing: DirectConnectRouting(mode: located(mode), location: nowhere), location: nowhere)
    directConnect.lines = map(lines)
    directConnect.attachments = map(
      attach.map { vpc, subnets in
        var attachment = Attachment(location: nowhere)
        attachment.subnets = subnets.map(located)
        return (vpc, attachment)
      })
    directConnect.interconnectPool = pool.map { located(prefix($0)) }
    return directConnect
  }

  static func line(_ router: String, _ change: (inout Line) -> Void = { _ in }) -> Line {
    var line = Line(router: located(router), bandwidthMbps: located(100), location: nowhere)
    change(&line)
    return line
  }

  static func vpc(
    _ cidr: String, account: String = "hub", subnets: [(String, Subnet)] = [],
    _ change: (inout VPC) -> Void = { _ in }
  ) -> VPC {
    var vpc = VPC(account: located(account), cidr: located(prefix(cidr)), location: nowhere)
    vpc.subnets = map(subnets)
    change(&vpc)
    return vpc
  }

  static func subnet(_ length: Int, _ change: (inout Subnet) -> Void = { _ in }) -> Subnet {
    var subnet = Subnet(range: .length(located(length)), location: nowhere)
    change(&subnet)
    return subnet
  }

  static func subnet(_ cidr: String, _ change: (inout Subnet) -> Void = { _ in }) -> Subnet {
    var subnet = Subnet(range: .cidr(located(prefix(cidr))), location: nowhere)
    change(&subnet)
    return subnet
  }

  static func endpoint(
    _ vpc: String, _ subnet: String, _ fixed: String? = nil, _ change: (inout Endpoint) -> Void = { _ in }
  ) -> Endpoint {
    var endpoint = Endpoint(
      vpc: located(vpc), subnet: located(subnet), target: .cloud(located("zos")), location: nowhere)
    if let fixed { endpoint.address = .fixed(located(address(fixed))) }
    change(&endpoint)
    return endpoint
  }

  static func service(
    _ vpc: String, _ subnet: String, _ change: (inout EndpointService) -> Void = { _ in }
  ) -> EndpointService {
    var service = EndpointService(
      account: located("hub"), vpc: located(vpc), subnet: located(subnet), location: nowhere)
    change(&service)
    return service
  }

  static func balancer(_ vpc: String, _ subnet: String, _ change: (inout Backend) -> Void = { _ in })
    -> Backend
  {
    var backend = Backend(
      kind: located(.lb), vpc: located(vpc), subnet: located(subnet), location: nowhere)
    change(&backend)
    return backend
  }
}
