import Addressing
import Planning
import Scenario

/// One drawing of a plan at one level of detail.
struct TopologyDrawing {
  private let document: RunbookDocument
  private let detail: TopologyChart.Detail
  private(set) var chart = MermaidChart(direction: "LR")

  // Ids in the chart by name.
  private var gateways: [String: String] = [:]
  private var routers: [String: String] = [:]
  private var sites: [String: String] = [:]
  /// What stands for a subnet, by `vpc/subnet`: a box, or the frame around what lies in it.
  private var subnets: [String: String] = [:]
  private var frames: [String: MermaidChart.Group] = [:]
  private var vpcs: [String: MermaidChart.Group] = [:]
  private var accounts: [String: String] = [:]
  /// Services and endpoints of a network, drawn as one, by VPC and by `vpc/subnet`.
  private var services: [String: String] = [:]
  private var endpoints: [String: String] = [:]
  private var outside: [String: String] = [:]

  private var plan: Plan { document.plan }

  init(_ document: RunbookDocument, detail: TopologyChart.Detail) {
    self.document = document
    self.detail = detail
  }

  mutating func draw() {
    if detail == .byAccount {
      drawAccounts()
      return
    }
    drawSites()
    drawLines()
    drawNetworks()
    drawAttachments()
    drawServices()
    drawEndpoints()
  }

  private func word(_ text: Text) -> String { document.word(text) }

  // MARK: Site to gateway

  private mutating func drawSites() {
    for site in plan.sites {
      let servers = site.dns?.servers ?? []
      let label = ["\(word(DocumentText.site)) \(site.name)", Self.few(site.prefixes)]
      guard !site.routers.isEmpty || !servers.isEmpty else {
        sites[site.name] = chart.node("site", label, shape: .rounded)
        continue
      }
      let group = chart.group("site", label)
      sites[site.name] = chart.id(of: group)
      for router in site.routers {
        routers["\(site.name)/\(router.name)"] = chart.node(
          "router", ["\(word(DocumentText.edgeRouter)) \(router.name)", document.platform(router)],
          shape: .rounded, in: group)
      }
      for server in servers {
        _ = chart.node("resolver", ["DNS \(server)"], shape: .cylinder, in: group)
      }
    }
  }

  private mutating func drawLines() {
    for directConnect in plan.directConnects {
      var numbers = word(DocumentText.staticRoutes)
      if directConnect.mode == .bgp { numbers = "BGP " + (directConnect.cloudASN.map { "\($0)" } ?? "") }
      let gateway = chart.node(
        "gateway", ["\(word(DocumentText.gateway)) \(directConnect.gatewayName)", numbers], shape: .hexagon)
      gateways[directConnect.name] = gateway
      for line in directConnect.lines {
        let vlan = line.vlan == 0 ? word(DocumentText.untagged) : "VLAN \(line.vlan)"
        let node = chart.node(
          "line",
          [
            "\(word(DocumentText.line)) \(line.name)", "\(vlan) · \(line.bandwidthMbps) Mbit/s",
            "\(line.link.site.address) – \(line.link.cloud.address)",
          ], shape: .stadium)
        let router = routers["\(directConnect.site)/\(line.router)"] ?? sites[directConnect.site]
        let style: MermaidChart.Line = line.preference == .standby ? .dotted : .plain
        if let router { chart.edge(router, node, line: style) }
        chart.edge(node, gateway, line: style)
      }
    }
  }

  // MARK: Networks

  private mutating func drawNetworks() {
    var inhabited: Set<String> = []
    for endpoint in plan.endpoints { inhabited.insert("\(endpoint.vpc)/\(endpoint.subnet)") }
    if detail == .everything {
      for backend in plan.backends {
        if let subnet = backend.subnet { inhabited.insert("\(backend.vpc)/\(subnet)") }
      }
    }
    var servicesOfVPC: [String: Int] = [:]
    for service in plan.services { servicesOfVPC[service.vpc, default: 0] += 1 }
    for vpc in plan.vpcs {
      let group = chart.group(
        "vpc",
        ["VPC \(vpc.name)", "\(word(DocumentText.account)) \(vpc.account)", Self.few(vpc.cidrs)])
      vpcs[vpc.name] = group
      for subnet in vpc.subnets {
        let key = "\(vpc.name)/\(subnet.name)"
        let label = ["\(word(DocumentText.subnet)) \(subnet.name)", "\(subnet.cidr)"]
        if inhabited.contains(key) {
          let frame = chart.group("subnet", label, in: group)
          frames[key] = frame
          subnets[key] = chart.id(of: frame)
        } else {
          subnets[key] = chart.node("subnet", label, in: group)
        }
      }
      if vpc.subnets.isEmpty, servicesOfVPC[vpc.name] == nil {
        _ = chart.node("range", [Self.few(vpc.cidrs)], in: group)
      }
      if detail == .byNetwork, let count = servicesOfVPC[vpc.name] {
        services[vpc.name] = chart.node("service", [word(DocumentSentences.services(count))], in: group)
      }
    }
  }

  private mutating func drawAttachments() {
    for directConnect in plan.directConnects {
      guard let gateway = gateways[directConnect.name] else { continue }
      for attachment in directConnect.attachments {
        for subnet in attachment.subnets {
          if let id = subnets["\(attachment.vpc)/\(subnet)"] { chart.edge(gateway, id) }
        }
      }
    }
  }

