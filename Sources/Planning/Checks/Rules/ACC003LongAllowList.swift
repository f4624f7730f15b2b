import Diagnostics
import Scenario

/// The allow list of a service names more accounts than the cloud takes.
enum ACC003LongAllowList: Rule {
  static let metadata = RuleMetadata(
    code: "ACC003", name: "long-allow-list", title: "the allow list of a service is too long",
    severity: .error, profileKeys: [.serviceAllowListLimit])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let limit = Limit(.serviceAllowListLimit, of: context.profile)
    return context.scenario.endpointServices.compactMap { service in
      var seen: Set<String> = [service.value.account.value]
      let consumers = service.value.consumers.filter { seen.insert($0.value).inserted }
      guard consumers.count > limit.value else { return nil }
      return finding(
        "service \(service.name.value) admits \(consumers.count) accounts, more than the limit of "
          + "\(limit.value)",
        at: consumers[max(0, limit.value)].location,
        help: "publish a second service on another port of the backend for the accounts from here on",
        related: [limit.related], severity: limit.severity)
    }
  }
}
