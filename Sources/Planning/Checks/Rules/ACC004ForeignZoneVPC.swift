import Diagnostics
import Scenario

/// A private zone is to be associated with a VPC of another account.
enum ACC004ForeignZoneVPC: Rule {
  static let metadata = RuleMetadata(
    code: "ACC004", name: "foreign-zone-vpc",
    title: "a private zone is to answer in a VPC of another account",
    severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    // What stands is only compared: whoever associated it could.
    for zone in context.scenario.privateZones where zone.value.existing == nil {
      let account = zone.value.account
      for name in zone.value.vpcs {
        guard let vpc = context.scenario.vpcs.entry(name.value), vpc.value.account.value != account.value
        else {
          continue
        }
        let owner = vpc.value.account
        findings.append(
          finding(
            "private zone \(zone.name.value) of account \(account.value) is to answer in VPC \(name.value) of "
              + "account \(owner.value), whose VPCs \(account.value) cannot associate",
            at: name.location,
            help:
              "take \(name.value) out, and make a zone of \(owner.value), of another name, for what its hosts ask",
            related: [Related(message: "\(name.value) belongs to \(owner.value)", location: owner.location)]))
      }
    }
    return findings
  }
}
