import Addressing
import Diagnostics
import Planning
import Scenario

/// Writes a plan down as places, links, filters and hosts. It never looks at a packet.
struct NetworkCompiler {
  var network: Network
  let plan: Plan
  var siteNodes: [String: Int] = [:]
  var gatewayNodes: [String: Int] = [:]
  /// Subnets by resource id.
  var subnetNodes: [String: Int] = [:]
  /// The inner router of each VPC.
  var vpcNodes: [String: Int] = [:]
  /// The place from which the endpoint connections of a provider's VPC go on.
  var portalNodes: [String: Int] = [:]
  /// ACLs by resource id: towards the subnet, and from it.
  var accessControl: [String: (ingress: Int, egress: Int)] = [:]
  var lineComponents: [String: Int] = [:]
  var routerComponents: [String: Int] = [:]
  var attachmentComponents: [String: Int] = [:]
  let vpcs: [String: PlannedVPC]
  let endpointNAT: PrefixSet
  /// Positions of services by their backend.
  let servicesByBackend: [String: [Int]]

  init(_ plan: Plan) {
    self.plan = plan
    network = Network(plan: plan)
    vpcs = Dictionary(plan.vpcs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    endpointNAT = PrefixSet(plan.endpointNAT)
    var users: [String: [Int]] = [:]
    for (index, service) in plan.services.enumerated() {
      if let backend = service.backend { users[backend, default: []].append(index) }
    }
    servicesByBackend = users
  }

  mutating func compile() {
    addPlaces()
    for site in plan.sites { compile(site) }
    for directConnect in plan.directConnects { compile(directConnect) }
    for vpc in plan.vpcs { compile(vpc) }
    compileServices()
    compileReverseServices()
  }

  /// Places first, so that every link finds its end.
  private mutating func addPlaces() {
    for site in plan.sites {
      let node = add(Node(ResourceID.site(site.name), at: site.location))
      siteNodes[site.name] = node
      network.origins.append(
        Origin(
          name: site.name, kind: .site, node: node, addresses: PrefixSet(site.prefixes),
          location: site.location))
    }
    for directConnect in plan.directConnects {
      let name = directConnect.name
      gatewayNodes[name] = add(Node(ResourceID.directConnect(name), at: directConnect.location))
      for line in directConnect.lines {
        let id = ResourceID.line(directConnect: name, line.name)
        lineComponents[id] = add(Component(.line, id, at: line.location))
        let router = ResourceID.router(site: directConnect.site, line.router)
        if routerComponents[router] == nil {
          let location = plan.sites.first { $0.name == directConnect.site }?.routers
            .first { $0.name == line.router }?.location
          routerComponents[router] = add(Component(.router, router, at: location))
        }
      }
      for attachment in directConnect.attachments {
        let id = ResourceID.attachment(directConnect: name, vpc: attachment.vpc)
        attachmentComponents[id] = add(Component(.attachment, id, at: attachment.location))
      }
    }
    for vpc in plan.vpcs {
      vpcNodes[vpc.name] = add(Node(ResourceID.vpc(vpc.name), at: vpc.location))
      for list in vpc.acls { addAccessControl(list, of: vpc.name) }
      for subnet in vpc.subnets {
        let id = ResourceID.subnet(vpc: vpc.name, subnet.name)
        let node = add(Node(id, at: subnet.location))
        subnetNodes[id] = node
        network.origins.append(
          Origin(
            name: "\(vpc.name).\(subnet.name)", kind: .subnet, node: node,
            addresses: PrefixSet([subnet.cidr] + [subnet.ipv6CIDR].compactMap { $0 }),
            location: subnet.location))
      }
    }
    for service in plan.services where portalNodes[service.vpc] == nil {
      portalNodes[service.vpc] = add(Node("endpoint-nat/\(service.vpc)", at: vpcs[service.vpc]?.location))
    }
  }

  mutating func add(_ node: Node) -> Int {
    network.model.nodes.append(node)
    return network.model.nodes.count - 1
  }

  mutating func add(_ component: Component) -> Int {
    network.model.components.append(component)
    return network.model.components.count - 1
  }

  mutating func add(_ filter: Filter) -> Int {
    network.model.filters.append(filter)
    return network.model.filters.count - 1
  }

  mutating func add(_ link: Link) -> Int {
    network.model.links.append(link)
    return network.model.links.count - 1
  }

  mutating func route(
    _ node: Int, to prefix: Prefix, preference: Int = 0, _ nextHop: Route.NextHop, requires: [Int] = [],
    _ cause: Cause
  ) {
    network.model.nodes[node].routes.append(
      Route(to: prefix, preference: preference, nextHop: nextHop, requires: requires, cause: cause))
  }

  private mutating func addAccessControl(_ list: PlannedAccessControlList, of vpc: String) {
    let id = ResourceID.accessControlList(vpc: vpc, list.name)
    func filter(_ rules: [PlannedAccessControlList.Rule], _ side: Filter.Side, _ word: String) -> Filter {
      Filter(
        "\(id) (\(word))", side: side, isStateful: false,
        rules: rules.flatMap { rule in
          FilterRule.forms(
            accepts: rule.action == .accept, transport: rule.transport, sources: PrefixSet(rule.sources),
            destinations: PrefixSet(rule.destinations), sourcePorts: rule.sourcePorts, ports: rule.ports,
            cause: Cause(
              "\(word) rule with priority \(rule.priority), \(rule.action.rawValue) \(rule.transport.rawValue)",
              at: rule.location))
        },
        cause: Cause("its default: drop what no rule accepts", at: list.location),
        remedy: "add an accepting \(word) rule to the ACL \(vpc).\(list.name); it keeps no sessions, so that "
          + "both directions need one")
    }
    accessControl[id] = (
      add(filter(list.ingress, .inbound, "ingress")), add(filter(list.egress, .outbound, "egress"))
    )
  }

  /// The ACL filters of a subnet in one direction.
  func accessControl(of subnet: PlannedSubnet, in vpc: String, ingress: Bool) -> [Int] {
    guard let name = subnet.acl,
      let pair = accessControl[ResourceID.accessControlList(vpc: vpc, name)]
    else { return [] }
    return [ingress ? pair.ingress : pair.egress]
  }
}

extension FilterRule {
  /// A rule of a scenario; none when it speaks of a protocol that endpoints never carry.
  static func forms(
    accepts: Bool, transport: FilterProtocol, sources: PrefixSet, destinations: PrefixSet = .everything,
    sourcePorts: [PortRange] = [.all], ports: [PortRange], cause: Cause
  ) -> [FilterRule] {
    let carried: TransportProtocol?
    switch transport {
    case .any: carried = nil
    case .tcp: carried = .tcp
    case .udp: carried = .udp
    case .icmp: return []
    }
    return [
      FilterRule(
        accepts: accepts, transport: carried, sources: sources, destinations: destinations,
        sourcePorts: sourcePorts, ports: ports, cause: cause)
    ]
  }
}
