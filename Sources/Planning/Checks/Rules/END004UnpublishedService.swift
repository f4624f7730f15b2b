import Diagnostics
import Scenario

/// An endpoint leads to a service of the cloud operator that the cloud profile does not know, or of which it knows no
/// port. Without the service in the pool the plan is not incomplete but impossible.
enum END004UnpublishedService: Rule {
  static let metadata = RuleMetadata(
    code: "END004", name: "unpublished-service",
    title: "an endpoint leads to a service that the operator does not publish", severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let services = context.cloudServices
    var endpoints: [String: [CheckContext.EndpointEntry]] = [:]
    for endpoint in context.scenario.endpoints {
      guard case .cloud(let name) = endpoint.value.target,
        services[name.value]?.ports.isEmpty ?? !context.scenario.cloudServices.declares(name.value)
      else { continue }
      endpoints[name.value, default: []].append(endpoint)
    }
    return endpoints.compactMap { name, endpoints in
      guard let first = endpoints.first, case .cloud(let reference) = first.value.target else { return nil }
      let others = endpoints.dropFirst().prefix(3).map {
        Related(message: "endpoint \($0.name.value) leads to it too", location: $0.name.location)
      }
      guard services[name] == nil else {
        let place = context.scenario.cloudServices.entry(name)?.name.location
        return finding(
          "nothing says on which ports the operator's service \(name) listens", at: reference.location,
          help: "write them: `cloudServices: { \(name): { ports: [443/tcp] } }`",
          related: place.map { [Related(message: "the service is declared here", location: $0)] } ?? [])
      }
      let known = services.values.map(\.name).sorted()
      let near = closestMatch(to: name, among: known)
      return finding(
        "the operator does not publish a service \(name), as far as the cloud profile knows",
        at: reference.location,
        help: (near.map { "did you mean `\($0)`? " } ?? "known are \(enumeration(known)); ")
          + "if the pool has it, write what it is: `cloudServices: { \(name): { id: …, ports: [443/tcp] } }`",
        related: others)
    }
  }
}
