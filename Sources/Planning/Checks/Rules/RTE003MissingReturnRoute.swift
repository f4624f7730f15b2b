import Addressing
import Diagnostics
import Scenario

/// An attached subnet uses a custom route table that does not send the site's traffic back to the gateway.
///
/// The default table gets that route from the cloud; a custom one does not.
enum RTE003MissingReturnRoute: Rule {
  static let metadata = RuleMetadata(
    code: "RTE003", name: "missing-return-route",
    title: "a custom route table lacks the way back to the site",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var gatewaysOfSite: [String: Set<String>] = [:]
    for directConnect in context.scenario.directConnects {
      let remote = context.remotePrefixes(of: directConnect.value).map(\.value)
      guard !remote.isEmpty else { continue }
      // Any gateway of the same site is a way back.
      let site = directConnect.value.site.value
      let siblings =
        gatewaysOfSite[site] ?? Set((context.directConnectsBySite[site] ?? []).map(\.name.value))
      gatewaysOfSite[site] = siblings
      for attachment in directConnect.value.attachments {
        guard let vpc = context.scenario.vpcs[attachment.name.value] else { continue }
        var judged: Set<String> = []
        for reference in attachment.value.subnets {
          guard let subnet = vpc.subnets[reference.value], let name = subnet.routeTable,
            let table = vpc.routeTables.entry(name.value), judged.insert(name.value).inserted
          else { continue }
          findings += check(
            table, of: attachment.name.value, subnet: reference.value, at: name.location,
            remote: remote, gateways: siblings, directConnect: directConnect.name.value)
        }
      }
    }
    return findings
  }

  private static func check(
    _ table: NamedMap<RouteTable>.Entry, of vpc: String, subnet: String, at location: SourceLocation,
    remote: [Prefix], gateways: Set<String>, directConnect: String
  ) -> [Diagnostic] {
    let wanted = PrefixSet(remote)
    var covered: [Prefix] = []
    var elsewhere: [VPCRoute] = []
    for route in table.value.routes {
      if case .directConnect(let name) = route.nextHop.value, gateways.contains(name) {
        covered.append(route.to.value)
      } else if wanted.contains(route.to.value) {
        elsewhere.append(route)
      }
    }
    let name = "\(vpc).\(table.name.value)"
    var findings = elsewhere.map { route in
      finding(
        "the route to \(route.to.value) in \(name) leads away from \(directConnect), so answers of subnet "
          + "\(vpc).\(subnet) to the site are lost",
        at: route.to.location,
        help:
          "point it at the gateway: `{ to: \(route.to.value), via: { directConnect: \(directConnect) } }`",
        related: [Related(message: "the subnet uses the table", location: location)])
    }
    let lost = PrefixSet(elsewhere.map(\.to.value))
    let missing = wanted.subtracting(PrefixSet(covered)).subtracting(lost).prefixes
    if !missing.isEmpty {
      let lines = missing.prefix(4).map { "`{ to: \($0), via: { directConnect: \(directConnect) } }`" }
      let rest = missing.count > 4 ? " and \(missing.count - 4) more" : ""
      findings.append(
        finding(
          "subnet \(vpc).\(subnet) uses the route table \(table.name.value), which has no route to "
            + "\(missing[0]) over \(directConnect)",
          at: location,
          help: "add to the routes of \(table.name.value): \(lines.joined(separator: ", "))\(rest); "
            + "or use the default table",
          related: [Related(message: "the table", location: table.name.location)]))
    }
    return findings
  }
}
