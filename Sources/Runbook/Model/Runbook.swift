/// The ordered change.
public struct Runbook: Sendable, Equatable {
  /// The scenario's name.
  public var scenario: String
  /// The resource pool.
  public var region: String
  /// The digest of the plan it was written from, lower-case hex.
  public var planDigest: String
  /// The steps in an order that respects every dependency: by phase, then by owner, then as the graph asks.
  public var steps: [Step]

  /// Joins the parts.
  public init(scenario: String, region: String, planDigest: String, steps: [Step]) {
    self.scenario = scenario
    self.region = region
    self.planDigest = planDigest
    self.steps = steps
  }
}
