import Addressing
import Planning
import Scenario

/// FRRouting on Linux: the interface is the system's, the rest is typed in `vtysh`.
enum FRRouting: RouterDialect {
  static let platform = EdgeRouter.Platform.frr
  static let displayName = "FRR"
  static let notice: Text? = RouterText.frrNotice
  static let save = ["vtysh -c 'write memory'"]
  static let saveNotice: Text? = RouterText.frrSave
  static let saved = RouterText.frrSaved

  private static func framed(_ configuration: RouterConfiguration) -> RouterConfiguration {
    configuration.framed(enter: ["vtysh", "configure terminal"], leave: ["end", "exit"], save: save)
  }

  // MARK: Port and link

  static func port(_ change: RouterChange) -> RouterConfiguration {
    var apply: [String] = []
    var undo: [String] = []
    if change.portType == "1G" {
      apply.append("ethtool -s \(change.interface) autoneg off speed 1000 duplex full")
      undo.append("ethtool -s \(change.interface) autoneg on")
    }
    if let mtu = change.portMTU {
      apply.append("ip link set \(change.interface) mtu \(mtu)")
      undo.append("ip link set \(change.interface) mtu \(change.defaultMTU)")
    }
    return RouterConfiguration(
      apply: apply + ["ip link set \(change.interface) up"], undo: undo,
      probes: [counters(change)])
  }

  static func link(_ change: RouterChange) -> RouterConfiguration {
    let name = change.subinterface
    let addresses = change.families.map { "\($0.1.site)" }
    var apply: [String] = []
    var undo: [String] = []
    if change.vlan != 0 {
      apply.append("ip link add link \(change.interface) name \(name) type vlan id \(change.vlan)")
      undo.append("ip link delete \(name)")
    } else {
      undo += addresses.map { "ip address del \($0) dev \(name)" }
      if change.mtu != change.defaultMTU { undo.append("ip link set \(name) mtu \(change.defaultMTU)") }
    }
    if change.mtu != change.defaultMTU { apply.append("ip link set \(name) mtu \(change.mtu)") }
    apply += addresses.map { "ip address add \($0) dev \(name)" }
    apply.append("ip link set \(name) up")
    return RouterConfiguration(
      apply: apply, undo: undo,
      probes: change.families.map { _, link in
        .init(
          command: "ping -c 5 -I \(link.site.address) \(link.cloud.address)",
          expect: RouterText.ping(link.cloud.address))
      })
  }

  /// What systemd-networkd needs to make the interface of a line again at the next boot.
  static func persistence(_ change: RouterChange) -> [String] {
    var addresses = change.families.map { "Address=\($0.1.site)" }
    if change.vlan == 0 {
      let mtu = change.mtu == change.defaultMTU ? [] : ["[Link]", "MTUBytes=\(change.mtu)"]
      return [
        "# /etc/systemd/network/\(change.interface).network", "# \(RouterText.addedThere.en)", "[Match]",
        "Name=\(change.interface)",
      ]
        + mtu + ["[Network]"] + addresses
    }
    let name = change.subinterface
    let mtu = change.mtu == change.defaultMTU ? [] : ["MTUBytes=\(change.mtu)"]
    addresses.insert("[Network]", at: 0)
    return [
      "# /etc/systemd/network/\(name).netdev", "[NetDev]", "Name=\(name)", "Kind=vlan",
    ] + mtu + [
      "[VLAN]", "Id=\(change.vlan)", "# /etc/systemd/network/\(name).network", "[Match]", "Name=\(name)",
    ] + addresses + [
      "# /etc/systemd/network/\(change.interface).network", "# \(RouterText.addedThere.en)", "[Match]",
      "Name=\(change.interface)",
    ] + (change.portMTU.map { ["[Link]", "MTUBytes=\($0)"] } ?? []) + ["[Network]", "VLAN=\(name)"]
  }

  static func shutdown(_ change: RouterChange) -> RouterConfiguration {
    var undo = ["ip link set \(change.subinterface) up"]
    // Linux forgets the IPv6 addresses of an interface that goes down.
    if let link = change.linkIPv6 {
      undo.append("ip address replace \(link.site) dev \(change.subinterface)")
    }
    return RouterConfiguration(apply: ["ip link set \(change.subinterface) down"], undo: undo)
  }

  static func light(_ change: RouterChange) -> RouterConfiguration.Probe {
    .init(command: "ethtool -m \(change.interface)", expect: RouterText.light)
  }

  static func counters(_ change: RouterChange) -> RouterConfiguration.Probe {
    .init(
      command: "ethtool \(change.interface); ip -s link show \(change.interface)", expect: RouterText.portUp)
  }

  static func loss(_ change: RouterChange, _ test: LossTest) -> [RouterConfiguration.Probe] {
    let milliseconds = test.interval % 1_000
    let fraction = String(repeating: "0", count: 3 - milliseconds.description.count) + "\(milliseconds)"
    return [
      .init(
        command: "ping -q -c \(test.packets) -i \(test.interval / 1_000).\(fraction) -s \(test.payload)"
          + " -I \(change.link.site.address) \(change.link.cloud.address)",
        expect: RouterText.loss(test.packets))
    ]
  }

