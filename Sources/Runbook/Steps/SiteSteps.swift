import Addressing
import JSON
import Planning
import Scenario

/// What is done at a site: its edge routers line by line, then what carries the routes and the flows inward.
extension RunbookBuilder {
  mutating func addSiteSteps() {
    for site in plan.sites {
      let directConnects = plan.directConnects.filter { $0.site == site.name }
      guard !directConnects.isEmpty else { continue }
      for router in site.routers { add(router, of: site, directConnects: directConnects) }
      var interfaces: Set<String> = []
      for directConnect in directConnects {
        for line in directConnect.lines { add(line, of: directConnect, at: site, interfaces: &interfaces) }
        addHealthCheck(
          of: directConnect,
          after: directConnect.lines.map { Self.routed($0, of: directConnect) })
      }
      let routed = directConnects.flatMap { directConnect in
        directConnect.lines.map { Self.routed($0, of: directConnect) }
      }
      let complete = addInterior(of: site, directConnects: directConnects, after: routed)
      addSourceNAT(of: site)
      addRoutes(of: site, directConnects: directConnects, after: complete)
      addFirewall(of: site)
    }
  }

  /// The step after which a line's routes stand on its router.
  static func routed(_ line: PlannedLine, of directConnect: PlannedDirectConnect) -> String {
    ResourceID.line(directConnect: directConnect.name, line.name)
      + (isStanding(line, of: directConnect) ? "/review" : "/routing")
  }

  /// A line that is adopted together with its gateway is in use, and its router knows it.
  static func isStanding(_ line: PlannedLine, of directConnect: PlannedDirectConnect) -> Bool {
    line.existing != nil && directConnect.isExisting
  }

  // MARK: Routers

  private mutating func add(
    _ router: PlannedRouter, of site: PlannedSite, directConnects: [PlannedDirectConnect]
  ) {
    let resource = ResourceID.router(site: site.name, router.name)
    let owner = Owner.siteEngineer(site: site.name)
    let used = directConnects.filter { $0.lines.contains { $0.router == router.name } }
    guard !used.isEmpty else { return }
    add(
      Step(
        id: resource + "/backup", phase: .site, owner: owner, resource: resource,
        title: SiteText.backUp(router.name), action: .manual(Instruction(text: SiteText.backUpWork)),
        check: Check(text: CommonText.confirmed, expected: SiteText.backedUp), impact: .none,
        impactReason: CommonText.onlyReads, isReversible: true, durationSeconds: 300))
    addControlPlane(router, resource: resource, of: site, directConnects: used)
    addAnnouncement(router, resource: resource, of: site, directConnects: used)
  }

  private mutating func addControlPlane(
    _ router: PlannedRouter, resource: String, of site: PlannedSite, directConnects: [PlannedDirectConnect]
  ) {
    guard !router.controlPlaneAdditions.isEmpty else { return }
    var rows: [[String]] = []
    for directConnect in directConnects {
      for line in directConnect.lines where line.router == router.name {
        for link in [line.link, line.linkIPv6].compactMap({ $0 }) {
          for control in router.controlPlaneAdditions {
            rows.append([control.summary, "\(link.cloud.address)", "\(link.site.address)", line.name])
          }
        }
      }
    }
    let block = Table(
      [ColumnText.transport, ColumnText.cloudEnd, ColumnText.siteEnd, ColumnText.line], rows
    ).block(on: device(router.name, site.name))
    add(
      Step(
        id: resource + "/control-plane", phase: .site, owner: .siteEngineer(site: site.name),
        resource: resource, title: SiteText.permitControl(router.name), dependsOn: [resource + "/backup"],
        action: .manual(Instruction(text: SiteText.permitControlWork, blocks: [block])),
        check: Check(text: CommonText.confirmed, expected: SiteText.controlPermitted),
        undo: Undo(
          title: SiteText.removeControl(router.name),
          action: .manual(Instruction(text: SiteText.undoByCopy, blocks: [block])),
          check: Check(text: CommonText.confirmed, expected: SiteText.asBefore), durationSeconds: 300),
        impact: .newFlowsOnly, impactReason: SiteText.permitOpens, isReversible: true, durationSeconds: 300))
  }

