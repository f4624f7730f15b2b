import Addressing
import Planning
import Scenario

/// Huawei VRP (AR and NE routers).
enum HuaweiVRP: RouterDialect {
  static let platform = EdgeRouter.Platform.huaweiVRP
  static let displayName = "Huawei VRP"
  static let notice: Text? = Text(
    en: """
      On AR routers and S switches the sub-interface takes `dot1q termination vid` instead of `vlan-type dot1q`. \
      Devices with a candidate configuration need `commit` at the end.
      """,
    zh: "AR 路由器与 S 系列交换机的子接口使用 `dot1q termination vid`，而非 `vlan-type dot1q`；采用候选配置的设备最后须执行 `commit`。")

  static func port(_ change: RouterChange) -> RouterConfiguration {
    guard change.portType == "1G" else { return RouterConfiguration() }
    return RouterConfiguration(
      apply: [
        "interface \(change.interface)", " undo negotiation auto", " speed 1000", " duplex full",
        " undo shutdown", "#",
      ],
      undo: ["interface \(change.interface)", " negotiation auto", "#"],
      probes: [
        .init(
          command: "display interface \(change.interface)",
          expect: Text(
            en: "current state UP, 1000 Mbit/s, full duplex, no CRC errors",
            zh: "当前状态 UP，1000 Mbit/s，全双工，无 CRC 错误"))
      ])
  }

  static func link(_ change: RouterChange) -> RouterConfiguration {
    let name = change.subinterface
    var apply = ["interface \(name)"]
    if change.vlan != 0 { apply.append(" vlan-type dot1q \(change.vlan)") }
    apply.append(" description \(change.description)")
    if change.mtu != change.defaultMTU { apply.append(" mtu \(change.mtu)") }
    apply.append(" ip address \(change.link.site.address) \(change.link.site.length)")
    if let link = change.linkIPv6 {
      apply += [" ipv6 enable", " ipv6 address \(link.site.address)/\(link.site.length)"]
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
    if change.bfd != nil { configuration.apply += ["bfd", "#"] }
    let families = change.families

    for (family, _) in families {
      let ip = family == .ipv4 ? "ip ip-prefix" : "ip ipv6-prefix"
      let suffix = family.policySuffix
      for (direction, prefixes) in [("OUT", session.announced(family)), ("IN", session.accepted(family))] {
        let list = change.policy(direction + suffix)
        for (index, prefix) in prefixes.enumerated() {
          configuration.apply.append(
            "\(ip) \(list) index \(10 * (index + 1)) permit \(prefix.address) \(prefix.length)")
        }
      }
      // `network` announces only what the routing table holds exactly; a discard route of the last choice makes
      // sure of it and never wins over a real one.
      for prefix in session.announced(family) {
        configuration.apply.append(
          "\(staticCommand(family)) \(prefix.address) \(prefix.length) NULL0 preference 254")
      }
      let match = family == .ipv4 ? "if-match ip-prefix" : "if-match ipv6 address prefix-list"
      configuration.apply += [
        "#", "route-policy \(change.policy("IN" + suffix)) permit node 10",
        " \(match) \(change.policy("IN" + suffix))", " apply local-preference \(session.localPreference)",
        "#",
        "route-policy \(change.policy("OUT" + suffix)) permit node 10",
        " \(match) \(change.policy("OUT" + suffix))",
      ]
      if session.prepends > 0 {
        let path = Array(repeating: "\(session.localASN)", count: session.prepends).joined(separator: " ")
        configuration.apply.append(" apply as-path \(path) additive")
      }
      configuration.apply.append("#")
    }

    configuration.apply.append("bgp \(session.localASN)")
    for (_, link) in families {
      let peer = link.cloud.address
      configuration.apply += [
        " peer \(peer) as-number \(session.remoteASN)", " peer \(peer) description \(change.description)",
      ]
      if session.isAuthenticated {
        configuration.apply.append(" peer \(peer) password cipher \(change.keyPlaceholder)")
      }
      if let bfd = change.bfd {
        configuration.apply += [
          " peer \(peer) bfd min-tx-interval \(bfd.interval) min-rx-interval \(bfd.interval)"
            + " detect-multiplier \(bfd.multiplier)",
          " peer \(peer) bfd enable",
        ]
      }
    }
    configuration.undo.append("bgp \(session.localASN)")
    for (family, link) in families {
      let peer = link.cloud.address
      let suffix = family.policySuffix
      configuration.apply += [" #", " \(family == .ipv4 ? "ipv4" : "ipv6")-family unicast"]
      for prefix in session.announced(family) {
        configuration.apply.append("  network \(prefix.address) \(prefix.length)")
      }
      configuration.apply += [
        "  peer \(peer) enable",
        "  peer \(peer) route-policy \(change.policy("IN" + suffix)) import",
        "  peer \(peer) route-policy \(change.policy("OUT" + suffix)) export",
      ]
      configuration.undo.append(" undo peer \(peer)")
    }
    configuration.apply.append("#")
    configuration.undo.append("#")
    for (family, _) in families {
      let suffix = family.policySuffix
      let ip = family == .ipv4 ? "ip ip-prefix" : "ip ipv6-prefix"
      configuration.undo += [
        "undo route-policy \(change.policy("IN" + suffix))",
        "undo route-policy \(change.policy("OUT" + suffix))",
        "undo \(ip) \(change.policy("IN" + suffix))", "undo \(ip) \(change.policy("OUT" + suffix))",
      ]
    }

    for (family, link) in families {
      configuration.probes.append(
        .init(
          command: family == .ipv4 ? "display bgp peer" : "display bgp ipv6 peer",
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
    let families = change.families
    if let bfd = change.bfd {
      configuration.apply += ["bfd", "#"]
      for (family, link) in families {
        let session =
          "\(staticCommand(family)) bfd \(change.subinterface) \(link.cloud.address)"
          + " local-address \(link.site.address)"
        configuration.apply.append(
          session + " min-tx-interval \(bfd.interval) min-rx-interval \(bfd.interval)"
            + " detect-multiplier \(bfd.multiplier)")
      }
    }
    for (family, link) in families {
      for prefix in routes.destinations(family) {
        let route =
          "\(staticCommand(family)) \(prefix.address) \(prefix.length) \(change.subinterface) \(link.cloud.address)"
        configuration.apply.append(route + preference + (change.bfd == nil ? "" : " bfd enable"))
        configuration.undo.append("undo " + route)
      }
      if change.bfd != nil {
        configuration.undo.append(
          "undo \(staticCommand(family)) bfd \(change.subinterface) \(link.cloud.address)")
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
      configuration.probes.append(.init(command: "display bfd session all", expect: RouterProbeText.bfdUp))
    }
    for prefix in accepted {
      guard let via = change.cloudAddress(prefix.family) else { continue }
      let table = prefix.family == .ipv4 ? "ip" : "ipv6"
      configuration.probes.append(
        .init(
          command: "display \(table) routing-table \(prefix.address) \(prefix.length) verbose",
          expect: isStandby ? RouterProbeText.standbyRoute(via: via) : RouterProbeText.route(via: via)))
    }
  }
}
