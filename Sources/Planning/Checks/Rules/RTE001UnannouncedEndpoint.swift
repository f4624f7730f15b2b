import Addressing
import Diagnostics
import Scenario

/// A site is meant to reach an endpoint, and no gateway of the site announces the endpoint's subnet.
enum RTE001UnannouncedEndpoint: Rule {
  static let metadata = RuleMetadata(
    code: "RTE001", name: "unannounced-endpoint", title: "the gateway does not announce an endpoint's subnet",
    severity: .error)

  private struct Gap: Hashable {
    var directConnect: String
    var vpc: String
    var subnet: String
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let users = context.endpointUsers
    var gaps: [Gap: [CheckContext.EndpointEntry]] = [:]
    for endpoint in context.scenario.endpoints {
      let (vpc, subnet) = (endpoint.value.vpc.value, endpoint.value.subnet.value)
      for user in users.sites(of: endpoint.name.value) {
        let own = context.directConnects(from: user.site, to: vpc)
        guard let first = own.first, !own.contains(where: { covers($0.value, endpoint.value, context) })
        else { continue }
        let gap = Gap(directConnect: first.name.value, vpc: vpc, subnet: subnet)
        if gaps[gap]?.last?.name.value != endpoint.name.value { gaps[gap, default: []].append(endpoint) }
      }
    }
    return gaps.compactMap { gap, endpoints in
      guard let directConnect = context.scenario.directConnects[gap.directConnect],
        let attachment = directConnect.attachments.entry(gap.vpc)
      else { return nil }
      let subnets = (attachment.value.subnets.map(\.value) + [gap.subnet]).joined(separator: ", ")
      let names = endpoints.map(\.name.value)
      return finding(
        "\(gap.directConnect) does not announce subnet \(gap.vpc).\(gap.subnet), so site "
          + "\(directConnect.site.value) cannot reach \(counted(names))",
        at: attachment.value.subnets.first?.location ?? attachment.name.location,
        help: "add the subnet to the attachment: `\(gap.vpc): { subnets: [\(subnets)] }`",
        related: endpoints.prefix(3).map {
          Related(
            message: "endpoint \($0.name.value) lies in that subnet", location: $0.value.subnet.location)
        })
    }
  }

  private static func covers(
    _ directConnect: DirectConnect, _ endpoint: Endpoint, _ context: CheckContext
  ) -> Bool {
    guard let attachment = directConnect.attachments[endpoint.vpc.value] else { return false }
    if attachment.subnets.contains(where: { $0.value == endpoint.subnet.value }) { return true }
    let extras = attachment.extraPrefixes
    if let address = endpoint.address.fixed {
      return extras.contains { $0.value.contains(address.value) }
    }
    guard let cidr = context.subnet(endpoint.subnet.value, of: endpoint.vpc.value)?.fixedCIDR else {
      return false
    }
    return extras.contains { $0.value.contains(cidr.value) }
  }

  /// `endpoint a`, `endpoints a and b`, `endpoints a, b and 7 more`.
  private static func counted(_ names: [String]) -> String {
    switch names.count {
    case 1: "endpoint \(names[0])"
    case 2: "endpoints \(names[0]) and \(names[1])"
    default: "endpoints \(names[0]), \(names[1]) and \(names.count - 2) more"
    }
  }
}
