import Runbook

extension Runbook {
  /// A line for each step, for people who review: phase, owner, id, impact, and what it waits for.
  var outline: String {
    var lines: [String] = []
    var phase: Phase?
    var owner: Owner?
    for step in steps {
      if step.phase != phase { lines.append("# \(step.phase.identifier)") }
      if step.phase != phase || step.owner != owner { lines.append("## \(step.owner.identifier)") }
      (phase, owner) = (step.phase, step.owner)
      var line = "\(step.id) [\(step.action.kind)"
      if step.undo == nil { line += ", no undo" }
      if step.impact != .none { line += ", \(step.impact.rawValue)" }
      line += "]"
      if !step.dependsOn.isEmpty { line += " <- " + step.dependsOn.joined(separator: " ") }
      lines.append(line)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
