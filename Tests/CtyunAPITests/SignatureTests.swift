import Digests
import JSON
import TestSupport
import Testing

@testable import CtyunAPI

@Suite struct SignatureTests {
  static let key = AccessKey(id: "AKEXAMPLE0001", secret: Secret("SKEXAMPLE0001"))

  @Test(arguments: SignatureVector.all)
  func everyIntermediateValueOfAVectorIsRight(vector: SignatureVector) throws {
    let date = try #require(EOPDate(vector.date))
    let signature = EOPSignature(
      key: Self.key, requestID: vector.requestID, date: date, query: vector.query,
      body: Array(vector.body.utf8))
    #expect(signature.query == vector.query)
    #expect(signature.bodyHash == vector.bodyHash)
    #expect(hex(signature.stringToSign.utf8) == vector.stringToSignHex)
    let key = EOPSigningKey(Self.key, date: date)
    #expect(hex(key.time) == vector.timeKey)
    #expect(hex(key.accessKey) == vector.accessKeyKey)
    #expect(hex(key.day) == vector.dayKey)
    #expect(key.sign(signature.stringToSign).hex == vector.signature)
    #expect(signature.authorization == vector.authorization)
    #expect(
      signature.headers.map { "\($0.name): \($0.value)" } == [
        "ctyun-eop-request-id: \(vector.requestID)", "Eop-date: \(vector.date)",
        "Eop-Authorization: \(vector.authorization)",
      ])
    let header = try #require(EOPAuthorization(vector.authorization))
    #expect(header.accessKeyID == Self.key.id)
    #expect(header.signedHeaders == ["ctyun-eop-request-id", "eop-date"])
    #expect(header.signature == signature.signature)
  }

  @Test(arguments: [
    "", "AK", "AK Headers=a", "AK  Headers=a Signature=s", "AK Signature=s Headers=a",
    " Headers=a Signature=s",
    "AK Headers=a Signature=s more",
  ])
  func otherAuthorizationsAreNotRead(value: String) { #expect(EOPAuthorization(value) == nil) }

  @Test func nothingPrintsASecret() {
    var dumped = ""
    dump(Self.key, to: &dumped)
    dump(EOPSigningKey(Self.key, date: EOPDate(secondsSince1970: 0)), to: &dumped)
    let secret = Self.key.secret
    let printed =
      "\(secret) \(Self.key) \([Self.key]) " + String(reflecting: Self.key)
      + String(describing: Optional(Self.key))
      + String(reflecting: secret) + String(describing: ["k": secret]) + dumped
    #expect(!printed.contains("SKEXAMPLE"))
    #expect(!printed.contains("83"), "nor its bytes, of which 83 is the first: \(printed)")
    #expect(printed.contains("***"))
    #expect(!((secret as Any) is any Encodable))
  }

  @Test func secretsCompareByContent() {
    #expect(Secret("a") == Secret("a"))
    #expect(Secret("a") != Secret("b"))
    #expect(Secret("a") != Secret("aa"))
    #expect(Secret("").isEmpty)
  }
}

@Suite struct EOPDateTests {
  @Test(arguments: [
    (Int64(1_735_758_245), EOPDate.beijing, "20250102T030405Z"), (1_767_225_599, 0, "20251231T235959Z"),
    (0, 0, "19700101T000000Z"), (-1, 0, "19700101T000000Z"), (951_782_400, 0, "20000229T000000Z"),
    (4_107_542_400, 0, "21000301T000000Z"), (253_402_300_799, 0, "99991231T235959Z"),
    (Int64.max, EOPDate.beijing, "99991231T235959Z"), (Int64.min, -3600, "19700101T000000Z"),
  ])
  func writesTheClockOfItsZone(seconds: Int64, offset: Int, text: String) {
    #expect(EOPDate(secondsSince1970: seconds, zoneOffset: offset).text == text)
  }

  @Test func readsWhatItWrites() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let seconds = Int64.random(in: 0...253_402_300_799 - 86_400, using: &random)
      let written = EOPDate(secondsSince1970: seconds)
      let read = try #require(EOPDate(written.text))
      #expect(read.secondsSince1970(zoneOffset: EOPDate.beijing) == seconds)
    }
  }

  @Test func daysFollowEachOther() {
    let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var day: Int64 = 0
    for year in 1970...2110 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for (month, count) in months.enumerated() {
        for number in 1...(month == 1 && isLeap ? 29 : count) {
          let date = EOPDate(secondsSince1970: day * 86_400, zoneOffset: 0)
          #expect(Int(date.day) == year * 10_000 + (month + 1) * 100 + number)
          day += 1
        }
      }
    }
  }

  @Test(arguments: [
    "", "20250102T030405", "20250102 030405Z", "2025-102T030405Z", "20251302T030405Z", "20250230T030405Z",
    "20250102T240000Z", "20250102T006000Z", "20250102T000060Z", "20250100T000000Z", "19691231T235959Z",
    "20250102T0304+5Z", "２0250102T0304Z",
  ])
  func refusesWhatIsNoDate(text: String) { #expect(EOPDate(text) == nil) }
}

@Suite struct FormEncodingTests {
  @Test func escapesAsTheRecipeSays() {
    #expect(FormEncoding.escape("aZ09-_.~") == "aZ09-_.~")
    #expect(FormEncoding.escape(" +*'(!/:,") == "+%2B%2A%27%28%21%2F%3A%2C")
    #expect(FormEncoding.escape("测") == "%E6%B5%8B")
  }

  @Test func sortsNamesByBytesAndKeepsTheOrderOfValues() {
    let query = FormEncoding.query([("b", "2"), ("a", "z"), ("Z", "1"), ("a", "b"), ("é", "")])
    #expect(query == "Z=1&a=z&a=b&b=2&%C3%A9=")
    #expect(FormEncoding.query([]) == "")
  }

  @Test func readsBackWhatItWrites() throws {
    var random = SeededGenerator(seed: 3)
    let alphabet = Array("ab +%&=/~é测😀\u{0}\n").map(String.init)
    for _ in 0..<500 {
      let parameters = (0..<Int.random(in: 0...4, using: &random)).map { index in
        let text = (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in
          alphabet.randomElement(using: &random)
        }
        return (name: "k\(index)", value: text.joined())
      }
      let read = try #require(FormEncoding.parameters(ofQuery: FormEncoding.query(parameters)))
      #expect(read.map(\.name) == parameters.map(\.name))
      #expect(read.map(\.value) == parameters.map(\.value))
    }
  }

  @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "%C3=1", "a=%+1"])
  func refusesBrokenEscapes(query: String) {
    #expect(FormEncoding.parameters(ofQuery: query) == nil)
  }

  @Test func acceptsWhatOtherClientsWrite() throws {
    let read = try #require(FormEncoding.parameters(ofQuery: "a=x%20y&&b&c=1=2"))
    #expect(read.map { "\($0.name):\($0.value)" } == ["a:x y", "b:", "c:1=2"])
  }
}
