import Diagnostics
import Scenario

/// An endpoint has an access list with nobody on it.
enum END006EmptyAccessList: Rule {
  static let metadata = RuleMetadata(
    code: "END006", name: "empty-access-list", title: "nobody may use an endpoint", severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let empty = context.scenario.endpoints.filter { $0.value.allow?.isEmpty == true }
    guard !empty.isEmpty else { return [] }
    var lists = AccessLists(context)
    let demands = AccessDemands(context, lists: &lists)
    return empty.map { endpoint in
      var seen: Set<String> = []
      var names = demands.demands(on: endpoint, context).map(\.source.description)
        .filter { seen.insert($0).inserted }
      if names.isEmpty {
        names = (context.directConnectsByVPC[endpoint.value.vpc.value] ?? []).map(\.value.site.value)
          .filter { seen.insert($0).inserted }
      }
      if names.isEmpty { names = [endpoint.value.vpc.value] }
      return finding(
        "nobody may use endpoint \(endpoint.name.value): its access list is empty",
        at: endpoint.name.location, help: "write who may: `allow: [\(names.joined(separator: ", "))]`")
    }
  }
}
