import Diagnostics
import Planning
import Scenario
import Testing

@testable import Reachability

/// Whatever single line of the flagship is spoilt: `check` names it, or it bears on no flow that anybody expects.
struct FlagshipMutationTests {
  /// What may be spoilt without a finding, and why.
  static let harmless: [(line: String, why: String)] = [
    ("region:", "another region is another cloud, not another path"),
    ("description:", "words"), ("changeWindow:", "a time"), ("note:", "words"), ("because:", "words"),
    ("provider: { id", "whose number it is, only the cloud knows"),
    ("prefixes: [10.1.123.0/25]", "a smaller site reaches what it reached"),
    ("testHost:", "where people test from; another host of the site serves as well"),
    ("172.20.0.0/16", "a route that leads elsewhere"), ("protocol: icmp", "endpoints carry no ICMP"),
    ("from: 10.1.123.0/24, to: any", "a permit besides those that the plan adds"),
    ("interface:", "which port of the router, only the router knows"),
    ("account:", "who pays and owns"), ("gatewayName:", "a name"),
    ("routing: {", "BGP stays; without BFD it is slower"), ("line-a:", "a name"),
    ("bandwidthMbps:", "a speed"),
    ("vlan:", "the planner chooses one"), ("interconnect:", "the planner chooses one"),
    ("preference:", "either line may carry the flows"), ("accessPoint:", "a building"),
    ("cidr:", "a range of another size that holds the same hosts"),
    ("existing:", "an id that the cloud knows"),
    ("acl: orders-acl", "without an ACL the subnet is open"), ("priority:", "the order of rules that agree"),
    ("ports: 8443", "without ports a rule accepts every port"),
    ("from: orders-vpc", "without a source a rule accepts every source"),
    ("from: endpoint-nat", "without a source a rule accepts every source"),
    ("to: orders-vpc", "without a destination a rule accepts every destination"),
    ("vpc: orders-vpc", "the service says it, too"), ("subnet: sub-lb", "the address says it, too"),
    ("address: 172.16.10.2", "a load balancer with another address of its subnet"),
    ("address: 192.168.5.", "an endpoint with another address of its subnet"),
    ("id: vm-orders", "one server of two, or an id"),

    ("accessList:", "without a list the load balancer is open"), ("type: interface", "that is usual"),
    ("approval: manual", "that is usual; the runbook asks for the acceptance"),
    ("clientAddress: close", "that is usual"), ("allow: [", "without a list the endpoint is open"),
    ("- { from:", "an expectation less, or of others"),
  ]

  /// A finding beside those of the sound flagship.
  private static func findings(_ text: String) -> (new: [Diagnostic], sources: SourceMap) {
    let (found, sources) = Scenarios.check(text)
    return (found.filter { $0.code != "CAP002" && $0.code != "NAM002" }, sources)
  }

  @Test func `the sound flagship has no finding but what nobody has confirmed`() throws {
    let (found, _) = try Self.findings(Scenarios.flagship())
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test func `every way to spoil a line is named, or harmless`() throws {
    let mutations = FlagshipMutations(try Scenarios.flagship())
    var used: Set<String> = []
    var (exact, near, silent) = (0, 0, 0)
    for mutation in mutations.all {
      let (found, sources) = Self.findings(mutation.text)
      guard !found.isEmpty else {
        silent += 1
        let reasons = Self.harmless.filter {
          mutation.old.contains($0.line) || mutation.new?.contains($0.line) == true
        }
        if reasons.isEmpty { Issue.record("nobody notices \(mutation)") }
        used.formUnion(reasons.map(\.line))
        continue
      }
      let lines = Self.lines(of: found, sources)
      if mutation.new != nil, lines.contains(mutation.line) {
        exact += 1
      } else if !lines.isDisjoint(with: mutations.entry(of: mutation.line))
        || Self.speaks(found, of: mutation)
      {
        near += 1
      } else {
        Issue.record(
          "\(mutation) is not named by \(found.map { "\($0.code): \($0.message)" }), which name \(lines.sorted())"
        )
      }
    }
    #expect(exact > 150 && near > 50 && silent > 50, "\(exact) \(near) \(silent)")
    // A reason that nothing needs any more hides the next gap.
    let idle = Self.harmless.map(\.line).filter { !used.contains($0) }
    #expect(idle.isEmpty, "something notices these now: take them out of the list")
  }

  private static func lines(of findings: [Diagnostic], _ sources: SourceMap) -> Set<Int> {
    var lines: Set<Int> = []
    for finding in findings {
      for location in [finding.location].compactMap({ $0 }) + finding.related.compactMap(\.location) {
        guard let file = sources[location.file] else { continue }
        lines.formUnion(file.position(at: location.start).line...file.position(at: location.end).line)
      }
    }
    return lines
  }

  /// Whether findings quote a word that is gone: who removes a definition is told by its name where it is missed.
  private static func speaks(_ findings: [Diagnostic], of mutation: FlagshipMutations.Mutation) -> Bool {
    let words = mutation.old.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "." }.map(String.init)
    let left = Set(
      (mutation.new ?? "").split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "." }.map(String.init))
    let lost = words.filter { !left.contains($0) && $0.count > 2 }
    return findings.contains { finding in
      lost.contains { finding.message.contains("`\($0)`") || finding.message.hasSuffix(" \($0)") }
    }
  }
}
