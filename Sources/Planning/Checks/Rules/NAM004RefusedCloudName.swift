import Diagnostics
import Scenario

/// A name that the scenario fixes for the cloud is one the cloud refuses: of a wrong form, or there already.
enum NAM004RefusedCloudName: Rule {
  static let metadata = RuleMetadata(
    code: "NAM004", name: "refused-cloud-name", title: "a name in the cloud is malformed or used twice",
    severity: .error,
    profileKeys: [.nameLength, .namePattern, .gatewayNameLength, .gatewayNamePattern])

  /// A fixed name.
  private struct FixedName {
    /// Within what it must be unique.
    var scope: String
    /// `VPC hub-vpc`.
    var owner: String
    var name: Located<String>
    /// Nil for what exists and has its name already.
    var rule: NameRule?
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var first: [String: [String: FixedName]] = [:]
    var findings: [Diagnostic] = []
    for fixed in names(context) {
      if let rule = fixed.rule, !rule.admits(fixed.name.value) {
        let derived = rule.derive(from: fixed.name.value, word: "x")
        findings.append(
          finding(
            "the cloud refuses the name \(fixed.name.value) of \(fixed.owner): names there have \(rule)",
            at: fixed.name.location,
            help: derived.map { "write `\($0)`, or leave the name out and let the planner derive one" }
              ?? "leave the name out and let the planner derive one"))
        continue
      }
      guard let other = first[fixed.scope]?[fixed.name.value] else {
        first[fixed.scope, default: [:]][fixed.name.value] = fixed
        continue
      }
      findings.append(
        finding(
          "\(other.owner) and \(fixed.owner) are both called \(fixed.name.value) in the cloud",
          at: fixed.name.location, help: "give one of them another name, or leave it out",
          related: [Related(message: "the name of \(other.owner)", location: other.name.location)]))
    }
    return findings
  }

  private static func names(_ context: CheckContext) -> [FixedName] {
    let profile = context.profile
    let general = NameRule(length: profile.nameLength, pattern: profile.namePattern)
    let gateway = NameRule(length: profile.gatewayNameLength, pattern: profile.gatewayNamePattern)
    var names: [FixedName] = []
    func add(
      _ scope: String, _ owner: String, _ name: Located<String>?, existing: Located<String>?, _ rule: NameRule
    ) {
      guard let name, existing == nil else { return }
      names.append(FixedName(scope: scope, owner: owner, name: name, rule: rule))
    }
    for entry in context.scenario.directConnects {
      let owner = "the gateway of \(entry.name.value)"
      // A gateway's name is its identity in the whole region, whoever owns it.
      if let existing = entry.value.existing {
        names.append(FixedName(scope: "gateway", owner: owner, name: existing, rule: nil))
      } else {
        add("gateway", owner, entry.value.gatewayName, existing: nil, gateway)
      }
    }
    for entry in context.scenario.vpcs {
      let (vpc, value) = (entry.name.value, entry.value)
      add(
        "vpc \(value.account.value)", "VPC \(vpc)", value.cloudName, existing: value.existing, general)
      for subnet in value.subnets {
        add(
          "subnet \(vpc)", "subnet \(vpc).\(subnet.name.value)", subnet.value.cloudName,
          existing: subnet.value.existing, general)
      }
    }
    for entry in context.scenario.endpointServices {
      add(
        "service \(entry.value.account.value)", "endpoint service \(entry.name.value)", entry.value.cloudName,
        existing: entry.value.existing, general)
    }
    for entry in context.scenario.endpoints {
      guard let account = context.account(of: entry.value) else { continue }
      add(
        "endpoint \(account.value)", "endpoint \(entry.name.value)", entry.value.cloudName,
        existing: entry.value.existing, general)
    }
    return names
  }
}
