import CtyunAPI
import JSON
import TestSupport
import Testing

@Suite struct ResultPathTests {
  static let reply: JSONValue = [
    "statusCode": 800,
    "returnObj": [
      "vpcID": "vpc-1", "none": .null, "src-ip": "10.0.0.1", "size": 3,
      "routes": [["id": "r0"], ["id": "r1"]],
      "wrapped": [["id": "only"]],
      "single": ["id": "alone"],
      "physicalLineList": [
        ["lineName": "line-a", "lineId": "l1", "tag": 0, "dstCidr": ["10.0.0.0/8"]],
        ["lineName": "line-b", "lineId": "l2", "tag": 1, "dstCidr": ["10.0.0.0/8", "172.16.0.0/12"]],
        ["lineName": "line-b", "lineId": "l3", "tag": 2],
      ],
    ],
  ]

  @Test(
    arguments: [
      ("returnObj.vpcID", "vpc-1"),
      ("statusCode", 800),
      ("returnObj.none", nil),
      ("returnObj.absent", nil),
      ("returnObj.vpcID.deeper", nil),
      ("returnObj.src-ip", "10.0.0.1"),
      ("returnObj.routes[0].id", "r0"),
      ("returnObj.routes[2].id", nil),
      ("returnObj.routes.id", nil),
      ("returnObj.wrapped.id", "only"),
      ("returnObj.single[0].id", "alone"),
      ("returnObj.single[1].id", nil),
      ("returnObj.single[id=alone].id", "alone"),
      ("returnObj.single[id=other].id", nil),
      ("returnObj.physicalLineList[lineName=line-a].lineID", "l1"),
      ("returnObj.physicalLineList[lineName=line-b][tag=2].lineId", "l3"),
      ("returnObj.physicalLineList[dstCidr=172.16.0.0/12].lineId", "l2"),
      ("returnObj.physicalLineList[lineName=line-c].lineId", nil),
      ("returnObj.vpcid", "vpc-1"),
    ] as [(String, JSONValue?)])
  func leadsToItsValue(text: String, expected: JSONValue?) throws {
    let path = try ResultPath(parsing: text)
    #expect(path.value(in: Self.reply) == expected)
    #expect(path.description == text)
  }

  @Test(arguments: [
    ("", ResultPathError.Kind.emptyName, 0), ("a..b", .emptyName, 2), ("a.", .emptyName, 2),
    ("a[0", .unclosedSelector, 1), ("a[b=\"c]", .unclosedSelector, 1), ("a[b=\"c\"d]", .badSelector, 1),
    ("a[]", .emptyName, 2), ("a[b]", .badSelector, 1), ("a[-1]", .badSelector, 1),
    ("a[99999999999999999999]", .badSelector, 1), ("a]b", .unexpectedCharacter, 1),
    ("a[0]b", .unexpectedCharacter, 4), ("a=b", .unexpectedCharacter, 1), ("[0]", .emptyName, 0),
    ("a[b.c=d]", .badSelector, 1), ("a[b=c", .unclosedSelector, 1), ("a[", .unclosedSelector, 1),
  ])
  func badTextIsRefusedWhereItIsBad(text: String, kind: ResultPathError.Kind, offset: Int) {
    let error = #expect(throws: ResultPathError.self) { try ResultPath(parsing: text) }
    #expect(error?.kind == kind)
    #expect(error?.offset == offset)
  }

  @Test func printingAndParsingAreInverse() throws {
    var random = SeededGenerator(seed: 7)
    let alphabet: [Character] = ["a", "b", "\"", "\\", "]", "[", ".", "=", "名", " "]
    for _ in 0..<500 {
      var path = ResultPath(members: "returnObj")
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let text = String(
          (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in alphabet.randomElement(using: &random)
          })
        switch Int.random(in: 0...2, using: &random) {
        case 0: path = path.member("m")
        case 1: path = path.element(Int.random(in: 0...9, using: &random))
        default:
          if case .matching? = path.steps.last { path = path.member("m") }
          path = path.element(matching: .init("k", text), .init("名", "v"))
        }
      }
      #expect(try ResultPath(parsing: path.description) == path)
    }
  }
}
