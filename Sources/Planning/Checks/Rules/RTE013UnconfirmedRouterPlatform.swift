import Diagnostics
import Scenario

/// Configuration for an edge router cannot be written, or only from a template that nobody has confirmed.
enum RTE013UnconfirmedRouterPlatform: Rule {
  static let metadata = RuleMetadata(
    code: "RTE013", name: "unconfirmed-router-platform",
    title: "a router's configuration cannot be relied upon", severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var judged: Set<String> = []
    for directConnect in context.scenario.directConnects {
      for line in directConnect.value.lines {
        guard let router = context.router(of: line.value, in: directConnect.value) else { continue }
        let name = "\(directConnect.value.site.value).\(router.name.value)"
        guard judged.insert(name).inserted else { continue }
        guard let platform = router.value.platform else {
          findings.append(
            finding(
              "router \(name) has no `platform`, so its steps are words and no configuration",
              at: router.name.location,
              help: "write one of " + EdgeRouter.Platform.allCases.map(\.rawValue).joined(separator: ", ")))
          continue
        }
        if platform.value == .ruijieRGOS {
          findings.append(
            finding(
              "configuration for \(platform.value.rawValue) on router \(name) is not confirmed by a manual",
              at: platform.location, help: "review the configuration with the vendor before it is used"))
        }
      }
    }
    return findings
  }
}
