import Addressing
import Scenario
import TestSupport
import Testing

@testable import Planning
@testable import Runbook

@Suite("Resolver dialects")
struct ResolverDialectTests {
  private func dns(_ forwarding: SiteDNS.Forwarding) -> PlannedSite.DNS {
    let forwarders = ["192.168.5.10", "192.168.6.10"].compactMap { IPAddress($0) }
    var dns = PlannedSite.DNS(forwarding: forwarding, ttl: 300)
    dns.servers = ["10.1.123.53"].compactMap { IPAddress($0) }
    dns.forwardedZones = ["ctyun.cn", "zos.ctyun.cn"].map { .init(zone: $0, forwarders: forwarders) }
    dns.records = [
      .init(
        name: "app.example.internal",
        addresses: ["192.168.5.30", "192.168.6.30", "2001:db8::30"].compactMap { IPAddress($0) },
        endpoint: "ep-app")
    ]
    return dns
  }

  @Test("write what was reviewed", arguments: SiteDNS.Software.allCases, SiteDNS.Forwarding.allCases)
  func golden(_ software: SiteDNS.Software, _ forwarding: SiteDNS.Forwarding) throws {
    let dialect = try #require(ResolverDialects.dialect(for: software))
    let configuration = dialect.configuration(ResolverChange(dns(forwarding)))
    var text = "\(dialect.displayName), \(forwarding.rawValue)\n"
    for (title, parts) in [("apply", configuration.apply), ("undo", configuration.undo)] {
      for part in parts {
        text += "\n--- \(title): \(part.place ?? "typed")\n"
        if let notice = part.notice { text += "(\(notice.en))\n" }
        text += part.lines.map { $0 + "\n" }.joined()
      }
    }
    expectGolden(text, "resolver/\(software.rawValue)-\(forwarding.rawValue).txt")
  }

  @Test(
    "a part can be pasted as it is: one file, and nothing but its lines",
    arguments: SiteDNS.Software.allCases,
    SiteDNS.Forwarding.allCases)
  func parts(_ software: SiteDNS.Software, _ forwarding: SiteDNS.Forwarding) throws {
    let dialect = try #require(ResolverDialects.dialect(for: software))
    let configuration = dialect.configuration(ResolverChange(dns(forwarding)))
    for part in configuration.apply + configuration.undo {
      #expect(!part.lines.isEmpty)
      #expect(part.notice.map { !$0.en.isEmpty && !$0.zh.isEmpty } == true)
      // Comments stood for a change of file.
      #expect(!part.lines.contains { $0.hasPrefix("#") || $0.hasPrefix("//") })
      // Commands are typed, everything else lies in a file.
      #expect((part.place == nil) == (part.syntax != "text"))
    }
  }
}
