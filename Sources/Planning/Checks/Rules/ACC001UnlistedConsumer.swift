import Diagnostics
import Scenario

/// An endpoint leads to a service of another account that does not list the endpoint's account.
///
/// This is the service's allow list, of accounts. Which addresses may use the endpoint is another list.
enum ACC001UnlistedConsumer: Rule {
  static let metadata = RuleMetadata(
    code: "ACC001", name: "unlisted-consumer", title: "an account is not on the allow list of a service",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    context.scenario.endpointServices.flatMap { service -> [Diagnostic] in
      guard service.value.consumersAny?.value != true,
        let endpoints = context.endpointsByService[service.name.value]
      else { return [] }
      // The provider's own account is never on the list and always admitted.
      let listed = Set(service.value.consumers.map(\.value)).union([service.value.account.value])
      var refused: [String: [CheckContext.EndpointEntry]] = [:]
      for endpoint in endpoints {
        guard let account = context.account(of: endpoint.value)?.value, !listed.contains(account) else {
          continue
        }
        refused[account, default: []].append(endpoint)
      }
      return refused.compactMap { account, endpoints in
        report(account, endpoints, service)
      }
    }
  }

  private static func report(
    _ account: String, _ endpoints: [CheckContext.EndpointEntry], _ service: CheckContext.ServiceEntry
  ) -> Diagnostic? {
    guard let first = endpoints.first, case .service(let reference) = first.value.target else { return nil }
    let (name, provider) = (service.name.value, service.value.account.value)
    let consumers = (service.value.consumers.map(\.value) + [account]).joined(separator: ", ")
    let place = service.value.consumers.first?.location ?? service.name.location
    var related = [
      Related(message: "the allow list of \(name) does not hold \(account)", location: place)
    ]
    related += endpoints.dropFirst().prefix(3).map {
      Related(message: "endpoint \($0.name.value) needs it too", location: $0.name.location)
    }
    return finding(
      "account \(account) of endpoint \(first.name.value) may not connect to service \(name) of account "
        + provider,
      at: reference.location,
      help: "account \(provider) adds it to the service: `consumers: [\(consumers)]`", related: related)
  }
}
