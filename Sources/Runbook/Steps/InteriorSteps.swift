import Addressing
import Planning
import Scenario

/// Between the edge routers of a site.
extension RunbookBuilder {
  /// Two routers that do not know each other's routes make a black hole of a failed line. Gives the steps after
  /// which the edge is complete.
  mutating func addInterior(
    of site: PlannedSite, directConnects: [PlannedDirectConnect], after routed: [String]
  ) -> [String] {
    let speakers = directConnects.filter { $0.mode == .bgp }
    let routers = Set(speakers.flatMap { $0.lines.map(\.router) }).sorted()
    guard routers.count > 1 else { return routed }
    let asn = speakers.lazy.compactMap(\.siteASN).first ?? 0
    let resource = ResourceID.site(site.name)
    let prefixes = Set(
      speakers.flatMap { directConnect in
        directConnect.localPrefixes.filter { prefix in
          directConnect.lines.contains { Self.carries(prefix, $0) }
        }
      }
    ).sorted()
    var work = Instruction(text: SiteText.interiorWork(asn))
    var undo = Instruction(text: SiteText.removeInteriorWork)
    var commands: [Check.Command] = []
    for router in routers {
      let session = InteriorSession(
        site: site.name, router: router, asn: asn, peers: routers.filter { $0 != router }, prefixes: prefixes)
      let dialect = dialect(router, site.name)
      let configuration = dialect?.interior(session) ?? RouterWords.interior(session)
      work.blocks +=
        instruction(
          configuration.apply, router, site.name, optional: configuration.optional,
          onlyIf: SiteText.interiorFilter
        ).blocks
      undo.blocks +=
        undoInstruction(
          configuration.undo, router, site.name, optional: configuration.optionalUndo,
          onlyIf: SiteText.interiorUndoFilter
        ).blocks
      commands += prefixes.compactMap { prefix in
        Self.expectedPaths(prefix, on: router, speakers).map {
          Check.Command(
            host: router, command: dialect?.paths(prefix) ?? "BGP paths of \(prefix)", expect: $0)
        }
      }
    }
    let isShared = prefixes.contains { Self.bestRouters($0, speakers).routers.count > 1 }
    add(
      Step(
        id: resource + "/ibgp", phase: .site, owner: .siteEngineer(site: site.name), resource: resource,
        title: SiteText.interior(site.name, routers.joined(separator: ", ")), dependsOn: routed,
        action: .manual(work),
        check: Check(
          text: VerificationText.runCommands,
          expected: isShared ? SiteText.interiorShared : SiteText.interiorUp, commands: commands),
        undo: Undo(
          title: SiteText.removeInterior(site.name), action: .manual(undo),
          check: Check(text: CommonText.confirmed, expected: SiteText.asBefore), durationSeconds: 600),
        impact: overlap(site) ? .mayInterrupt : .newFlowsOnly,
        impactReason: overlap(site) ? SiteText.takesOver : SiteText.newSession, isReversible: true,
        durationSeconds: 900))
    return [resource + "/ibgp"]
  }

  private static func carries(_ prefix: Prefix, _ line: PlannedLine) -> Bool {
    prefix.family == .ipv4 || line.linkIPv6 != nil
  }

  /// The lines over which a prefix is learnt.
  private static func lines(_ prefix: Prefix, _ speakers: [PlannedDirectConnect]) -> [PlannedLine] {
    speakers.filter { $0.localPrefixes.contains(prefix) }.flatMap(\.lines).filter { carries(prefix, $0) }
  }

  /// The highest local preference of a prefix, and the routers whose lines give it.
  private static func bestRouters(
    _ prefix: Prefix, _ speakers: [PlannedDirectConnect]
  ) -> (preference: Int, routers: [String]) {
    let lines = lines(prefix, speakers)
    let best = lines.map(\.localPreference).max() ?? 0
    return (best, Set(lines.filter { $0.localPreference == best }.map(\.router)).sorted())
  }

  /// What a router's BGP table holds of a prefix. A router tells its iBGP neighbours its best path, and only when
  /// it came by eBGP (RFC 4271): the primary therefore never hears of the standby's.
  private static func expectedPaths(
    _ prefix: Prefix, on router: String, _ speakers: [PlannedDirectConnect]
  ) -> Text? {
    let best = bestRouters(prefix, speakers)
    guard !best.routers.isEmpty else { return nil }
    let own = lines(prefix, speakers).filter { $0.router == router }
    if best.routers.contains(router) {
      return RouterText.ownPath(
        own.count, localPreference: best.preference, equals: best.routers.filter { $0 != router })
    }
    return RouterText.interiorPath(
      via: best.routers, localPreference: best.preference, own: own.count,
      ownPreference: own.map(\.localPreference).max() ?? 0)
  }
}
