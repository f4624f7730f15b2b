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
    let text =
      "\(dialect.displayName), \(forwarding.rawValue)\n\n--- apply\n"
      + configuration.apply.map { $0 + "\n" }.joined() + "\n--- undo\n"
      + configuration.undo.map { $0 + "\n" }.joined()
    expectGolden(text, "resolver/\(software.rawValue)-\(forwarding.rawValue).txt")
  }
}
