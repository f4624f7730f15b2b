import CtyunAPI
import JSON
import Scenario
import Testing

@testable import Emulator

@Suite struct FaultTests {
  let clock = ManualClock()

  /// A wire with these rules, and a bench before it.
  private func bench(_ rules: FaultRule..., seed: UInt64 = 1) -> (EmulatedWire, WireBench) {
    let wire = EmulatedWire.bench(clock: clock)
    wire.setFaults(Faults(seed: seed, rules: rules))
    return (wire, WireBench(DirectCarrier(wire: wire), clock: clock))
  }

  private func vpcCount(_ wire: EmulatedWire) throws -> Int {
    try wire.inventory()["vpc"]?.arrayValue?.count ?? 0
  }

  @Test(arguments: [
    (Fault.refused(milliseconds: 5), 0), (.resetBefore, 0), (.resetAfter, 1), (.replyDropped, 1), (.exit, 1),
  ]) func noReplyComes(_ fault: Fault, _ effects: Int) throws {
    var (wire, bench) = bench(FaultRule(name: "lost", calls: .writes, occasion: .nth(1), fault: fault))
    let request = bench.create("lost")
    let outcome = wire.answer(request)
    switch (fault, outcome) {
    case (.refused, .refused(milliseconds: 5)), (.resetBefore, .reset), (.resetAfter, .reset),
      (.replyDropped, .silence), (.exit, .exit):
      break
    default: Issue.record("\(fault): \(outcome)")
    }
    #expect(try vpcCount(wire) == effects)
    #expect(wire.log.last?.fault == "lost")
    #expect(wire.log.last?.status == nil)
    // A request that did not arrive may come again as it is; another one is a replay.
    if effects == 0 { try bench.ok(request) } else { try bench.refused(request, 403, "Replayed") }
    // The same client token in a new request finds what was made.
    try bench.ok(bench.create("lost"))
    #expect(try vpcCount(wire) == 1)
  }

  /// The token of the first delivery makes both one; a call without a token is refused the second time.
  @Test func arrivesTwice() throws {
    var (wire, bench) = bench(
      FaultRule(name: "served", occasion: .nth(1), fault: .twice(isNoticed: false)),
      FaultRule(name: "noticed", occasion: .nth(2), fault: .twice(isNoticed: true)))
    try bench.ok(bench.create("one"))
    #expect(try vpcCount(wire) == 1)
    try bench.refused(bench.create("two"), 403, "Replayed")
    #expect(try vpcCount(wire) == 2)
    try bench.ok(bench.create("two"))
    #expect(try vpcCount(wire) == 2)
  }

  @Test func repliesOfTheGateway() throws {
    var (wire, bench) = bench(
      FaultRule(name: "a", occasion: .nth(1), fault: .throttled(retryAfterSeconds: 3)),
      FaultRule(name: "b", occasion: .nth(2), fault: .throttled(retryAfterSeconds: nil)),
      FaultRule(name: "c", occasion: .nth(3), fault: .serverError(status: 503, afterEffect: false)),
      FaultRule(name: "d", occasion: .nth(4), fault: .serverError(status: 502, afterEffect: true)))
    let reply = try #require(try bench.carrier.send(bench.create("one")))
    #expect(reply.status == 429)
    #expect(reply.headers.contains { $0.name == "Retry-After" && $0.value == "3" })
    try bench.refused(bench.create("one"), 429, "Throttled")
    try bench.refused(bench.create("one"), 503, "Failed")
    #expect(try vpcCount(wire) == 0)
    try bench.refused(bench.create("one"), 502, "Failed")
    #expect(try vpcCount(wire) == 1)
    try bench.ok(bench.create("one"))
    #expect(wire.faults.report.rules.map(\.fired) == [1, 1, 1, 1])
    #expect(wire.faults.report.rules.map(\.matched) == [5, 5, 5, 5])
  }

  @Test func refusesWithACode() throws {
    let code = "Openapi.Vpc.QuotaExceeded"
    var (wire, bench) = bench(
      FaultRule(name: "a", fault: .businessFailure(code: code, message: "no more")))
    let envelope = try bench.reply(bench.create("one"), status: 200)
    #expect(envelope["statusCode"] == 900)
    #expect(envelope["errorCode"] == .string(code))
    #expect(envelope["message"] == "no more")
    #expect(try vpcCount(wire) == 0)
  }

  @Test func slowRepliesComeLater() throws {
    var (wire, bench) = bench(FaultRule(name: "a", occasion: .first(1), fault: .slow(milliseconds: 700)))
    guard case .reply(let reply, let delay) = wire.answer(bench.create("one")) else {
      Issue.record("no reply")
      return
    }
    #expect(delay == 700)
    #expect(try JSONValue(parsing: reply.body)["statusCode"] == 800)
    #expect(try vpcCount(wire) == 1)
  }

