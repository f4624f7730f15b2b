import Diagnostics

/// Follows every reference of a decoded scenario.
///
/// A name whose value is broken is declared: nothing is said of references to it, nor of what stands in it.
struct ReferenceResolver {
  private var scenario: Scenario
  private var names: NameLookup

  /// Reports references that lead nowhere, and gives back the scenario with the destinations of its expectations told
  /// apart: what names a site, a VPC or a subnet is a source, any other name an endpoint or a domain name.
  static func resolve(_ scenario: Scenario, sink: inout DiagnosticSink) -> Scenario {
    let hasErrors = sink.diagnostics.contains { $0.severity == .error }
    var resolver = ReferenceResolver(scenario: scenario, names: NameLookup(scenario: scenario, sink: sink))
    resolver.walk()
    // What is used by a thing that could not be read would be reported as unused.
    if !hasErrors { UnusedNames.report(scenario, &resolver.names) }
    sink = resolver.names.sink
    return resolver.scenario
  }

  private mutating func walk() {
    sites()
    directConnects()
    vpcs()
    for entry in scenario.backends { backend(entry.value, vpc: entry.value.vpc) }
    endpointServices()
    endpoints()
    for entry in scenario.privateZones {
      names.require(entry.value.account, .account)
      for vpc in entry.value.vpcs { names.require(vpc, .vpc) }
    }
    expectations()
  }

  // MARK: The site's side

  private mutating func sites() {
    for entry in scenario.sites {
      for permit in entry.value.firewall?.permits ?? [] {
        source(permit.from)
        source(permit.to)
      }
    }
  }

  private mutating func directConnects() {
    for entry in scenario.directConnects {
      let connect = entry.value
      names.require(connect.account, .account)
      names.require(connect.site, .site)
      if let site = scenario.sites[connect.site.value] {
        for line in connect.lines {
          names.require(line.value.router, .router, in: site.routers, of: connect.site.value)
        }
      }
      for attachment in connect.attachments {
        names.require(attachment.name, .vpc)
        for subnet in attachment.value.subnets { self.subnet(subnet, of: attachment.name.value) }
      }
      if let check = connect.healthCheck {
        if let vpc = check.vpc { names.require(vpc, .vpc) }
        if let vpc = check.vpc?.value ?? connect.attachments.sorted.first?.name.value,
          let subnet = check.subnet
        {
          self.subnet(subnet, of: vpc)
        }
      }
    }
  }

  // MARK: Networks

  private mutating func vpcs() {
    for entry in scenario.vpcs {
      let name = entry.name.value
      let vpc = entry.value
      names.require(vpc.account, .account)
      for subnet in vpc.subnets {
        if let table = subnet.value.routeTable, table.value != "default" {
          names.require(table, .routeTable, in: vpc.routeTables, of: name)
        }
        if let acl = subnet.value.acl { names.require(acl, .acl, in: vpc.acls, of: name) }
      }
      for table in vpc.routeTables {
        for route in table.value.routes {
          if case .directConnect(let connect) = route.nextHop.value {
            names.require(route.nextHop.map { _ in connect }, .directConnect)
          }
        }
      }
      for group in vpc.securityGroups {
        for rule in group.value.ingress + group.value.egress { source(rule.peer, in: name) }
      }
      for acl in vpc.acls {
        for rule in acl.value.ingress + acl.value.egress {
          if let from = rule.from { source(from, in: name) }
          if let to = rule.to { source(to, in: name) }
        }
      }
    }
  }

  private mutating func subnet(_ name: Located<String>, of vpc: String) {
    guard let value = scenario.vpcs[vpc] else { return }
    names.require(name, .subnet, in: value.subnets, of: vpc)
  }

  // MARK: Services

  /// A backend, with the VPC that it or its service names.
  private mutating func backend(_ backend: Backend, vpc: Located<String>?) {
    if let own = backend.vpc { names.require(own, .vpc) }
    if let vpc, let subnet = backend.subnet { self.subnet(subnet, of: vpc.value) }
    for group in backend.securityGroups { securityGroup(group, in: vpc?.value) }
    for source in backend.accessList ?? [] { self.source(source, in: vpc?.value) }
  }

  /// `group` of the backend's own VPC, or `vpc.group`.
  private mutating func securityGroup(_ name: Located<String>, in vpc: String?) {
    var owner = vpc
    var group = name
    if let dot = name.value.firstIndex(of: ".") {
      let named = String(name.value[..<dot])
      names.require(name.map { _ in named }, .vpc)
      owner = named
      group = name.map { String($0[$0.index(after: dot)...]) }
    }
    guard let owner, let value = scenario.vpcs[owner] else { return }
    names.require(group, .securityGroup, in: value.securityGroups, of: owner)
  }

  private mutating func endpointServices() {
    for entry in scenario.endpointServices {
      let service = entry.value
      names.require(service.account, .account)
      names.require(service.vpc, .vpc)
      if let subnet = service.subnet { self.subnet(subnet, of: service.vpc.value) }
      switch service.backend {
      case .named(let name)?:
        names.require(name, .backend)
        // A backend that names no VPC lies in its service's.
        if let named = scenario.backends[name.value], named.vpc == nil { backend(named, vpc: service.vpc) }
      case .inline(let written)?: backend(written, vpc: written.vpc ?? service.vpc)
      case nil: break
      }
      for consumer in service.consumers { names.require(consumer, .account) }
      for transit in service.transitAddresses {
        if let subnet = transit.value.subnet { self.subnet(subnet, of: service.vpc.value) }
      }
      for rule in service.reverseRules {
        names.require(rule.endpoint, .endpoint)
        names.require(
          rule.transit, .transitAddress, in: service.transitAddresses, of: entry.name.value)
      }
    }
  }

  private mutating func endpoints() {
    for entry in scenario.endpoints {
      let endpoint = entry.value
      names.require(endpoint.vpc, .vpc)
      subnet(endpoint.subnet, of: endpoint.vpc.value)
      if case .service(let service) = endpoint.target {
        let isOperators =
          scenario.cloudServices.declares(service.value)
          || CloudProfile.ctyun.cloudService(service.value) != nil
        names.require(
          service, .endpointService,
          hint: isOperators ? "write `{ cloud: \(service.value) }` for the cloud operator's service" : nil)
      }
      for source in endpoint.allow ?? [] { self.source(source, in: endpoint.vpc.value) }
    }
  }

  // MARK: Flows

  private mutating func source(_ source: Located<AddressSource>, in vpc: String? = nil) {
    guard case .reference(let name) = source.value else { return }
    _ = names.source(name, at: source.location, in: vpc)
  }

  private mutating func expectations() {
    guard !scenario.expectations.isEmpty else { return }
    var domainNames: Set<String> = []
    for endpoint in scenario.endpoints { domainNames.formUnion(endpoint.value.names.map(\.value)) }
    for index in scenario.expectations.indices {
      let expectation = scenario.expectations[index]
      source(expectation.from)
      guard case .name(let name) = expectation.to.value, !domainNames.contains(name) else { continue }
      // Any other name with a dot may be one that a zone of the cloud answers; the rules on names judge it.
      let owner = name.prefix { $0 != "." }
      if owner.endIndex < name.endIndex, !names.declares(String(owner), as: .vpc),
        domainNameFault(name) == nil
      {
        continue
      }
      switch names.source(name, at: expectation.to.location) {
      case .top(.site), .top(.vpc), .subnet:
        scenario.expectations[index].to = expectation.to.map { _ in .source(.reference(name)) }
      case .top, .unknown: break
      }
    }
  }
}
