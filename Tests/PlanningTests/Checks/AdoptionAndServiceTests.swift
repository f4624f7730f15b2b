import Diagnostics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Findings of what exists and who is served, where several say the same.
@Suite struct AdoptionAndServiceTests {
  private static let flagship: String = {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scenarios/idc-direct-connect/scenario.yaml")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  /// What is found in the flagship with some of its text replaced, but for what is said of every flagship.
  private static func findings(_ changes: (String, String)...) throws -> [Diagnostic] {
    var text = flagship
    for (old, new) in changes {
      try #require(text.contains(old))
      text = text.replacing(old, with: new)
    }
    return CheckedText(text).findings(without: ["CAP002", "NAM002"])
  }

  @Test func allThatExistsInANewPlaceIsOneFinding() throws {
    let found = try Self.findings(("    existing: vpc-7d1x0a2b3c", "    # existing: vpc-7d1x0a2b3c"))
    #expect(found.map(\.code) == ["REF006"])
    #expect(found.first?.severity == .error)
    #expect(
      found.first?.message
        == "VPC orders-vpc would be created, and subnet orders-vpc.sub-lb, subnet orders-vpc.sub-app, "
        + "server vm-orders-1 and server vm-orders-2 in it exist already")
    #expect(found.first?.related.count == 3)
  }

  @Test func serversAloneAreAWarning() throws {
    let found = try Self.findings((", existing: subnet-9r3s7t1u5v", ""))
    #expect(found.map(\.code) == ["REF006"])
    #expect(found.first?.severity == .warning)
    #expect(
      found.first?.message
        == "subnet orders-vpc.sub-app would be created, and server vm-orders-1 and server vm-orders-2 in it exist "
        + "already")
  }

  /// Who is expected to reach an endpoint is the matter of END001; what is left of the site is that of NAM005.
  @Test func whatIsDemandedIsNotSaidTwice() throws {
    let demanded = try Self.findings(
      ("    address: 192.168.5.20\n    allow: [hq]", "    address: 192.168.5.20\n    allow: [10.1.123.0/25]"))
    #expect(demanded.map(\.code) == ["END001"])
    let left = try Self.findings(
      ("    address: 192.168.5.20\n    allow: [hq]", "    address: 192.168.5.20\n    allow: [10.1.123.0/25]"),
      ("  - { from: hq, to: ep-zos, port: 443/tcp,", "  - { from: 10.1.123.10, to: ep-zos, port: 443/tcp,"))
    #expect(left.map(\.code) == ["NAM005"])
    #expect(left.first?.message.hasSuffix("which does not admit 10.1.123.128/25") == true)
  }

  @Test func backendsOfSeveralServicesAreAskedForTheirGroupsOnce() throws {
    let found = try Self.findings(
      ("    securityGroups: [orders-servers]\n", ""),
      (
        "endpointServices:\n",
        """
        endpointServices:
          svc-two:
            account: provider
            vpc: orders-vpc
            subnet: sub-lb
            backend: lb-app
            consumers: [consumer]
            ports:
              - { protocol: tcp, endpointPort: 80, serverPort: 8080 }

        """
      ),
      (
        "      - { protocol: tcp, port: 8443 }\n",
        "      - { protocol: tcp, port: 8443 }\n      - { protocol: tcp, port: 8080 }\n"
      ))
    #expect(found.count { $0.code == "SEC006" } == 1)
  }
}
