import JSON
import Runbook
import Testing

@Suite("Inspection of runbooks")
struct RunbookInspectionTests {
  private func flagship() throws -> Runbook { try Sample.plan(shipped: "idc-direct-connect").runbook }

  private func spoil(_ id: String, _ change: (inout Step) -> Void) throws -> [RunbookProblem] {
    var runbook = try flagship()
    let index = try #require(runbook.steps.firstIndex { $0.id == id })
    change(&runbook.steps[index])
    return runbook.problems()
  }

  private func expect(_ problems: [RunbookProblem], on id: String, _ words: String) {
    #expect(
      problems.contains { $0.step == id && $0.message.contains(words) }, "\(problems.map(\.description))")
  }

  private func withCall(_ step: inout Step, _ change: (inout APICall) -> Void) {
    guard case .apiCall(var call) = step.action else { return }
    change(&call)
    step.action = .apiCall(call)
  }

  @Test("finds unknown dependencies")
  func unknownDependency() throws {
    let id = "subnet/hub-vpc/sub-vpce/create"
    expect(try spoil(id) { $0.dependsOn = ["nowhere"] }, on: id, "nowhere, which is not there")
  }

  @Test("finds steps before what they wait for")
  func wrongOrder() throws {
    let id = "vpc/hub-vpc/create"
    expect(
      try spoil(id) { $0.dependsOn = ["subnet/hub-vpc/sub-vpce/create"] }, on: id, "does not stand before it")
  }

  @Test("finds references that nothing waits for")
  func unwaited() throws {
    let id = "endpoint/ep-dns/create"
    expect(try spoil(id) { $0.dependsOn = [] }, on: id, "without waiting for it")
  }

  @Test("finds references to outputs that nobody gives")
  func unknownOutput() throws {
    let id = "vpc/hub-vpc/create"
    expect(
      try spoil(id) { $0.outputs = [] }, on: "subnet/hub-vpc/sub-vpce/create", "which gives no such output")
    expect(try spoil(id) { $0.outputs = [] }, on: id, "its own output vpcID")
  }

  @Test("finds parameters that the contract refuses")
  func parameters() throws {
    let id = "vpc/hub-vpc/create"
    expect(
      try spoil(id) { step in withCall(&step) { $0.parameters["CIDR"] = "192.168.0.1/16" } }, on: id, "CIDR")
    expect(
      try spoil(id) { step in withCall(&step) { $0.parameters["clientToken"] = "x" } }, on: id, "client token"
    )
    expect(
      try spoil(id) { step in withCall(&step) { $0.operation = "vpc.MakeVpc" } }, on: id,
      "the contract does not know")
    expect(
      try spoil(id) { step in withCall(&step) { $0.operation = "CreateVpc" } }, on: id,
      "the contract does not know")
  }

  @Test("finds checks that change something")
  func mutatingCheck() throws {
    let id = "vpc/hub-vpc/create"
    expect(
      try spoil(id) { $0.check.condition?.call.operation = "vpc.DeleteVpc" }, on: id, "changes something")
  }

  @Test("finds two steps of one name")
  func twice() throws {
    var runbook = try flagship()
    runbook.steps.append(runbook.steps[0])
    expect(runbook.problems(), on: runbook.steps[0].id, "same id")
  }

  @Test("finds an undo of what cannot be undone")
  func contradiction() throws {
    let id = "vpc/hub-vpc/create"
    expect(try spoil(id) { $0.isReversible = false }, on: id, "irreversible")
  }
}

@Suite("References")
struct ReferenceTests {
  @Test("read back from their JSON form")
  func roundTrip() {
    let result = ResultReference(step: "vpc/a/create", output: "vpcID")
    #expect(ResultReference(json: result.json) == result)
    let secret = SecretReference.bgpKey(directConnect: "hq-dc", line: "line-a")
    #expect(SecretReference(json: secret.json) == secret)
    #expect(secret.name == "bgp-key/hq-dc/line-a")
    #expect(result.json.isRunbookReference && secret.json.isRunbookReference)
  }

  @Test(
    "are nothing else",
    arguments: [
      .null, "vpc", ["$secret": 5], ["$secret": "a", "b": 1], ["$result": "a"], ["$result": ["step": "a"]],
      ["$result": ["step": "a", "output": "b", "c": "d"]],
    ] as [JSONValue])
  func others(_ json: JSONValue) { #expect(!json.isRunbookReference) }

  @Test("are found wherever they stand in parameters")
  func found() throws {
    let steps = try Sample.plan(shipped: "idc-direct-connect").runbook.steps
    let route = try #require(steps.first { $0.id == "route/hq-dc/create" })
    guard case .apiCall(let call) = route.action else {
      Issue.record("no call")
      return
    }
    #expect(call.references.map(\.step) == ["line/hq-dc/line-a/create", "line/hq-dc/line-b/create"])
    #expect(call.secrets.map(\.name) == ["bgp-key/hq-dc/line-a", "bgp-key/hq-dc/line-b"])
  }

  @Test("keep secrets out of runbooks", arguments: Sample.shipped)
  func noSecrets(_ name: String) throws {
    for step in try Sample.plan(shipped: name).runbook.steps {
      guard case .apiCall(let call) = step.action, call.operation.hasSuffix("BgpRoute") else { continue }
      for neighbor in call.parameters["BGPList"]?.arrayValue ?? [] {
        if let key = neighbor["BGPKey"] { #expect(SecretReference(json: key) != nil) }
      }
    }
  }
}
