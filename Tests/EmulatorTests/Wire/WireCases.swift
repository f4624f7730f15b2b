import CtyunAPI
import JSON
import Testing

@testable import Emulator

extension Conformance {
  /// All cases of the gateway.
  static let wire: [WireCase] = signing + routing + reading

  private static let signing: [WireCase] = [
    WireCase(.signed) { bench in
      try bench.ok(bench.list())
      try bench.ok(bench.create("signed"))
      try bench.ok(bench.list())
    },
    WireCase(.wrongSignature) { bench in
      let other = AccessKey(id: bench.key.id, secret: Secret("another"))
      try bench.refused(bench.list(key: other), 401, "Unauthorized")
      try bench.refused(bench.list("", .init(query: WireBench.region)), 401, "Unauthorized")
      try bench.refused(bench.create("tampered", .init(signedBody: Array("{}".utf8))), 401, "Unauthorized")
      var request = bench.create("tampered")
      request.body.append(UInt8(ascii: " "))
      try bench.refused(request, 401, "Unauthorized")
      request = bench.list()
      request.headers[0].value = "00000000-0000-4000-8000-999999999999"
      try bench.refused(request, 401, "Unauthorized")
      request = bench.list()
      request.headers[1].value = String(request.headers[1].value.dropLast(2)) + "9Z"
      try bench.refused(request, 401, "Unauthorized")
      // Nothing of it had an effect.
      let list = try bench.ok(bench.list())
      #expect(list["returnObj"]?["totalCount"] == 0)
    },
    WireCase(.unknownKey) { bench in
      let stranger = AccessKey(id: "AK-stranger", secret: Secret("SK of stranger"))
      let refusal = try bench.refused(bench.list(key: stranger), 401, "Unauthorized")
      #expect(refusal["message"]?.stringValue?.contains("AK-stranger") == true)
    },
    WireCase(.queryVariants) { bench in
      let region = Bench.region
      let name = "name \u{751F}/~'(x)*!"
      let recipe = FormEncoding.query([("vpcName", name), ("regionID", region)])
      let percent = recipe.replacing("+", with: "%20")
      let decoded = "regionID=\(region)&vpcName=\(name)"
      let asSent = "vpcName=\(FormEncoding.escape(name).lowercased())&regionID=\(region)"
      for (query, signed) in [
        (recipe, recipe), (recipe, percent), (percent, percent), (percent, recipe), (recipe, decoded),
        (percent, decoded), (asSent, asSent), (asSent, recipe),
      ] {
        let list = try bench.ok(bench.list(query, .init(signedQuery: signed)))
        #expect(list["returnObj"]?["totalCount"] == 0)
      }
      for signed in ["", "?\(recipe)", recipe.uppercased(), "vpcName=\(name)&regionID=\(region)"] {
        try bench.refused(bench.list(recipe, .init(signedQuery: signed)), 401, "Unauthorized")
      }
    },
    WireCase(.clocks) { bench in
      for zone in [0, EOPDate.beijing] {
        for late: Int64 in [-899, 0, 899] { try bench.ok(bench.list(.init(zone: zone, secondsLate: late))) }
        for late: Int64 in [-1000, 1000, 100_000] {
          let refusal = try bench.refused(
            bench.list(.init(zone: zone, secondsLate: late)), 401, "Unauthorized")
          #expect(refusal["message"]?.stringValue?.contains("20250102T11") == true)
        }
      }
      try bench.refused(bench.list(.init(zone: 3600)), 401, "Unauthorized")
    },
    WireCase(.replayed) { bench in
      let request = bench.create("once")
      try bench.ok(request)
      try bench.refused(request, 403, "Replayed")
      // The id belongs to the account that used it.
      let id = request.headers[0].value
      try bench.refused(bench.list(.init(requestID: id)), 403, "Replayed")
      try bench.ok(bench.list(key: WireKeys.key(of: "orders"), .init(requestID: id)))
      // A wrong signature does not use an id up.
      var other = bench.list()
      let right = other.headers[2].value
      other.headers[2].value += "A"
      try bench.refused(other, 401, "Unauthorized")
      other.headers[2].value = right
      try bench.ok(other)
    },
    WireCase(.brokenHeaders) { bench in
      for place in 0..<3 {
        var request = bench.list()
        let field = request.headers.remove(at: place)
        try bench.refused(request, 401, "Unauthorized")
        request.headers += [field, field]
        try bench.refused(request, 401, "Unauthorized")
        for value in ["x y", "20251340T000000Z", "\u{E9}", String(repeating: "x", count: 200)] {
          request = bench.list()
          request.headers[place].value = value
          try bench.refused(request, 401, "Unauthorized")
        }
      }
      var request = bench.list()
      request.headers[2].value = request.headers[2].value.replacing("ctyun-eop-request-id;", with: "")
      try bench.refused(request, 401, "Unauthorized")
      // Names of fields have no case.
      request = bench.list()
      request.headers = request.headers.map { ($0.name.uppercased(), $0.value) }
      try bench.ok(request)
    },
  ]