  /// What a router announces is the router's, not a line's: taking back one line must not silence the others.
  private mutating func addAnnouncement(
    _ router: PlannedRouter, resource: String, of site: PlannedSite, directConnects: [PlannedDirectConnect]
  ) {
    let speakers = directConnects.filter { directConnect in
      directConnect.mode == .bgp
        && directConnect.lines.contains {
          $0.router == router.name && !Self.isStanding($0, of: directConnect)
        }
    }
    guard !speakers.isEmpty else { return }
    let carriesIPv6 = speakers.contains {
      $0.lines.contains { $0.router == router.name && $0.linkIPv6 != nil }
    }
    let prefixes = Set(speakers.flatMap(\.remotePrefixes)).filter { $0.family == .ipv4 || carriesIPv6 }
      .sorted()
    // Lines that share the load only do so where the router uses more than one path.
    let shares = speakers.filter(\.multipath).map { directConnect in
      directConnect.lines.count { $0.router == router.name }
    }
    let announcement = RouterAnnouncement(
      asn: router.asn ?? speakers.first?.siteASN ?? 0, prefixes: prefixes, paths: max(1, shares.max() ?? 1))
    let configuration =
      dialect(router.name, site.name)?.announcement(announcement)
      ?? RouterWords.announcement(announcement)
    add(
      Step(
        id: resource + "/announce", phase: .site, owner: .siteEngineer(site: site.name), resource: resource,
        title: SiteText.announce(router.name),
        dependsOn: [resource + "/backup"],
        action: .manual(
          instruction(
            configuration.apply, router.name, site.name, optional: configuration.optional,
            onlyIf: SiteText.discardOnly)),
        check: Check(
          text: VerificationText.runCommands, expected: SiteText.announced,
          commands: configuration.probes.map {
            Check.Command(host: router.name, command: $0.command, expect: $0.expect)
          }),
        undo: Undo(
          title: SiteText.withdraw(router.name),
          action: .manual(
            undoInstruction(
              configuration.undo, router.name, site.name, optional: configuration.optionalUndo,
              onlyIf: SiteText.discardUndo)),
          check: Check(text: CommonText.confirmed, expected: SiteText.notAnnounced), durationSeconds: 300),
        impact: .newFlowsOnly, impactReason: SiteText.newSession, isReversible: true,
        remains: SiteText.emptyProcess, durationSeconds: 300))
  }

  /// Lines to type on a router; those of one whose platform is unknown are values in words.
  /// Optional lines stand in a block of their own that says who needs them.
  func instruction(
    _ lines: [String], _ router: String, _ site: String, hasKey: Bool = false, optional: [String] = [],
    onlyIf condition: Text? = nil
  ) -> Instruction {
    let dialect = dialect(router, site)
    let notice =
      hasKey
      ? dialect?.notice.map {
        Text(en: $0.en + " " + SiteText.keyNotice.en, zh: $0.zh + SiteText.keyNotice.zh)
      }
        ?? SiteText.keyNotice : dialect?.notice
    return Instruction(
      text: dialect == nil ? SiteText.inWords : SiteText.typeLines,
      blocks: (lines.isEmpty ? [] : [.init(device: device(router, site), lines: lines, notice: notice)])
        + optionalBlocks(optional, router, site, condition))
  }

  func undoInstruction(
    _ lines: [String], _ router: String, _ site: String, optional: [String] = [],
    onlyIf condition: Text? = nil
  ) -> Instruction {
    let dialect = dialect(router, site)
    return Instruction(
      text: dialect == nil || lines.isEmpty ? SiteText.undoByCopy : SiteText.typeUndo,
      blocks: (lines.isEmpty
        ? [] : [.init(device: device(router, site), lines: lines, notice: dialect?.notice)])
        + optionalBlocks(optional, router, site, condition))
  }

  func optionalBlocks(
    _ lines: [String], _ router: String, _ site: String, _ condition: Text?
  ) -> [Instruction.Block] {
    lines.isEmpty ? [] : [.init(device: device(router, site), lines: lines, notice: condition)]
  }
}

extension ControlPlaneProtocol {
  /// What a filter has to admit.
  var summary: String {
    switch self {
    case .bgp: "TCP 179 (BGP)"
    case .bfd: "UDP 3784 (BFD)"
    case .icmp: "ICMP echo"
    }
  }
}
