import Addressing
import Planning
import Scenario
import TestSupport
import Testing

@testable import Runbook

/// A change of one line, and what it is called.
struct RouterCase: Sendable, CustomTestStringConvertible {
  var name: String
  var change: RouterChange

  var testDescription: String { name }

  static let all: [RouterCase] = [
    RouterCase(name: "bgp-primary", change: sample(bgp: true, standby: false)),
    RouterCase(name: "bgp-standby", change: sample(bgp: true, standby: true)),
    RouterCase(name: "static-primary", change: sample(bgp: false, standby: false)),
    RouterCase(name: "static-standby", change: sample(bgp: false, standby: true)),
    RouterCase(name: "dual-stack-untagged", change: dualStack),
    RouterCase(name: "dual-stack-tagged", change: tagged),
  ]

  private static func link(_ cloud: String, _ site: String, _ length: Int) -> PlannedLine.Link {
    PlannedLine.Link(
      cloud: InterfaceAddress(address: address(cloud), length: length),
      site: InterfaceAddress(address: address(site), length: length))
  }

  private static func address(_ text: String) -> IPAddress {
    IPAddress(text) ?? IPAddress(family: .ipv4, bits: 0)
  }

  private static func prefixes(_ texts: String...) -> [Prefix] { texts.compactMap { Prefix($0) } }

  private static func sample(bgp: Bool, standby: Bool) -> RouterChange {
    let local = prefixes("192.168.5.0/24", "192.168.6.0/26")
    let routing: RouterChange.Routing =
      bgp
      ? .bgp(
        RouterChange.BGPSession(
          localASN: 65010, remoteASN: 64512, isAuthenticated: true, announced: prefixes("10.1.123.0/24"),
          accepted: local, localPreference: standby ? 100 : 200, prepends: standby ? 2 : 0))
      : .static(RouterChange.StaticRoutes(destinations: local, standbyPreference: standby ? 100 : nil))
    return RouterChange(
      router: standby ? "ce2" : "ce1", line: standby ? "line-b" : "line-a",
      label: standby ? "line-b" : "line-a", directConnect: "hq-dc",
      interface: standby ? "GigabitEthernet0/0/2" : "GigabitEthernet0/0/1", portType: "1G",
      vlan: standby ? 331 : 330,
      link: standby ? link("10.0.0.5", "10.0.0.6", 30) : link("10.0.0.1", "10.0.0.2", 30), linkIPv6: nil,
      mtu: 1_500, defaultMTU: 1_500, routing: routing, bfd: RouterChange.BFD(interval: 300, multiplier: 3),
      isStandby: standby)
  }

  /// Both families, no VLAN, a larger MTU, 10G, no key.
  private static let dualStack = RouterChange(
    router: "ce1", line: "主线", label: "主线", directConnect: "hq-dc", interface: "Ten-GigabitEthernet1/0/1",
    portType: "10G", vlan: 0, link: link("10.0.0.0", "10.0.0.1", 31),
    linkIPv6: link("fd00::1", "fd00::2", 126), mtu: 8_500, defaultMTU: 1_500,
    routing: .bgp(
      RouterChange.BGPSession(
        localASN: 65010, remoteASN: 64512, isAuthenticated: false,
        announced: prefixes("10.1.123.0/24", "2001:db8:1::/48"),
        accepted: prefixes("192.168.5.0/24", "2001:db8:2::/64"), localPreference: 200, prepends: 0)),
    bfd: RouterChange.BFD(interval: 300, multiplier: 3), isStandby: false)

  private static let tagged: RouterChange = {
    var change = dualStack
    change.vlan = 340
    return change
  }()
}

@Suite("Router dialects")
struct RouterDialectTests {
  @Test("write what was reviewed", arguments: EdgeRouter.Platform.allCases, RouterCase.all)
  func golden(_ platform: EdgeRouter.Platform, _ sample: RouterCase) throws {
    let dialect = try #require(RouterDialects.dialect(for: platform))
    let change = sample.change
    var text = "\(dialect.displayName): \(sample.name)\n"
    func add(_ title: String, _ lines: [String]) {
      text += "\n--- \(title)\n" + lines.map { $0 + "\n" }.joined()
    }
    func add(_ title: String, _ configuration: RouterConfiguration) {
      add(title, configuration.apply)
      add(title + " undo", configuration.undo)
      if !configuration.optional.isEmpty {
        add(title + " optional", configuration.optional)
        add(title + " optional undo", configuration.optionalUndo)
      }
      add(title + " probes", configuration.probes.map { "\($0.command)  => \($0.expect.en)" })
    }
    add("port", dialect.port(change))
    add("link", dialect.link(change))
    if case .bgp(let session) = change.routing {
      add(
        "announcement",
        dialect.announcement(
          RouterAnnouncement(
            asn: session.localASN, prefixes: session.announced, paths: change.vlan == 0 ? 2 : 1)))
      add(
        "interior",
        dialect.interior(
          InteriorSession(
            site: "hq", router: change.router, asn: session.localASN,
            peers: [change.router == "ce1" ? "ce2" : "ce1"],
            prefixes: session.accepted)))
      add("paths", session.accepted.map(dialect.paths))
    }
    add("routing", dialect.routing(change))
    add("shutdown", dialect.shutdown(change))
    add("health", dialect.health(change).map(\.command))
    add("loss", dialect.loss(change, LossTest(packets: 5_000, bytes: 1_400, rate: 30)).map(\.command))
    add("save", dialect.save + dialect.persistence(change))
    expectGolden(text, "router/\(platform.rawValue)/\(sample.name).txt")
  }

