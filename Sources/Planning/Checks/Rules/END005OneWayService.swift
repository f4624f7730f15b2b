import Diagnostics
import Scenario

/// A service must open connections to its consumers, and endpoints carry requests to the service only.
enum END005OneWayService: Rule {
  static let metadata = RuleMetadata(
    code: "END005", name: "one-way-service", title: "a service must call its consumers and cannot",
    severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    // A reverse service from the same VPC, with an endpoint on the other side, is the way back.
    var waysBack: Set<String> = []
    for service in context.scenario.endpointServices
    where !service.value.isInterface && context.endpointsByService[service.name.value] != nil {
      waysBack.insert(service.value.vpc.value)
    }
    return context.scenario.endpointServices.compactMap { service in
      guard let callsBack = service.value.callsBack, callsBack.value, service.value.isInterface,
        !waysBack.contains(service.value.vpc.value)
      else { return nil }
      return finding(
        "service \(service.name.value) must open connections to its consumers, and endpoints carry requests "
          + "to the service only",
        at: callsBack.location,
        help: "publish a second service of `type: reverse` from VPC \(service.value.vpc), with transit "
          + "addresses, reverse rules and an endpoint on the consumers' side")
    }
  }
}
