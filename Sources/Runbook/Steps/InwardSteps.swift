import Addressing
import JSON
import Planning
import Scenario

/// From the edge routers inward: to the core, through the firewall.
extension RunbookBuilder {
  /// Whether the site routes some of the cloud's prefixes another way today.
  func overlap(_ site: PlannedSite) -> Bool {
    let standing = PrefixSet(site.existingRoutes.map(\.to))
    return site.cloudRoutes.contains { standing.overlaps($0.to) }
  }

  mutating func addSourceNAT(of site: PlannedSite) {
    guard site.visiblePrefixes != site.prefixes else { return }
    let resource = ResourceID.site(site.name)
    let left = site.prefixes.map(\.description).joined(separator: ", ")
    let right = site.visiblePrefixes.map(\.description).joined(separator: ", ")
    add(
      Step(
        id: resource + "/source-nat", phase: .site, owner: .siteEngineer(site: site.name), resource: resource,
        title: SiteText.translate(site.name),
        action: .manual(
          Instruction(
            text: SiteText.translateWork, blocks: [.init(device: site.name, lines: ["\(left) -> \(right)"])])),
        check: Check(text: CommonText.confirmed, expected: SiteText.translated), impact: .none,
        impactReason: CommonText.onlyReads, isReversible: true, durationSeconds: 600))
  }

  mutating func addRoutes(
    of site: PlannedSite, directConnects: [PlannedDirectConnect], after complete: [String]
  ) {
    guard !site.cloudRoutes.isEmpty else { return }
    let resource = ResourceID.site(site.name)
    var rows: [[String]] = []
    for route in site.cloudRoutes {
      guard let directConnect = directConnects.first(where: { $0.name == route.directConnect }) else {
        continue
      }
      let order = directConnect.lines.sorted { ($0.localPreference, $1.name) > ($1.localPreference, $0.name) }
      var seen: Set<String> = []
      let routers = order.map(\.router).filter { seen.insert($0).inserted }
      rows.append([
        route.to.description, routers.joined(separator: ", "), route.isLearnt ? "BGP" : "static",
        directConnect.name,
      ])
    }
    let block = Table(
      [ColumnText.destination, ColumnText.edgeRouters, ColumnText.learntBy, ColumnText.over], rows
    ).block(on: site.name)
    add(
      Step(
        id: resource + "/routes", phase: .site, owner: .siteEngineer(site: site.name), resource: resource,
        title: SiteText.routes(site.name, site.cloudRoutes.count),
        dependsOn: complete,
        action: .manual(
          Instruction(
            text: SiteText.routesWork(isFiltered: complete.contains(resource + "/ibgp")), blocks: [block])),
        check: Check(text: CommonText.confirmed, expected: SiteText.routesThere),
        undo: Undo(
          title: SiteText.removeRoutes(site.name),
          action: .manual(Instruction(text: SiteText.removeRoutesWork, blocks: [block])),
          check: Check(text: CommonText.confirmed, expected: SiteText.routesRemoved), durationSeconds: 600),
        impact: overlap(site) ? .mayInterrupt : .newFlowsOnly,
        impactReason: overlap(site) ? SiteText.takesOver : CommonText.newFlowsOnly, isReversible: true,
        durationSeconds: 900))
  }

  mutating func addFirewall(of site: PlannedSite) {
    guard let added = site.firewall?.added, !added.isEmpty else { return }
    let resource = ResourceID.site(site.name)
    let permits = added.map { permit in
      let hasPorts = permit.transport == .tcp || permit.transport == .udp
      return [
        permit.sources.map(\.description).joined(separator: ","),
        permit.destinations.map(\.description).joined(separator: ","), permit.transport.rawValue,
        hasPorts && permit.ports != [.all] ? permit.ports.map(\.description).joined(separator: ",") : "any",
        permit.purpose,
      ]
    }
    let blocks = [
      Table(
        [
          ColumnText.source, ColumnText.destination, ColumnText.transport, ColumnText.ports,
          ColumnText.purpose,
        ], permits
      ).block(on: site.name),
      Instruction.Block(
        device: site.name,
        lines: permits.map { "permit \($0[2]) from \($0[0]) to \($0[1]) port \($0[3])  # \($0[4])" }),
    ]
    add(
      Step(
        id: resource + "/firewall", phase: .site, owner: .siteEngineer(site: site.name), resource: resource,
        title: SiteText.firewall(site.name, added.count),
        action: .manual(Instruction(text: SiteText.firewallWork, blocks: blocks)),
        check: Check(text: CommonText.confirmed, expected: SiteText.firewallThere),
        undo: Undo(
          title: SiteText.removeFirewall(site.name),
          action: .manual(Instruction(text: SiteText.removeFirewallWork, blocks: [blocks[1]])),
          check: Check(text: CommonText.confirmed, expected: SiteText.firewallGone), durationSeconds: 600),
        impact: .newFlowsOnly, impactReason: SiteText.permitOpens, isReversible: true, durationSeconds: 900))
  }
}
