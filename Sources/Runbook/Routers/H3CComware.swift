import Addressing
import Planning
import Scenario

/// H3C Comware 7.
enum H3CComware: RouterDialect {
  static let platform = EdgeRouter.Platform.h3cComware
  static let displayName = "H3C Comware 7"
  static let notice: Text? = nil

  static func port(_ change: RouterChange) -> RouterConfiguration {
    guard change.portType == "1G" else { return RouterConfiguration() }
    return RouterConfiguration(
      apply: ["interface \(change.interface)", " speed 1000", " duplex full", " undo shutdown", "#"],
      undo: ["interface \(change.interface)", " undo speed", " undo duplex", "#"],
      probes: [
        .init(
          command: "display interface \(change.interface)",
          expect: Text(
            en: "current state UP, 1000 Mbps, full duplex, no CRC errors",
            zh: "当前状态 UP，1000 Mbps，全双工，无 CRC 错误"))
      ])
  }

  static func link(_ change: RouterChange) -> RouterConfiguration {
    let name = change.subinterface
    var apply = ["interface \(name)"]
    if change.vlan != 0 { apply.append(" vlan-type dot1q vid \(change.vlan)") }
    apply.append(" description \(change.description)")
    if change.mtu != change.defaultMTU { apply.append(" mtu \(change.mtu)") }
    apply.append(" ip address \(change.link.site.address) \(change.link.site.length)")
    if let link = change.linkIPv6 { apply.append(" ipv6 address \(link.site.address)/\(link.site.length)") }
    if let bfd = change.bfd {
      apply += [
        " bfd min-transmit-interval \(bfd.interval)", " bfd min-receive-interval \(bfd.interval)",
        " bfd detect-multiplier \(bfd.multiplier)",
      ]
    }
    var undo: [String]
    if change.vlan != 0 {
      undo = ["undo interface \(name)"]
    } else {
      undo = ["interface \(name)", " undo ip address \(change.link.site.address) \(change.link.site.length)"]
      if let link = change.linkIPv6 {
        undo.append(" undo ipv6 address \(link.site.address)/\(link.site.length)")
      }
      undo += [" undo description", "#"]
    }
    var probes = [
      RouterConfiguration.Probe(
        command: "ping -c 5 -a \(change.link.site.address) \(change.link.cloud.address)",
        expect: RouterProbeText.ping(change))
    ]
    if let link = change.linkIPv6 {
      probes.append(
        .init(
          command: "ping ipv6 -c 5 -a \(link.site.address) \(link.cloud.address)",
          expect: RouterProbeText.ping(change)))
    }
    return RouterConfiguration(apply: apply + ["#"], undo: undo, probes: probes)
  }

  static func routing(_ change: RouterChange) -> RouterConfiguration {
    switch change.routing {
    case .bgp(let session): bgp(change, session)
    case .static(let routes): staticRoutes(change, routes)
    }
  }

  // MARK: BGP

