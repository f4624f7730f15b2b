import CtyunAPI
import Foundation
import JSON
import Testing

/// Requests and replies with types.
@Suite struct TypedOperationTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The operations of the runbooks of all scenarios have types.
  @Test func runbooksUseNoOthers() throws {
    func text(_ path: String) throws -> String {
      try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }
    let list = try JSONValue(parsing: text("Sources/CtyunAPI/Contract/typed.json"))
    let typed = Set((list["operations"]?.arrayValue ?? []).compactMap(\.stringValue))
    var used: Set<String> = []
    for scenario in try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appending(path: "scenarios").path)
    {
      guard let runbook = try? text("scenarios/\(scenario)/runbook.json") else { continue }
      used.formUnion(runbook.matches(of: /"operation": *"([a-z.A-Z]+)"/).map { String($0.1) })
    }
    #expect(used.count > 50)
    #expect(used.subtracting(typed).sorted() == [], "add them to typed.json and run script/generate")
  }

  @Test func requestsHoldWhatIsGiven() {
    let request = Operations.VPCE.CreateEndpointService(
      regionID: "r", vpcID: "v", name: "orders", instanceType: "lb", instanceID: "lb-1",
      autoConnection: false,
      rules: [.init(protocol: "TCP", serverPort: 8443, endpointPort: 443)])
    #expect(
      request.arguments == [
        "regionID": "r", "vpcID": "v", "name": "orders", "instanceType": "lb", "instanceID": "lb-1",
        "autoConnection": false, "rules": [["protocol": "TCP", "serverPort": 8443, "endpointPort": 443]],
      ])
    #expect(type(of: request).operation.problems(in: request.arguments) == [])
  }

  static func envelope(_ returnObj: JSONValue) throws -> ReplyEnvelope {
    try ReplyEnvelope(["statusCode": 800, "returnObj": returnObj])
  }

  /// Null, absent and empty ids all mean that there is none yet.
  @Test(arguments: [
    "{}", "null", "[]", #"{"endpointID":null}"#, #"{"endpointID":""}"#, #"[{"endpointID":""}]"#, "7",
  ])
  func whatIsNotThereIsNil(_ returnObj: String) throws {
    let reply = Operations.VPCE.CreateEndpoint.Reply(try Self.envelope(JSONValue(parsing: returnObj)))
    #expect(reply.endpointID == nil)
  }

  @Test(arguments: [
    #"{"endpointID":"e","masterResourceStatus":"brandNewState"}"#,
    #"[{"endpointid":"e","masterResourceStatus":"brandNewState","extra":1}]"#,
  ])
  func objectsAndArraysOfOneReadAlike(_ returnObj: String) throws {
    let reply = Operations.VPCE.CreateEndpoint.Reply(try Self.envelope(JSONValue(parsing: returnObj)))
    #expect(reply.endpointID == "e" && reply.masterResourceStatus == "brandNewState")
  }

  @Test func numbersAndTextsAreSwapped() throws {
    let reply = Operations.VPC.ListVpcs.Reply(
      try Self.envelope([
        "totalCount": "3", "vpcs": ["vpcID": 12, "ipv6Enabled": "true", "subnetIDs": "s-1"],
      ]))
    #expect(reply.totalCount == 3 && reply.vpcs.count == 1)
    #expect(reply.vpcs.first?.vpcID == "12")
    #expect(reply.vpcs.first?.ipv6Enabled == true)
    #expect(reply.vpcs.first?.subnetIDs == ["s-1"])
  }
}
