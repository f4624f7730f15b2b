import Addressing
import Planning
import Scenario

/// The form that IOS-XE and the routers modelled after it share.
struct IOSForm: Sendable {
  /// Makes the running configuration the one of the next start.
  let save: [String]
  /// A ping of a remote address from an own one, so many times.
  let ping: @Sendable (_ remote: IPAddress, _ source: IPAddress, _ count: Int) -> String

  func framed(_ configuration: RouterConfiguration) -> RouterConfiguration {
    configuration.framed(enter: ["configure terminal"], leave: ["end"], save: save)
  }

  // MARK: Port and link

  /// The physical interface; `fixed` are the lines that fix speed and duplex.
  func port(_ change: RouterChange, fixed: [String], undo fixedUndo: [String]) -> RouterConfiguration {
    var apply = change.portType == "1G" ? fixed : []
    var undo = change.portType == "1G" ? fixedUndo : []
    if let mtu = change.portMTU {
      apply.append(" mtu \(mtu)")
      undo.append(" no mtu")
    }
    return framed(
      RouterConfiguration(
        apply: ["interface \(change.interface)"] + apply + [" no shutdown"],
        undo: undo.isEmpty ? [] : ["interface \(change.interface)"] + undo,
        probes: [.init(command: "show interfaces \(change.interface)", expect: RouterText.portUp)]))
  }

  func link(_ change: RouterChange) -> RouterConfiguration {
    let name = change.subinterface
    let address = "\(change.link.site.address) \(change.siteNetmask)"
    // Without it the router has IPv6 addresses but forwards nothing between them.
    var apply = change.linkIPv6 == nil ? [] : ["ipv6 unicast-routing"]
    apply.append("interface \(name)")
    if change.vlan != 0 { apply.append(" encapsulation dot1Q \(change.vlan)") }
    apply.append(" description \(change.description)")
    if change.mtu != change.defaultMTU { apply.append(" ip mtu \(change.mtu)") }
    apply += [" ip address \(address)", " no ip redirects"]
    if let link = change.linkIPv6 { apply.append(" ipv6 address \(link.site.address)/\(link.site.length)") }
    if let bfd = change.bfd {
      apply.append(" bfd interval \(bfd.interval) min_rx \(bfd.interval) multiplier \(bfd.multiplier)")
    }
    var undo = ["no interface \(name)"]
    if change.vlan == 0 {
      undo = ["interface \(name)"]
      if change.bfd != nil { undo.append(" no bfd interval") }
      if let link = change.linkIPv6 {
        undo.append(" no ipv6 address \(link.site.address)/\(link.site.length)")
      }
      undo += [" ip redirects", " no ip address \(address)"]
      if change.mtu != change.defaultMTU { undo.append(" no ip mtu") }
      undo.append(" no description")
    }
    if change.linkIPv6 != nil {
      undo += ["! \(RouterText.ifFirst.en)", "! no ipv6 unicast-routing"]
    }
    var probes = [
      RouterConfiguration.Probe(
        command: ping(change.link.cloud.address, change.link.site.address, 5),
        expect: RouterText.ping(change.link.cloud.address))
    ]
    if let link = change.linkIPv6 {
      probes.append(
        .init(
          command: ping(link.cloud.address, link.site.address, 5),
          expect: RouterText.ping(link.cloud.address)))
    }
    return framed(RouterConfiguration(apply: apply, undo: undo, probes: probes))
  }

  func shutdown(_ change: RouterChange) -> RouterConfiguration {
    // The drill ends as it began; what runs then is not for the drill to save.
    RouterConfiguration(
      apply: ["interface \(change.subinterface)", " shutdown"],
      undo: ["interface \(change.subinterface)", " no shutdown"]
    ).framed(enter: ["configure terminal"], leave: ["end"], save: [])
  }

  // MARK: BGP

  func announcement(_ announcement: RouterAnnouncement) -> RouterConfiguration {
    var configuration = RouterConfiguration()
    for prefix in announcement.prefixes {
      let route = "\(ip(prefix.family)) route \(destination(prefix)) Null0 254"
      // Routes of BGP have 20 and 200 here; 255 would never be used.
      configuration.optional.append(route)
      configuration.optionalUndo.append("no \(route)")
      configuration.probes.append(
        .init(command: routeCommand(prefix), expect: RouterText.discardThere))
    }
    configuration.apply.append("router bgp \(announcement.asn)")
    var withdrawal = ["router bgp \(announcement.asn)"]
    for family in announcement.families {
      let view = [" address-family \(family == .ipv4 ? "ipv4" : "ipv6")"]
      let networks = announcement.prefixes(family).map { prefix in
        family == .ipv4 ? "network \(prefix.address) mask \(prefix.netmask)" : "network \(prefix)"
      }
      let lines = networks + (announcement.paths > 1 ? ["maximum-paths \(announcement.paths)"] : [])
      configuration.apply += view + lines.map { "  \($0)" } + [" exit-address-family"]
      withdrawal += view + lines.reversed().map { "  no \($0)" } + [" exit-address-family"]
    }
    configuration.undo = withdrawal + ["exit"] + configuration.undo
    return framed(configuration)
  }

