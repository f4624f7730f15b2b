import Emulator
import EmulatorServer
import Foundation
import JSON
import NIOCore
import Testing

@testable import EmulatorTests

/// Faults as a client's socket sees them.
///
/// Tests beside these start processes. One that is forked and not yet another program listens on its copy of a socket that
/// is closed here: whoever wants nobody to listen waits for that.
@Suite struct ServedFaultTests {
  private func serve(
    _ fault: Fault, _ occasion: Occasion = .nth(1),
    _ work: @escaping @Sendable (ServedCloud, inout WireBench) throws -> Void
  ) async throws {
    try await withServer { served in
      served.wire.setFaults(
        Faults(rules: [FaultRule(name: "fault", calls: .writes, occasion: occasion, fault: fault)]))
      var bench = WireBench(served.carrier, clock: served.clock)
      try work(served, &bench)
    }
  }

  private static func vpcs(_ served: ServedCloud) throws -> Int {
    try served.wire.inventory()["vpc"]?.arrayValue?.count ?? 0
  }

  @Test(arguments: [(Fault.resetBefore, 0), (.resetAfter, 1)])
  func connectionIsReset(_ fault: Fault, _ effects: Int) async throws {
    try await serve(fault) { served, bench in
      let connection = try #require(RawConnection(port: served.port))
      connection.send(SocketCarrier.bytes(of: bench.create("one")))
      #expect(connection.receive() == .reset)
      #expect(try Self.vpcs(served) == effects)
      try bench.ok(bench.create("one"))
    }
  }

  @Test func replyIsDropped() async throws {
    try await serve(.replyDropped) { served, bench in
      let connection = try #require(RawConnection(port: served.port))
      connection.send(SocketCarrier.bytes(of: bench.create("one")))
      // Whoever asks later is answered: by then the reply would have been there.
      for _ in 0..<20 { try bench.ok(bench.list()) }
      #expect(try Self.vpcs(served) == 1)
      #expect(connection.isQuiet)
      connection.finish()
      #expect(connection.receive() != .bytes([]))
    }
  }

  @Test func slowReplyHoldsNobodyUp() async throws {
    try await serve(.slow(milliseconds: 400)) { served, bench in
      let connection = try #require(RawConnection(port: served.port))
      connection.send(SocketCarrier.bytes(of: bench.create("slow")))
      var others = 0
      while connection.isQuiet {
        try bench.ok(bench.list())
        others += 1
      }
      #expect(connection.reply()?.text.contains("\"statusCode\":800") == true)
      #expect(others > 1)
    }
  }

  @Test func listensAgainAfterAWhile() async throws {
    try await serve(.refused(milliseconds: 300)) { served, bench in
      let idle = try #require(RawConnection(port: served.port))
      let connection = try #require(RawConnection(port: served.port))
      connection.send(SocketCarrier.bytes(of: bench.create("one")))
      #expect(connection.receive() == .reset)
      #expect(idle.receive() != .bytes([]))
      try wait { try served.carrier.send(bench.list()) != nil }
      try bench.ok(bench.create("one"))
    }
  }

  /// Nobody can connect, and nobody else can have the port either: not to listen on, and not as the near end of a
  /// connection.
  @Test func portIsKeptWhileNobodyListens() async throws {
    try await serve(.refused(milliseconds: 3_600_000)) { served, bench in
      let connection = try #require(RawConnection(port: served.port))
      connection.send(SocketCarrier.bytes(of: bench.create("one")))
      #expect(connection.receive() == .reset)
      try wait { RawConnection(port: served.port) == nil }
      #expect(!RawConnection.canBind(port: served.port))
    }
  }

  @Test func processEnds() async throws {
    try await serve(.exit, .nth(2)) { served, bench in
      try bench.ok(bench.create("one"))
      #expect(served.exits.value == 0)
      let connection = try #require(RawConnection(port: served.port))
      connection.send(SocketCarrier.bytes(of: bench.create("two")))
      #expect(connection.receive() == .reset)
      #expect(served.exits.value == 1)
    }
  }

  @Test func throttledWithATime() async throws {
    try await serve(.throttled(retryAfterSeconds: 2)) { served, bench in
      let connection = try #require(RawConnection(port: served.port))
      connection.send(SocketCarrier.bytes(of: bench.create("one")))
      let reply = try #require(connection.reply())
      #expect(reply.status == 429 && reply.header("retry-after") == "2")
    }
  }

  /// Requests in flight get their replies when the server stops, and silent ones do not hold it up.
  @Test func stopsInGoodOrder() async throws {
    try await withServer { served in
      served.wire.setFaults(
        Faults(rules: [
          FaultRule(name: "slow", calls: .writes, occasion: .nth(1), fault: .slow(milliseconds: 300)),
          FaultRule(name: "silent", calls: .writes, occasion: .nth(2), fault: .replyDropped),
        ]))
      var bench = WireBench(served.carrier, clock: served.clock)
      let slow = try #require(RawConnection(port: served.port))
      slow.send(SocketCarrier.bytes(of: bench.create("slow")))
      try wait { try Self.vpcs(served) >= 1 }
      let silent = try #require(RawConnection(port: served.port))
      silent.send(SocketCarrier.bytes(of: bench.create("silent")))
      try wait { try Self.vpcs(served) >= 2 }
      let idle = try #require(RawConnection(port: served.port))
      served.server.stop()
      #expect(idle.receive() == .end)
      #expect(silent.receive() != .bytes([]))
      #expect(slow.reply()?.text.contains("\"statusCode\":800") == true)
      #expect(slow.receive() == .end)
      try wait { RawConnection(port: served.port) == nil }
    }
  }

  /// Looks until it is so. That it never is ends the test, not the whole run's time.
  private func wait(_ isSo: () throws -> Bool) throws {
    let start = ContinuousClock.now
    while try !isSo() {
      try #require(start.duration(to: .now) < .seconds(120), "it never was so")
      sched_yield()
    }
  }
}
