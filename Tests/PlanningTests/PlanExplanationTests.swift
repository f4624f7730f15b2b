import Diagnostics
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

struct PlanExplanationTests {
  private static func scenario(_ extra: [String]) -> Scenario {
    Sketch.scenario(
      sites: [("hq", Sketch.site(["10.0.0.0/24"]))],
      directConnects: [
        (
          "hq-dc",
          Sketch.directConnect(
            site: "hq", lines: [("line-a", Sketch.line("ce"))], attach: [("hub", ["apps"])])
        )
      ],
      vpcs: [
        (
          "hub",
          Sketch.vpc(
            "10.0.0.0/16", subnets: [("apps", Sketch.subnet("10.0.2.0/24")), ("orders", Sketch.subnet(24))])
        )
      ],
      endpoints: [
        ("orders", Sketch.endpoint("hub", "orders")), ("zos", Sketch.endpoint("hub", "apps", "10.0.2.20")),
      ] + extra.map { ($0, Sketch.endpoint("hub", "orders")) })
  }

  private static let allocations: [Allocation] = {
    let lock = LockFile().updated(with: decideCleanly(scenario([])))
    return decideCleanly(scenario(["late"]), lock: lock).allocations
  }()

  private func text(_ id: String) -> String {
    guard
      case .found(let text) = PlanExplanation.explain(
        id, allocations: Self.allocations, resources: ["account/hub", "endpoint/orders"])
    else { return "unknown" }
    return text
  }

  @Test(arguments: [
    "endpoint/late", "endpoint/zos", "line/hq-dc/line-a", "orders", "subnet/hub", "account/hub",
  ])
  func `an explanation says why, from where, what was kept and what was skipped`(id: String) {
    expectGolden(text(id), "explain/\(id.split(separator: "/").joined(separator: "-")).txt")
  }

  @Test func `an unknown name is met with the nearest one`() {
    func explain(_ id: String) -> PlanExplanation {
      PlanExplanation.explain(id, allocations: Self.allocations)
    }
    #expect(explain("endpoint/order") == .unknown(suggestion: "endpoint/orders"))
    #expect(explain("ordres") == .unknown(suggestion: "orders"))
    #expect(explain("nothing-like-it") == .unknown(suggestion: nil))
    #expect(explain("") == .unknown(suggestion: nil))
  }
}
