import Diagnostics
import JSON
import TestSupport
import Testing

@testable import Scenario

/// The same scenario written as YAML and as JSON is the same scenario.
@Suite struct EquivalenceTests {
  /// Everything that the format has, in one scenario.
  static let everything = """
    version: 1
    name: hq-to-cloud
    region: 81f7728662dd11ec810800155d307d5b        # a resource pool
    description: Everything once

    changeWindow: { start: 2026-12-03T22:00:00+08:00, durationMinutes: 360 }
    profile: { vlan-range: 300-399, endpoint-nat: [198.19.128.0/17] }
    cloudServices: { zos: { id: endpser-zos, ports: [443/tcp, 80/tcp], zones: [zos.ctyun.cn] } }

    accounts:
      hub:    { id: "10001", email: net@hub.example, note: owns the network }
      orders: { id: "10002", email: ops@orders.example }

    sites:
      hq:
        prefixes: [10.1.123.0/24, 10.1.124.0/24]
        hiddenRanges: [172.17.0.0/16]
        dns: { servers: [10.1.123.53], software: bind, forwarding: conditional }
        routes:
          - { to: 172.20.0.0/20, via: 10.1.123.254, note: the old branch }
        routers:
          ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010, controlPlanePermits: [bgp, icmp] }
          ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010, management: 10.1.123.2 }
        firewall:
          managed: false
          permits: [{ from: hq, to: orders, protocol: tcp, ports: [443, 8000-8099] }]
        testHost: 10.1.123.10

    directConnects:
      hq-dc:
        account: hub
        site: hq
        routing: { protocol: bgp, cloudASN: 64512, bfd: true, md5: false, track: false, multipath: false }
        lines:
          line-a: { router: ce1, bandwidthMbps: 1000, vlan: auto, interconnect: auto, preference: primary }
          line-b:
            router: ce2
            bandwidthMbps: 1000
            vlan: 331
            interconnect: { cloud: 10.0.0.5/30, site: 10.0.0.6/30 }
            interconnectIPv6: { cloud: 2001:db8::1/126, site: 2001:db8::2/126 }
            preference: standby
            sitePreference: standby
            accessPoint: AP2
            lineType: IPRAN
            portType: 1G
            hosted: true
            mtu: 1500
        attachments: { hub-vpc: { subnets: [endpoints, apps], extraPrefixes: [100.125.0.0/16], bandwidthMbps: 500 } }
        interconnectPool: [10.0.0.0/24]
        advertise: [10.1.123.0/24]
        healthCheck: { vpc: hub-vpc, source: auto, intervalSeconds: 5, probes: 3, switchesRoutes: true }

    vpcs:
      hub-vpc:
        account: hub
        cidr: 192.168.0.0/16
        ipv6: true
        subnets:
          endpoints: { prefixLength: 26 }
          apps:      { cidr: 192.168.10.0/24, routeTable: apps, acl: apps, usedAddresses: [192.168.10.9] }
        routeTables:
          apps:
            routes:
              - { to: 10.1.123.0/24, via: { directConnect: hq-dc } }
              - { to: 0.0.0.0/0, via: { kind: nat-gateway, id: natgw-1 }, note: updates }
        acls:
          apps:
            ingress: [{ action: accept, priority: 1, protocol: any, from: hq, to: hub-vpc.apps }]
            egress: [{ action: accept, protocol: tcp, sourcePorts: 443, ports: any, existing: true }]
      orders-vpc:
        account: orders
        existing: vpc-7d1x0a2b3c
        cidr: 172.16.0.0/16
        secondaryCIDRs: [172.18.0.0/16]
        subnets: { backend: { cidr: 172.16.1.0/24, existing: subnet-92k1, routeTable: default } }
        securityGroups:
          orders-backend:
            ingress: [{ action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }]
            egress: [{ action: drop, protocol: udp, ports: "8000-8099", to: 10.9.9.9 }]

    backends:
      lb-new:
        type: lb
        vpc: orders-vpc
        subnet: backend
        listeners: [{ protocol: tcp, port: 8444, targetPort: 9000 }]
        targets: [{ id: vm-1, address: 172.16.1.20, port: 9000 }]
        accessList: [endpoint-nat, 10.0.0.0/8]
        readsClientAddress: true
        needsClientAddress: false

    endpointServices:
      orders-api:
        account: orders
        vpc: orders-vpc
        subnet: backend
        backend: { type: lb, id: lb-3f9c, address: 172.16.1.10, securityGroups: [orders-backend] }
        approval: manual
        consumers: [hub]
        ports:
          - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
        clientAddress: proxy-protocol
        callsBack: true
      open: { account: orders, vpc: orders-vpc, backend: lb-new, consumers: any, region: r2, cloudName: open-api }
      back:
        account: orders
        vpc: orders-vpc
        subnet: backend
        type: reverse
        transitAddresses: { erp: { address: 172.16.1.99 } }
        reverseRules:
          - { endpoint: orders, transit: erp, transitPort: 8443, protocol: tcp, target: 10.1.123.20, targetPort: 443 }

    endpoints:
      orders: { vpc: hub-vpc, subnet: endpoints, service: orders-api, address: auto, allow: [hq, hub-vpc.apps], names: [orders.example.internal] }
      zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq], deleteProtection: true, ipv6Address: auto }
      theirs: { vpc: hub-vpc, subnet: apps, service: { id: endpser-9d2k, ports: [443/tcp, 53/udp] }, allow: [] }

    privateZones: { example.internal: { account: hub, vpcs: [hub-vpc], ttl: 300 } }

    expect:
      - { from: hq, to: orders, port: 443/tcp, allow: true, because: ERP posts orders, during: any-single-failure }
      - { from: 10.1.99.0/24, to: orders, port: 443/tcp, allow: false, because: guests stay out }

    """

