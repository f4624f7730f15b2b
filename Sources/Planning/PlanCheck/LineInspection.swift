import Addressing
import Diagnostics
import Scenario

extension Inspection {
  /// Links are well formed; VLANs are in range and one to a port.
  mutating func inspectLines() {
    var ports: [(port: String, vlan: Int, line: String, location: SourceLocation)] = []
    var interfaces: [String: String] = [:]
    for site in plan.sites {
      for router in site.routers { interfaces["\(site.name)/\(router.name)"] = router.interface }
    }
    for directConnect in plan.directConnects {
      for line in directConnect.lines {
        let id = ResourceID.line(directConnect: directConnect.name, line.name)
        inspect(line.link, of: id, family: .ipv4, at: line.location)
        if let link = line.linkIPv6 { inspect(link, of: id, family: .ipv6, at: line.location) }
        if line.vlan != 0 && !profile.vlanRange.contains(line.vlan) {
          report("\(id) has VLAN \(line.vlan) outside \(profile.vlanRange)", at: line.location)
        }
        let interface = interfaces["\(directConnect.site)/\(line.router)"] ?? ""
        ports.append(
          ("\(directConnect.site)/\(line.router) \(interface)", line.vlan, id, line.location))
        if let host = line.switchHostname, let port = line.port {
          ports.append(("\(host) \(port)", line.vlan, id, line.location))
        }
      }
      inspectRouting(of: directConnect)
    }
    ports.sort { ($0.port, $0.vlan, $0.line) < ($1.port, $1.vlan, $1.line) }
    for (earlier, later) in zip(ports, ports.dropFirst())
    where earlier.port == later.port && earlier.line != later.line {
      if earlier.vlan == later.vlan {
        report("\(earlier.line) and \(later.line) share a port and VLAN \(later.vlan)", at: later.location)
      } else if earlier.vlan == 0 {
        report("\(earlier.line) is untagged, but shares its port with \(later.line)", at: later.location)
      }
    }
  }

  private mutating func inspect(
    _ link: PlannedLine.Link, of id: String, family: AddressFamily, at location: SourceLocation
  ) {
    let (cloud, site) = (link.cloud, link.site)
    guard cloud.address.family == family, site.address.family == family, cloud.length == site.length,
      (1..<family.bitWidth).contains(cloud.length)
    else {
      report("\(id) has the ends \(cloud) and \(site), which are no link", at: location)
      return
    }
    let hostBits = UInt128(family.bitWidth - cloud.length)
    if cloud.address.bits >> hostBits != site.address.bits >> hostBits {
      report("\(id) has the ends \(cloud) and \(site) in different networks", at: location)
    }
    if cloud.address == site.address {
      report("\(id) has \(cloud) at both ends", at: location)
    }
    // The first and the last address of an IPv4 network with more than two are no hosts (RFC 3021 for /31).
    guard family == .ipv4, hostBits > 1 else { return }
    let mask = (UInt128(1) << hostBits) - 1
    for end in [cloud, site] where end.address.bits & mask == 0 || end.address.bits & mask == mask {
      report("\(id) has \(end), which is no host of its network", at: location)
    }
  }

  private mutating func inspectRouting(of directConnect: PlannedDirectConnect) {
    let id = ResourceID.directConnect(directConnect.name)
    switch directConnect.mode {
    case .bgp:
      guard let cloud = directConnect.cloudASN, let site = directConnect.siteASN else {
        report("\(id) runs BGP without both autonomous system numbers", at: directConnect.location)
        return
      }
      if cloud == site || cloud == 0 || site == 0 {
        report(
          "\(id) runs BGP between autonomous systems \(cloud) and \(site)", at: directConnect.location)
      }
    case .static:
      if directConnect.cloudASN != nil {
        report("\(id) routes statically, but has an autonomous system number", at: directConnect.location)
      }
    }
    for line in directConnect.lines where line.cloudPriority < 0 || line.localPreference < 0 {
      report("line \(line.name) of \(id) has a negative preference", at: line.location)
    }
  }
}
