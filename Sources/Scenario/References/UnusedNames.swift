import Diagnostics

/// Names that are declared and that nothing refers to.
///
/// Only where that is surely a slip: an account that owns and may use nothing, a backend that no service publishes, a
/// route table and an ACL that no subnet uses, a transit address that no rule uses. Other things mean something by
/// themselves: a service waits for consumers of other scenarios, a security group for servers made elsewhere.
enum UnusedNames {
  static func report(_ scenario: Scenario, _ names: inout NameLookup) {
    for entry in scenario.accounts where names.used[.account]?.contains(entry.name.value) != true {
      report(entry.name, "account", "nothing belongs to it, and no service lets it connect", &names)
    }
    for entry in scenario.backends where names.used[.backend]?.contains(entry.name.value) != true {
      report(entry.name, "backend", "no endpoint service publishes it", &names)
    }
    for vpc in scenario.vpcs {
      for entry in vpc.value.routeTables {
        reportUnused(entry.name, .routeTable, of: vpc.name.value, "no subnet uses it", &names)
      }
      for entry in vpc.value.acls {
        reportUnused(entry.name, .acl, of: vpc.name.value, "no subnet is bound to it", &names)
      }
    }
    for service in scenario.endpointServices {
      for entry in service.value.transitAddresses {
        reportUnused(entry.name, .transitAddress, of: service.name.value, "no reverse rule uses it", &names)
      }
    }
  }

  private static func reportUnused(
    _ name: Located<String>, _ kind: ScopedKind, of owner: String, _ reason: String, _ names: inout NameLookup
  ) {
    guard !names.usedInScope.contains("\(kind.rawValue)/\(owner)/\(name.value)") else { return }
    report(name, kind.rawValue, reason, &names)
  }

  private static func report(
    _ name: Located<String>, _ kind: String, _ reason: String, _ names: inout NameLookup
  ) {
    names.report(
      "REF004", severity: .warning, at: name.location, "\(kind) `\(name.value)` is never used: \(reason)",
      help: "refer to it, or remove it")
  }
}