  private func asJSON(_ yaml: String) throws -> String {
    var sink = DiagnosticSink(limit: 10)
    var sources = SourceMap()
    let document = ScenarioReader.document(
      Array(yaml.utf8), path: "scenario.yaml", into: &sources, limits: .standard, sink: &sink)
    return try #require(document).jsonValue().text()
  }

  @Test func everythingOnce() throws {
    let yaml = read(Self.everything)
    expectDiagnostics(yaml.checked.diagnostics, sources: yaml.sources)
    let json = read(try asJSON(Self.everything), path: "scenario.json")
    expectDiagnostics(json.checked.diagnostics, sources: json.sources)
    let scenario = try #require(yaml.checked.value)
    #expect(scenario == json.checked.value)
    let validator = try SchemaValidator(ScenarioSchema.json)
    #expect(validator.faults(in: try JSONValue(parsing: try asJSON(Self.everything))) == [])
    // The address list that says nothing and the one that says nobody differ.
    #expect(scenario.endpoints["theirs"]?.allow == [])
    #expect(scenario.endpoints["zos"]?.ipv6Address == .auto)
    #expect(scenario.endpoints["orders"]?.ipv6Address == nil)
    #expect(scenario.endpointServices["open"]?.consumersAny?.value == true)
    #expect(scenario.vpcs["hub-vpc"]?.acls["apps"]?.egress.first?.ports == [])
    #expect(scenario.profile.map(\.key.value) == ["vlan-range", "endpoint-nat"])
    #expect(scenario.profile.first?.value.value == .range(300...399))
  }

  @Test(arguments: shippedScenarioNames) func shippedScenarios(name: String) throws {
    let yaml = try shippedScenario(name)
    let json = read(try asJSON(yaml), path: "scenario.json")
    #expect(json.codes == [])
    #expect(json.checked.value == read(yaml).checked.value)
  }

  @Test func aDifferenceIsSeen() throws {
    let other = Self.everything.replacing("vlan: 331", with: "vlan: 332")
    #expect(read(Self.everything).checked.value != read(other).checked.value)
  }
}
