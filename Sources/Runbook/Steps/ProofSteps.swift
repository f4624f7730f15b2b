import Addressing
import JSON
import Planning
import Scenario

/// The last rungs: every line fails once while somebody looks; then routers keep what has proved good.
extension RunbookBuilder {
  mutating func addDrills() {
    for directConnect in plan.directConnects where directConnect.lines.count > 1 {
      let site = ResourceID.site(directConnect.site)
      let switched = switchedNames[directConnect.site] ?? []
      // One line at a time: two drills together would be an outage.
      var before = [site + "/verify-path"] + switched
      let order = directConnect.lines.sorted { ($0.localPreference, $1.name) > ($1.localPreference, $0.name) }
      for line in order {
        let step = ResourceID.line(directConnect: directConnect.name, line.name) + "/drill"
        drill(line, id: step, of: directConnect, after: before)
        before = [step]
      }
      drilled[directConnect.name] = before
    }
  }

  /// How long the other lines need to take over; nil when nothing tells the cloud that a line is dead.
  private func takeover(_ directConnect: PlannedDirectConnect) -> Int? {
    if directConnect.bfd {
      return max(1, profile.bfdIntervalMilliseconds * profile.bfdMultiplier / 1_000)
    }
    if directConnect.mode == .bgp { return profile.bgpHoldSeconds }
    if let check = directConnect.healthCheck, check.switchesRoutes {
      return check.intervalSeconds * check.probes
    }
    return nil
  }

  private mutating func drill(
    _ line: PlannedLine, id step: String, of directConnect: PlannedDirectConnect, after dependencies: [String]
  ) {
    let change = routerChange(line, directConnect)
    let configuration =
      dialect(line.router, directConnect.site)?.shutdown(change) ?? RouterWords.shutdown(change)
    let seconds = takeover(directConnect)
    let device = device(line.router, directConnect.site)
    let restoration = Instruction.Block(device: device, lines: configuration.undo)
    let commands = sample(at: directConnect.site)
    add(
      Step(
        id: step, phase: .prove, owner: .siteEngineer(site: directConnect.site),
        resource: ResourceID.line(directConnect: directConnect.name, line.name),
        title: VerificationText.drill(line.name), dependsOn: dependencies,
        action: .manual(
          Instruction(
            text: VerificationText.drillWork(seconds, bfd: directConnect.bfd),
            blocks: [.init(device: device, lines: configuration.apply), restoration])),
        check: Check(
          text: commands.isEmpty ? VerificationText.watchService : VerificationText.runCommands,
          expected: VerificationText.drillGood, commands: commands),
        undo: Undo(
          title: VerificationText.bringUp(line.name),
          action: .manual(Instruction(text: SiteText.typeLines, blocks: [restoration])),
          check: Check(text: CommonText.confirmed, expected: VerificationText.lineUp), durationSeconds: 120),
        impact: .willInterrupt, impactReason: VerificationText.drillImpact(seconds), isReversible: true,
        durationSeconds: 600, isSkippable: true))
  }

  /// A few connections that must survive a drill.
  private func sample(at site: String) -> [Check.Command] {
    guard let planned = index.sites[site] else { return [] }
    var commands = survivors(at: site)
    guard commands.isEmpty else { return commands }
    for endpoint in plan.endpoints where commands.count < Self.sampleSize {
      guard
        index.sitesOfSubnet[ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet)]?.contains(site) == true,
        let client = client(for: endpoint, at: planned),
        let port = client.ports.first(where: { $0.transport == .tcp })
      else { continue }
      commands.append(
        Check.Command(
          host: client.host,
          command: "while sleep 1; do date; \(Probe.connect(endpoint.address, port)); done",
          expect: VerificationText.connected))
    }
    return commands
  }

  private static let sampleSize = 3

  /// The flows that the scenario expects to survive any single failure, proved on the plan.
  private func survivors(at site: String) -> [Check.Command] {
    let expected = (flows?.expected ?? []).filter { packet in
      packet.origin == site && packet.isServed && packet.port.transport == .tcp
        && plan.expectations[packet.expectation].during?.value == .anySingleFailure
    }
    return expected.prefix(Self.sampleSize).map { packet in
      Check.Command(
        host: Self.host(packet.host, site),
        command: "while sleep 1; do date; \(Probe.connect(packet.server, packet.port)); done",
        expect: VerificationText.connected)
    }
  }

  /// A router keeps its configuration over a restart only from here on: until the change has proved good, a restart
  /// is the way back.
  mutating func addSaves() {
    for site in plan.sites {
      for router in site.routers {
        var dependencies: [String] = []
        for directConnect in plan.directConnects where directConnect.site == site.name {
          guard directConnect.lines.contains(where: { $0.router == router.name }) else { continue }
          dependencies +=
            drilled[directConnect.name] ?? [ResourceID.site(site.name) + "/verify-path"]
        }
        guard !dependencies.isEmpty else { continue }
        let resource = ResourceID.router(site: site.name, router.name)
        let dialect = dialect(router.name, site.name)
        add(
          Step(
            id: resource + "/save", phase: .prove, owner: .siteEngineer(site: site.name), resource: resource,
            title: SiteText.saveConfiguration(router.name), dependsOn: dependencies,
            action: .manual(
              Instruction(
                text: SiteText.saveWork,
                blocks: saveBlocks(router.name, site.name))),
            check: Check(text: CommonText.confirmed, expected: dialect?.saved ?? SiteText.saved),
            impact: .none,
            impactReason: SiteText.saveHarmless, isReversible: true,
            durationSeconds: 120))
      }
    }
  }

  private func saveBlocks(_ router: String, _ site: String) -> [Instruction.Block] {
    guard let dialect = dialect(router, site) else { return [] }
    let device = device(router, site)
    var blocks = [Instruction.Block(device: device, lines: dialect.save, notice: dialect.saveNotice)]
    for directConnect in plan.directConnects where directConnect.site == site {
      for line in directConnect.lines where line.router == router && !Self.isStanding(line, of: directConnect)
      {
        let lines = dialect.persistence(routerChange(line, directConnect))
        if !lines.isEmpty {
          blocks.append(.init(device: device, lines: lines, notice: RouterText.systemNetwork))
        }
      }
    }
    return blocks
  }
}
