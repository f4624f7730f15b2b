import CtyunAPI
import CtyunClient
import Emulator
import EmulatorServer
import Foundation
import JSON
import Testing

/// Every operation goes from the client to the emulator and back, with signature, encoding and envelope.
@Suite struct RoundTripTests {
  static let key = AccessKey(id: "AKEXAMPLE0001", secret: Secret("SKEXAMPLE0001"))

  struct Keys: CredentialsProvider {
    func accessKey(for account: String) throws(CredentialsFailure) -> AccessKey { RoundTripTests.key }
  }

  /// A client before an emulator that takes the contract's recipe alone.
  static func client(getWithBody: Bool = false) -> (client: CtyunClient, region: String) {
    let clock = FakeClock()
    let cloud = Cloud()
    var options = EmulatedWire.Options()
    options.isStrict = true
    let wire = EmulatedWire(cloud, options: options) {
      EmulatorInstant(milliseconds: clock.secondsSince1970 * 1000)
    }
    wire.add(key, of: CloudAccount(name: "hub", id: "10001", email: "net@hub.example"))
    var configuration = CtyunClient.Configuration()
    configuration.addresses.common = "http://emulator"
    configuration.putsGetParametersInBody = getWithBody
    configuration.retry = .never
    let client = CtyunClient(
      credentials: Keys(), transport: EmulatorTransport(wire: wire), configuration: configuration,
      surroundings: .scripted(clock))
    return (client, cloud.regions[0].id)
  }

  /// The operation's arguments with a region that is there.
  static func arguments(of operation: CtyunAPI.Operation, region: String, all: Bool) -> JSONObject {
    var arguments = operation.exampleArguments
    if all {
      for parameter in operation.parameters where arguments[parameter.name] == nil {
        arguments[parameter.name] = parameter.exampleValue
      }
    }
    for name in ["regionID", "resourcePool"] where arguments[name] != nil {
      arguments[name] = .string(region)
    }
    return arguments
  }

  /// What was sent arrives as it was meant: the emulator does it or refuses it for a reason of its own, in an envelope
  /// that can be read. It never objects to the form of the request, and the gateway never steps in.
  static func expectAnswer(
    _ operation: CtyunAPI.Operation, _ client: CtyunClient, _ arguments: JSONObject
  ) async {
    do {
      let reply = try await client.call(operation, arguments, as: "hub")
      #expect(reply.envelope.statusCode == 800, "\(operation.id)")
    } catch {
      guard case .business(let failure) = error.cause else {
        Issue.record("\(error)")
        return
      }
      #expect(failure.statusCode == 900 && failure.errorCode?.isEmpty == false, "\(error)")
      #expect(failure.message?.isEmpty == false && failure.details?.isEmpty == false, "\(error)")
      #expect(failure.errorCode?.contains("Parameter") == false, "\(error)")
      #expect(failure.errorCode?.contains("Region.") == false, "\(error)")
    }
  }

  @Test(arguments: [false, true], [false, true])
  func everyOperation(withAllParameters all: Bool, getWithBody: Bool) async {
    for operation in Operations.all {
      let (client, region) = Self.client(getWithBody: getWithBody)
      await Self.expectAnswer(operation, client, Self.arguments(of: operation, region: region, all: all))
    }
  }

  /// The same over sockets.
  @Test(arguments: [false, true]) func everyOperationServed(overTLS: Bool) async throws {
    let certificate = try GeneratedCertificate(now: .now)
    let wire = EmulatedWire(Cloud()) { EmulatorInstant(milliseconds: SystemClock().secondsSince1970 * 1000) }
    wire.add(Self.key, of: CloudAccount(name: "hub", id: "10001", email: "net@hub.example"))
    var serving = EmulatorServer.Configuration()
    serving.tls = overTLS ? certificate.tls : nil
    let server = EmulatorServer(wire, serving) {}
    try await inScratchFolder { folder in
      let file = folder.appending(path: "ca.pem")
      try certificate.authorityPEM.write(to: file, atomically: true, encoding: .utf8)
      let (urls, ready) = AsyncStream<String>.makeStream()
      async let running: Void = {
        defer { ready.finish() }
        try await server.run { ready.yield($0) }
      }()
      if let url = await urls.first(where: { _ in true }) {
        #expect(url.hasPrefix(overTLS ? "https://127.0.0.1:" : "http://127.0.0.1:"))
        try await HTTPTransportTests.withTransport(authorities: overTLS ? file.path : nil) { transport in
          var configuration = CtyunClient.Configuration()
          configuration.addresses.common = url
          configuration.retry = .never
          configuration.limits = AccountLimits(callsPerSecond: nil)
          let client = CtyunClient(credentials: Keys(), transport: transport, configuration: configuration)
          for operation in Operations.all {
            wire.reset()
            let arguments = Self.arguments(of: operation, region: Cloud().regions[0].id, all: false)
            await Self.expectAnswer(operation, client, arguments)
          }
        }
        server.stop()
      }
      try await running
    }
  }