  // MARK: BGP

  static func announcement(_ announcement: RouterAnnouncement) -> RouterConfiguration {
    var configuration = RouterConfiguration()
    for prefix in announcement.prefixes {
      let route = "\(ip(prefix.family)) route \(prefix) blackhole 254"
      configuration.optional.append(route)
      configuration.optionalUndo.append("no \(route)")
      configuration.probes.append(
        .init(command: routeCommand(prefix), expect: RouterText.discardThere))
    }
    configuration.apply.append("router bgp \(announcement.asn)")
    var withdrawal = ["router bgp \(announcement.asn)"]
    for family in announcement.families {
      let view = [" address-family \(family == .ipv4 ? "ipv4" : "ipv6") unicast"]
      let networks = announcement.prefixes(family).map { "network \($0)" }
      let lines = networks + (announcement.paths > 1 ? ["maximum-paths \(announcement.paths)"] : [])
      configuration.apply += view + lines.map { "  \($0)" } + [" exit-address-family"]
      withdrawal += view + lines.reversed().map { "  no \($0)" } + [" exit-address-family"]
    }
    configuration.apply.append("exit")
    configuration.undo = withdrawal + ["exit"] + configuration.undo
    return framed(configuration)
  }

  static func interior(_ session: InteriorSession) -> RouterConfiguration {
    var configuration = RouterConfiguration(apply: ["router bgp \(session.asn)"])
    var withdrawal = ["router bgp \(session.asn)"]
    for family in session.families {
      for peer in session.peers.map({ session.address($0, family) }) {
        configuration.apply += [
          " neighbor \(peer) remote-as \(session.asn)",
          " neighbor \(peer) update-source \(session.source)",
        ]
        withdrawal.append(" no neighbor \(peer)")
      }
    }
    for family in session.families {
      configuration.apply.append(" address-family \(family == .ipv4 ? "ipv4" : "ipv6") unicast")
      for peer in session.peers {
        let neighbor = session.address(peer, family)
        if family == .ipv4, session.families.contains(.ipv6) {
          // Every neighbour is active in this family unless told otherwise.
          configuration.apply.append("  no neighbor \(session.address(peer, .ipv6)) activate")
        }
        configuration.apply += [
          "  neighbor \(neighbor) activate", "  neighbor \(neighbor) next-hop-self",
        ]
      }
      configuration.apply.append(" exit-address-family")
    }
    configuration.apply.append("exit")
    configuration.undo = withdrawal + ["exit"]
    for family in session.families {
      let list = "\(ip(family)) prefix-list \(session.list(family))"
      let map = "route-map \(session.list(family))"
      let hook = "\(ip(family)) protocol \(family == .ipv4 ? "ospf" : "ospf6") \(map)"
      for (index, prefix) in session.prefixes(family).enumerated() {
        configuration.optional.append("\(list) seq \(10 * (index + 1)) permit \(prefix)")
      }
      configuration.optional += [
        "\(map) deny 10", " match \(ip(family)) address prefix-list \(session.list(family))", "exit",
        "\(map) permit 20", "exit", hook,
      ]
      configuration.optionalUndo += ["no \(hook)", "no \(map)", "no \(list)"]
    }
    return framed(configuration)
  }

  static func paths(_ prefix: Prefix) -> String {
    "vtysh -c 'show bgp \(prefix.family == .ipv4 ? "ipv4" : "ipv6") unicast \(prefix)'"
  }

  static func routing(_ change: RouterChange) -> RouterConfiguration {
    switch change.routing {
    case .bgp(let session): framed(bgp(change, session))
    case .static(let routes): framed(staticRoutes(change, routes))
    }
  }

