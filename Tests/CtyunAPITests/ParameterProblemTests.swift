import CtyunAPI
import JSON
import Testing

@Suite struct ParameterProblemTests {
  static let endpoint: JSONObject = [
    "clientToken": "79fa97e3-c48b-4c1e-9f46-6a13d8163678", "regionID": "81f7728662dd11ec810800155d307d5b",
    "cycleType": "on_demand", "endpointServiceID": "endpser-9hzaohgug8", "endpointName": "订单节点",
    "subnetID": "subnet-7owr4do29a", "vpcID": "vpc-srsiebllhc", "whitelistFlag": 0,
  ]

  private func problems(
    _ operation: CtyunAPI.Operation, _ base: JSONObject, _ changes: JSONObject = [:]
  ) -> [String] {
    var arguments = base
    for (name, value) in changes { arguments[name] = value }
    return operation.problems(in: arguments).map(\.description)
  }

  @Test func aSoundCallHasNone() {
    #expect(problems(Operations.VPCE.createEndpoint, Self.endpoint) == [])
  }

  @Test(
    arguments: [
      (["vpcID": .null], "vpcID: is required"),
      (["vpcID": ""], "vpcID: must not be empty"),
      (["vpcId": "vpc-1"], "vpcId: no such parameter; did you mean vpcID?"),
      (["colour": "red"], "colour: no such parameter"),
      (["vpcID": 7], "vpcID: must be of type string, not integer"),
      (["enableDns": "true"], "enableDns: must be of type boolean, not string"),
      (["cycleType": "month"], "cycleType: must be on_demand, not \"month\""),
      (["ipVersion": 4], "ipVersion: must be one of 0, 1, 2, not 4"),
      (["ipVersion": 0.0], "ipVersion: must be of type integer, not number"),
      (
        ["clientToken": .string(String(repeating: "x", count: 65))],
        "clientToken: must be 1 to 64 characters long, not \"\(String(repeating: "x", count: 56))..."
      ),
      (["IP": "10.0.0.256"], "IP: must be an IPv4 address, not \"10.0.0.256\""),
      (["IP": "::1"], "IP: must be an IPv4 address, not \"::1\""),
      (["whitelist": []], "whitelist: must be a list of 1 to 20 entries, not 0"),
      (
        ["whitelist": .array(Array(repeating: "10.0.0.0/8", count: 21))],
        "whitelist: must be a list of 1 to 20 entries, not 21"
      ),
      (
        ["whitelist": ["10.0.0.0/8", "10.1.1.1/24"]],
        "whitelist[1]: must be an IPv4 prefix without host bits, not \"10.1.1.1/24\""
      ),
      (["whitelist": [1]], "whitelist[0]: must be of type string, not integer"),
      (["whitelist": "10.0.0.0/8"], "whitelist: must be of type array<string>, not string"),
      (["whitelistFlag": 4_294_967_296], "whitelistFlag: must be at most 2147483647, not 4294967296"),
    ] as [(JSONObject, String)])
  func eachMistakeIsNamed(change: JSONObject, message: String) {
    #expect(problems(Operations.VPCE.createEndpoint, Self.endpoint, change) == [message])
  }

  @Test func anEmptyTextWithAMeaningMeetsNoLimit() {
    let probe: JSONObject = ["gatewayName": "gw", "serviceID": "line-1"]
    let pairs: [(source: JSONValue, found: [String])] = [
      ("", []), ("10.0.0.1", []),
      ("nowhere", ["ipInfoList[0].srcIp: must be an IP address, not \"nowhere\""]),
    ]
    for (source, found) in pairs {
      let list: JSONObject = ["ipInfoList": [["srcIp": source, "dstIp": "10.0.0.2"]]]
      #expect(problems(Operations.CDA.addLinkProbe, probe, list) == found)
    }
  }

