import Diagnostics
import Scenario

/// An account lacks the e-mail address or the id by which calls of the cloud name it.
///
/// Every call about dedicated lines names the owner by e-mail; an allow list names accounts by e-mail or id; a VPC of
/// another account is attached after its owner has authorised the gateway's account by id.
enum ACC002MissingAccountIdentity: Rule {
  static let metadata = RuleMetadata(
    code: "ACC002", name: "missing-account-identity",
    title: "an account lacks the e-mail address or id that its calls need", severity: .error)

  private enum Need: Int {
    case email
    case id
    case either
  }

  private struct Reason {
    var text: String
    var location: SourceLocation
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var reasons: [String: [Need: [Reason]]] = [:]
    func need(_ what: Need, of account: String, because text: String, at location: SourceLocation) {
      reasons[account, default: [:]][what, default: []].append(Reason(text: text, location: location))
    }
    for directConnect in context.scenario.directConnects {
      let owner = directConnect.value.account
      need(
        .email, of: owner.value, because: "the lines of \(directConnect.name.value) are ordered in its name",
        at: owner.location)
      for attachment in directConnect.value.attachments {
        guard let vpc = context.scenario.vpcs[attachment.name.value], vpc.account.value != owner.value else {
          continue
        }
        need(
          .id, of: owner.value,
          because: "account \(vpc.account.value) authorises it to attach VPC \(attachment.name.value)",
          at: attachment.name.location)
      }
    }
    for service in context.scenario.endpointServices {
      for consumer in service.value.consumers where consumer.value != service.value.account.value {
        need(
          .either, of: consumer.value, because: "the allow list of service \(service.name.value) names it",
          at: consumer.location)
      }
    }
    return context.scenario.accounts.flatMap { account in
      reasons[account.name.value].map { findings(account, $0) } ?? []
    }
  }

  private static func findings(
    _ account: NamedMap<Account>.Entry, _ reasons: [Need: [Reason]]
  ) -> [Diagnostic] {
    let (hasEmail, hasID) = (account.value.email != nil, account.value.id != nil)
    let name = account.name.value
    var missing: [Need] = []
    if !hasEmail, reasons[.email] != nil { missing.append(.email) }
    if !hasID, reasons[.id] != nil { missing.append(.id) }
    // Whatever is added for the others serves an allow list too.
    if !hasEmail, !hasID, reasons[.either] != nil, missing.isEmpty { missing.append(.either) }
    return missing.map { need in
      let (what, help) =
        switch need {
        case .email: ("e-mail address", "write `email: …`, the address the account is registered with")
        case .id: ("id", "write `id: …`, the account id that the console shows")
        case .either: ("e-mail address or id", "write `email: …` or `id: …` of the account")
        }
      return finding(
        "account \(name) has no \(what)", at: account.name.location, help: help,
        related: (reasons[need] ?? []).prefix(3).map {
          Related(message: $0.text, location: $0.location)
        })
    }
  }
}
