import Diagnostics
import Testing

/// Names: who answers them, and where they may stand.
@Suite struct NameRuleTests {
  private static let cloud = "ctyun.cn"

  private func text(_ endpoints: [String], site: String = "", rest: [String] = []) -> ScenarioText {
    var text = ScenarioText()
    text.sites = [
      "hq: { prefixes: [10.1.123.0/24], routers: { ce1: *ce, ce2: *ce }\(site) }"
    ]
    text.vpcs = [
      "hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24 }, more: { cidr: 192.168.6.0/24 } } }"
    ]
    text.directConnects = [
      ScenarioText.directConnect("hq-dc", site: "hq", "hub-vpc: { subnets: [endpoints, more] }")
    ]
    text.rest = ["endpoints:"] + endpoints.map { "  \($0)" } + rest
    return text
  }

  private static let dns = ", dns: { servers: [10.1.123.53] }"
  private static func resolver(_ name: String, _ subnet: String = "endpoints", _ allow: String = "hq")
    -> String
  {
    "\(name): { vpc: hub-vpc, subnet: \(subnet), service: { cloud: dns }, allow: [\(allow)] }"
  }
  private static let zos = "zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }"

  @Test func zonesOfTheOperatorNeedAResolverInTheCloud() {
    #expect(
      text([Self.zos], site: Self.dns).findings("NAM") == [
        "error NAM001: site hq uses endpoint zos and can ask no DNS endpoint for zos.ctyun.cn"
      ])
    #expect(
      text([Self.zos, Self.resolver("a"), Self.resolver("b", "more")], site: Self.dns).findings("NAM").isEmpty
    )
    // An endpoint that the site does not use is none of its names.
    #expect(text([Self.zos.replacing("[hq]", with: "[hub-vpc]")], site: Self.dns).findings("NAM").isEmpty)
  }

  @Test func aResolverMustBeAdmittedByOneDNSEndpoint() {
    let closed = [
      Self.zos, Self.resolver("a", "endpoints", "10.1.123.54"), Self.resolver("b", "more", "hub-vpc"),
    ]
    #expect(
      text(closed, site: Self.dns).findings("END") == ["error END001: endpoint a does not admit 10.1.123.53"])
    let open = [Self.zos, Self.resolver("a", "endpoints", "10.1.123.54"), Self.resolver("b", "more", "hq")]
    #expect(text(open, site: Self.dns).findings("END").isEmpty)
    // Behind translation the cloud sees other addresses.
    let translated = Self.dns + ", sourceNAT: [10.200.0.0/28]"
    #expect(
      text(closed, site: translated).findings("END").first
        == "error END001: endpoint a does not admit hq (10.200.0.0/28)")
  }

  @Test func oneSubnetIsOneWay() {
    #expect(
      text([Self.resolver("a")], site: Self.dns).findings("NAM") == [
        "warning NAM002: site hq asks one DNS endpoint for cloud names, a: when it fails, none resolves"
      ])
    #expect(
      text([Self.resolver("a"), Self.resolver("b")], site: Self.dns).findings("NAM") == [
        "warning NAM002: site hq asks DNS endpoints of one subnet for cloud names, a and b"
      ])
    #expect(text([Self.resolver("a"), Self.resolver("b", "more")], site: Self.dns).findings("NAM").isEmpty)
  }

  private static func named(_ allow: String, _ name: String = "app.example.internal") -> String {
    "app: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1, ports: [443/tcp] }, allow: [\(allow)], names: [\(name)] }"
  }

  @Test func namesOfEndpointsAreAnsweredWhereTheyAreUsed() {
    #expect(text([Self.named("hq")], site: Self.dns).findings("NAM").isEmpty)
    #expect(
      text([Self.named("hq")]).findings("NAM") == [
        "error NAM001: nothing at site hq answers app.example.internal"
      ])
    #expect(
      text([Self.named("hq, hub-vpc.more")], site: Self.dns).findings("NAM") == [
        "error NAM001: hosts of VPC hub-vpc may use endpoint app and find no private answer for app.example.internal"
      ])
    let zone = ["privateZones:", "  Example.internal: { account: hub, vpcs: [hub-vpc] }"]
    #expect(text([Self.named("hq, hub-vpc.more")], site: Self.dns, rest: zone).findings("NAM").isEmpty)
    let other = ["privateZones:", "  example.internal: { account: hub, vpcs: [] }"]
    let found = text([Self.named("192.168.6.10")], site: Self.dns, rest: other).checked.diagnostics
      .first { $0.code == "NAM001" }
    #expect(found?.help == "add hub-vpc to the VPCs of private zone example.internal")
  }

  @Test func aZoneAnswersInVPCsOfItsAccount() {
    var text = ScenarioText()
    func findings(_ zone: String) -> [String] {
      text.rest = ["privateZones:", "  example.internal: { account: \(zone), vpcs: [hub-vpc] }"]
      return text.findings("ACC004")
    }
    text.accounts.append("orders: { id: \"10002\" }")
    #expect(findings("hub").isEmpty)
    #expect(
      findings("orders") == [
        "warning ACC004: private zone example.internal of account orders is to answer in VPC hub-vpc of account hub, "
          + "whose VPCs orders cannot associate"
      ])
    // Whoever associated what stands could.
    #expect(findings("orders, existing: zone-1").isEmpty)
  }

  @Test func expectedNamesMustBeAnswered() {
    func found(_ name: String) -> [String] {
      text(
        [Self.zos, Self.resolver("a"), Self.resolver("b", "more"), Self.named("hq")], site: Self.dns,
        rest: ["expect:", "  - { from: hq, to: \(name), port: 443/tcp, allow: true }"]
      ).findings("NAM")
    }
    #expect(found("app.example.internal").isEmpty)
    #expect(found("bucket.xinan1.zos.ctyun.cn").isEmpty)
    #expect(
      found("app.exemple.internal") == ["error NAM001: nothing in this scenario answers app.exemple.internal"]
    )
  }

  @Test func aNameLeadsToOneServiceInADomain() {
    let two = Self.named("hq").replacing("app: ", with: "two: ")
    #expect(text([Self.named("hq"), two], site: Self.dns).findings("NAM").isEmpty)
    #expect(
      text([Self.named("hq"), two.replacing("endpser-1", with: "endpser-2")], site: Self.dns).findings("NAM")
        == [
          "error NAM003: app.example.internal leads to endpoints of different services, app and two"
        ])
  }

  @Test func everyFixedNameIsJudged() {
    let names = [
      "one: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1, ports: [443/tcp] }, allow: [hq], cloudName: same }",
      "two: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1, ports: [443/tcp] }, allow: [hq], cloudName: same }",
      "three: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1, ports: [443/tcp] }, allow: [hq], cloudName: \"a b\" }",
    ]
    #expect(
      text(names, site: Self.dns).findings("NAM") == [
        "error NAM004: endpoint one and endpoint two are both called same in the cloud",
        "error NAM004: the cloud refuses the name a b of endpoint three: names there have 2 to 32 characters of the form ^[a-zA-Z一-龥][0-9a-zA-Z_一-龥-]+$",
      ])
  }
}
