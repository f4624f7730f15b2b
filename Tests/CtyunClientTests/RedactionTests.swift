import JSON
import Testing

@testable import CtyunClient

/// What is logged holds nothing that could be used.
@Suite struct RedactionTests {
  @Test func secretsAreFoundAtAnyDepth() {
    let body: JSONValue = [
      "name": "x", "BGPKey": "s3cret",
      "list": [["adminPassword": "s3cret", "n": 1], ["secretKey": ["a": "s3cret"]]],
      "clientToken": "t", "labelKey": "l",
    ]
    let text = Redaction.body(Array(body.text().utf8))
    #expect(!text.contains("s3cret"))
    #expect(
      text
        == #"{"name":"x","BGPKey":"***","list":[{"adminPassword":"***","n":1},{"secretKey":"***"}],"clientToken":"t","labelKey":"l"}"#
    )
  }

  @Test func whatIsNoJSONIsOnlyCounted() {
    #expect(Redaction.body(Array("password=s3cret".utf8)) == "(15 bytes that are no JSON)")
    #expect(Redaction.body([]) == "")
  }

  @Test func signaturesAndCookiesAreHidden() {
    let text = Redaction.headers([
      ("Eop-Authorization", "AK Headers=ctyun-eop-request-id;eop-date Signature=c2lnbmVk="),
      ("Cookie", "s3cret"), ("Eop-Authorization", "s3cret"), ("X-Trace", "a\u{1B}[2Jb"),
    ])
    #expect(
      text
        == "Eop-Authorization: AK Headers=ctyun-eop-request-id;eop-date Signature=***; Cookie: ***; "
        + "Eop-Authorization: ***; X-Trace: a\u{FFFD}[2Jb")
  }

  @Test func queriesAreRedacted() {
    #expect(Redaction.url("https://h/p?a=1&BGPKey=s3cret&b=2") == "https://h/p?a=1&BGPKey=***&b=2")
    #expect(Redaction.url("https://h/p?%70assword=s3cret") == "https://h/p?%70assword=***")
    #expect(Redaction.url("https://h/p") == "https://h/p")
  }
}
