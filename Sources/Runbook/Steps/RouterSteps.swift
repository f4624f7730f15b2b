import Addressing
import JSON
import Planning
import Scenario

/// A line's steps on its router: port, link, routing. Three effects, three steps.
extension RunbookBuilder {
  mutating func add(
    _ line: PlannedLine, of directConnect: PlannedDirectConnect, at site: PlannedSite,
    interfaces: inout Set<String>
  ) {
    let resource = ResourceID.line(directConnect: directConnect.name, line.name)
    let router = ResourceID.router(site: site.name, line.router)
    let change = routerChange(line, directConnect)
    guard !Self.isStanding(line, of: directConnect) else {
      review(line, change: change, resource: resource, of: directConnect, at: site)
      return
    }
    let prepared = [router + "/backup"] + (line.existing == nil ? [resource + "/fibre"] : [])
    let dialect = dialect(line.router, site.name)
    let port = dialect?.port(change) ?? RouterWords.port(change)
    var linked = prepared
    // Lines that share an interface share its settings: the first of them sets it.
    let interface = "\(line.router)/\(change.interface)"
    if !port.apply.isEmpty, interfaces.insert(interface).inserted {
      addPort(line, port, change: change, resource: resource, of: directConnect, at: site, after: prepared)
      linked = [resource + "/port"]
      portSteps[interface] = resource + "/port"
    } else if let step = portSteps[interface] {
      linked.append(step)
    }
    addLink(
      line, dialect?.link(change) ?? RouterWords.link(change), resource: resource, at: site,
      isShared: isInterfaceShared(line, directConnect), after: linked + [bound(line, of: directConnect)])
    addRouting(
      line, dialect?.routing(change) ?? RouterWords.routing(change), change: change, resource: resource,
      of: directConnect, at: site)
  }

  private mutating func addPort(
    _ line: PlannedLine, _ port: RouterConfiguration, change: RouterChange, resource: String,
    of directConnect: PlannedDirectConnect, at site: PlannedSite, after dependencies: [String]
  ) {
    let isShared = isInterfaceShared(line, directConnect)
    add(
      Step(
        id: resource + "/port", phase: .site, owner: .siteEngineer(site: site.name), resource: resource,
        title: SiteText.configurePort(line.name, line.router, isFixed: line.portType == "1G"),
        dependsOn: dependencies,
        action: .manual(instruction(port.apply, line.router, site.name)),
        check: Check(
          text: VerificationText.runCommands, expected: SiteText.portSet,
          commands: commands(port.probes, on: change)),
        undo: Undo(
          title: SiteText.restorePort(line.name, line.router),
          action: .manual(undoInstruction(port.undo, line.router, site.name)),
          check: Check(text: CommonText.confirmed, expected: SiteText.asBefore), durationSeconds: 180),
        impact: isShared ? .mayInterrupt : .none,
        impactReason: isShared ? LineText.sharedPort : LineText.newPort, isReversible: true,
        durationSeconds: 300))
  }

  private mutating func addLink(
    _ line: PlannedLine, _ link: RouterConfiguration, resource: String, at site: PlannedSite, isShared: Bool,
    after dependencies: [String]
  ) {
    // Untagged, the addresses stand on the interface itself.
    let isRisky = isShared && line.vlan == 0
    add(
      Step(
        id: resource + "/link", phase: .site, owner: .siteEngineer(site: site.name), resource: resource,
        title: SiteText.configureLink(line.name, line.router, line.vlan), dependsOn: dependencies,
        action: .manual(instruction(link.apply, line.router, site.name)),
        check: Check(
          text: VerificationText.runCommands, expected: SiteText.linkUp,
          commands: link.probes.map {
            Check.Command(host: line.router, command: $0.command, expect: $0.expect)
          }),
        undo: Undo(
          title: SiteText.removeLink(line.name, line.router),
          action: .manual(undoInstruction(link.undo, line.router, site.name)),
          check: Check(text: CommonText.confirmed, expected: SiteText.linkGone), durationSeconds: 180),
        impact: isRisky ? .mayInterrupt : .none,
        impactReason: isRisky ? LineText.sharedPort : CommonText.unusedYet, isReversible: true,
        durationSeconds: 300))
  }

  private mutating func addRouting(
    _ line: PlannedLine, _ routing: RouterConfiguration, change: RouterChange, resource: String,
    of directConnect: PlannedDirectConnect, at site: PlannedSite
  ) {
    let router = ResourceID.router(site: site.name, line.router)
    let isBGP = directConnect.mode == .bgp
    var dependencies = [resource + "/link"] + ready(ResourceID.route(directConnect: directConnect.name))
    if isBGP { dependencies.append(router + "/announce") }
    if site.routers.first(where: { $0.name == line.router })?.controlPlaneAdditions.isEmpty == false {
      dependencies.append(router + "/control-plane")
    }
    let takesOver = site.existingRoutes.contains { route in
      directConnect.localPrefixes.contains { $0.overlaps(route.to) }
    }
    add(
      Step(
        id: resource + "/routing", phase: .site, owner: .siteEngineer(site: site.name), resource: resource,
        title: SiteText.configureRouting(line.name, line.router, bgp: isBGP), dependsOn: dependencies,
        action: .manual(
          instruction(routing.apply, line.router, site.name, hasKey: isBGP && directConnect.md5)),
        check: Check(
          text: VerificationText.runCommands, expected: isBGP ? SiteText.routesUp : SiteText.staticUp,
          commands: commands(routing.probes, on: change)),
        undo: Undo(
          title: SiteText.removeRouting(line.name, line.router, bgp: isBGP),
          action: .manual(undoInstruction(routing.undo, line.router, site.name)),
          check: Check(
            text: CommonText.confirmed, expected: isBGP ? SiteText.routesGone : SiteText.staticGone),
          durationSeconds: 300),
        impact: takesOver ? .mayInterrupt : .newFlowsOnly,
        impactReason: takesOver ? SiteText.takesOver : isBGP ? SiteText.newSession : SiteText.newRoutes,
        isReversible: true, remains: routing.leavesBFD ? SiteText.bfdProcess : nil, durationSeconds: 600))
  }

  private mutating func review(
    _ line: PlannedLine, change: RouterChange, resource: String, of directConnect: PlannedDirectConnect,
    at site: PlannedSite
  ) {
    let words = RouterWords.routing(change)
    let probes = dialect(line.router, site.name)?.routing(change).probes ?? words.probes
    add(
      Step(
        id: resource + "/review", phase: .site, owner: .siteEngineer(site: site.name), resource: resource,
        title: SiteText.reviewRouting(line.name, line.router),
        dependsOn: [ResourceID.router(site: site.name, line.router) + "/backup", resource + "/verify"]
          + ready(ResourceID.route(directConnect: directConnect.name)),
        action: .manual(
          Instruction(
            text: SiteText.reviewWork,
            blocks: [.init(device: device(line.router, site.name), lines: words.apply)])),
        check: Check(
          text: VerificationText.runCommands, expected: SiteText.routesUp,
          commands: commands(probes, on: change)),
        undo: Undo(
          title: SiteText.restoreFromCopy(line.router),
          action: .manual(Instruction(text: SiteText.undoByCopy)),
          check: Check(text: CommonText.confirmed, expected: SiteText.asBefore), durationSeconds: 300),
        impact: .newFlowsOnly, impactReason: SiteText.newSession, isReversible: true, durationSeconds: 600))
  }
}
