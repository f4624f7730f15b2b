import CtyunAPI
import JSON
import Testing

@Suite struct ReplyEnvelopeTests {
  private func envelope(_ text: String) throws(ReplyError) -> ReplyEnvelope {
    try ReplyEnvelope(decoding: Array(text.utf8))
  }

  @Test(arguments: [
    #"{"statusCode":800,"returnObj":{"vpcID":"v"}}"#, #"{"statusCode":"800","returnObj":[{"vpcID":"v"}]}"#,
    #"{"statusCode":800.0,"errorCode":"SUCCESS","returnObj":{"vpcID":"v"}}"#,
  ])
  func successReadsAlikeInEveryShape(text: String) throws {
    let reply = try envelope(text)
    #expect(reply.failure(of: Operations.VPC.createVpc) == nil)
    #expect(reply.object?["vpcID"] == "v")
    #expect(reply.elements.count == 1)
    #expect(ResultPath("returnObj.vpcID")?.value(in: reply.document) == "v")
  }

  @Test(arguments: [
    (
      #"{"statusCode":900,"message":"m","description":"d","errorCode":"Openapi.Vpc.NotFound"}"#, Int?(900),
      "Openapi.Vpc.NotFound", true
    ),
    (
      #"{"statusCode":"900","message":"resource not found","description":"d","returnObj":null}"#, 900, nil,
      true
    ),
    (#"{"statusCode":900,"message":"not exist apply"}"#, 900, nil, true),
    (
      #"{"statusCode":900,"errorCode":"","error":"Openapi.Order.Inprogress"}"#, 900,
      "Openapi.Order.Inprogress", false
    ),
    (#"{"statusCode":700,"subCode":"s","subMsg":"t"}"#, 700, "s", false),
    (#"{"message":null}"#, nil, nil, false),
    (#"{"statusCode":true}"#, nil, nil, false),
  ])
  func everythingElseIsAFailure(text: String, status: Int?, code: String?, isNotFound: Bool) throws {
    let failure = try #require(try envelope(text).failure(of: Operations.VPC.showVpc))
    #expect(failure.operationID == "vpc.ShowVpc")
    #expect(failure.statusCode == status)
    #expect(failure.errorCode == code)
    #expect(failure.isNotFound == isNotFound)
    #expect(failure.isInProgress == (code == "Openapi.Order.Inprogress"))
    #expect(failure.description.hasPrefix("vpc.ShowVpc was refused: "))
  }

  @Test func dedicatedLinesSayFailureTwice() throws {
    let add = Operations.CDA.addGateway
    let refused = try envelope(
      #"{"statusCode":800,"errorCode":"SUCCESS","returnObj":{"result":"0","errorMsg":"no","errorCode":"Cda.Gateway.Exists"}}"#
    )
    let failure = try #require(refused.failure(of: add))
    #expect(failure.errorCode == "Cda.Gateway.Exists")
    #expect(failure.details == "no")
    #expect(refused.failure(of: Operations.VPC.createVpc) == nil, "other services have no result")
    for result in [#""1""#, "1", "null", #"[{"hostname":"s"}]"#] {
      let reply = try envelope(#"{"statusCode":800,"returnObj":{"result":\#(result)}}"#)
      #expect(reply.failure(of: add) == nil)
    }
  }

  @Test(arguments: [("<html>", 0), (#"{"statusCode":800,"#, 18), ("[]", 0), ("\"800\"", 0), ("", 0)])
  func whatIsNoReplyIsSaidSo(text: String, offset: Int) {
    let error = #expect(throws: ReplyError.self) { try envelope(text) }
    #expect(error?.offset == offset)
  }

  @Test func unknownValuesAreKept() throws {
    let reply = try envelope(#"{"statusCode":800,"returnObj":{"status":"half-done"},"extra":1}"#)
    #expect(reply.document["extra"] == 1)
    #expect(reply.object?["status"] == "half-done")
  }

  @Test(arguments: [
    (#"{"endpointID":"e","masterResourceStatus":"started"}"#, Completion.Progress.done),
    (#"{"endpointID":"","masterResourceStatus":"starting"}"#, .pending(state: "starting")),
    (#"{"endpointID":null,"masterResourceStatus":"dreaming"}"#, .pending(state: "dreaming")),
    (#"[{"masterResourceStatus":"failed"}]"#, .failed(state: "failed")),
    ("null", .pending(state: nil)),
  ])
  func anEndpointIsThereWhenItHasAnID(returned: String, progress: Completion.Progress) throws {
    let reply = try envelope(#"{"statusCode":800,"returnObj":\#(returned)}"#)
    let completion = try #require(Operations.VPCE.createEndpoint.completion)
    #expect(completion.progress(of: reply.document) == progress)
  }

  @Test(arguments: [
    ("refunded", Completion.Progress.done), ("in_progress", .pending(state: "in_progress")),
    ("failed", .failed(state: "failed")),
  ])
  func anEndpointIsGoneWhenItIsRefunded(state: String, progress: Completion.Progress) throws {
    let reply = try envelope(#"{"statusCode":800,"returnObj":{"masterResourceStatus":"\#(state)"}}"#)
    let completion = try #require(Operations.VPCE.deleteEndpoint.completion)
    #expect(completion.progress(of: reply.document) == progress)
  }

  @Test(arguments: [
    (Operations.VPCE.listEndpoints, #"{"totalCount":2,"endpoints":[{},{}]}"#, 2, Int?(2)),
    (Operations.VPC.listAcls, #"[{"totalCount":"1","acls":[{}]}]"#, 1, 1),
    (Operations.VPC.listVpcPeerings, #"[{},{},{}]"#, 3, nil),
    (Operations.CDA.listGateway, "null", 0, nil),
  ])
  func rowsOfAPageAreFound(operation: CtyunAPI.Operation, returned: String, rows: Int, total: Int?) throws {
    let reply = try envelope(#"{"statusCode":800,"returnObj":\#(returned)}"#)
    let paging = try #require(operation.paging)
    #expect(paging.rows(in: reply.document).count == rows)
    #expect(paging.totalCount(in: reply.document) == total)
  }
}