  private static let routing: [WireCase] = [
    WireCase(.unknownPath) { bench in
      for path in ["/", "/v4", "/v4/vpc/create/", "/V4/vpc/create", "//v4/vpc/create", "/v4/vpc/%63reate"] {
        try bench.refused(bench.writer.request(method: "GET", path: path, key: bench.key), 404, "NotFound")
      }
    },
    WireCase(.otherMethod) { bench in
      for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let request = bench.writer.request(method: method, path: "/v4/vpc/new-list", key: bench.key)
        try bench.refused(request, 405, "MethodNotAllowed")
      }
    },
    WireCase(.otherPaths) { bench in
      let operations = Operations.all.filter { !$0.alternatePaths.isEmpty }
      #expect(!operations.isEmpty)
      for operation in operations {
        for path in operation.alternatePaths {
          let request = bench.writer.request(
            method: operation.method.rawValue, path: path, body: Array("{}".utf8), key: bench.key)
          // The arguments are missing; that the service says so shows that it was asked.
          _ = try bench.reply(request, status: 200)
        }
      }
    },
    WireCase(.businessStatus) { bench in
      let request = bench.writer.request(
        method: "GET", path: "/v4/vpc/query", query: "regionID=\(Bench.region)&vpcID=vpc-none000000",
        key: bench.key)
      let reply = try #require(try bench.carrier.send(request))
      #expect(reply.status == 200)
      let type = reply.headers.first { $0.name.lowercased() == "content-type" }?.value
      #expect(type == "application/json;charset=UTF-8")
      #expect(try JSONValue(parsing: reply.body)["statusCode"] == 900)
    },
  ]

  private static let reading: [WireCase] = [
    WireCase(.queryOrBody) { bench in
      try bench.ok(bench.create("either"))
      let body = Array(#"{"regionID":"\#(Bench.region)","vpcName":"either"}"#.utf8)
      for (query, body, count) in [
        ("", body, 1), ("vpcName=other", body, 1), ("regionID=nowhere", body, 1),
        ("regionID=\(Bench.region)&vpcName=other", [], 0),
        ("regionID=\(Bench.region)&vpcName=other", Array("{}".utf8), 0),
        ("regionID=\(Bench.region)", Array("null".utf8), 1),
      ] as [(String, [UInt8], Int64)] {
        let request = bench.writer.request(
          method: "GET", path: "/v4/vpc/new-list", query: query, body: body, key: bench.key)
        let list = try bench.ok(request)
        #expect(list["returnObj"]?["totalCount"] == .integer(count), "\(query) \(body.count)")
      }
      let post = bench.writer.request(
        method: "POST", path: "/v4/vpc/create",
        query: "CIDR=10.0.0.0%2F16&clientToken=by-query&name=by-query&regionID=\(Bench.region)",
        key: bench.key)
      try bench.ok(post)
    },
    WireCase(.queryTypes) { bench in
      for name in ["one", "two", "three"] { try bench.ok(bench.create("vpc-\(name)")) }
      let list = try bench.ok(bench.list("pageNo=2&pageSize=2&regionID=\(Bench.region)"))
      #expect(list["returnObj"]?["currentCount"] == 1)
      try bench.ok(bench.list("pageNo=&pageSize=2&regionID=\(Bench.region)"))
      let first = try bench.ok(bench.list("pageSize=1&pageSize=50&regionID=\(Bench.region)"))
      #expect(first["returnObj"]?["currentCount"] == 1)
      let envelope = try bench.reply(bench.list("pageNo=two&regionID=\(Bench.region)"), status: 200)
      #expect(envelope["errorCode"] == "Openapi.Parameter.Invalid")
    },
    WireCase(.malformed) { bench in
      for query in ["vpcName=%", "vpcName=%4", "vpcName=%zz", "vpcName=%ff", "%c0%af=1", "a=%ed%a0%80"] {
        try bench.refused(bench.list(query), 400, "BadRequest")
      }
      let deep = String(repeating: "[", count: 4000) + String(repeating: "]", count: 4000)
      for body in [
        "{", "[]", "1", "\"x\"", "{} {}", "{'a':1}", "{\"a\":1e999}", "{\"a\":1,\"a\":2}", "{\"a\":\(deep)}",
        "{\"a\":\"\\ud800\"}", "\u{FEFF}{}",
      ] {
        let request = bench.writer.request(
          method: "POST", path: "/v4/vpc/create", body: Array(body.utf8), key: bench.key)
        try bench.refused(request, 400, "BadRequest")
      }
      let binary = bench.writer.request(
        method: "POST", path: "/v4/vpc/create", body: [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D],
        key: bench.key)
      try bench.refused(binary, 400, "BadRequest")
      let large = [UInt8](repeating: UInt8(ascii: " "), count: EmulatedWire.maximumBodyBytes + 1)
      let request = bench.writer.request(method: "POST", path: "/v4/vpc/create", body: large, key: bench.key)
      try bench.refused(request, 413, "TooLarge")
    },
  ]
}

extension WireBench {
  mutating func list(_ deviation: RequestWriter.Deviation) -> WireRequest { list(Self.region, deviation) }
}