  func interior(_ session: InteriorSession) -> RouterConfiguration {
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
      configuration.apply.append(" address-family \(family == .ipv4 ? "ipv4" : "ipv6")")
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
      let process =
        family == .ipv4
        ? "router ospf \(session.process)" : "ipv6 router ospf \(session.process)"
      let filter =
        "distribute-list \(family == .ipv4 ? "prefix" : "prefix-list") \(session.list(family)) in"
      for (index, prefix) in session.prefixes(family).enumerated() {
        configuration.optional.append("\(list) seq \(10 * (index + 1)) deny \(prefix)")
      }
      configuration.optional += [
        "\(list) seq \(10 * (session.prefixes(family).count + 1)) permit"
          + (family == .ipv4 ? " 0.0.0.0/0 le 32" : " ::/0 le 128"), process, " \(filter)", "exit",
      ]
      configuration.optionalUndo += [process, " no \(filter)", "exit", "no \(list)"]
    }
    return framed(configuration)
  }

  func paths(_ prefix: Prefix) -> String {
    "show bgp \(prefix.family == .ipv4 ? "ipv4" : "ipv6") unicast \(prefix)"
  }

  func routing(_ change: RouterChange) -> RouterConfiguration {
    switch change.routing {
    case .bgp(let session): framed(bgp(change, session))
    case .static(let routes): framed(staticRoutes(change, routes))
    }
  }

  private func bgp(_ change: RouterChange, _ session: RouterChange.BGPSession) -> RouterConfiguration {
    var configuration = RouterConfiguration()
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
      if change.bfd != nil { configuration.apply.append(" neighbor \(neighbor) fall-over bfd") }
    }
    for (family, link) in change.families {
      let neighbor = link.cloud.address
      let suffix = family.policySuffix
      configuration.apply.append(" address-family \(family == .ipv4 ? "ipv4" : "ipv6")")
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
    configuration.apply += change.families.map { " no neighbor \($0.1.cloud.address) shutdown" }

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
          command: "show bgp \(family == .ipv4 ? "ipv4" : "ipv6") unicast summary",
          expect: RouterText.established(link.cloud.address, accepted: session.accepted(family).count)))
    }
    appendCommonProbes(change, accepted: session.accepted, to: &configuration)
    return configuration
  }

  private func policies(
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

  // MARK: Static routes

  private func staticRoutes(_ change: RouterChange, _ routes: RouterChange.StaticRoutes)
    -> RouterConfiguration
  {
    var configuration = RouterConfiguration()
    let distance = routes.standbyPreference.map { " \($0)" } ?? ""
    for (family, link) in change.families {
      let session = "\(ip(family)) route static bfd \(change.subinterface) \(link.cloud.address)"
      let lines = routes.destinations(family).map { prefix in
        "\(ip(family)) route \(destination(prefix)) \(change.subinterface) \(link.cloud.address)\(distance)"
      }
      if change.bfd != nil { configuration.apply.append(session) }
      configuration.apply += lines
      configuration.undo += lines.map { "no " + $0 }
      if change.bfd != nil { configuration.undo.append("no " + session) }
    }
    appendCommonProbes(change, accepted: routes.destinations, to: &configuration)
    return configuration
  }

  // MARK: Shared

  private func ip(_ family: AddressFamily) -> String { family == .ipv4 ? "ip" : "ipv6" }

  private func destination(_ prefix: Prefix) -> String {
    prefix.family == .ipv4 ? "\(prefix.address) \(prefix.netmask)" : "\(prefix)"
  }

  private func routeCommand(_ prefix: Prefix) -> String {
    "show \(ip(prefix.family)) route \(destination(prefix))"
  }

  private func appendCommonProbes(
    _ change: RouterChange, accepted: [Prefix], to configuration: inout RouterConfiguration
  ) {
    if change.bfd != nil {
      configuration.probes.append(.init(command: "show bfd neighbors", expect: RouterText.bfdUp))
    }
    configuration.probes += accepted.compactMap {
      change.routeProbe($0, table: routeCommand, paths: paths)
    }
  }
}
