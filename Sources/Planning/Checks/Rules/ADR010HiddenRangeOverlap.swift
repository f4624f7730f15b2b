import Addressing
import Diagnostics
import Scenario

/// Hosts of a site use a range that nobody lists, such as a container bridge, and the cloud uses it too.
enum ADR010HiddenRangeOverlap: Rule {
  static let metadata = RuleMetadata(
    code: "ADR010", name: "hidden-range-overlap", title: "a hidden range of a site overlaps the cloud's side",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for claims in context.claims {
      let hidden = claims.local.filter { $0.kind == .hidden }
      if hidden.isEmpty { continue }
      let map = ClaimMap(claims.routed.filter { $0.kind == .subnet || $0.kind == .extra })
      var alternative: FreeAlternative?
      for claim in hidden {
        guard let other = map.first(overlapping: claim.prefix) else { continue }
        if alternative == nil { alternative = FreeAlternative(claims: claims, context: context) }
        findings.append(
          finding(
            "\(claim.prefix), which hosts of site \(claim.name) use unseen, overlaps \(other.prefix) of "
              + other.owner,
            at: claim.location,
            help: (other.isExisting ? nil : alternative?.help(moving: other))
              ?? "give these hosts another range, such as the `bip` of a container bridge",
            related: [Related(message: other.use, location: other.location)]))
      }
    }
    return findings
  }
}