  /// Text of every kind comes back from the cloud as it was sent.
  @Test(arguments: ["生产 节点", "a b&c=d+e/~'(x)*!,:%41", "\"quotes\" \\ back", "emoji 🎉", "tab\tand\nbreak"])
  func textSurvives(_ text: String) async throws {
    let (client, region) = Self.client()
    let made = try await client.call(
      Operations.VPC.createVpc,
      [
        "clientToken": "t", "regionID": .string(region), "name": "survivor", "CIDR": "10.0.0.0/16",
        "description": .string(text),
      ],
      as: "hub")
    let id = try #require(made.envelope.object?["vpcID"])
    let shown = try await client.call(
      Operations.VPC.showVpc, ["regionID": .string(region), "vpcID": id], as: "hub")
    #expect(shown.envelope.object?["description"] == .string(text))
    // The same text in a query.
    let listed = try await client.call(
      Operations.VPC.listVpcs, ["regionID": .string(region), "vpcName": .string(text)], as: "hub")
    #expect(listed.envelope.statusCode == 800)
  }

  /// A service and an endpoint in one account, with types.
  @Test func typedRequests() async throws {
    let (client, region) = Self.client()
    let vpc = try await client.call(
      Operations.VPC.CreateVpc(clientToken: "v", regionID: region, name: "hub-vpc", CIDR: "192.168.0.0/16"),
      as: "hub")
    let vpcID = try #require(vpc.vpcID)
    let subnet = try await client.call(
      Operations.VPC.CreateSubnet(
        clientToken: "s", regionID: region, vpcID: vpcID, name: "apps", CIDR: "192.168.1.0/24"), as: "hub")
    let subnetID = try #require(subnet.subnetID)
    let address = try await client.call(
      Operations.VPC.createHavip,
      ["clientToken": "h", "regionID": .string(region), "subnetID": .string(subnetID)], as: "hub")
    let instance = try #require(address.envelope.object?["uuid"]?.stringValue)
    let service = try await client.call(
      Operations.VPCE.CreateEndpointService(
        clientToken: "e", regionID: region, vpcID: vpcID, name: "orders", instanceType: "vip",
        instanceID: instance,
        autoConnection: true, rules: [.init(protocol: "TCP", serverPort: 8443, endpointPort: 443)]), as: "hub"
    )
    let serviceID = try #require(service.endpointService?.endpointServiceID)
    let order = Operations.VPCE.CreateEndpoint(
      clientToken: "o", regionID: region, cycleType: "on_demand", endpointServiceID: serviceID,
      endpointName: "orders", subnetID: subnetID, vpcID: vpcID, whitelistFlag: 0)
    var endpointID: String?
    for _ in 0..<5 where endpointID == nil { endpointID = try await client.call(order, as: "hub").endpointID }
    let shown = try await client.call(
      Operations.VPCE.ShowEndpoint(regionID: region, endpointID: try #require(endpointID)), as: "hub")
    #expect(shown.endpoint?.ID == endpointID)
    #expect(shown.endpoint?.status == 1)
  }

  @Test func rowsAreWalkedThrough() async throws {
    let (client, region) = Self.client()
    for number in 0..<23 {
      _ = try await client.call(
        Operations.VPC.createVpc,
        [
          "clientToken": .string("t\(number)"), "regionID": .string(region), "name": .string("vpc-\(number)"),
          "CIDR": "10.0.0.0/16",
        ], as: "hub")
    }
    var names: Set<String> = []
    for try await row in Rows(
      of: Operations.VPC.listVpcs, ["regionID": .string(region)], as: "hub", by: client, pageSize: 10)
    {
      names.insert(row["name"]?.stringValue ?? "")
    }
    #expect(names.count == 23)
  }
}
