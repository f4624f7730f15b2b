import Addressing
import Planning
import Scenario

/// Windows Server DNS, in PowerShell: conditional forwarders, and a zone of its own for each own name, so that
/// no zone of the site is touched.
enum WindowsDNS: ResolverDialect {
  static let software = SiteDNS.Software.windows
  static let displayName = "Windows DNS"

  static func configuration(_ change: ResolverChange) -> ResolverConfiguration {
    var apply: [String] = []
    var undo: [String] = []
    if change.isGlobal {
      let list = change.forwarders.map(\.description).joined(separator: ",")
      apply += [
        "Get-DnsServerForwarder | Export-Clixml C:\\isthmus-forwarders.xml",
        "Set-DnsServerForwarder -IPAddress \(list) -UseRootHint $false",
      ]
      undo += [
        "$before = Import-Clixml C:\\isthmus-forwarders.xml",
        "Set-DnsServerForwarder -IPAddress $before.IPAddress -UseRootHint $before.UseRootHint",
      ]
    } else {
      for zone in change.forwardedZones {
        let list = zone.forwarders.map(\.description).joined(separator: ",")
        apply.append(
          "Add-DnsServerConditionalForwarderZone -Name \"\(zone.zone)\" -MasterServers \(list)")
        undo.append("Remove-DnsServerZone -Name \"\(zone.zone)\" -Force")
      }
    }
    for record in change.records {
      apply.append("Add-DnsServerPrimaryZone -Name \"\(record.name)\" -ZoneFile \"\(record.name).dns\"")
      for address in record.addresses {
        let (type, option) = address.family == .ipv4 ? ("-A", "-IPv4Address") : ("-AAAA", "-IPv6Address")
        apply.append(
          "Add-DnsServerResourceRecord -ZoneName \"\(record.name)\" \(type) -Name \"@\" \(option) \(address)"
            + " -TimeToLive ([TimeSpan]::FromSeconds(\(change.ttl)))")
      }
      undo.append("Remove-DnsServerZone -Name \"\(record.name)\" -Force")
    }
    apply.append("Clear-DnsServerCache -Force")
    undo.append("Clear-DnsServerCache -Force")
    return ResolverConfiguration(
      apply: [.init(lines: apply, syntax: "powershell", notice: NameText.powershell)],
      undo: [.init(lines: undo, syntax: "powershell", notice: NameText.powershell)])
  }
}
