import CtyunAPI
import Dispatch
import JSON
import Synchronization
import Testing

@testable import Emulator
@testable import EmulatorTests

/// What is kept in process is kept over sockets.
@Suite struct ServedConformanceTests {
  @Test(arguments: Conformance.overWire) func keeps(_ conformance: ConformanceCase) async throws {
    let clock = ManualClock()
    try await withServer(conformance.wire(clock: clock), clock: clock) { served in
      var bench = Bench(WireTarget(served.carrier, served.wire, clock: clock))
      try conformance.run(&bench)
    }
  }

  @Test(arguments: Conformance.wire) func keepsAtTheGateway(_ wireCase: WireCase) async throws {
    try await withServer { served in
      var bench = WireBench(served.carrier, clock: served.clock)
      try wireCase.run(&bench)
    }
  }

  @Test(arguments: [4, 5] as [UInt64]) func agreesWithTheModel(seed: UInt64) async throws {
    try await withServer { served in
      try ModelRun(seed: seed, target: WireTarget(served.carrier, served.wire, clock: served.clock)).run(
        steps: 300)
    }
  }

  /// Accounts that call at the same time, over connections of their own, see their own things only.
  @Test func accountsNeverMeet() async throws {
    try await withServer { served in
      let accounts = ["hub", "orders", "guest"]
      let threads = accounts.map { account in
        Task.detached {
          await onThread {
            Result {
              let clock = ManualClock()
              var bench = Bench(WireTarget(served.carrier, served.wire, clock: clock))
              // Request ids must differ between accounts only by account.
              for number in 0..<30 {
                let name = "\(account)-\(number)"
                try bench.ok("vpc.CreateVpc", ["name": .string(name), "CIDR": "10.0.0.0/16"], as: account)
                let list = try bench.ok("vpc.ListVpcs", ["pageSize": 50], as: account)
                let names = list["vpcs"]?.arrayValue?.map { $0.text("name") } ?? []
                #expect(names == (0...number).map { "\(account)-\($0)" })
              }
            }
          }
        }
      }
      let done = DispatchSemaphore(value: 0)
      let outcome = Outcome()
      Task.detached {
        for thread in threads { outcome.add(await thread.value) }
        done.signal()
      }
      done.wait()
      try outcome.check()
    }
  }
}

private final class Outcome: Sendable {
  private let results = Mutex<[Result<Void, any Error>]>([])
  func add(_ result: Result<Void, any Error>) { results.withLock { $0.append(result) } }
  func check() throws { for result in results.withLock({ $0 }) { try result.get() } }
}
