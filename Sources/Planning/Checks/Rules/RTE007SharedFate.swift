import Diagnostics
import Scenario

/// Lines that fail together, too many lines or gateways, or too few.
enum RTE007SharedFate: Rule {
  static let metadata = RuleMetadata(
    code: "RTE007", name: "shared-fate", title: "lines fail together, or gateways have too many or too few",
    severity: .warning, profileKeys: [.linesPerGateway, .gatewaysPerVPC])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let limit = Limit(.linesPerGateway, of: context.profile)
    for directConnect in context.scenario.directConnects {
      let lines = directConnect.value.lines.entries
      findings += redundancy(of: directConnect, lines)
      if lines.count > limit.value {
        findings.append(
          finding(
            "\(directConnect.name.value) has \(lines.count) lines, more than the limit of \(limit.value) for a "
              + "gateway",
            at: lines[max(0, limit.value)].name.location,
            help: "move the further lines to another Direct Connect", related: [limit.related],
            severity: limit.severity))
      }
    }
    return findings + gateways(context)
  }

  private static func redundancy(
    of directConnect: CheckContext.DirectConnectEntry, _ lines: [NamedMap<Line>.Entry]
  ) -> [Diagnostic] {
    let name = directConnect.name.value
    guard let first = lines.first else {
      guard directConnect.value.existing == nil else { return [] }
      return [
        finding(
          "\(name) has no line, so its gateway carries nothing", at: directConnect.name.location,
          help: "add a line: `lines: { line-a: { router: …, bandwidthMbps: 1000 } }`", severity: .error)
      ]
    }
    if lines.count == 1 {
      return [
        finding(
          "\(name) has one line: when it fails, the site is cut off", at: first.name.location,
          help: "add a second line at another access point and another router, or let the owner sign for it",
          severity: .info)
      ]
    }
    var findings: [Diagnostic] = []
    var byRouter: [String: NamedMap<Line>.Entry] = [:]
    var byPoint: [String: NamedMap<Line>.Entry] = [:]
    for line in lines {
      var shared: [(what: String, other: NamedMap<Line>.Entry, location: SourceLocation)] = []
      let router = line.value.router
      if let other = byRouter[router.value] {
        shared.append(("router \(router.value)", other, router.location))
      }
      if let point = line.value.accessPoint, let other = byPoint[point.value] {
        shared.append(("access point \(point.value)", other, point.location))
      }
      if let problem = shared.first {
        let what = shared.map(\.what).joined(separator: " and ")
        findings.append(
          finding(
            "lines \(problem.other.name.value) and \(line.name.value) of \(name) share \(what), so they fail "
              + "together",
            at: problem.location, help: "end the lines at different access points and on different routers",
            related: [Related(message: "the other line", location: problem.other.name.location)]))
      }
      byRouter[router.value] = byRouter[router.value] ?? line
      if let point = line.value.accessPoint { byPoint[point.value] = byPoint[point.value] ?? line }
    }
    return findings
  }

  private static func gateways(_ context: CheckContext) -> [Diagnostic] {
    let limit = Limit(.gatewaysPerVPC, of: context.profile)
    return context.scenario.vpcs.compactMap { vpc in
      guard let gateways = context.directConnectsByVPC[vpc.name.value], gateways.count > limit.value else {
        return nil
      }
      let location = gateways[max(0, limit.value)].value.attachments.entry(vpc.name.value)?.name.location
      let names = gateways.prefix(4).map(\.name.value).joined(separator: ", ")
      return finding(
        "VPC \(vpc.name.value) is attached to \(gateways.count) gateways (\(names)), more than the limit of "
          + "\(limit.value)",
        at: location, help: "end the lines of all sites at one gateway, or use a VPC for each gateway",
        related: [limit.related], severity: limit.severity)
    }
  }
}
