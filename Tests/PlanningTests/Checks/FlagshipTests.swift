import Diagnostics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The flagship scenario, and its negative twins: one change each, and exactly what follows from it.
@Suite struct FlagshipTests {
  /// Said of every flagship: it rests on unconfirmed numbers, and has one DNS endpoint.
  private static let expected: Set<String> = ["CAP002", "NAM002"]

  private static func flagship() throws -> String {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scenarios/idc-direct-connect/scenario.yaml")
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  @Test func flagshipIsClean() throws {
    let checked = CheckedText(try Self.flagship())
    let found = checked.findings(without: Self.expected)
    #expect(found.isEmpty, "\(renderText(found, sources: checked.sources))")
    #expect(!checked.diagnostics.contains { $0.severity == .error })
  }

  struct Twin: Sendable, CustomTestStringConvertible {
    var name: String
    var old: String
    var new: String
    var codes: [String]
    var message: String
    var testDescription: String { name }
  }

  static let twins: [Twin] = [
    Twin(
      name: "(a) the site uses a part of the endpoints' subnet", old: "prefixes: [10.1.123.0/24]",
      new: "prefixes: [10.1.123.0/24, 192.168.5.0/25]", codes: ["ADR002"],
      message: "192.168.5.0/24 of subnet hub-vpc.sub-vpce overlaps 192.168.5.0/25 of site hq"),
    Twin(
      name: "(b) the site uses shared address space", old: "prefixes: [10.1.123.0/24]",
      new: "prefixes: [10.1.123.0/24, 100.64.10.0/24]", codes: ["ADR003"],
      message: "100.64.10.0/24 of site hq lies in the forbidden range 100.64.0.0/10"),
    Twin(
      name: "(c) a custom route into the endpoint NAT range",
      old: "      sub-app: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl }\n",
      new: """
              sub-app: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl, routeTable: custom }
            routeTables:
              custom:
                routes:
                  - { to: 198.19.200.0/24, via: { kind: nat-gateway, id: nat-1a2b3c } }

        """, codes: ["ADR004"],
      message:
        "198.19.200.0/24 of a route in orders-vpc.custom overlaps the endpoint NAT range 198.19.128.0/17"),
    Twin(
      name: "(d) an endpoint on a reserved address", old: "address: 192.168.5.30",
      new: "address: 192.168.5.254", codes: ["ADR006"],
      message: "192.168.5.254 of endpoint ep-app is reserved: the cloud keeps the first 2 and the last 3 "
        + "addresses of a subnet"),
    Twin(
      name: "(e) nobody on an endpoint's access list",
      old: "    address: 192.168.5.30\n    allow: [hq]\n", new: "    address: 192.168.5.30\n    allow: []\n",
      codes: ["END006"], message: "nobody may use endpoint ep-app: its access list is empty"),
    Twin(
      name: "(f) a second service on one backend port",
      old: "endpoints:\n",
      new: """
          svc-two:
            account: provider
            vpc: orders-vpc
            subnet: sub-lb
            backend: lb-app
            consumers: [consumer]
            ports: [{ protocol: tcp, endpointPort: 8443, serverPort: 8443 }]

        endpoints:
          ep-two:
            vpc: hub-vpc
            subnet: sub-vpce
            service: svc-two
            allow: [hq]

        """, codes: ["PRT002"],
      message: "services svc-app and svc-two both use 8443/tcp of backend lb-app"),
    Twin(
      name: "(g) a drop before the accept",
      old:
        "          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.sub-lb }",
      new: """
                  - { action: drop, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }
                  - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.sub-lb }
        """, codes: ["SEC001"],
      message: "security group orders-vpc.orders-servers drops tcp 8443 from the endpoint NAT range "
        + "198.19.128.0/17, by its rule of priority 10"),
    Twin(
      name: "(h) the endpoints' subnet on a custom table",
      old: "      sub-vpce: { cidr: 192.168.5.0/24, routeTable: default }\n",
      new: """
              sub-vpce: { cidr: 192.168.5.0/24, routeTable: custom }
            routeTables:
              custom:
                routes: []

        """, codes: ["RTE003"],
      message:
        "subnet hub-vpc.sub-vpce uses the route table custom, which has no route to 10.1.123.0/24 over "
        + "hq-dc"),
    Twin(
      name: "(i) one number at both ends", old: "asn: 65010", new: "asn: 64512",
      codes: ["RTE005", "RTE005"],
      message: "router hq.ce1 and the cloud both have ASN 64512 on hq-dc: external BGP needs two"),
    Twin(
      name: "(j) the provider's VPC overlaps the site", old: "172.16.", new: "10.1.", codes: ["ADR008"],
      message: "10.1.0.0/16 of VPC orders-vpc overlaps 10.1.123.0/24 of site hq, which does no harm: only "
        + "endpoints lead to it, and they translate"),
  ]

  @Test(arguments: twins) func aTwinHasItsOwnFaultOnly(_ twin: Twin) throws {
    let flagship = try Self.flagship()
    #expect(flagship.contains(twin.old))
    let checked = CheckedText(flagship.replacing(twin.old, with: twin.new))
    let found = checked.findings(without: Self.expected)
    #expect(found.map(\.code) == twin.codes, "\(renderText(found, sources: checked.sources))")
    #expect(found.first?.message == twin.message)
    #expect(found.allSatisfy { $0.help?.isEmpty == false })
  }
}
