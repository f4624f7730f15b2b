import Addressing
import Diagnostics
import Scenario

/// The access list of a load balancer lacks addresses that traffic of endpoints comes from.
enum SEC002MissingInLoadBalancerList: Rule {
  static let metadata = RuleMetadata(
    code: "SEC002", name: "missing-in-load-balancer-list",
    title: "the access list of a load balancer lacks the endpoint NAT range", severity: .error,
    profileKeys: [.endpointNAT])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var seen: Set<String> = []
    var lists = AccessLists(context)
    return context.scenario.endpointServices.compactMap { service in
      guard service.value.isInterface, let backend = context.backend(of: service),
        backend.backend.kind.value == .lb, let sources = backend.backend.accessList,
        seen.insert(backend.name).inserted
      else { return nil }
      let list = lists.list(sources)
      let missing = context.endpointNAT.subtracting(list.known)
      guard !list.isBroken, !missing.isEmpty else { return nil }
      let names = (sources.map(\.value.description) + ["endpoint-nat"]).joined(separator: ", ")
      let what =
        missing == context.endpointNAT
        ? "the endpoint NAT range \(missing.phrase)" : "\(missing.phrase) of the endpoint NAT range"
      return finding(
        "load balancer \(backend.name) does not admit \(what)",
        at: sources.first.map { first in
          sources.last.map { first.location.union($0.location) } ?? first.location
        } ?? backend.backend.kind.location,
        help: "write `accessList: [\(names)]`",
        related: [
          Related(
            message: "endpoints reach it through service \(service.name.value)",
            location: service.name.location)
        ])
    }
  }
}
