import CtyunAPI
import JSON
import Testing

@Suite struct SignedRequestTests {
  /// 2025-01-02 03:04:05 in Beijing.
  static let instant: Int64 = 1_735_758_245

  private func request(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, baseURL: String? = nil,
    requestID: String = "11111111-2222-4333-8444-666666666666",
    options: SignedRequest.Options = .init()
  ) throws(RequestError) -> SignedRequest {
    try SignedRequest(
      operation, arguments, baseURL: baseURL, accessKey: SignatureTests.key, instant: Self.instant,
      requestID: requestID, options: options)
  }

  @Test func aChangeIsTheVectorWithABody() throws {
    let request = try request(Operations.VPCE.createEndpoint, ParameterProblemTests.endpoint)
    let vector = SignatureVector.all[1]
    #expect(request.method == .post)
    #expect(request.url == "https://ctvpc-global.ctapi.ctyun.cn/v4/vpce/create-endpoint")
    #expect(String(decoding: request.body, as: UTF8.self) == vector.body)
    #expect(request.signature.authorization == vector.authorization)
    #expect(request.headers.last.map { "\($0.name): \($0.value)" } == "Content-Type: application/json")
    #expect(request.headers.count == 4)
  }

  @Test func aReadIsTheVectorWithAQuery() throws {
    let vector = SignatureVector.all[0]
    let request = try request(
      Operations.VPCE.listEndpoints,
      [
        "queryContent": "a b&c=d+e/~'(x)*!,:测试", "regionID": "81f7728662dd11ec810800155d307d5b",
        "endpointName": "生产 节点-1", "endpointID": .null,
      ],
      baseURL: "http://127.0.0.1:8080/", requestID: vector.requestID)
    #expect(request.url == "http://127.0.0.1:8080/v4/vpce/new-list-endpoint?\(vector.query)")
    #expect(request.body == [])
    #expect(request.headers.count == 3)
    #expect(request.signature.authorization == vector.authorization)
  }

  @Test func aReadWithoutArgumentsIsTheVectorWithNeither() throws {
    let vector = SignatureVector.all[2]
    let request = try SignedRequest(
      Operations.CTECS.listRegions, [:], accessKey: SignatureTests.key, instant: 1_767_225_599,
      requestID: vector.requestID, options: .init(zoneOffset: 0))
    #expect(request.url == "https://ctecs-global.ctapi.ctyun.cn/v4/region/list-regions")
    #expect(request.signature.authorization == vector.authorization)
  }

  @Test func parametersOfAReadMayGoIntoTheBodyWhereTheCloudTakesThem() throws {
    let options = SignedRequest.Options(putsGetParametersInBody: true)
    let arguments: JSONObject = ["regionID": "r", "account": "net@hub.example"]
    let request = try request(Operations.CDA.countGateway, arguments, options: options)
    #expect(request.method == .get)
    #expect(request.url == "https://cda-global.ctapi.ctyun.cn/v4/cda/gateway/count")
    #expect(String(decoding: request.body, as: UTF8.self) == #"{"regionID":"r","account":"net@hub.example"}"#)
    let plain = try self.request(Operations.CTECS.listRegions, ["regionName": "x"], options: options)
    #expect(plain.url.hasSuffix("?regionName=x"))
  }

  @Test func thePathCanBeReplaced() throws {
    let arguments: JSONObject = ["regionID": "r", "gatewayName": "g", "vpcID": "v"]
    let other = try request(
      Operations.CDA.deleteHealthCheck, arguments, options: .init(path: "/v4/cda/health-check/delete"))
    #expect(other.url.hasSuffix("/v4/cda/health-check/delete"))
    for path in ["", "v4", "/a b", "/a?b", "/a#b", "/a\r\nX: y"] {
      #expect(throws: RequestError.badPath(path)) {
        try request(Operations.CDA.deleteHealthCheck, arguments, options: .init(path: path))
      }
    }
  }

  @Test(arguments: [
    "", "ctvpc", "ftp://host", "https://", "https://host\r\nX: y", "https://host?x", "https://a b",
    "https://u@host",
  ])
  func badAddressesAreRefused(url: String) {
    #expect(throws: RequestError.badBaseURL(url)) {
      try request(Operations.CTECS.listRegions, [:], baseURL: url)
    }
  }

  @Test func nothingIsSmuggledIntoHeaders() {
    #expect(throws: RequestError.badRequestID) {
      try request(Operations.CTECS.listRegions, [:], requestID: "a\r\nX-Evil: b")
    }
    #expect(throws: RequestError.badAccessKeyID) {
      try SignedRequest(
        Operations.CTECS.listRegions, [:], accessKey: AccessKey(id: "a b", secret: Secret("s")), instant: 0,
        requestID: "r")
    }
  }

  @Test func wrongArgumentsAreNotSent() throws {
    let error = #expect(throws: RequestError.self) {
      try request(Operations.VPCE.showEndpoint, ["regionID": "r"])
    }
    #expect(error?.description == "vpce.ShowEndpoint: endpointID: is required")
  }

  @Test func whatAQuerySaysReadsBackAsArguments() throws {
    let arguments: JSONObject = ["regionID": "r", "pageNo": 2, "pageSize": 50, "queryContent": "a b"]
    let operation = Operations.VPCE.listEndpoints
    let request = try request(operation, arguments)
    let query = try #require(request.url.split(separator: "?").last)
    let read = try #require(FormEncoding.parameters(ofQuery: query))
    #expect(operation.arguments(fromText: read) == arguments)
  }

  @Test func textBecomesValuesOfTheDeclaredTypes() {
    let arguments = Operations.VPCE.createEndpointService.arguments(fromText: [
      ("autoConnection", "true"), ("ipVersion", "two"), ("rules", #"{"protocol":"TCP"}"#), ("name", "007"),
      ("x", "1"),
    ])
    #expect(
      arguments == [
        "autoConnection": true, "ipVersion": "two", "rules": [["protocol": "TCP"]], "name": "007", "x": "1",
      ])
    let list = Operations.VPCE.addEndpointWhitelist.arguments(fromText: [
      ("whitelist", "10.0.0.0/8,10.1.0.0/16"), ("whitelist", #"["::/0"]"#),
    ])
    #expect(list == ["whitelist": ["10.0.0.0/8", "10.1.0.0/16", "::/0"]])
    #expect(
      Operations.CDA.addBgpRoute.arguments(fromText: [("BGPList", "no json")]) == ["BGPList": "no json"])
  }
}
