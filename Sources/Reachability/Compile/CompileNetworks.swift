import Addressing
import Diagnostics
import Planning
import Scenario

extension NetworkCompiler {
  /// The cloud's side of a gateway: the subnets of its attachments.
  mutating func compile(_ directConnect: PlannedDirectConnect) {
    guard let gateway = gatewayNodes[directConnect.name] else { return }
    for prefix in Set(sitePrefixes(directConnect.site)).sorted() {
      network.model.nodes[gateway].gaps.append(
        Gap(
          to: prefix,
          cause: Cause(
            "the site \(directConnect.site) does not announce it",
            at: directConnect.advertiseLocation ?? directConnect.location),
          remedy: "let `advertise` of \(directConnect.name) cover \(prefix)"))
    }
    for attachment in directConnect.attachments {
      let id = ResourceID.attachment(directConnect: directConnect.name, vpc: attachment.vpc)
      guard let component = attachmentComponents[id] else { continue }
      for name in attachment.subnets {
        guard let subnet = vpcs[attachment.vpc]?.subnets.first(where: { $0.name == name }),
          let node = subnetNodes[ResourceID.subnet(vpc: attachment.vpc, name)]
        else { continue }
        let link = add(
          Link(
            "the attachment of \(attachment.vpc)", to: node,
            filters: accessControl(of: subnet, in: attachment.vpc, ingress: true), components: [component]))
        for prefix in [subnet.cidr] + [subnet.ipv6CIDR].compactMap({ $0 }) {
          guard directConnect.localPrefixes.contains(where: { $0.contains(prefix) }) else { continue }
          route(
            gateway, to: prefix, .link(link),
            Cause("\(attachment.vpc).\(name) \(prefix) is attached", at: attachment.location))
        }
      }
      for prefix in attachment.extraPrefixes {
        route(
          gateway, to: prefix, preference: 1, .outside("a service range of the cloud"),
          Cause("\(prefix) is announced with \(attachment.vpc)", at: attachment.location))
      }
    }
  }

  /// A VPC: its inner router and the route table of each subnet.
  mutating func compile(_ vpc: PlannedVPC) {
    guard let inner = vpcNodes[vpc.name] else { return }
    let tables = Dictionary(
      vpc.routeTables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let gateways = plan.directConnects.filter { directConnect in
      directConnect.attachments.contains { $0.vpc == vpc.name }
    }
    if let portal = portalNodes[vpc.name] {
      let into = add(Link("the VPC's inner routing", to: inner))
      let outOf = add(Link("the endpoint service", to: portal))
      let cause = Cause("system route of the endpoint range", at: vpc.location)
      for prefix in plan.endpointNAT {
        route(portal, to: prefix, .attached, cause)
        route(inner, to: prefix, .link(outOf), cause)
      }
      for prefix in vpc.cidrs + [vpc.ipv6CIDR].compactMap({ $0 }) {
        route(portal, to: prefix, .link(into), Cause("the VPC's range", at: vpc.location))
      }
    }
    for subnet in vpc.subnets {
      guard let node = subnetNodes[ResourceID.subnet(vpc: vpc.name, subnet.name)] else { continue }
      let ranges = [subnet.cidr] + [subnet.ipv6CIDR].compactMap { $0 }
      let into = add(
        Link(
          "the VPC's inner routing", to: node,
          filters: accessControl(of: subnet, in: vpc.name, ingress: true)))
      let outOf = add(
        Link(
          "the VPC's inner routing", to: inner,
          filters: accessControl(of: subnet, in: vpc.name, ingress: false)))
      for prefix in ranges {
        let cause = Cause("subnet \(vpc.name).\(subnet.name) \(prefix)", at: subnet.location)
        route(inner, to: prefix, .link(into), cause)
        route(node, to: prefix, .attached, cause)
      }
      for prefix in vpc.cidrs + [vpc.ipv6CIDR].compactMap({ $0 }) where !ranges.contains(prefix) {
        route(node, to: prefix, .link(outOf), Cause("system route of the VPC's range", at: vpc.location))
      }
      if portalNodes[vpc.name] != nil {
        for prefix in plan.endpointNAT {
          route(node, to: prefix, .link(outOf), Cause("system route of the endpoint range", at: vpc.location))
        }
      }
      let table = subnet.routeTable.flatMap { tables[$0] }
      compileWaysOut(of: subnet, at: node, table: table, gateways: gateways, vpc: vpc)
    }
  }

  /// The routes to the gateways: put into the default table by the cloud, into a custom one by hand.
  private mutating func compileWaysOut(
    of subnet: PlannedSubnet, at node: Int, table: PlannedRouteTable?, gateways: [PlannedDirectConnect],
    vpc: PlannedVPC
  ) {
    let filters = accessControl(of: subnet, in: vpc.name, ingress: false)
    var links: [String: Int] = [:]
    for directConnect in gateways {
      guard let gateway = gatewayNodes[directConnect.name],
        let component = attachmentComponents[
          ResourceID.attachment(directConnect: directConnect.name, vpc: vpc.name)]
      else { continue }
      let link = add(
        Link("the attachment of \(vpc.name)", to: gateway, filters: filters, components: [component]))
      links[directConnect.name] = link
      guard table == nil else { continue }
      for prefix in directConnect.remotePrefixes {
        route(
          node, to: prefix, preference: 1, .link(link),
          Cause("route \(prefix) of the default table to \(directConnect.name)", at: directConnect.location))
      }
    }
    for written in table?.routes ?? [] {
      let target: Route.NextHop
      let words: String
      switch written.nextHop {
      case .directConnect(let name):
        words = name
        target = links[name].map { .link($0) } ?? .outside("\(name), which is not attached to \(vpc.name)")
      case .other(let kind, let id):
        words = "\(kind) \(id)"
        target = .outside(words)
      }
      route(
        node, to: written.to, preference: 1, target,
        Cause("route \(written.to) to \(words) in the table \(table?.name ?? "")", at: written.location))
    }
    guard let table else { return }
    network.model.nodes[node].location = table.location
    // The cloud writes these into the default table only.
    for directConnect in gateways {
      for prefix in directConnect.remotePrefixes {
        network.model.nodes[node].gaps.append(
          Gap(
            to: prefix,
            cause: Cause(
              "the custom table \(table.name) gets no route of \(directConnect.name) by itself",
              at: table.location),
            remedy:
              "add { to: \(prefix), via: { directConnect: \(directConnect.name) } } to `routes` of the table \(table.name)"
          ))
      }
    }
  }
}
