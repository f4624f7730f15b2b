import Diagnostics
import Testing

@testable import Planning
@testable import Scenario

struct NameAllocationTests {
  static let rule = NameRule(
    length: 2...12,
    pattern: NamePattern("^[a-zA-Z\u{4E00}-\u{9FA5}][0-9a-zA-Z\u{4E00}-\u{9FA5}_-]+$") ?? .anything)
  static let gateway = NameRule(length: 2...8, pattern: NamePattern("^[0-9a-zA-Z]+$") ?? .anything)

  @Test(arguments: [
    ("orders", "orders"), ("orders.api v2", "orders-api-v"), ("订单", "订单"), ("订", "endpoint-订"),
    ("3tier", "endpoint-3ti"),
    ("_x", "endpoint-_x"), ("...", "endpoint"), ("", "endpoint"), ("a.", "endpoint-a"),
    ("http://x", "http-x"),
    ("a--b", "a--b"), ("é", "endpoint"), ("a\u{1F600}b", "a-b"),
  ])
  func `a name is changed as little as the form asks`(name: String, derived: String) {
    #expect(Self.rule.derive(from: name, word: "endpoint") == derived)
    #expect(Self.rule.admits(derived))
  }

  @Test(arguments: [
    ("hq-dc", "hqdc"), ("总部", "dc"), ("a-very-long-name", "averylon"), ("x", "dcx"), ("1", "dc1"),
  ])
  func `gateway names have letters and digits only`(name: String, derived: String) {
    #expect(Self.gateway.derive(from: name, word: "dc") == derived)
  }

  @Test func `a number fits behind a name of full length`() {
    #expect(Self.rule.numbered("orders-api-v", 2) == "orders-api-2")
    #expect(Self.rule.numbered("orders", 13) == "orders-13")
    #expect(Self.gateway.numbered("averylon", 100) == "avery100")
    #expect(Self.gateway.numbered("a", 123_456_789) == nil)
  }

  @Test func `a form that nothing fits gives no name`() {
    let rule = NameRule(length: 40...50, pattern: .anything)
    #expect(rule.derive(from: "x", word: "endpoint") == nil)
  }

  @Test func `names differ inside an account and a kind`() {
    let long = String(repeating: "a", count: 32)
    let subnets = [("same", Sketch.subnet(24))]
    let decisions = decideCleanly(
      Sketch.scenario(
        vpcs: [
          ("one", Sketch.vpc("10.1.0.0/16", subnets: subnets)),
          ("two", Sketch.vpc("10.2.0.0/16", subnets: subnets)),
          ("other", Sketch.vpc("10.3.0.0/16", account: "elsewhere", subnets: subnets)),
          ("named", Sketch.vpc("10.4.0.0/16") { $0.cloudName = located("two-same") }),
        ],
        endpoints: [
          (long + "-y", Sketch.endpoint("one", "same")), (long + "-x", Sketch.endpoint("one", "same")),
          (long + "-z", Sketch.endpoint("other", "same")),
        ]))
    #expect(decisions.name(owner: "subnet/one/same") == "same")
    #expect(decisions.name(owner: "subnet/two/same") == "two-same")
    #expect(decisions.name(owner: "subnet/other/same") == "same")
    #expect(decisions.name(owner: "vpc/named") == "two-same")
    #expect(decisions.name(owner: "endpoint/\(long)-x") == long)
    #expect(decisions.name(owner: "endpoint/\(long)-y") == String(long.dropLast(2)) + "-2")
    #expect(decisions.name(owner: "endpoint/\(long)-z") == long)
    #expect(
      decisions[.name, "endpoint/\(long)-y"]?.reason
        == "derived from \(long)-y with a number, because \(long) is taken")
    #expect(decisions[.name, "endpoint/\(long)-y"]?.skipped == ["\(long): endpoint/\(long)-x"])
  }

  @Test func `a name without a derivation is reported`() {
    let result = decide(
      Sketch.scenario(
        vpcs: [("v", Sketch.vpc("10.0.0.0/16"))], profile: [(.nameLength, .range(40...50))]))
    #expect(result.diagnostics.map(\.code) == ["NAM004"])
    #expect(result.value?.name(owner: "vpc/v") == nil)
  }
}
