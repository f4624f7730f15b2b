import Addressing
import JSON
import Planning
import Scenario

/// The lower rungs of the verification ladder: light, ping, routing, path. Each isolates one layer, so a failure
/// names its culprit.
extension RunbookBuilder {
  mutating func addVerificationSteps() {
    for directConnect in plan.directConnects {
      for line in directConnect.lines { verify(line, of: directConnect) }
    }
    for site in plan.sites { verifyPath(of: site) }
    for endpoint in plan.endpoints { test(endpoint) }
  }

  private func lossTest() -> LossTest {
    LossTest(
      packets: profile.acceptancePackets, bytes: profile.acceptancePacketBytes, rate: profile.gatewayPingRate)
  }

  private mutating func verify(_ line: PlannedLine, of directConnect: PlannedDirectConnect) {
    let resource = ResourceID.line(directConnect: directConnect.name, line.name)
    let change = routerChange(line, directConnect)
    let dialect = dialect(line.router, directConnect.site)
    let health = commands(dialect?.health(change) ?? [], on: change)
    let link = dialect?.link(change) ?? RouterWords.link(change)
    let routing = dialect?.routing(change) ?? RouterWords.routing(change)
    let loss = lossTest()
    let pings = commands(link.probes, on: change)
    let routes = commands(routing.probes, on: change)
    let floods = commands(dialect?.loss(change, loss) ?? RouterWords.loss(change, loss), on: change)
    addReading(
      resource + "/verify-port", resource: resource, site: directConnect.site,
      title: VerificationText.verifyPort(line.name), after: [Self.routed(line, of: directConnect)],
      text: VerificationText.readTwice, expected: VerificationText.portHealthy,
      commands: health, seconds: 120)
    addReading(
      resource + "/verify-ping", resource: resource, site: directConnect.site,
      title: VerificationText.verifyPing(line.name), after: [resource + "/verify-port"],
      expected: SiteText.linkUp, commands: pings, seconds: 60)
    addReading(
      resource + "/verify-routing", resource: resource, site: directConnect.site,
      title: VerificationText.verifyRouting(line.name, bgp: directConnect.mode == .bgp),
      after: [resource + "/verify-ping"], expected: SiteText.routesUp,
      commands: routes, seconds: 120)
    addReading(
      resource + "/loss-test", resource: resource, site: directConnect.site,
      title: VerificationText.lossTest(line.name, loss.packets, loss.bytes),
      after: [resource + "/verify-ping"], text: VerificationText.lossWork(loss.rate),
      expected: VerificationText.noLoss(loss.packets),
      commands: floods, seconds: loss.seconds + 60, isSkippable: true)
  }

  /// Adds a step in which somebody looks: nothing changes, so nothing can be taken back.
  mutating func addReading(
    _ id: String, _ phase: Phase = .verify, resource: String, site: String, title: @autoclosure () -> Text,
    after dependencies: [String], text: Text = VerificationText.runCommands, expected: Text,
    commands: @autoclosure () -> [Check.Command], reason: Text = CommonText.onlyReads, seconds: Int,
    isSkippable: Bool = false
  ) {
    add(
      Step(
        id: id, phase: phase, owner: .siteEngineer(site: site), resource: resource,
        title: isSkeleton ? .blank : title(), dependsOn: dependencies,
        action: .manual(Instruction(text: text)),
        check: isSkeleton ? .blank : Check(text: text, expected: expected, commands: commands()),
        impact: .none,
        impactReason: reason, isReversible: true, durationSeconds: seconds,
        isSkippable: isSkippable))
  }

  /// From a host of the site to the edge: routes of the core, and where all of the site's lines come together.
  private mutating func verifyPath(of site: PlannedSite) {
    let directConnects = plan.directConnects.filter { $0.site == site.name }
    guard !directConnects.isEmpty else { return }
    let resource = ResourceID.site(site.name)
    var dependencies = directConnects.flatMap { directConnect in
      directConnect.lines.map {
        ResourceID.line(directConnect: directConnect.name, $0.name) + "/verify-routing"
      }
    }
    if !site.cloudRoutes.isEmpty { dependencies.append(resource + "/routes") }
    if site.visiblePrefixes != site.prefixes { dependencies.append(resource + "/source-nat") }
    if site.firewall?.added.isEmpty == false { dependencies.append(resource + "/firewall") }
    var seen: Set<Prefix> = []
    let host = Self.host(site.testHost, site.name)
    let commands = site.cloudRoutes.filter { seen.insert($0.to).inserted }.map { route in
      Check.Command(host: host, command: pathProbe(of: site, to: route.to), expect: VerificationText.pathHop)
    }
    addReading(
      resource + "/verify-path", resource: resource, site: site.name,
      title: VerificationText.verifyPath(site.name), after: dependencies,
      expected: VerificationText.pathGood, commands: commands, seconds: 60 + 10 * commands.count)
  }

  /// A traceroute with packets that the site's firewall lets through: its usual ones (UDP from port 33434 on) end at a
  /// firewall that admits planned flows only, and then the edge router is never seen.
  private func pathProbe(of site: PlannedSite, to prefix: Prefix) -> String {
    let target = prefix.hostBits > 1 ? prefix.first.advanced(by: 1) ?? prefix.first : prefix.first
    let options = "-n -q 1 -w 1 -m 8"
    let usual = "traceroute \(options) \(target)"
    guard let firewall = site.firewall else { return usual }
    func admits(_ transport: FilterProtocol, _ port: UInt16? = nil, _ address: IPAddress) -> Bool {
      firewall.admits(transport, port, from: site.testHost, to: address)
    }
    if admits(.udp, 33434, target) { return usual }
    if admits(.icmp, nil, target) { return "sudo traceroute -I \(options) \(target)" }
    for endpoint in plan.endpoints {
      for address in [endpoint.address, endpoint.ipv6Address].compactMap({ $0 })
      where prefix.contains(address) {
        if let port = endpoint.ports.first(where: { $0.transport == .tcp && admits(.tcp, $0.port, address) })
        {
          return "sudo traceroute -T -p \(port.port) \(options) \(address)"
        }
      }
    }
    return usual
  }

  static func host(_ address: IPAddress, _ site: String) -> String { "\(address) (\(site))" }
}

extension PlannedSite.Firewall {
  /// Whether packets get through once the change is made; a protocol without ports has none.
  fileprivate func admits(
    _ wanted: FilterProtocol, _ port: UInt16?, from source: IPAddress, to destination: IPAddress
  ) -> Bool {
    (existing + added).contains { permit in
      (permit.transport == .any || permit.transport == wanted)
        && port.map { port in permit.ports.contains { $0.contains(port) } } ?? true
        && permit.sources.contains { $0.contains(source) }
        && permit.destinations.contains { $0.contains(destination) }
    }
  }
}
