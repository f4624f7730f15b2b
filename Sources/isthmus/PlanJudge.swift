import Diagnostics
import Planning
import Reachability
import Runbook
import Scenario

/// Judges what only a plan can tell of a scenario: its expectations and its change window.
enum PlanJudge {
  /// What is wrong with the expectations of a plan; if no error is, whether the change fits its window.
  ///
  /// - Parameter profile: the cloud profile the plan was made with, the scenario's overrides applied.
  static func judge(_ plan: Plan, profile: CloudProfile) -> [Diagnostic] {
    guard plan.changeWindow != nil else {
      return plan.expectations.isEmpty ? [] : ExpectationJudge.judge(Network(plan))
    }
    let (findings, flows) = judgeAndProve(plan)
    return flows == nil ? findings : findings + WindowJudge.judge(plan, profile: profile, flows: flows)
  }

  /// What is wrong with the expectations of a plan; if no error is, what the analysis proves of its flows, for the tests
  /// of a runbook.
  static func judgeAndProve(_ plan: Plan) -> ([Diagnostic], ProvenFlows?) {
    let network = Network(plan)
    let findings = ExpectationJudge.judge(network)
    guard !findings.contains(where: { $0.severity == .error }) else { return (findings, nil) }
    var maker = MatrixMaker(network)
    return (findings, FlowProof.flows(of: network, maker.matrix(from: .site)))
  }
}
