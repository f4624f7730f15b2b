import Diagnostics
import Scenario

/// Everybody is let in: by an access list, a security group, a subnet ACL, an allow list, or an access list that is not
/// there.
enum SEC004OpenToAny: Rule {
  static let metadata = RuleMetadata(
    code: "SEC004", name: "open-to-any", title: "everybody is let in", severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let scenario = context.scenario
    var findings: [Diagnostic] = []
    for endpoint in scenario.endpoints { findings += check(endpoint, context) }
    for service in scenario.endpointServices {
      if let any = service.value.consumersAny, any.value {
        findings.append(
          finding(
            "every account of the cloud may connect to service \(service.name.value)", at: any.location,
            help: "name the accounts: `consumers: [\(consumers(of: service, context))]`"))
      }
      if case .inline(let backend)? = service.value.backend {
        findings += check(backend, service.name.value)
      }
    }
    for backend in scenario.backends { findings += check(backend.value, backend.name.value) }
    for vpc in scenario.vpcs {
      for group in vpc.value.securityGroups {
        for rule in group.value.ingress where rule.action.value == .accept && rule.peer.value.isAny {
          findings.append(
            finding(
              "security group \(vpc.name.value).\(group.name.value) accepts traffic from any address",
              at: rule.peer.location, help: "name the source, such as `from: endpoint-nat`"))
        }
      }
      for acl in vpc.value.acls {
        for rule in acl.value.ingress where rule.action.value == .accept && rule.from?.value.isAny ?? true {
          findings.append(
            finding(
              "ACL \(vpc.name.value).\(acl.name.value) accepts traffic from any address",
              at: rule.from?.location ?? rule.action.location,
              help: "name the source, such as `from: endpoint-nat` or `from: \(vpc.name.value)`"))
        }
      }
    }
    return findings
  }

  private static func check(
    _ endpoint: CheckContext.EndpointEntry, _ context: CheckContext
  ) -> [Diagnostic] {
    let name = endpoint.name.value
    let sites = (context.directConnectsByVPC[endpoint.value.vpc.value] ?? []).map(\.value.site.value)
    let example = enumeration(sites.isEmpty ? [endpoint.value.vpc.value] : Array(sites.prefix(1)))
    guard let sources = endpoint.value.allow else {
      // Nobody connects to the endpoint of a reverse service; the service's side connects through it.
      if case .service(let service) = endpoint.value.target,
        context.scenario.endpointServices[service.value]?.isInterface == false
      {
        return []
      }
      return [
        finding(
          "endpoint \(name) has no access list: whoever can reach it may use it", at: endpoint.name.location,
          help: "write who may: `allow: [\(example)]`")
      ]
    }
    return sources.filter(\.value.isAny).map { source in
      finding(
        "endpoint \(name) admits any address", at: source.location,
        help: "name who may use it, such as `allow: [\(example)]`")
    }
  }

  private static func check(_ backend: Backend, _ name: String) -> [Diagnostic] {
    (backend.accessList ?? []).filter(\.value.isAny).map { source in
      finding(
        "load balancer \(name) admits any address", at: source.location,
        help: "endpoints come from `endpoint-nat` only: `accessList: [endpoint-nat]`")
    }
  }

  /// The accounts that connect in this scenario.
  private static func consumers(of service: CheckContext.ServiceEntry, _ context: CheckContext) -> String {
    var seen: Set<String> = [service.value.account.value]
    let accounts = (context.endpointsByService[service.name.value] ?? [])
      .compactMap { context.account(of: $0.value)?.value }.filter { seen.insert($0).inserted }
    return accounts.isEmpty ? "…" : accounts.joined(separator: ", ")
  }
}
