import CtyunAPI
import Emulator
import JSON
import Testing

@testable import EmulatorTests

@Suite struct AdminTests {
  private static func send(
    _ served: ServedCloud, _ method: String, _ path: String, _ body: String = "",
    fields: String = "Host: localhost\r\n"
  ) throws -> RawConnection.Reply {
    let connection = try #require(RawConnection(port: served.port))
    connection.send(
      "\(method) /_emulator/\(path) HTTP/1.1\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return try #require(connection.reply())
  }

  @Test func inventoryIsCanonical() async throws {
    try await withServer { served in
      var bench = WireBench(served.carrier, clock: served.clock)
      for name in ["two", "one"] { try bench.ok(bench.create(name)) }
      let reply = try Self.send(served, "GET", "inventory")
      #expect(reply.status == 200)
      let inventory = try served.wire.inventory()
      #expect(reply.body == inventory.canonicalBytes() + [0x0A])
      let numbered = try Self.send(served, "GET", "inventory?ids=numbered")
      #expect(numbered.text.contains("<vpc:1>"))
      #expect(try Self.send(served, "GET", "inventory?ids=other").status == 400)
    }
  }

  @Test func seedsAndResets() async throws {
    try await withServer { served in
      let before = try Self.send(served, "GET", "inventory").text
      let seed = JSONValue.object(Conformance.servers.objectValue ?? [:]).text()
      #expect(try Self.send(served, "POST", "seed", seed).status == 200)
      #expect(try Self.send(served, "GET", "inventory").text.contains("vpc-seeded0000"))
      let again = try Self.send(served, "POST", "seed", seed)
      #expect(again.status == 400)
      #expect(try JSONValue(parsing: again.body)["path"] == "resources[0].id")
      #expect(try Self.send(served, "POST", "seed", "{\n 1").text.contains("\"line\":2"))
      #expect(try Self.send(served, "POST", "reset").status == 200)
      #expect(try Self.send(served, "GET", "inventory").text == before)
    }
  }

  @Test func setsFaultsAndTellsWhichFired() async throws {
    try await withServer { served in
      let faults = #"{"version":1,"rules":[{"name":"no","operations":"vpc.*","nth":2,"fault":"throttled"}]}"#
      #expect(try Self.send(served, "PUT", "faults", faults).status == 200)
      var bench = WireBench(served.carrier, clock: served.clock)
      try bench.ok(bench.list())
      try bench.refused(bench.list(), 429, "Throttled")
      let report = try JSONValue(parsing: try Self.send(served, "GET", "faults").body)
      #expect(report["rules"]?[0]?["fired"] == 1)
      #expect(report["firings"]?[0]?["operation"] == "vpc.ListVpcs")
      #expect(try Self.send(served, "PUT", "faults", "{}").status == 400)
      #expect(try Self.send(served, "DELETE", "faults").text.contains(#""rules":[]"#))
      let log = try JSONValue(parsing: try Self.send(served, "GET", "log").body)
      #expect(log.arrayValue?.compactMap { $0["status"]?.integerValue } == [200, 429])
    }
  }

  @Test func tellsTheLedger() async throws {
    try await withServer { served in
      #expect(try Self.send(served, "GET", "behaviours").text.contains("WIRE-001"))
      #expect(try Self.send(served, "GET", "coverage").text.contains("vpce.CreateEndpoint"))
      #expect(try Self.send(served, "GET", "health").text == #"{"requests":0,"status":"ok"}"# + "\n")
      #expect(try Self.send(served, "GET", "nothing").status == 404)
      let other = try Self.send(served, "PUT", "inventory")
      #expect(other.status == 405 && other.header("allow") == "GET")
    }
  }

  /// Whoever answers: the cloud, the gateway, a fault, the administrator's side, or the server before the body is there.
  @Test func everyReplyHasOneDate() async throws {
    try await withServer { served in
      served.wire.setFaults(
        Faults(rules: [
          FaultRule(name: "a", calls: .writes, occasion: .nth(1), fault: .throttled(retryAfterSeconds: 1)),
          FaultRule(
            name: "b", calls: .writes, occasion: .nth(2),
            fault: .serverError(status: 502, afterEffect: true)),
          FaultRule(name: "c", calls: .writes, occasion: .nth(3), fault: .garbage),
        ]))
      var bench = WireBench(served.carrier, clock: served.clock)
      func dates(_ bytes: [UInt8]) throws -> [String] {
        let connection = try #require(RawConnection(port: served.port))
        connection.send(bytes)
        let reply = try #require(connection.reply())
        return reply.headers.filter { $0.name.lowercased() == "date" }.map(\.value)
      }
      let date = [HTTPDate.text(served.clock.now.milliseconds / 1000)]
      for _ in 0..<3 {
        let faulted = try dates(SocketCarrier.bytes(of: bench.create("one")))
        #expect(faulted == date)
      }
      let list = SocketCarrier.bytes(of: bench.list())
      #expect(try dates(list) == date)
      for text in [
        "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /_emulator/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /v4/vpc/create HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n",
      ] {
        #expect(try dates(Array(text.utf8)) == date, "\(text)")
      }
    }
  }

  /// A page in a browser of the same machine must not reach it.
  @Test(arguments: [
    ("Host: localhost:80\r\n", 200), ("Host: 127.0.0.1\r\n", 200), ("Host: [::1]:80\r\n", 200), ("", 200),
    ("Host: attacker.example\r\n", 403), ("Host: 127.attacker.example\r\n", 403),
    ("Host: localhost\r\nOrigin: http://attacker.example\r\n", 403),
  ]) func answersOnlyThisMachine(_ fields: String, _ status: Int) async throws {
    try await withServer { served in
      let reply = try Self.send(served, "GET", "health", fields: fields)
      #expect(reply.status == status)
    }
  }
}
