import Addressing
import Planning
import Scenario

/// FRRouting on Linux: the interface is the system's, the rest is typed in `vtysh`.
enum FRRouting: RouterDialect {
  static let platform = EdgeRouter.Platform.frr
  static let displayName = "FRR"
  static let notice: Text? = Text(
    en: """
      `ip` commands last until the next boot: add the interface to the system's own network configuration too. \
      bfdd and bgpd must be switched on in /etc/frr/daemons.
      """,
    zh: "`ip` 命令重启后失效：请同时写入系统网络配置；须在 /etc/frr/daemons 中启用 bfdd 与 bgpd。")

  static func port(_ change: RouterChange) -> RouterConfiguration {
    guard change.portType == "1G" else { return RouterConfiguration() }
    return RouterConfiguration(
      apply: [
        "ethtool -s \(change.interface) autoneg off speed 1000 duplex full",
        "ip link set \(change.interface) up",
      ],
      undo: ["ethtool -s \(change.interface) autoneg on"],
      probes: [
        .init(
          command: "ethtool \(change.interface)",
          expect: Text(
            en: "Speed: 1000Mb/s, Duplex: Full, Link detected: yes",
            zh: "Speed: 1000Mb/s，Duplex: Full，Link detected: yes"))
      ])
  }

  static func link(_ change: RouterChange) -> RouterConfiguration {
    let name = change.subinterface
    var apply: [String] = []
    var undo: [String] = []
    if change.vlan != 0 {
      apply.append("ip link add link \(change.interface) name \(name) type vlan id \(change.vlan)")
      undo.append("ip link delete \(name)")
    }
    if change.mtu != change.defaultMTU { apply.append("ip link set \(name) mtu \(change.mtu)") }
    apply.append("ip address add \(change.link.site) dev \(name)")
    if change.vlan == 0 { undo.append("ip address del \(change.link.site) dev \(name)") }
    if let link = change.linkIPv6 {
      apply.append("ip address add \(link.site) dev \(name)")
      if change.vlan == 0 { undo.append("ip address del \(link.site) dev \(name)") }
    }
    apply.append("ip link set \(name) up")
    return RouterConfiguration(
      apply: apply, undo: undo,
      probes: change.families.map { family, link in
        .init(
          command: "ping -c 5 -I \(link.site.address) \(link.cloud.address)",
          expect: RouterProbeText.ping(change))
      })
  }

  static func routing(_ change: RouterChange) -> RouterConfiguration {
    switch change.routing {
    case .bgp(let session): bgp(change, session)
    case .static(let routes): staticRoutes(change, routes)
    }
  }

