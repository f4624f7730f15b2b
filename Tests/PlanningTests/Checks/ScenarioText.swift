import Diagnostics

/// Scenario texts for tests of single rules: a network around what a test is about.
struct ScenarioText {
  /// `name: {...}` lines, without indentation.
  var profile: [String] = []
  var accounts = ["hub: { id: \"10001\", email: net@hub.example }"]
  var sites: [String] = ["hq: { prefixes: [10.1.123.0/24], routers: { ce1: *ce, ce2: *ce } }"]
  var directConnects: [String] = [
    "hq-dc: { account: hub, site: hq, routing: { protocol: bgp }, lines: *lines, attachments: { hub-vpc: { subnets: [endpoints] } } }"
  ]
  var vpcs: [String] = [
    "hub-vpc: { account: hub, cidr: 192.168.0.0/16, subnets: { endpoints: { cidr: 192.168.5.0/24 } } }"
  ]
  var rest: [String] = []

  /// A Direct Connect with two good lines.
  static func directConnect(_ name: String, site: String, _ attachments: String, more: String = "") -> String
  {
    "\(name): { account: hub, site: \(site), routing: { protocol: bgp }, lines: *lines, "
      + "attachments: { \(attachments) }\(more) }"
  }

  var text: String {
    var lines = [
      "version: 1", "name: test", "region: 81f7728662dd11ec810800155d307d5b",
      "accounts: { \(accounts.joined(separator: ", ")) }",
    ]
    func section(_ name: String, _ entries: [String]) {
      guard !entries.isEmpty else { return }
      lines.append("\(name):")
      lines += entries.map { "  \($0)" }
    }
    section("profile", profile)
    var sites = sites
    let router = "&ce { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }"
    if let index = sites.firstIndex(where: { $0.contains("*ce") }),
      let place = sites[index].firstRange(of: "*ce")
    {
      sites[index].replaceSubrange(place, with: router)
    }
    section("sites", sites)
    var directConnects = directConnects
    let pair =
      "&lines { line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }, "
      + "line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 } }"
    if let index = directConnects.firstIndex(where: { $0.contains("*lines") }),
      let place = directConnects[index].firstRange(of: "*lines")
    {
      directConnects[index].replaceSubrange(place, with: pair)
    }
    section("directConnects", directConnects)
    section("vpcs", vpcs)
    return (lines + rest).joined(separator: "\n") + "\n"
  }

  /// Read and checked.
  var checked: CheckedText { CheckedText(text) }

  /// The findings of one family (`ADR`, `RTE`), sorted as printed, each as `error ADR002: message`.
  func findings(_ family: String) -> [String] {
    checked.diagnostics.filter {
      $0.code.hasPrefix(family) || $0.code.hasPrefix("FMT") || $0.code == "REF001"
    }
    .map { "\($0.severity.rawValue) \($0.code): \($0.message)" }
  }
}
