import Addressing
import Planning
import Scenario

/// Huawei VRP (AR and NE routers).
enum HuaweiVRP: RouterDialect {
  static let platform = EdgeRouter.Platform.huaweiVRP
  static let displayName = "Huawei VRP"
  static let notice: Text? = RouterText.huaweiNotice
  static let save = ["save"]
  static let saveNotice: Text? = RouterText.huaweiSave

  private static func framed(_ configuration: RouterConfiguration) -> RouterConfiguration {
    configuration.framed(enter: ["system-view"], leave: ["return"], save: save)
  }

  // MARK: Port and link

  static func port(_ change: RouterChange) -> RouterConfiguration {
    var apply: [String] = []
    var undo: [String] = []
    if change.portType == "1G" {
      apply += [" undo negotiation auto", " speed 1000", " duplex full"]
      undo += [" undo speed", " undo duplex", " negotiation auto"]
    }
    if let mtu = change.portMTU {
      apply.append(" mtu \(mtu)")
      undo.append(" undo mtu")
    }
    let interface = "interface \(change.interface)"
    return framed(
      RouterConfiguration(
        apply: [interface] + apply + [" undo shutdown", " quit"],
        undo: undo.isEmpty ? [] : [interface] + undo + [" quit"],
        probes: [.init(command: "display \(interface)", expect: RouterText.portUp)]))
  }

  static func link(_ change: RouterChange) -> RouterConfiguration {
    let name = change.subinterface
    // Which form a device takes depends on its family, which the scenario does not know.
    var apply = change.linkIPv6 == nil ? [] : ["# AR, S: ipv6"]
    apply.append("interface \(name)")
    if change.vlan != 0 {
      apply += [
        "# \(RouterText.eitherForm.en)", "# NE: vlan-type dot1q \(change.vlan)",
        "# AR, S: dot1q termination vid \(change.vlan)", "# AR, S: arp broadcast enable",
      ]
    }
    apply.append(" description \(change.description)")
    if change.mtu != change.defaultMTU { apply.append(" mtu \(change.mtu)") }
    apply.append(" ip address \(change.link.site.address) \(change.link.site.length)")
    if let link = change.linkIPv6 {
      apply += [" ipv6 enable", " ipv6 address \(link.site.address)/\(link.site.length)"]
    }
    apply.append(" quit")
    var undo = ["undo interface \(name)"]
    if change.vlan == 0 {
      undo = ["interface \(name)"]
      if let link = change.linkIPv6 {
        undo += [" undo ipv6 address \(link.site.address)/\(link.site.length)", " undo ipv6 enable"]
      }
      undo.append(" undo ip address \(change.link.site.address) \(change.link.site.length)")
      if change.mtu != change.defaultMTU { undo.append(" undo mtu") }
      undo += [" undo description", " quit"]
    }
    var probes = [
      RouterConfiguration.Probe(
        command: "ping -c 5 -a \(change.link.site.address) \(change.link.cloud.address)",
        expect: RouterText.ping(change.link.cloud.address))
    ]
    if let link = change.linkIPv6 {
      probes.append(
        .init(
          command: "ping ipv6 -c 5 -a \(link.site.address) \(link.cloud.address)",
          expect: RouterText.ping(link.cloud.address)))
    }
    return framed(RouterConfiguration(apply: apply, undo: undo, probes: probes))
  }

  static func shutdown(_ change: RouterChange) -> RouterConfiguration {
    // The drill ends as it began; what runs then is not for the drill to save.
    RouterConfiguration(
      apply: ["interface \(change.subinterface)", " shutdown", " quit"],
      undo: ["interface \(change.subinterface)", " undo shutdown", " quit"]
    ).framed(enter: ["system-view"], leave: ["return"], save: [])
  }

  static func light(_ change: RouterChange) -> RouterConfiguration.Probe {
    .init(command: "display transceiver interface \(change.interface) verbose", expect: RouterText.light)
  }

  static func counters(_ change: RouterChange) -> RouterConfiguration.Probe {
    .init(command: "display interface \(change.interface)", expect: RouterText.portUp)
  }

  static func loss(_ change: RouterChange, _ test: LossTest) -> [RouterConfiguration.Probe] {
    [
      .init(
        command: "ping -c \(test.packets) -s \(test.payload) -m \(test.interval) -a"
          + " \(change.link.site.address) \(change.link.cloud.address)",
        expect: RouterText.loss(test.packets))
    ]
  }

