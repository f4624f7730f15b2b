import Diagnostics
import Planning
import Scenario
import Testing

@testable import Reachability

/// What is suggested is true: pasted into its scenario, every entry is proved.
struct ExpectationSuggestionTests {
  /// The scenario without its own expectations, which stand at its end.
  private static func bare(_ text: String) -> String {
    guard let start = text.firstRange(of: "\nexpect:") else { return text }
    return String(text[...start.lowerBound])
  }

  @Test(arguments: Scenarios.shipped) func `every suggested entry holds`(name: String) throws {
    let text = Self.bare(try Scenarios.text("scenarios/\(name)/scenario.yaml"))
    let (network, _) = try Scenarios.network(text)
    let yaml = ExpectationSuggestion(network).yaml
    let entries = yaml.split(separator: "\n").filter { $0.hasPrefix("  - ") }
    #expect(entries.contains { $0.contains("allow: true") })
    let (pasted, _) = try Scenarios.network(text + yaml)
    #expect(pasted.plan.expectations.count == entries.count)
    let found = ExpectationJudge.judge(pasted)
    #expect(found.isEmpty, "\(found.map { "\($0.code) \($0.message)" })\n\(yaml)")
    // Said once is enough.
    #expect(ExpectationSuggestion(pasted).yaml == "# the scenario says already what the plan answers\n")
  }

  @Test func `the flagship's suggestions are those of its matrix`() throws {
    let (network, _) = try Scenarios.network(Self.bare(Scenarios.flagship()))
    #expect(
      ExpectationSuggestion(network).yaml == """
        expect: # what the plan answers today: keep what you rely on
          - { from: hq, to: ep-app, port: 443/tcp, allow: true, during: any-single-failure }
          - { from: 10.1.123.53, to: ep-dns, port: 53/tcp, allow: true, during: any-single-failure }
          # 8 ranges of hq are not served by ep-dns on 53/tcp: see `isthmus matrix`
          - { from: 10.1.123.53, to: ep-dns, port: 53/udp, allow: true, during: any-single-failure }
          # 8 ranges of hq are not served by ep-dns on 53/udp: see `isthmus matrix`
          - { from: hq, to: ep-zos, port: 80/tcp, allow: true, during: any-single-failure }
          - { from: hq, to: ep-zos, port: 443/tcp, allow: true, during: any-single-failure }
          - { from: hub-vpc.sub-vpce, to: ep-app, port: 443/tcp, allow: false }
          - { from: hub-vpc.sub-vpce, to: ep-dns, port: 53/tcp, allow: true, during: any-single-failure }
          - { from: hub-vpc.sub-vpce, to: ep-dns, port: 53/udp, allow: true, during: any-single-failure }
          - { from: hub-vpc.sub-vpce, to: ep-zos, port: 80/tcp, allow: false }
          - { from: hub-vpc.sub-vpce, to: ep-zos, port: 443/tcp, allow: false }
          # orders-vpc.sub-app reaches no endpoint
          # orders-vpc.sub-lb reaches no endpoint

        """)
  }
}
