import Addressing
import Planning
import Scenario

/// The filters of the address plan: what lets packets through, at the site and in the cloud.
extension RunbookDocument {
  var firewallRows: [[String]] {
    plan.sites.flatMap { site -> [[String]] in
      guard let firewall = site.firewall else { return [] }
      func rows(_ permits: [PlannedSite.Firewall.Permit], _ state: Text) -> [[String]] {
        permits.map { permit in
          [
            MarkdownText.cell(site.name), codes(permit.sources), codes(permit.destinations),
            transport(permit.transport, permit.ports), MarkdownText.cell(permit.purpose), word(state),
          ]
        }
      }
      return rows(firewall.existing, DocumentText.existing) + rows(firewall.added, DocumentText.added)
    }
  }

  var filterRows: [[String]] {
    var rows: [[String]] = []
    for vpc in plan.vpcs {
      for group in vpc.securityGroups {
        let name = MarkdownText.cell("\(vpc.name)/\(group.name)")
        rows += group.ingress.map { row($0, name, isIngress: true) }
        rows += group.egress.map { row($0, name, isIngress: false) }
      }
      for list in vpc.acls {
        let name = MarkdownText.cell("\(vpc.name)/\(list.name)")
        rows += list.ingress.map { row($0, name, isIngress: true) }
        rows += list.egress.map { row($0, name, isIngress: false) }
      }
    }
    return rows
  }

  private func row(_ rule: PlannedSecurityGroup.Rule, _ name: String, isIngress: Bool) -> [String] {
    let peers = codes(rule.peers)
    return [
      name, "\(rule.priority)", sentence(rule.action, rule.transport, rule.ports, isIngress: isIngress),
      isIngress ? peers : "", isIngress ? "" : peers,
      word(rule.existing ? DocumentText.existing : DocumentText.added),
    ]
  }

  private func row(_ rule: PlannedAccessControlList.Rule, _ name: String, isIngress: Bool) -> [String] {
    [
      name, "\(rule.priority)", sentence(rule.action, rule.transport, rule.ports, isIngress: isIngress),
      codes(rule.sources) + (hasPorts(rule.sourcePorts) ? "<br>:\(ports(rule.sourcePorts))" : ""),
      codes(rule.destinations), word(rule.existing ? DocumentText.existing : DocumentText.added),
    ]
  }

  private func hasPorts(_ ranges: [PortRange]) -> Bool { !ranges.isEmpty && ranges != [.all] }

  /// `in: accept tcp 8443`.
  private func sentence(
    _ action: FilterAction, _ transport: FilterProtocol, _ ports: [PortRange], isIngress: Bool
  ) -> String {
    word(isIngress ? DocumentText.ingress : DocumentText.egress) + word(DocumentText.colon)
      + word(action == .accept ? DocumentText.accept : DocumentText.drop) + " "
      + self.transport(transport, ports)
  }

  /// `tcp 443, 8443`; a protocol without ports stands alone.
  private func transport(_ transport: FilterProtocol, _ ports: [PortRange]) -> String {
    let name = transport == .any ? word(DocumentText.any) : transport.rawValue
    return hasPorts(ports) ? "\(name) \(self.ports(ports))" : name
  }
}
