import Diagnostics
import TestSupport
import Testing

@testable import Scenario

@Suite struct ShippedScenarioTests {
  @Test(arguments: shippedScenarioNames)
  func readsWithoutFindings(name: String) throws {
    let reading = read(try shippedScenario(name))
    expectDiagnostics(reading.checked.diagnostics, sources: reading.sources)
    let scenario = try #require(reading.checked.value)
    #expect(scenario.name.value == name)
  }

  @Test func flagshipSaysWhatItSays() throws {
    let scenario = try #require(read(try shippedScenario("idc-direct-connect")).checked.value)
    #expect(scenario.accounts.names == ["consumer", "provider"])
    #expect(scenario.accounts["consumer"]?.id?.value == "10001")
    #expect(scenario.changeWindow?.durationMinutes.value == 360)
    let connect = try #require(scenario.directConnects["hq-dc"])
    #expect(connect.lines["line-a"]?.vlan.fixed?.value == 330)
    #expect(connect.lines["line-b"]?.preference?.value == .standby)
    #expect(connect.lines["line-a"]?.interconnect.fixed?.cloud.description == "10.0.0.1/30")
    #expect(connect.routing.cloudASN.fixed?.value == 64512)
    #expect(
      scenario.vpcs["orders-vpc"]?.acls["orders-acl"]?.egress.first?.sourcePorts.first?.value
        == PortRange(8443, 8443))
    #expect(
      scenario.vpcs["orders-vpc"]?.securityGroups["orders-servers"]?.ingress.first?.peer.value == .endpointNAT
    )
    #expect(scenario.endpointServices["svc-app"]?.consumers.map(\.value) == ["consumer"])
    #expect(scenario.endpoints["ep-zos"]?.target == .cloud(Located("zos", at: scenario.location)))
    #expect(
      scenario.endpoints["ep-dns"]?.allow?.map(\.value.description) == ["10.1.123.53", "hub-vpc.sub-vpce"])
    #expect(scenario.expectations.count == 6)
    #expect(scenario.expectations.first?.during?.value == .anySingleFailure)
  }
}
