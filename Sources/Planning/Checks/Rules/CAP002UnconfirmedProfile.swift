import Diagnostics
import Scenario

/// A scenario rests on numbers of the cloud profile that nobody has confirmed for CTyun. One warning names them all.
enum CAP002UnconfirmedProfile: Rule {
  static let metadata = RuleMetadata(
    code: "CAP002", name: "unconfirmed-profile", title: "the plan rests on values that nobody has confirmed",
    severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let values = unconfirmedValues(of: context.scenario, profile: context.profile)
    guard !values.isEmpty else { return [] }
    let groups: [(UnconfirmedValue.Weight, String)] = [
      (.path, "where packets go"), (.form, "what the cloud accepts"), (.quota, "quotas"),
    ]
    return [
      finding(
        "the plan rests on \(counted(values.count, "value")) that nobody has confirmed for CTyun",
        at: context.scenario.region.location,
        help: "ask CTyun, then write what holds: `\(example(values))`. The plan and the runbook list each "
          + "value with its source",
        related: groups.compactMap { weight, words in
          let names = values.filter { $0.weight == weight }.map(\.key)
          return names.isEmpty ? nil : Related(message: "\(words): \(names.joined(separator: ", "))")
        })
    ]
  }

  /// How one of the values is written; the ranges of endpoint traffic where they are among them, because every filter
  /// rests on them.
  private static func example(_ values: [UnconfirmedValue]) -> String {
    let key = ProfileKey.endpointNAT.rawValue
    if let value = values.first(where: { $0.key == key }) { return "profile: { \(key): [\(value.value)] }" }
    let ordered = values.min { $0.weight < $1.weight }?.key ?? ""
    let service = "cloudServices."
    return ordered.hasPrefix(service)
      ? "cloudServices: { \(ordered.dropFirst(service.count)): { ports: […] } }"
      : "profile: { \(ordered): … }"
  }
}
