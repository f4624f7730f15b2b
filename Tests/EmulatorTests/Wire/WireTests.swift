import CtyunAPI
import JSON
import Synchronization
import Testing

@testable import Emulator

@Suite struct WireTests {
  let clock = ManualClock()

  @Test(arguments: Conformance.wire) func keeps(_ wireCase: WireCase) throws {
    var bench = WireBench(DirectCarrier(wire: .bench(clock: clock)), clock: clock)
    try wireCase.run(&bench)
  }

  /// Everything that the engine keeps it keeps behind the wire.
  @Test(arguments: Conformance.overWire) func keepsBehindTheWire(_ conformance: ConformanceCase) throws {
    let wire = try conformance.wire(clock: clock)
    var bench = Bench(WireTarget(DirectCarrier(wire: wire), wire, clock: clock))
    try conformance.run(&bench)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func agreesWithTheModel(seed: UInt64) throws {
    let wire = EmulatedWire.bench(clock: clock)
    try ModelRun(seed: seed, target: WireTarget(DirectCarrier(wire: wire), wire, clock: clock)).run(
      steps: 300)
  }

  @Test func strictAcceptsTheRecipeAlone() throws {
    var options = EmulatedWire.Options()
    options.isStrict = true
    var bench = WireBench(DirectCarrier(wire: .bench(clock: clock, options: options)), clock: clock)
    let recipe = FormEncoding.query([("vpcName", "a b"), ("regionID", Bench.region)])
    try bench.ok(bench.list(recipe))
    let percent = recipe.replacing("+", with: "%20")
    try bench.refused(bench.list(recipe, .init(signedQuery: percent)), 401, "Unauthorized")
    try bench.refused(bench.list(percent), 401, "Unauthorized")
    try bench.refused(bench.list(recipe, .init(zone: 0)), 401, "Unauthorized")
    try bench.refused(bench.list("vpcName=a&\(WireBench.region)"), 401, "Unauthorized")
  }

  @Test func noTwoOperationsShareAPath() {
    let paths = Operations.all.flatMap { [$0.path] + $0.alternatePaths }
    #expect(Set(paths).count == paths.count)
  }

  @Test func logHoldsWhatHappenedAndNoSecrets() throws {
    let wire = EmulatedWire.bench(clock: clock)
    var bench = WireBench(DirectCarrier(wire: wire), clock: clock)
    try bench.ok(bench.create("logged"))
    _ = try bench.reply(bench.create("1"), status: 200)
    try bench.refused(bench.list(key: AccessKey(id: "AK-x", secret: Secret("y"))), 401, "Unauthorized")
    let log = wire.log
    #expect(log.map(\.number) == [1, 2, 3])
    #expect(log.map(\.statusCode) == [800, 900, nil])
    #expect(log.map(\.refusedBy) == [nil, "CLD-006", "WIRE-003"])
    #expect(log.map(\.account) == ["hub", "hub", nil])
    let text = JSONValue.array(log.map(\.json)).text()
    for secret in ["SK of", "Signature", "10.0.0.0"] { #expect(!text.contains(secret), "\(secret)") }
  }

  @Test func logForgetsTheOldest() throws {
    var options = EmulatedWire.Options()
    options.logCapacity = 3
    let wire = EmulatedWire.bench(clock: clock, options: options)
    var bench = WireBench(DirectCarrier(wire: wire), clock: clock)
    for _ in 0..<5 { try bench.ok(bench.list()) }
    #expect(wire.log.map(\.number) == [3, 4, 5])
    #expect(wire.requestCount == 5)
  }

  @Test func replayGuardForgetsTheOldest() {
    var guarded = ReplayGuard()
    for number in 0..<ReplayGuard.capacity { _ = guarded.note("\(number)", of: "a") }
    // "0" is the oldest: the fourth note drops it, and the fifth finds it forgotten.
    let notes = [("0", "a"), ("9", "a"), ("0", "b"), ("0", "a"), ("9", "a")]
    let areNew = notes.map { guarded.note($0.0, of: $0.1) }
    #expect(areNew == [false, false, true, true, false])
    guarded.forget("9", of: "a")
    let isNew = guarded.note("9", of: "a")
    #expect(isNew)
  }

  @Test func otherPartiesPlayWithoutAWire() throws {
    let wire = EmulatedWire.bench(clock: clock)
    let operation = try #require(Operations.named("vpc.CreateVpc"))
    let call = Call(
      account: "orders", operation: operation,
      parameters: [
        "regionID": .string(Bench.region), "name": "theirs", "CIDR": "10.0.0.0/16", "clientToken": "t",
      ])
    #expect(wire.perform(call).isSuccess)
    #expect(try wire.inventory()["vpc"]?.arrayValue?.count == 1)
    #expect(wire.log.isEmpty)
    wire.reset()
    #expect(try wire.inventory() == Bench.cloud().inventory())
  }

  @Test func effectsMakeTheSameCloudAgain() throws {
    let effects = EffectLog()
    let wire = EmulatedWire.bench(clock: clock)
    wire.recordEffects { effect, _ in effects.add(effect) }
    for seed in [7, 8] as [UInt64] {
      let target = WireTarget(DirectCarrier(wire: wire), wire, clock: clock)
      // The model begins with an empty cloud each time.
      wire.reset()
      effects.clear()
      try ModelRun(seed: seed, target: target).run(steps: 200)
      var again = Bench.cloud()
      for effect in effects.all {
        guard case .call(let call, let moment) = effect else { continue }
        _ = again.handle(call, at: moment)
      }
      #expect(try again.snapshot() == wire.cloud.snapshot())
    }
  }
}

private final class EffectLog: Sendable {
  private let effects = Mutex<[EmulatedWire.Effect]>([])
  var all: [EmulatedWire.Effect] { effects.withLock { $0 } }
  func add(_ effect: EmulatedWire.Effect) { effects.withLock { $0.append(effect) } }
  func clear() { effects.withLock { $0 = [] } }
}
