import Diagnostics
import Scenario

/// An attachment is given more bandwidth than its lines carry while they are well.
enum CAP003BandwidthAboveLines: Rule {
  static let metadata = RuleMetadata(
    code: "CAP003", name: "bandwidth-above-lines", title: "an attachment has more bandwidth than its lines",
    severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    context.scenario.directConnects.flatMap { directConnect -> [Diagnostic] in
      let lines = directConnect.value.lines
      // Lines that stand by carry what the others carried, not more.
      let carrying = lines.filter { $0.value.preference?.value != .standby }
      let sum = (carrying.isEmpty ? Array(lines) : carrying).reduce(0) { $0 + $1.value.bandwidthMbps.value }
      guard sum > 0 else { return [] }
      return directConnect.value.attachments.compactMap { attachment in
        guard let wanted = attachment.value.bandwidthMbps, wanted.value > sum else { return nil }
        let name = directConnect.name.value
        return finding(
          "VPC \(attachment.name.value) is attached to \(name) with \(wanted.value) Mbit/s, and its lines carry "
            + "\(sum)", at: wanted.location,
          help: "write `bandwidthMbps: \(sum)` or less, or order more",
          related: carrying.prefix(1).map {
            Related(
              message: "line \($0.name.value) carries \($0.value.bandwidthMbps.value) Mbit/s",
              location: $0.value.bandwidthMbps.location)
          })
      }
    }
  }
}