  @Test func conditionsFollowTheirNeighbourAndItsDefault() {
    let service: JSONObject = ["regionID": "r", "vpcID": "v", "name": "svc", "autoConnection": false]
    let create = Operations.VPCE.createEndpointService
    #expect(
      problems(create, service)
        == ["instanceType", "instanceID", "rules"].map { "\($0): is required when type is interface" })
    #expect(
      problems(create, service, ["type": "reverse"]) == [
        "subnetID: is required when type is reverse and reverseIsUnderlay is false"
      ])
    #expect(problems(create, service, ["type": "reverse", "subnetID": "s"]) == [])
    #expect(
      problems(create, service, ["type": "reverse", "reverseIsUnderlay": true]) == [
        "transitIP: is required when reverseIsUnderlay is true"
      ])
  }

  @Test func membersOfObjectsAreChecked() {
    let rules: JSONValue = [
      ["protocol": "TCP", "serverPort": 0, "endpointPort": 443], ["protocol": "SCTP", "port": 1],
    ]
    let service: JSONObject = [
      "regionID": "r", "vpcID": "v", "name": "svc", "autoConnection": false, "instanceType": "vm",
      "instanceID": "i", "rules": rules,
    ]
    #expect(
      problems(Operations.VPCE.createEndpointService, service) == [
        "rules[0].serverPort: must be at least 1, not 0",
        "rules[1].protocol: must be one of TCP, UDP, not \"SCTP\"",
        "rules[1].serverPort: is required", "rules[1].endpointPort: is required",
        "rules[1].port: no such parameter",
      ])
  }

  @Test func oneOfAGroupIsEnough() {
    let allow: JSONObject = ["regionID": "r", "endpointServiceID": "e"]
    let create = Operations.VPCE.createEndpointServiceWhitelist
    #expect(problems(create, allow) == ["one of email, bssAccountID is required"])
    #expect(problems(create, allow, ["email": "a@b.example"]) == [])
    #expect(
      problems(create, allow, ["email": "nobody"]) == ["email: must be an e-mail address, not \"nobody\""])
  }

  @Test func anAliasStandsForTheName() {
    let delete = Operations.CDA.deleteGateway
    #expect(problems(delete, ["gatewayName": "gw1"]) == [])
    #expect(problems(delete, ["vrfName": "gw1"]) == [])
    #expect(
      problems(delete, ["vrfName": "gw1", "gatewayName": "gw1"]) == [
        "gatewayName: is given twice, also as vrfName"
      ])
    #expect(problems(delete, [:]) == ["gatewayName: is required"])
  }

  @Test func whatIsNotKnownYetIsLeftAlone() {
    let reference: JSONValue = ["$result": "step"]
    let create = Operations.VPCE.createEndpointService
    let service: JSONObject = [
      "regionID": "r", "vpcID": reference, "name": "svc", "autoConnection": reference, "type": reference,
      "rules": [reference],
    ]
    #expect(create.problems(in: service) { $0 == reference } == [])
    #expect(!create.problems(in: service).isEmpty)
  }

  @Test(arguments: [
    ("22", true), ("8000-9000", true), ("9000-8000", false), ("0", false), ("1-65536", false), ("a", false),
    ("1-", false), ("01", false),
  ])
  func portsOfSecurityGroupRules(range: String, isSound: Bool) {
    #expect(TextPattern.portOrRange.matches(range) == isSound)
  }

  @Test(arguments: [
    ("ab", true), ("a", false), ("订单节点", true), ("1a", false), ("http:x", false), ("a b", false),
    ("a-_9", true), (String(repeating: "名", count: 32), true), (String(repeating: "名", count: 33), false),
  ])
  func names(name: String, isSound: Bool) {
    #expect(TextPattern.resourceName.matches(name) == isSound)
  }

  @Test(arguments: [
    (TextPattern.email, "a@b", "a@"), (.asNumber, "4294967295", "4294967296"), (.portSpan, "20:100", "20"),
    (.domainName, "orders.example.internal", "-a.b"), (.recordName, "*.orders", "a-"),
    (.decimalAmount, "12.50", "12.505"), (.jsonDocument, "{\"a\":1}", "{a}"),
    (.ipv4Interface, "10.0.0.1/30", "10.0.0.1/33"), (.ipv6Interface, "fd00::1/64", "10.0.0.1"),
    (.addressOrNetwork, "10.0.0.1", "10.0.0.1/8"), (.network, "0.0.0.0/0", "10.0.0.0"),
    (.notURL, "text", "HTTPS:x"), (.noChinese, "line a", "线路"), (.lettersAndDigits, "gw1", "gw-1"),
    (.priceQueryName, "ab-1", "1ab"), (.positiveDecimal, "5", "0"), (.ipv6Address, "::1", "::g"),
    (.ipAddress, "10.0.0.1", "10.0.0"), (.ipv4Network, "10.0.0.0/8", "10.0.0.1/8"),
    (.ipv6Network, "fd00::/8", "fd00::1/8"), (.ipv4Address, "10.0.0.1", "10.0.0.1/8"),
    (.resourceName, "ab", "a"), (.portOrRange, "1-2", "2-1"),
  ])
  func everyPatternAcceptsAndRefuses(pattern: TextPattern, sound: String, unsound: String) {
    #expect(pattern.matches(sound))
    #expect(!pattern.matches(unsound))
  }
}
