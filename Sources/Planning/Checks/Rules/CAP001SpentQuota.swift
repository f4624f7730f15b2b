import Diagnostics
import Scenario

/// More resources than the cloud grants an account, a service, a group or a zone, or nearly so.
///
/// A limit that is confirmed, or that the scenario says itself, is an error; one that nobody has confirmed for CTyun
/// warns. Routes, and what a gateway takes, are counted by the routing rules.
enum CAP001SpentQuota: Rule {
  static let metadata = RuleMetadata(
    code: "CAP001", name: "spent-quota", title: "a quota is spent or nearly so", severity: .error,
    profileKeys: [
      .servicesPerAccount, .endpointsPerAccount, .mappingsPerService, .linesPerAccount, .gatewaysPerAccount,
      .securityGroupRules, .securityGroupsPerInterface, .privateZoneVPCs, .warnPercent,
    ])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    accounts(context) + services(context) + groups(context) + zones(context)
  }

  private static func accounts(_ context: CheckContext) -> [Diagnostic] {
    let scenario = context.scenario
    var services: [String: Int] = [:]
    var endpoints: [String: Int] = [:]
    var lines: [String: Int] = [:]
    var gateways: [String: Int] = [:]
    for service in scenario.endpointServices { services[service.value.account.value, default: 0] += 1 }
    for endpoint in scenario.endpoints {
      if let account = context.account(of: endpoint.value) { endpoints[account.value, default: 0] += 1 }
    }
    for directConnect in scenario.directConnects {
      gateways[directConnect.value.account.value, default: 0] += 1
      lines[directConnect.value.account.value, default: 0] += directConnect.value.lines.count
    }
    let quotas: [(counts: [String: Int], key: ProfileKey, noun: String)] = [
      (services, .servicesPerAccount, "endpoint services"), (endpoints, .endpointsPerAccount, "endpoints"),
      (gateways, .gatewaysPerAccount, "gateways"), (lines, .linesPerAccount, "lines"),
    ]
    return quotas.flatMap { quota in
      let limit = Limit(quota.key, of: context.profile)
      return scenario.accounts.compactMap { account in
        judge(
          quota.counts[account.name.value] ?? 0, limit, "account \(account.name.value) has", quota.noun,
          at: account.name.location,
          help:
            "ask for a higher quota and write it: `profile: { \(quota.key.rawValue): … }`; or let another "
            + "account own some")
      }
    }
  }

  private static func services(_ context: CheckContext) -> [Diagnostic] {
    let limit = Limit(.mappingsPerService, of: context.profile)
    return context.scenario.endpointServices.compactMap { service in
      judge(
        service.value.ports.count, limit, "service \(service.name.value) has", "port mappings",
        at: service.name.location, help: "publish a second service for some of the ports")
    }
  }

  private static func groups(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let rules = Limit(.securityGroupRules, of: context.profile)
    for vpc in context.scenario.vpcs {
      for group in vpc.value.securityGroups {
        // In the cloud a rule has one range of ports.
        let count = (group.value.ingress + group.value.egress).reduce(0) { $0 + max(1, $1.ports.count) }
        let finding = judge(
          count, rules, "security group \(vpc.name.value).\(group.name.value) has", "rules",
          at: group.name.location, help: "join ranges of ports and of addresses, or use a second group")
        if let finding { findings.append(finding) }
      }
    }
    let groups = Limit(.securityGroupsPerInterface, of: context.profile)
    var backends = context.scenario.backends.map { ($0.name.value, $0.value) }
    for service in context.scenario.endpointServices {
      if case .inline(let backend)? = service.value.backend { backends.append((service.name.value, backend)) }
    }
    for (name, backend) in backends where backend.securityGroups.count > groups.value {
      findings.append(
        exceeded(
          backend.securityGroups.count, groups, "the servers of backend \(name) have", "security groups",
          at: backend.securityGroups[max(0, groups.value)].location, help: "join the rules in fewer groups"))
    }
    return findings
  }

  private static func zones(_ context: CheckContext) -> [Diagnostic] {
    let limit = Limit(.privateZoneVPCs, of: context.profile)
    return context.scenario.privateZones.compactMap { zone in
      let vpcs = zone.value.vpcs
      guard vpcs.count > limit.value else { return nil }
      return exceeded(
        vpcs.count, limit, "private zone \(zone.name.value) has", "VPCs",
        at: vpcs[max(0, limit.value)].location,
        help: "leave out the VPCs whose hosts do not use the names")
    }
  }

  private static func judge(
    _ count: Int, _ limit: Limit, _ subject: String, _ noun: String, at location: SourceLocation, help: String
  ) -> Diagnostic? {
    switch limit.verdict(on: count) {
    case .fine: nil
    case .near:
      finding(
        "\(subject) \(count) \(noun), and the limit is \(limit.value)", at: location, help: help,
        related: [limit.related], severity: .warning)
    case .exceeded: exceeded(count, limit, subject, noun, at: location, help: help)
    }
  }

  private static func exceeded(
    _ count: Int, _ limit: Limit, _ subject: String, _ noun: String, at location: SourceLocation, help: String
  ) -> Diagnostic {
    finding(
      "\(subject) \(count) \(noun), more than the limit of \(limit.value)", at: location, help: help,
      related: [limit.related], severity: limit.severity)
  }
}
