import Diagnostics
import Scenario

/// Packet sizes differ along a path, or a line cannot carry them: small packets pass and large ones vanish.
enum RTE010InconsistentMTU: Rule {
  static let metadata = RuleMetadata(
    code: "RTE010", name: "inconsistent-mtu", title: "packet sizes differ along the path", severity: .warning,
    profileKeys: [.mtu, .mtuRange])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let range = context.profile.mtuRange
    var findings: [Diagnostic] = []
    for directConnect in context.scenario.directConnects {
      let name = directConnect.name.value
      let path = directConnect.value.mtu
      let usual = path?.value ?? context.profile.mtu
      func isOutOfRange(_ mtu: Located<Int>, _ owner: String) -> Bool {
        guard !range.contains(mtu.value) else { return false }
        findings.append(
          finding(
            "\(owner) has an MTU of \(mtu.value); lines carry \(range.lowerBound) to \(range.upperBound)",
            at: mtu.location,
            help: "write `mtu: \(min(max(mtu.value, range.lowerBound), range.upperBound))` or less",
            severity: .error))
        return true
      }
      if let path, isOutOfRange(path, name) { continue }
      for line in directConnect.value.lines {
        guard let mtu = line.value.mtu, !isOutOfRange(mtu, "line \(name).\(line.name.value)") else {
          continue
        }
        guard mtu.value != usual else { continue }
        let least = min(mtu.value, usual)
        findings.append(
          finding(
            "line \(name).\(line.name.value) has an MTU of \(mtu.value) and the path over \(name) \(usual), so "
              + "large packets vanish on one of them",
            at: mtu.location,
            help: "write `mtu: \(least)` on all, and clamp the TCP MSS to \(least - 40) at the edge routers",
            related: [
              path.map { Related(message: "the MTU of the path", location: $0.location) }
                ?? Related(message: "the MTU of the path is the cloud profile's `mtu`")
            ]))
      }
    }
    return findings
  }
}