  @Test func staleReadsShowWhatWas() throws {
    var (_, bench) = bench(
      FaultRule(name: "old", operations: ["vpc.ListVpcs"], occasion: .every(2), fault: .stale(changes: 2)))
    func count(_ list: JSONObject) -> JSONValue? { list["returnObj"]?["totalCount"] }
    for (place, name) in ["one", "two", "three"].enumerated() {
      try bench.ok(bench.create(name))
      #expect(count(try bench.ok(bench.list())) == .integer(Int64(place + 1)))
      #expect(count(try bench.ok(bench.list())) == .integer(Int64(max(0, place - 1))))
    }
  }

  @Test func staleReadsDoNotMoveOrdersOn() throws {
    // Reading the past must not change the present.
    let wire = EmulatedWire.bench(clock: clock)
    var bench = Bench(WireTarget(DirectCarrier(wire: wire), wire, clock: clock))
    let (_, vpc, subnet) = try bench.attachedGateway()
    _ = (vpc, subnet)
    wire.setFaults(Faults(rules: [FaultRule(name: "old", calls: .reads, fault: .stale(changes: 3))]))
    let before = try wire.cloud.snapshot()["state"]
    try bench.ok("vpc.ListVpcs")
    try bench.ok("vpce.ListEndpoints")
    #expect(try wire.cloud.snapshot()["state"] == before)
  }