  private static func bgp(_ change: RouterChange, _ session: RouterChange.BGPSession) -> RouterConfiguration {
    var configuration = RouterConfiguration(apply: profile(change))
    for (family, _) in change.families { configuration.apply += policies(change, session, family) }
    configuration.apply.append("router bgp \(session.localASN)")
    for (_, link) in change.families {
      let neighbor = link.cloud.address
      configuration.apply += [
        " neighbor \(neighbor) remote-as \(session.remoteASN)",
        // The session stays down until its filters are bound.
        " neighbor \(neighbor) shutdown", " neighbor \(neighbor) description \(change.description)",
      ]
      if session.isAuthenticated {
        configuration.apply.append(" neighbor \(neighbor) password \(change.keyPlaceholder)")
      }
      if change.bfd != nil {
        configuration.apply += [
          " neighbor \(neighbor) bfd", " neighbor \(neighbor) bfd profile \(change.policy("BFD"))",
        ]
      }
    }
    for (family, link) in change.families {
      let neighbor = link.cloud.address
      let suffix = family.policySuffix
      configuration.apply.append(" address-family \(family == .ipv4 ? "ipv4" : "ipv6") unicast")
      if family == .ipv4, let other = change.linkIPv6 {
        // Every neighbour is active in this family unless told otherwise.
        configuration.apply.append("  no neighbor \(other.cloud.address) activate")
      }
      configuration.apply += [
        "  neighbor \(neighbor) activate",
        "  neighbor \(neighbor) route-map \(change.policy("IN" + suffix)) in",
        "  neighbor \(neighbor) route-map \(change.policy("OUT" + suffix)) out", " exit-address-family",
      ]
    }
    configuration.apply += change.families.map { " no neighbor \($0.1.cloud.address) shutdown" } + ["exit"]

    configuration.undo =
      ["router bgp \(session.localASN)"] + change.families.map { " no neighbor \($0.1.cloud.address)" }
      + ["exit"]
    for (family, link) in change.families {
      let suffix = family.policySuffix
      let list = "\(ip(family)) prefix-list"
      configuration.undo += [
        "no route-map \(change.policy("IN" + suffix))", "no route-map \(change.policy("OUT" + suffix))",
        "no \(list) \(change.policy("IN" + suffix))", "no \(list) \(change.policy("OUT" + suffix))",
      ]
      configuration.probes.append(
        .init(
          command: "vtysh -c 'show bgp \(family == .ipv4 ? "ipv4" : "ipv6") unicast summary'",
          expect: RouterText.established(link.cloud.address, accepted: session.accepted(family).count)))
    }
    configuration.undo += profileUndo(change)
    appendCommonProbes(change, accepted: session.accepted, to: &configuration)
    return configuration
  }

  private static func policies(
    _ change: RouterChange, _ session: RouterChange.BGPSession, _ family: AddressFamily
  ) -> [String] {
    let suffix = family.policySuffix
    let match = "match \(ip(family)) address prefix-list"
    var lines: [String] = []
    for (direction, prefixes) in [("OUT", session.announced(family)), ("IN", session.accepted(family))] {
      for (index, prefix) in prefixes.enumerated() {
        lines.append(
          "\(ip(family)) prefix-list \(change.policy(direction + suffix)) seq \(10 * (index + 1)) permit \(prefix)"
        )
      }
    }
    lines += [
      "route-map \(change.policy("IN" + suffix)) permit 10", " \(match) \(change.policy("IN" + suffix))",
      " set local-preference \(session.localPreference)", "exit",
      "route-map \(change.policy("OUT" + suffix)) permit 10", " \(match) \(change.policy("OUT" + suffix))",
    ]
    if session.prepends > 0 { lines.append(" set as-path prepend \(session.prependedPath)") }
    return lines + ["exit"]
  }

  /// Timers live in a profile: a peer written out by hand would be a second session beside that of BGP.
  private static func profile(_ change: RouterChange) -> [String] {
    guard let bfd = change.bfd else { return [] }
    return [
      "bfd", " profile \(change.policy("BFD"))", "  detect-multiplier \(bfd.multiplier)",
      "  receive-interval \(bfd.interval)", "  transmit-interval \(bfd.interval)", " exit", "exit",
    ]
  }

  private static func profileUndo(_ change: RouterChange) -> [String] {
    change.bfd == nil ? [] : ["bfd", " no profile \(change.policy("BFD"))", "exit"]
  }

  // MARK: Static routes

  private static func staticRoutes(_ change: RouterChange, _ routes: RouterChange.StaticRoutes)
    -> RouterConfiguration
  {
    var configuration = RouterConfiguration(apply: profile(change))
    let distance = routes.standbyPreference.map { " \($0)" } ?? ""
    let monitoring = change.bfd == nil ? "" : " bfd profile \(change.policy("BFD"))"
    for (family, link) in change.families {
      for prefix in routes.destinations(family) {
        let route =
          "\(ip(family)) route \(prefix) \(link.cloud.address) \(change.subinterface)\(distance)\(monitoring)"
        configuration.apply.append(route)
        configuration.undo.append("no " + route)
      }
    }
    configuration.undo += profileUndo(change)
    appendCommonProbes(change, accepted: routes.destinations, to: &configuration)
    return configuration
  }

  // MARK: Shared

  private static func ip(_ family: AddressFamily) -> String { family == .ipv4 ? "ip" : "ipv6" }

  private static func routeCommand(_ prefix: Prefix) -> String {
    "vtysh -c 'show \(ip(prefix.family)) route \(prefix)'"
  }

  private static func appendCommonProbes(
    _ change: RouterChange, accepted: [Prefix], to configuration: inout RouterConfiguration
  ) {
    if change.bfd != nil {
      configuration.probes.append(
        .init(command: "vtysh -c 'show bfd peers brief'", expect: RouterText.bfdUp))
    }
    configuration.probes += accepted.compactMap {
      change.routeProbe($0, table: routeCommand, paths: paths)
    }
  }
}