  // MARK: BGP

  static func announcement(_ announcement: RouterAnnouncement) -> RouterConfiguration {
    var configuration = RouterConfiguration()
    for prefix in announcement.prefixes {
      let route = "\(staticCommand(prefix.family)) \(prefix.address) \(prefix.length) NULL0"
      // Routes of BGP have 255 here: anything less would win over them.
      configuration.optional.append("\(route) preference 255")
      configuration.optionalUndo.append("undo \(route)")
      configuration.probes.append(
        .init(
          command: "display \(ip(prefix.family)) routing-table \(prefix.address) \(prefix.length)",
          expect: RouterText.discardThere))
    }
    configuration.apply.append("bgp \(announcement.asn)")
    var withdrawal = ["bgp \(announcement.asn)"]
    for family in announcement.families {
      let networks = announcement.prefixes(family).map { "network \($0.address) \($0.length)" }
      let view = [" \(ip(family, "v4"))-family unicast"]
      let paths = announcement.paths > 1 ? ["  maximum load-balancing ebgp \(announcement.paths)"] : []
      configuration.apply += view + networks.map { "  \($0)" } + paths + ["  quit"]
      withdrawal +=
        view + (paths.isEmpty ? [] : ["  undo maximum load-balancing ebgp"])
        + networks.map { "  undo \($0)" } + ["  quit"]
    }
    configuration.apply.append(" quit")
    // What is announced goes before the routes that hold it up.
    configuration.undo = withdrawal + [" quit"] + configuration.undo
    return framed(configuration)
  }

  static func interior(_ session: InteriorSession) -> RouterConfiguration {
    var configuration = RouterConfiguration(apply: ["bgp \(session.asn)"])
    var withdrawal = ["bgp \(session.asn)"]
    for family in session.families {
      for peer in session.peers.map({ session.address($0, family) }) {
        configuration.apply += [
          " peer \(peer) as-number \(session.asn)",
          " peer \(peer) connect-interface \(session.source)",
        ]
        withdrawal.append(" undo peer \(peer)")
      }
    }
    for family in session.families {
      configuration.apply.append(" \(ip(family, "v4"))-family unicast")
      for peer in session.peers.map({ session.address($0, family) }) {
        configuration.apply += ["  peer \(peer) enable", "  peer \(peer) next-hop-local"]
      }
      configuration.apply.append("  quit")
    }
    configuration.apply.append(" quit")
    configuration.undo = withdrawal + [" quit"]
    for family in session.families {
      let list = "\(family == .ipv4 ? "ip ip-prefix" : "ip ipv6-prefix") \(session.list(family))"
      let process = "\(family == .ipv4 ? "ospf" : "ospfv3") \(session.process)"
      let filter =
        "filter-policy \(family == .ipv4 ? "ip-prefix" : "ipv6-prefix") \(session.list(family)) import"
      for (index, prefix) in session.prefixes(family).enumerated() {
        configuration.optional.append(
          "\(list) index \(10 * (index + 1)) deny \(prefix.address) \(prefix.length)")
      }
      configuration.optional += [
        "\(list) index \(10 * (session.prefixes(family).count + 1)) permit"
          + (family == .ipv4 ? " 0.0.0.0 0 less-equal 32" : " :: 0 less-equal 128"),
        process, " \(filter)", " quit",
      ]
      configuration.optionalUndo += [
        process, " undo filter-policy import", " quit", "undo \(list)",
      ]
    }
    return framed(configuration)
  }

  static func paths(_ prefix: Prefix) -> String {
    "display bgp \(prefix.family == .ipv4 ? "" : "ipv6 ")routing-table \(prefix.address) \(prefix.length)"
  }

  static func routing(_ change: RouterChange) -> RouterConfiguration {
    switch change.routing {
    case .bgp(let session): framed(bgp(change, session))
    case .static(let routes): framed(staticRoutes(change, routes))
    }
  }