  @Test func garbageIsTheSameForTheSameSeed() throws {
    func bodies(_ seed: UInt64) throws -> [[UInt8]] {
      var (_, bench) = bench(FaultRule(name: "a", fault: .garbage), seed: seed)
      return try (0..<40).map { _ in try #require(try bench.carrier.send(bench.list())).body }
    }
    let first = try bodies(1)
    #expect(try bodies(1) == first)
    #expect(try bodies(2) != first)
    for body in first { #expect(throws: JSONError.self) { try JSONValue(parsing: body) } }
  }

  @Test func quotaShrinks() throws {
    let wire = EmulatedWire.bench(clock: clock)
    var bench = Bench(WireTarget(DirectCarrier(wire: wire), wire, clock: clock))
    let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
    wire.setFaults(
      Faults(rules: [
        FaultRule(
          name: "small", operations: ["vpce.CreateEndpointService"], occasion: .nth(2),
          fault: .quota(.servicesPerAccount, 1))
      ]))
    try bench.ok("vpce.CreateEndpointService", bench.serviceArguments(in: vpc))
    var other = bench.serviceArguments(in: vpc)
    other["name"] = "another"
    try bench.refused("vpce.CreateEndpointService", other, code: "VpceEndpointService.QuotaExceeded")
    wire.reset()
    #expect(wire.cloud.configuration.profile.servicesPerAccount > 1)
  }

  @Test func occasionsAndPatterns() throws {
    func fired(_ rule: FaultRule, calls: Int = 10) throws -> Int {
      var (wire, bench) = bench(rule)
      for _ in 0..<calls { _ = try bench.carrier.send(bench.list()) }
      return wire.faults.report.rules[0].fired
    }
    let failure = Fault.businessFailure(code: "x", message: "y")
    for (occasion, count) in [
      (Occasion.always, 10), (.nth(3), 1), (.nth(11), 0), (.every(3), 3), (.first(4), 4),
      (.probability(0), 0), (.probability(1), 10),
    ] { #expect(try fired(FaultRule(name: "a", occasion: occasion, fault: failure)) == count, "\(occasion)") }
    let some = try fired(FaultRule(name: "a", occasion: .probability(0.25), fault: failure), calls: 400)
    #expect((60...140).contains(some))
    for (operations, accounts, calls, count) in [
      (["vpc.*"], ["*"], .all, 10), (["*.ListVpcs"], ["h*b"], .reads, 10), (["vpce.*"], ["*"], .all, 0),
      (["*"], ["orders"], .all, 0), (["*"], ["*"], .writes, 0), (["vpc.ListVpc"], ["*"], .all, 0),
    ] as [([String], [String], FaultRule.Calls, Int)] {
      let rule = FaultRule(
        name: "a", operations: operations, accounts: accounts, calls: calls, fault: failure)
      #expect(try fired(rule) == count, "\(operations) \(accounts) \(calls)")
    }
  }

  @Test func rulesDoNotChangeEachOther() throws {
    func firings(_ rules: [FaultRule]) throws -> [String] {
      let wire = EmulatedWire.bench(clock: clock)
      wire.setFaults(Faults(seed: 9, rules: rules))
      var bench = WireBench(DirectCarrier(wire: wire), clock: clock)
      for _ in 0..<200 { _ = wire.answer(bench.list()) }
      return wire.faults.report.firings.filter { $0.rule == "chance" }.map(\.requestID)
    }
    let chance = FaultRule(name: "chance", occasion: .probability(0.3), fault: .replyDropped)
    let alone = try firings([chance])
    #expect(alone.count > 30)
    #expect(try firings([chance, FaultRule(name: "other", fault: .garbage)]) == alone)
  }

  @Test func readsAFile() throws {
    let faults = try Faults(
      JSONValue(
        parsing: #"""
          {"version": 1, "seed": 7, "rules": [
            {"name": "lost", "operations": ["vpce.CreateEndpoint", "cda.Add*"], "accounts": "hub",
             "calls": "writes", "nth": 2, "fault": "reply-dropped"},
            {"every": 10, "fault": {"kind": "slow", "delay": "2s"}},
            {"first": 3, "fault": {"kind": "throttled", "retryAfter": 1}},
            {"probability": 0.5, "fault": {"kind": "server-error", "status": 504, "effect": "done"}},
            {"fault": {"kind": "business-failure", "code": "Openapi.A.B"}},
            {"fault": {"kind": "stale", "changes": 4}},
            {"fault": {"kind": "quota", "limit": "endpoints-per-account", "to": 3}},
            {"fault": {"kind": "refused", "for": "50ms"}},
            {"fault": "twice"},
            {"fault": {"kind": "twice", "second": "refused"}},
            {"fault": "exit"}
          ]}
          """#))
    #expect(faults.seed == 7)
    #expect(
      faults.rules.map(\.fault) == [
        .replyDropped, .slow(milliseconds: 2000), .throttled(retryAfterSeconds: 1),
        .serverError(status: 504, afterEffect: true),
        .businessFailure(code: "Openapi.A.B", message: "a fault: Openapi.A.B"), .stale(changes: 4),
        .quota(.endpointsPerAccount, 3), .refused(milliseconds: 50), .twice(isNoticed: false),
        .twice(isNoticed: true), .exit,
      ])
    #expect(faults.rules[0].occasion == .nth(2) && faults.rules[0].accounts == ["hub"])
    #expect(faults.rules[1].name == "rule-2")
  }

  @Test(arguments: [
    ("1", "version"), ("{}", "version"), (#"{"version":1,"rule":[]}"#, "rule"),
    (#"{"version":1,"seed":-1}"#, "seed"), (#"{"version":1,"rules":[{}]}"#, "rules[0].fault.kind"),
    (#"{"version":1,"rules":[{"fault":"explode"}]}"#, "rules[0].fault"),
    (#"{"version":1,"rules":[{"fault":{"kind":"explode"}}]}"#, "rules[0].fault.kind"),
    (#"{"version":1,"rules":[{"fault":"slow"}]}"#, "rules[0].fault.delay"),
    (#"{"version":1,"rules":[{"fault":{"kind":"slow","delay":"soon"}}]}"#, "rules[0].fault.delay"),
    (#"{"version":1,"rules":[{"fault":{"kind":"exit","delay":"1s"}}]}"#, "rules[0].fault.delay"),
    (#"{"version":1,"rules":[{"fault":"exit","nth":0}]}"#, "rules[0].nth"),
    (#"{"version":1,"rules":[{"fault":"exit","nth":1,"every":2}]}"#, "rules[0].every"),
    (#"{"version":1,"rules":[{"fault":"exit","probability":2}]}"#, "rules[0].probability"),
    (#"{"version":1,"rules":[{"fault":"exit","operations":["vpc.CreateVpx"]}]}"#, "rules[0].operations"),
    (#"{"version":1,"rules":[{"fault":"exit","calls":"some"}]}"#, "rules[0].calls"),
    (#"{"version":1,"rules":[{"name":"a","fault":"exit"},{"name":"a","fault":"exit"}]}"#, "rules[1].name"),
    (
      #"{"version":1,"rules":[{"fault":{"kind":"server-error","status":400}}]}"#, "rules[0].fault.status"
    ),
    (
      #"{"version":1,"rules":[{"fault":{"kind":"quota","limit":"vlan-range","to":1}}]}"#,
      "rules[0].fault.limit"
    ),
    (#"{"version":1,"rules":[{"fault":{"kind":"stale","changes":65}}]}"#, "rules[0].fault.changes"),
  ]) func refusesAFile(_ text: String, _ path: String) throws {
    let document = try JSONValue(parsing: text)
    let error = #expect(throws: ContentError.self) { try Faults(document) }
    #expect(error?.path == path)
  }

  @Test(arguments: [
    ("*", "", true), ("*", "abc", true), ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "acb", false),
    ("a**b*", "axxb", true), ("", "", true), ("", "a", false), ("abc", "abc", true), ("ab", "abc", false),
    ("*ab", "aab", true), ("*a*b*c*", "xaxbxcx", true), ("*a*b*c*", "xaxcxbx", false),
  ]) func globs(_ pattern: String, _ text: String, _ fits: Bool) {
    #expect(Glob.matches(pattern, text) == fits)
  }
}
