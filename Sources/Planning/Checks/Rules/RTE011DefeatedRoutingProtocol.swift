import Addressing
import Diagnostics
import Scenario

/// Something at the site defeats the routing protocol: a static route beside a learnt one, or a filter in front of it.
enum RTE011DefeatedRoutingProtocol: Rule {
  static let metadata = RuleMetadata(
    code: "RTE011", name: "defeated-routing-protocol",
    title: "a static route or a filter at the site defeats BGP or BFD", severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings = context.scenario.sites.flatMap { twins($0, context) }
    var judgedRouters: Set<String> = []
    for directConnect in context.scenario.directConnects {
      for line in directConnect.value.lines {
        guard let router = context.router(of: line.value, in: directConnect.value),
          judgedRouters.insert("\(directConnect.value.site.value) \(router.name.value)").inserted
        else { continue }
        findings += filter(of: router, directConnect)
      }
    }
    return findings
  }

  /// Static routes to what BGP brings, over the same lines.
  private static func twins(_ site: NamedMap<Site>.Entry, _ context: CheckContext) -> [Diagnostic] {
    guard !site.value.routes.isEmpty else { return [] }
    var ends: [IPAddress: String] = [:]
    var learnt = PrefixMap<AddressClaim>()
    for directConnect in context.directConnectsBySite[site.name.value] ?? []
    where directConnect.value.routing.mode.value == .bgp {
      for end in context.cloudEnds(of: directConnect.value) { ends[end] = directConnect.name.value }
      for claim in context.cloudDestinations(of: directConnect.value) {
        learnt.insert(claim, for: claim.prefix)
      }
    }
    return site.value.routes.compactMap { route in
      guard let via = route.via, let directConnect = ends[via.value],
        let (_, claim) = learnt.longestMatch(route.to.value)
      else { return nil }
      return finding(
        "the static route to \(route.to.value) via \(via.value) beats what BGP learns over \(directConnect), "
          + "and stays when the line dies",
        at: route.to.location,
        help: "remove the route: BGP brings \(claim.prefix) over every line that is up",
        related: [Related(message: claim.use, location: claim.location)])
    }
  }

  /// What the control-plane filter of an edge router must admit between the ends of the link.
  private static func filter(
    of router: NamedMap<EdgeRouter>.Entry, _ directConnect: CheckContext.DirectConnectEntry
  ) -> [Diagnostic] {
    guard let permits = router.value.controlPlanePermits else { return [] }
    let routing = directConnect.value.routing
    var needed: [ControlPlaneProtocol] = []
    if routing.mode.value == .bgp { needed.append(.bgp) }
    if routing.bfd?.value == true { needed.append(.bfd) }
    needed.append(.icmp)
    let given = Set(permits.map(\.value))
    let missing = needed.filter { !given.contains($0) }
    guard !missing.isEmpty else { return [] }
    let complete = needed.map(\.rawValue).joined(separator: ", ")
    // Without ICMP routing works, and only the checks of the link fail.
    let severity: Severity = missing == [.icmp] ? .warning : .error
    return [
      finding(
        "the control-plane filter of router \(directConnect.value.site.value).\(router.name.value) drops "
          + missing.map(text).joined(separator: ", ") + " of \(directConnect.name.value)",
        at: permits.first?.location ?? router.name.location,
        help: "write `controlPlanePermits: [\(complete)]` and permit it between the ends of the link",
        severity: severity)
    ]
  }

  private static func text(_ control: ControlPlaneProtocol) -> String {
    switch control {
    case .bgp: "BGP (TCP 179)"
    case .bfd: "BFD (UDP 3784)"
    case .icmp: "ICMP"
    }
  }
}
