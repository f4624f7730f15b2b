import Diagnostics
import Scenario

/// A backend says nothing of its servers' security groups, so nobody checks whether they admit the endpoints, and no
/// step opens them. A forgotten group is the commonest reason why a connected endpoint stays silent.
enum SEC006UnknownSecurityGroups: Rule {
  static let metadata = RuleMetadata(
    code: "SEC006", name: "unknown-security-groups", title: "a backend does not say its security groups",
    severity: .warning, profileKeys: [.endpointNAT])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var seen: Set<String> = []
    return context.scenario.endpointServices.compactMap { service in
      guard service.value.isInterface, let backend = context.backend(of: service),
        backend.backend.securityGroups.isEmpty, seen.insert(backend.identity).inserted
      else { return nil }
      let servers = backend.backend.kind.value == .lb ? "the servers behind \(backend.name)" : backend.name
      return finding(
        "the security groups of \(servers) are not said: nobody checks whether they admit "
          + context.endpointNAT.phrase,
        at: backend.backend.kind.location,
        help: "name them: `securityGroups: [group]`, and describe each in VPC \(backend.vpc.value), with "
          + "`existing: …` when it is there already",
        related: [
          Related(
            message: "endpoints of service \(service.name.value) arrive here", location: service.name.location
          )
        ])
    }
  }
}
