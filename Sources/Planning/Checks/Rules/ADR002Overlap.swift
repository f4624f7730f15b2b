import Diagnostics

enum ADR002Overlap: Rule {
  static let metadata = RuleMetadata(
    code: "ADR002", name: "overlapping-ranges", title: "two ranges of one routing domain overlap",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] { [] }
}
