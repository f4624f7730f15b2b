import Diagnostics
import Scenario

/// A line's VLAN is out of range, used twice on one port, or not the partner's.
enum RTE004UnusableVLAN: Rule {
  static let metadata = RuleMetadata(
    code: "RTE004", name: "unusable-vlan", title: "a line's VLAN cannot be used", severity: .error,
    profileKeys: [.vlanRange, .vlanUntaggedAllowed])

  /// A port that carries VLANs, at either end of a line.
  private struct Port: Hashable {
    var device: String
    var interface: String
  }

  private struct Tenant {
    var line: String
    var vlan: Located<Int>
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var tenants: [Port: [Tenant]] = [:]
    var ports: [Port] = []
    for directConnect in context.scenario.directConnects {
      for line in directConnect.value.lines {
        let name = "\(directConnect.name.value).\(line.name.value)"
        guard let vlan = line.value.vlan.fixed else {
          if line.value.hosted?.value == true { findings.append(unknownPartnerVLAN(name, line)) }
          continue
        }
        if let problem = outOfRange(vlan, name, context) {
          findings.append(problem)
          continue
        }
        for port in self.ports(of: line.value, in: directConnect.value, context) {
          if tenants[port] == nil { ports.append(port) }
          tenants[port, default: []].append(Tenant(line: name, vlan: vlan))
        }
      }
    }
    var reported: Set<String> = []
    for port in ports {
      findings += clashes(tenants[port] ?? [], on: port, context, reported: &reported)
    }
    return findings
  }

  private static func unknownPartnerVLAN(_ name: String, _ line: NamedMap<Line>.Entry) -> Diagnostic {
    finding(
      "line \(name) is hosted by a partner, who fixes its VLAN, and the scenario does not say which",
      at: line.value.hosted?.location ?? line.name.location,
      help: "write the partner's VLAN, such as `vlan: 330`")
  }

  private static func outOfRange(
    _ vlan: Located<Int>, _ name: String, _ context: CheckContext
  ) -> Diagnostic? {
    let range = context.profile.vlanRange
    let text = "\(range.lowerBound) to \(range.upperBound)"
    if vlan.value == 0 {
      guard !context.profile.vlanUntaggedAllowed else { return nil }
      return finding(
        "line \(name) is untagged (VLAN 0), which the cloud profile does not allow", at: vlan.location,
        help: "use a VLAN from \(text), or `vlan: auto`")
    }
    guard !range.contains(vlan.value) else { return nil }
    return finding(
      "VLAN \(vlan.value) of line \(name) is outside \(text)", at: vlan.location,
      help: "use a VLAN from \(text), or `vlan: auto`")
  }

  private static func ports(
    of line: Line, in directConnect: DirectConnect, _ context: CheckContext
  ) -> [Port] {
    var ports: [Port] = []
    if let interface = context.router(of: line, in: directConnect)?.value.interface {
      let device = "router \(directConnect.site.value).\(line.router.value)"
      ports.append(Port(device: device, interface: interface.value))
    }
    if let switchName = line.switchHostname, let port = line.port {
      ports.append(Port(device: "switch \(switchName.value)", interface: port.value))
    }
    return ports
  }

  private static func clashes(
    _ tenants: [Tenant], on port: Port, _ context: CheckContext, reported: inout Set<String>
  ) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var holders: [Int: Tenant] = [:]
    let used = Set(tenants.map(\.vlan.value))
    let firstTagged = tenants.first { $0.vlan.value != 0 }
    for tenant in tenants {
      let holder =
        holders[tenant.vlan.value] ?? (tenant.vlan.value == 0 ? firstTagged : nil)
      guard let holder else {
        holders[tenant.vlan.value] = tenant
        continue
      }
      // Two lines on one port at both ends are still one mistake.
      guard reported.insert(tenant.line).inserted else { continue }
      let range = context.profile.vlanRange
      let free =
        range.first { $0 > tenant.vlan.value && !used.contains($0) } ?? range.first { !used.contains($0) }
      let fact =
        tenant.vlan.value == 0 && holder.vlan.value != 0
        ? "line \(tenant.line) is untagged and shares \(port.interface) of \(port.device) with line "
          + "\(holder.line) (VLAN \(holder.vlan.value))"
        : "lines \(holder.line) and \(tenant.line) both use VLAN \(tenant.vlan.value) on \(port.interface) of "
          + port.device
      findings.append(
        finding(
          fact, at: tenant.vlan.location,
          help: "use a free VLAN\(free.map { ", such as \($0)" } ?? ""), or `vlan: auto`",
          related: [Related(message: "the other line", location: holder.vlan.location)]))
    }
    return findings
  }
}