  // MARK: Services and endpoints

  private mutating func drawServices() {
    guard detail == .everything else { return }
    var backends: [String: String] = [:]
    for backend in plan.backends {
      let frame = backend.subnet.flatMap { frames["\(backend.vpc)/\($0)"] } ?? vpcs[backend.vpc]
      backends[backend.name] = chart.node(
        "backend",
        ["\(word(DocumentText.backend)) \(backend.name)", backend.address.map { "\($0)" } ?? ""],
        shape: .cylinder, in: frame)
    }
    for service in plan.services {
      let transits = service.transits.map(\.address)
      let node = chart.node(
        "service",
        ["\(word(DocumentText.service)) \(service.name)", transits.isEmpty ? "" : Self.few(transits)],
        in: vpcs[service.vpc])
      services[service.name] = node
      if let backend = service.backend.flatMap({ backends[$0] }) {
        let ports = Set(service.mappings.map(\.serverPort)).sorted()
        chart.edge(node, backend, Self.few(ports))
      }
    }
  }

  private mutating func drawEndpoints() {
    var counts: [String: Int] = [:]
    for endpoint in plan.endpoints { counts["\(endpoint.vpc)/\(endpoint.subnet)", default: 0] += 1 }
    let reverse = Set(plan.services.filter { $0.kind == .reverse }.map(\.name))
    for endpoint in plan.endpoints {
      let key = "\(endpoint.vpc)/\(endpoint.subnet)"
      let node: String
      if detail == .everything {
        node = chart.node(
          "ep", ["\(word(DocumentText.endpoint)) \(endpoint.name)", "\(endpoint.address)"], shape: .rounded,
          in: frames[key])
      } else if let known = endpoints[key] {
        node = known
      } else {
        node = chart.node(
          "ep", [word(DocumentSentences.endpoints(counts[key] ?? 0))], shape: .rounded, in: frames[key])
        endpoints[key] = node
      }
      let label = detail == .everything ? Self.few(endpoint.ports) : ""
      if case .service(let name) = endpoint.target, reverse.contains(name) {
        // A reverse service calls: the arrow leads to the consumer's side.
        if let target = target(of: endpoint) { chart.edge(target, node, label, line: .dotted) }
      } else if let target = target(of: endpoint) {
        chart.edge(node, target, label)
      }
    }
  }

  /// The box of what an endpoint leads to.
  private mutating func target(of endpoint: PlannedEndpoint) -> String? {
    switch endpoint.target {
    case .service(let name):
      if detail == .everything { return services[name] }
      return serviceVPC[name].flatMap { services[$0] }
    case .cloud, .foreign:
      let name = document.target(endpoint.target)
      let key = detail == .everything ? name : ""
      if let known = outside[key] { return known }
      let label = detail == .everything ? name : word(DocumentText.cloudService)
      let node = chart.node("remote", [label], shape: .stadium)
      outside[key] = node
      return node
    }
  }

  /// The VPC of each service.
  private lazy var serviceVPC: [String: String] = Dictionary(
    plan.services.map { ($0.name, $0.vpc) }, uniquingKeysWith: { first, _ in first })

  // MARK: By account

  private mutating func drawAccounts() {
    var vpcCount: [String: Int] = [:]
    var endpointCount: [String: Int] = [:]
    var serviceCount: [String: Int] = [:]
    for vpc in plan.vpcs { vpcCount[vpc.account, default: 0] += 1 }
    for endpoint in plan.endpoints { endpointCount[endpoint.account, default: 0] += 1 }
    for service in plan.services { serviceCount[service.account, default: 0] += 1 }
    for account in plan.accounts {
      var label = ["\(word(DocumentText.account)) \(account.name)"]
      if let count = vpcCount[account.name] { label.append(word(DocumentSentences.vpcs(count))) }
      if let count = endpointCount[account.name] { label.append(word(DocumentSentences.endpoints(count))) }
      if let count = serviceCount[account.name] { label.append(word(DocumentSentences.services(count))) }
      accounts[account.name] = chart.node("account", label)
    }
    for site in plan.sites {
      sites[site.name] = chart.node(
        "site", ["\(word(DocumentText.site)) \(site.name)", Self.few(site.prefixes)], shape: .rounded)
    }
    for directConnect in plan.directConnects {
      let gateway = chart.node(
        "gateway",
        [
          "\(word(DocumentText.gateway)) \(directConnect.gatewayName)",
          word(DocumentSentences.lines(directConnect.lines.count)),
        ], shape: .hexagon)
      if let site = sites[directConnect.site] { chart.edge(site, gateway, line: .plain) }
      for attachment in directConnect.attachments {
        if let account = accounts[attachment.vpcAccount] { chart.edge(gateway, account) }
      }
    }
    let providers = Dictionary(
      plan.services.map { ($0.name, $0.account) }, uniquingKeysWith: { first, _ in first })
    for endpoint in plan.endpoints {
      guard case .service(let name) = endpoint.target, let provider = providers[name],
        provider != endpoint.account, let from = accounts[endpoint.account], let to = accounts[provider]
      else { continue }
      chart.edge(from, to)
    }
  }

  /// The first few of a list, in text.
  private static func few(_ values: [some CustomStringConvertible]) -> String {
    values.prefix(3).map { "\($0)" }.joined(separator: ", ") + (values.count > 3 ? ", …" : "")
  }
}