  private static func bgp(_ change: RouterChange, _ session: RouterChange.BGPSession) -> RouterConfiguration {
    var configuration = RouterConfiguration()
    let families = change.families
    for (family, _) in families {
      let list = family == .ipv4 ? "ip prefix-list" : "ipv6 prefix-list"
      let suffix = family.policySuffix
      for (direction, prefixes) in [("OUT", session.announced(family)), ("IN", session.accepted(family))] {
        for (index, prefix) in prefixes.enumerated() {
          configuration.apply.append(
            "\(list) \(change.policy(direction + suffix)) index \(10 * (index + 1)) permit"
              + " \(prefix.address) \(prefix.length)")
        }
      }
      // See HuaweiVRP: `network` needs the exact prefix in the routing table.
      for prefix in session.announced(family) {
        configuration.apply.append(
          "\(staticCommand(family)) \(prefix.address) \(prefix.length) NULL0 preference 254")
      }
      let match = family == .ipv4 ? "if-match ip address prefix-list" : "if-match ipv6 address prefix-list"
      configuration.apply += [
        "#", "route-policy \(change.policy("IN" + suffix)) permit node 10",
        " \(match) \(change.policy("IN" + suffix))", " apply local-preference \(session.localPreference)",
        "#",
        "route-policy \(change.policy("OUT" + suffix)) permit node 10",
        " \(match) \(change.policy("OUT" + suffix))",
      ]
      if session.prepends > 0 {
        let path = Array(repeating: "\(session.localASN)", count: session.prepends).joined(separator: " ")
        configuration.apply.append(" apply as-path \(path)")
      }
      configuration.apply.append("#")
    }

    configuration.apply.append("bgp \(session.localASN)")
    configuration.undo.append("bgp \(session.localASN)")
    for (_, link) in families {
      let peer = link.cloud.address
      configuration.apply += [
        " peer \(peer) as-number \(session.remoteASN)", " peer \(peer) description \(change.description)",
      ]
      if session.isAuthenticated {
        configuration.apply.append(" peer \(peer) password simple \(change.keyPlaceholder)")
      }
      if change.bfd != nil { configuration.apply.append(" peer \(peer) bfd") }
      configuration.undo.append(" undo peer \(peer)")
    }
    for (family, link) in families {
      let peer = link.cloud.address
      let suffix = family.policySuffix
      configuration.apply += [" #", " address-family \(family == .ipv4 ? "ipv4" : "ipv6") unicast"]
      for prefix in session.announced(family) {
        configuration.apply.append("  network \(prefix.address) \(prefix.length)")
      }
      configuration.apply += [
        "  peer \(peer) enable",
        "  peer \(peer) route-policy \(change.policy("IN" + suffix)) import",
        "  peer \(peer) route-policy \(change.policy("OUT" + suffix)) export",
      ]
    }
    configuration.apply.append("#")
    configuration.undo.append("#")
    for (family, link) in families {
      let list = family == .ipv4 ? "ip prefix-list" : "ipv6 prefix-list"
      let suffix = family.policySuffix
      configuration.undo += [
        "undo route-policy \(change.policy("IN" + suffix))",
        "undo route-policy \(change.policy("OUT" + suffix))",
        "undo \(list) \(change.policy("IN" + suffix))", "undo \(list) \(change.policy("OUT" + suffix))",
      ]
      configuration.probes.append(
        .init(
          command: "display bgp peer \(family == .ipv4 ? "ipv4" : "ipv6")",
          expect: RouterProbeText.established(
            link.cloud.address, accepted: session.accepted(family).count)))
    }
    appendCommonProbes(
      change, accepted: session.accepted, isStandby: session.prepends > 0, to: &configuration)
    return configuration
  }

  // MARK: Static routes

  private static func staticRoutes(_ change: RouterChange, _ routes: RouterChange.StaticRoutes)
    -> RouterConfiguration
  {
    var configuration = RouterConfiguration()
    let preference = routes.standbyPreference.map { " preference \($0)" } ?? ""
    for (family, link) in change.families {
      for prefix in routes.destinations(family) {
        let route =
          "\(staticCommand(family)) \(prefix.address) \(prefix.length) \(change.subinterface) \(link.cloud.address)"
        configuration.apply.append(route + (change.bfd == nil ? "" : " bfd control-packet") + preference)
        configuration.undo.append("undo " + route)
      }
    }
    appendCommonProbes(
      change, accepted: routes.destinations, isStandby: routes.standbyPreference != nil, to: &configuration)
    return configuration
  }

  // MARK: Shared

  private static func staticCommand(_ family: AddressFamily) -> String {
    family == .ipv4 ? "ip route-static" : "ipv6 route-static"
  }

  private static func appendCommonProbes(
    _ change: RouterChange, accepted: [Prefix], isStandby: Bool, to configuration: inout RouterConfiguration
  ) {
    if change.bfd != nil {
      configuration.probes.append(.init(command: "display bfd session", expect: RouterProbeText.bfdUp))
    }
    for prefix in accepted {
      guard let via = change.cloudAddress(prefix.family) else { continue }
      configuration.probes.append(
        .init(
          command: "display \(prefix.family == .ipv4 ? "ip" : "ipv6") routing-table \(prefix.address)",
          expect: isStandby ? RouterProbeText.standbyRoute(via: via) : RouterProbeText.route(via: via)))
    }
  }
}