  @Test(
    "translate remarks and nothing that is typed", arguments: EdgeRouter.Platform.allCases, RouterCase.all)
  func remarks(_ platform: EdgeRouter.Platform, _ sample: RouterCase) throws {
    let dialect = try #require(RouterDialects.dialect(for: platform))
    var lines = dialect.persistence(sample.change)
    for configuration in [dialect.link(sample.change), dialect.routing(sample.change)] {
      lines += configuration.apply + configuration.undo
    }
    let block = Instruction.Block(device: "ce1", lines: lines)
    #expect(block.lines(in: .en) == lines)
    for (line, translated) in zip(lines, block.lines(in: .zh)) {
      // A remark announces what follows.
      let isRemark = (line.hasPrefix("# ") || line.hasPrefix("! ")) && line.hasSuffix(":")
      #expect((line != translated) == isRemark, "\(line)")
      #expect(line == translated || translated.hasPrefix(line.prefix(2)))
    }
  }

  @Test("take back what they made and nothing else", arguments: EdgeRouter.Platform.allCases, RouterCase.all)
  func undo(_ platform: EdgeRouter.Platform, _ sample: RouterCase) throws {
    let dialect = try #require(RouterDialects.dialect(for: platform))
    for configuration in [dialect.link(sample.change), dialect.routing(sample.change)] {
      // Policies, lists and profiles that come are those that go.
      let made = Set(configuration.apply.flatMap(Self.names))
      let removed = Set(configuration.undo.flatMap(Self.names))
      #expect(made == removed)
      // A process that others use is never removed as a whole.
      let forbidden = ["undo bgp", "no router bgp", "undo bfd", "no bfd", "undo ospf"]
      for line in configuration.undo where !line.hasPrefix(" ") {
        #expect(!forbidden.contains { line.hasPrefix($0) }, "\(line)")
      }
    }
  }

  @Test(
    "switch every port on and discard nothing unasked", arguments: EdgeRouter.Platform.allCases,
    RouterCase.all)
  func portAndDiscard(_ platform: EdgeRouter.Platform, _ sample: RouterCase) throws {
    let dialect = try #require(RouterDialects.dialect(for: platform))
    let switches = [" undo shutdown", " no shutdown", "ip link set \(sample.change.interface) up"]
    #expect(dialect.port(sample.change).apply.contains { switches.contains($0) })
    guard case .bgp(let session) = sample.change.routing else { return }
    let announcement = dialect.announcement(
      RouterAnnouncement(asn: session.localASN, prefixes: session.announced))
    let discards = ["null0", "blackhole"]
    func isDiscard(_ line: String) -> Bool { discards.contains { line.lowercased().contains($0) } }
    #expect(!announcement.apply.contains(where: isDiscard))
    #expect(announcement.optional.count(where: isDiscard) == session.announced.count)
  }

  private static func names(_ line: String) -> [String] {
    line.split(separator: " ").map(String.init).filter { $0.hasPrefix("ISTHMUS-") }
  }

  @Test("leave BFD switched on only where the whole router has a switch", arguments: RouterCase.all)
  func bfd(_ sample: RouterCase) {
    for dialect in RouterDialects.all {
      #expect(dialect.routing(sample.change).leavesBFD == (dialect.platform == .huaweiVRP))
    }
  }

  @Test("name policies apart whatever a line is called")
  func policyNames() {
    func name(_ line: String) -> String {
      var change = RouterCase.all[0].change
      change.label = line
      return change.policy("OUT6")
    }
    #expect(name("line-a") == "ISTHMUS-LINE-A-OUT6")
    let names = ["line-a", "line.a", "line_a", "主线", "备线", String(repeating: "x", count: 60)].map(name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.utf8.count <= 40)
      #expect(name.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
    }
  }

  @Test("pace the loss test below what the gateway answers")
  func lossPace() {
    let test = LossTest(packets: 5_000, bytes: 1_400, rate: 30)
    #expect(1_000 / test.interval < 30)
    #expect(test.payload == 1_372)
  }
}
