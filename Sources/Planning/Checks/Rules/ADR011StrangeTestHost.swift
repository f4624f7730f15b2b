import Addressing
import Diagnostics
import Scenario

/// The host from which a site's change is verified lies outside the site's prefixes: its tests prove nothing for the
/// hosts that matter, and access lists and firewalls do not admit it.
enum ADR011StrangeTestHost: Rule {
  static let metadata = RuleMetadata(
    code: "ADR011", name: "strange-test-host", title: "a test host lies outside its site's prefixes",
    severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    context.scenario.sites.compactMap { site in
      let prefixes = site.value.prefixes.map(\.value)
      guard let host = site.value.testHost, !prefixes.isEmpty,
        !prefixes.contains(where: { $0.contains(host.value) })
      else { return nil }
      return finding(
        "test host \(host.value) of site \(site.name.value) lies in none of the site's prefixes",
        at: host.location,
        help: "name a host of \(PrefixSet(prefixes).phrase), or add the host's range to `prefixes`",
        related: site.value.prefixes.prefix(1).map {
          Related(message: "the prefixes of site \(site.name.value)", location: $0.location)
        })
    }
  }
}
