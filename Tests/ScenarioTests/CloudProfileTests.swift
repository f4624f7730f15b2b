import Addressing
import Diagnostics
import Testing

@testable import Scenario

@Suite struct CloudProfileTests {
  private let place = SourceLocation(file: SourceFileID(rawValue: 0), start: 0, end: 4)

  private func override(_ key: String, _ value: ProfileValue) -> ProfileOverride {
    ProfileOverride(key: Located(key, at: place), value: Located(value, at: place))
  }

  @Test(arguments: ProfileKey.allCases) func everyKeyHasAValueOfItsKindAndASource(_ key: ProfileKey) {
    let entry = CloudProfile.ctyun[key]
    #expect(entry.value.kind == key.kind)
    #expect(entry.source.hasSuffix(".") && entry.source.utf8.count > 5)
    switch entry.value {
    case .prefixes(let prefixes): #expect(!prefixes.isEmpty)
    case .integer(let number): #expect(number > 0)
    case .range(let range): #expect(range.lowerBound < range.upperBound)
    case .text(let text): #expect(NamePattern(text) != nil)
    case .integers(let numbers): #expect(numbers.count.isMultiple(of: 2) && numbers == numbers.sorted())
    case .boolean: break
    }
  }

  @Test func limitsOfAccountsFollowTheScenario() {
    let limits = CloudProfile.ctyun.accountLimits
    #expect(
      limits.mapValues(\.value) == [
        "cda.AddPhysicalLine": CloudProfile.ctyun.linesPerAccount,
        "cda.AddGateway": CloudProfile.ctyun.gatewaysPerAccount,
        "vpce.CreateEndpointService": CloudProfile.ctyun.servicesPerAccount,
        "vpce.CreateEndpoint": CloudProfile.ctyun.endpointsPerAccount,
      ])
    let other = CloudProfile.ctyun.applying([override("endpoints-per-account", .integer(3))])
    #expect(other.accountLimits["vpce.CreateEndpoint"]?.value == 3)
  }

  @Test func onlyAConfirmedLimitRefuses() {
    for limit in CloudProfile.ctyun.accountLimits.values {
      let isConfirmed = CloudProfile.ctyun[limit.key].isConfirmed
      #expect(limit.severityOfExcess == (isConfirmed ? .error : .warning), "\(limit.key.rawValue)")
      let said = CloudProfile.ctyun.applying([override(limit.key.rawValue, .integer(3))])
      #expect(said[limit.key].severityOfExcess == .error, "\(limit.key.rawValue)")
      #expect(said.accountLimits.values.contains { $0.key == limit.key && $0.severityOfExcess == .error })
    }
  }

  @Test func typedAccessorsReadTheData() {
    let profile = CloudProfile.ctyun
    #expect(profile.endpointNAT.prefixes.map(\.description) == ["198.19.128.0/17"])
    #expect(profile.vlanRange == 1...3999)
    #expect(profile.privateASNs == [64512...65534, 4_200_000_000...4_294_967_294])
    #expect(profile.forbiddenRanges.contains(IPAddress.ipv4(169, 254, 169, 254)))
    #expect(profile.cloudService("zos")?.ports.map(\.description) == ["80/tcp", "443/tcp"])
    #expect(profile.cloudServices.map(\.name) == ["dns", "zos"])
  }

  @Test func whatAScenarioOverridesCountsAsConfirmed() throws {
    let prefix = try Prefix(parsing: "198.18.0.0/16")
    let profile = CloudProfile.ctyun.applying([override("endpoint-nat", .prefixes([prefix]))])
    #expect(profile.endpointNAT == PrefixSet(prefix))
    #expect(profile[.endpointNAT].isConfirmed)
    #expect(profile[.endpointNAT].location == place)
    #expect(!CloudProfile.ctyun[.endpointNAT].isConfirmed)
  }

  @Test func overridesOfAnotherKindOrOfNoKeyChangeNothing() {
    let profile = CloudProfile.ctyun.applying([
      override("endpoint-nat", .integer(7)), override("endpoint-net", .integer(7)),
    ])
    #expect(profile == .ctyun)
  }

  @Test(arguments: [
    ("^[a-zA-Z][0-9a-z_-]+$", ["ab", "A-", "z_9"], ["a", "9a", "", "aB", "a b"]),
    ("^[0-9a-zA-Z]+$", ["a", "9Z"], ["", "a-b", "é"]),
    ("^[一-龥]x*$", ["生", "生xx"], ["x", "生y", ""]),
    ("ab[c-]", ["abc", "ab-"], ["ab", "abcc", "abd"]),
  ])
  func namePatternsSpeakOfTheWholeName(_ pattern: String, _ good: [String], _ bad: [String]) throws {
    let pattern = try #require(NamePattern(pattern))
    for name in good { #expect(pattern.matches(name), "\(name)") }
    for name in bad { #expect(!pattern.matches(name), "\(name)") }
    #expect(NamePattern.anything.matches("") && NamePattern.anything.matches("x y"))
  }

  @Test(arguments: ["", "^$", "[", "[]", "+a", "[z-a]", "a+b", "a|b", "(a)", "a?"])
  func otherPatternsAreRefused(_ pattern: String) { #expect(NamePattern(pattern) == nil) }
}