  private static func bgp(_ change: RouterChange, _ session: RouterChange.BGPSession) -> RouterConfiguration {
    var configuration = RouterConfiguration(
      apply: ["vtysh", "configure terminal"], undo: ["vtysh", "configure terminal"])
    if let bfd = change.bfd {
      configuration.apply += ["bfd"]
      for (_, link) in change.families {
        configuration.apply += [
          " peer \(link.cloud.address) local-address \(link.site.address) interface \(change.subinterface)",
          "  receive-interval \(bfd.interval)", "  transmit-interval \(bfd.interval)",
          "  detect-multiplier \(bfd.multiplier)", " exit",
        ]
      }
      configuration.apply += ["exit", "!"]
    }
    for (family, _) in change.families {
      let suffix = family.policySuffix
      let list = family == .ipv4 ? "ip prefix-list" : "ipv6 prefix-list"
      for (direction, prefixes) in [("OUT", session.announced(family)), ("IN", session.accepted(family))] {
        for (index, prefix) in prefixes.enumerated() {
          configuration.apply.append(
            "\(list) \(change.policy(direction + suffix)) seq \(10 * (index + 1)) permit \(prefix)")
        }
      }
      // See HuaweiVRP: `network` needs the exact prefix in the routing table.
      configuration.apply += session.announced(family).map {
        "\($0.family == .ipv4 ? "ip" : "ipv6") route \($0) blackhole 254"
      }
      let match = family == .ipv4 ? "match ip address prefix-list" : "match ipv6 address prefix-list"
      configuration.apply += [
        "!", "route-map \(change.policy("IN" + suffix)) permit 10",
        " \(match) \(change.policy("IN" + suffix))",
        " set local-preference \(session.localPreference)", "exit", "!",
        "route-map \(change.policy("OUT" + suffix)) permit 10", " \(match) \(change.policy("OUT" + suffix))",
      ]
      if session.prepends > 0 {
        let path = Array(repeating: "\(session.localASN)", count: session.prepends).joined(separator: " ")
        configuration.apply.append(" set as-path prepend \(path)")
      }
      configuration.apply += ["exit", "!"]
    }
    configuration.apply.append("router bgp \(session.localASN)")
    configuration.undo.append("router bgp \(session.localASN)")
    for (_, link) in change.families {
      let neighbor = link.cloud.address
      configuration.apply += [
        " neighbor \(neighbor) remote-as \(session.remoteASN)",
        " neighbor \(neighbor) description \(change.description)",
      ]
      if session.isAuthenticated {
        configuration.apply.append(" neighbor \(neighbor) password \(change.keyPlaceholder)")
      }
      if change.bfd != nil { configuration.apply.append(" neighbor \(neighbor) bfd") }
      configuration.undo.append(" no neighbor \(neighbor)")
    }
    for (family, link) in change.families {
      let neighbor = link.cloud.address
      let suffix = family.policySuffix
      configuration.apply += [" !", " address-family \(family == .ipv4 ? "ipv4" : "ipv6") unicast"]
      configuration.apply += session.announced(family).map { "  network \($0)" }
      configuration.apply += [
        "  neighbor \(neighbor) activate",
        "  neighbor \(neighbor) route-map \(change.policy("IN" + suffix)) in",
        "  neighbor \(neighbor) route-map \(change.policy("OUT" + suffix)) out", " exit-address-family",
      ]
    }
    configuration.apply += ["exit", "end", "write memory"]
    configuration.undo.append("exit")
    for (family, link) in change.families {
      let suffix = family.policySuffix
      let list = family == .ipv4 ? "ip prefix-list" : "ipv6 prefix-list"
      configuration.undo += [
        "no route-map \(change.policy("IN" + suffix))", "no route-map \(change.policy("OUT" + suffix))",
        "no \(list) \(change.policy("IN" + suffix))", "no \(list) \(change.policy("OUT" + suffix))",
      ]
      if change.bfd != nil {
        configuration.undo += [
          "bfd",
          " no peer \(link.cloud.address) local-address \(link.site.address) interface \(change.subinterface)",
          "exit",
        ]
      }
      configuration.probes.append(
        .init(
          command: "vtysh -c 'show bgp \(family == .ipv4 ? "ipv4" : "ipv6") unicast summary'",
          expect: RouterProbeText.established(
            link.cloud.address, accepted: session.accepted(family).count)))
    }
    configuration.undo += ["end", "write memory"]
    appendCommonProbes(
      change, accepted: session.accepted, isStandby: session.prepends > 0, to: &configuration)
    return configuration
  }

  private static func staticRoutes(_ change: RouterChange, _ routes: RouterChange.StaticRoutes)
    -> RouterConfiguration
  {
    var configuration = RouterConfiguration(
      apply: ["vtysh", "configure terminal"], undo: ["vtysh", "configure terminal"])
    let distance = routes.standbyPreference.map { " \($0)" } ?? ""
    for (family, link) in change.families {
      for prefix in routes.destinations(family) {
        let route =
          "\(family == .ipv4 ? "ip" : "ipv6") route \(prefix) \(link.cloud.address) \(change.subinterface)\(distance)"
        configuration.apply.append(route + (change.bfd == nil ? "" : " bfd"))
        configuration.undo.append("no " + route)
      }
    }
    configuration.apply += ["end", "write memory"]
    configuration.undo += ["end", "write memory"]
    appendCommonProbes(
      change, accepted: routes.destinations, isStandby: routes.standbyPreference != nil, to: &configuration)
    return configuration
  }

  private static func appendCommonProbes(
    _ change: RouterChange, accepted: [Prefix], isStandby: Bool, to configuration: inout RouterConfiguration
  ) {
    if change.bfd != nil {
      configuration.probes.append(
        .init(command: "vtysh -c 'show bfd peers brief'", expect: RouterProbeText.bfdUp))
    }
    for prefix in accepted {
      guard let via = change.cloudAddress(prefix.family) else { continue }
      configuration.probes.append(
        .init(
          command: "vtysh -c 'show \(prefix.family == .ipv4 ? "ip" : "ipv6") route \(prefix)'",
          expect: isStandby ? RouterProbeText.standbyRoute(via: via) : RouterProbeText.route(via: via)))
    }
  }
}