  private static func bgp(_ change: RouterChange, _ session: RouterChange.BGPSession) -> RouterConfiguration {
    var configuration = RouterConfiguration()
    let families = change.families
    if change.bfd != nil { configuration.apply += ["bfd", " quit"] }
    for (family, _) in families { configuration.apply += policies(change, session, family) }

    configuration.apply.append("bgp \(session.localASN)")
    for (_, link) in families {
      let peer = link.cloud.address
      configuration.apply += [
        " peer \(peer) as-number \(session.remoteASN)",
        // The session stays down until its filters are bound.
        " peer \(peer) ignore", " peer \(peer) description \(change.description)",
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
    for (family, link) in families {
      let peer = link.cloud.address
      let suffix = family.policySuffix
      configuration.apply += [
        " \(ip(family, "v4"))-family unicast", "  peer \(peer) enable",
        "  peer \(peer) route-policy \(change.policy("IN" + suffix)) import",
        "  peer \(peer) route-policy \(change.policy("OUT" + suffix)) export", "  quit",
      ]
    }
    configuration.apply += families.map { " undo peer \($0.1.cloud.address) ignore" } + [" quit"]

    configuration.undo =
      ["bgp \(session.localASN)"] + families.map { " undo peer \($0.1.cloud.address)" } + [" quit"]
    for (family, link) in families {
      let suffix = family.policySuffix
      let list = family == .ipv4 ? "ip ip-prefix" : "ip ipv6-prefix"
      configuration.undo += [
        "undo route-policy \(change.policy("IN" + suffix))",
        "undo route-policy \(change.policy("OUT" + suffix))",
        "undo \(list) \(change.policy("IN" + suffix))", "undo \(list) \(change.policy("OUT" + suffix))",
      ]
      configuration.probes.append(
        .init(
          command: family == .ipv4 ? "display bgp peer" : "display bgp ipv6 peer",
          expect: RouterText.established(link.cloud.address, accepted: session.accepted(family).count)))
    }
    appendCommonProbes(change, accepted: session.accepted, to: &configuration)
    return configuration
  }

  private static func policies(
    _ change: RouterChange, _ session: RouterChange.BGPSession, _ family: AddressFamily
  ) -> [String] {
    let list = family == .ipv4 ? "ip ip-prefix" : "ip ipv6-prefix"
    let match = family == .ipv4 ? "if-match ip-prefix" : "if-match ipv6 address prefix-list"
    let suffix = family.policySuffix
    var lines: [String] = []
    for (direction, prefixes) in [("OUT", session.announced(family)), ("IN", session.accepted(family))] {
      for (index, prefix) in prefixes.enumerated() {
        lines.append(
          "\(list) \(change.policy(direction + suffix)) index \(10 * (index + 1)) permit"
            + " \(prefix.address) \(prefix.length)")
      }
    }
    lines += [
      "route-policy \(change.policy("IN" + suffix)) permit node 10",
      " \(match) \(change.policy("IN" + suffix))", " apply local-preference \(session.localPreference)",
      " quit", "route-policy \(change.policy("OUT" + suffix)) permit node 10",
      " \(match) \(change.policy("OUT" + suffix))",
    ]
    if session.prepends > 0 { lines.append(" apply as-path \(session.prependedPath) additive") }
    return lines + [" quit"]
  }

  // MARK: Static routes

  private static func staticRoutes(_ change: RouterChange, _ routes: RouterChange.StaticRoutes)
    -> RouterConfiguration
  {
    var configuration = RouterConfiguration()
    let preference = routes.standbyPreference.map { " preference \($0)" } ?? ""
    if let bfd = change.bfd {
      configuration.apply += ["bfd", " quit"]
      for (family, link) in change.families {
        configuration.apply.append(
          "\(staticCommand(family)) bfd \(change.subinterface) \(link.cloud.address)"
            + " local-address \(link.site.address) min-tx-interval \(bfd.interval)"
            + " min-rx-interval \(bfd.interval) detect-multiplier \(bfd.multiplier)")
      }
    }
    for (family, link) in change.families {
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
    appendCommonProbes(change, accepted: routes.destinations, to: &configuration)
    return configuration
  }

  // MARK: Shared

  private static func ip(_ family: AddressFamily, _ ipv4Suffix: String = "") -> String {
    family == .ipv4 ? "ip" + ipv4Suffix : "ipv6"
  }

  private static func staticCommand(_ family: AddressFamily) -> String { "\(ip(family)) route-static" }

  private static func table(_ prefix: Prefix) -> String {
    "display \(ip(prefix.family)) routing-table \(prefix.address) \(prefix.length) verbose"
  }

  private static func appendCommonProbes(
    _ change: RouterChange, accepted: [Prefix], to configuration: inout RouterConfiguration
  ) {
    if change.bfd != nil {
      configuration.probes.append(.init(command: "display bfd session all", expect: RouterText.bfdUp))
    }
    configuration.probes += accepted.compactMap { change.routeProbe($0, table: table, paths: paths) }
  }
}
