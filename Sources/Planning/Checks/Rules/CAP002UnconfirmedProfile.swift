import Diagnostics
import Scenario

/// A scenario rests on numbers of the cloud profile that nobody has confirmed for CTyun. One warning names them all.
enum CAP002UnconfirmedProfile: Rule {
  static let metadata = RuleMetadata(
    code: "CAP002", name: "unconfirmed-profile", title: "the plan rests on values that nobody has confirmed",
    severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let values = unconfirmedValues(of: context.scenario, profile: context.profile)
    guard let first = values.first(where: { $0.key == ProfileKey.endpointNAT.rawValue }) ?? values.first
    else {
      return []
    }
    let example =
      first.key.hasPrefix("cloud-services.")
      ? "`cloudServices: { \(first.key.dropFirst("cloud-services.".count)): { ports: […] } }`"
      : "`profile: { \(first.key): … }`"
    return [
      finding(
        "the plan rests on \(counted(values.count, "value")) not confirmed for this region of CTyun",
        at: context.scenario.region.location,
        help: "ask CTyun, and write what holds, such as \(example): what a scenario says counts as confirmed",
        // What decides whether packets pass goes before what is only counted.
        related: (values.filter { !isCount($0) } + values.filter(isCount)).map {
          Related(message: "\($0.key): \($0.value)")
        })
    ]
  }

  private static func isCount(_ value: UnconfirmedValue) -> Bool { value.key.contains("-per-") }
}
