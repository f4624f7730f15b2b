import Addressing
import Planning
import Scenario

/// Cisco IOS-XE.
enum CiscoIOSXE: RouterDialect {
  static let platform = EdgeRouter.Platform.ciscoIOSXE
  static let displayName = "Cisco IOS-XE"
  static let notice: Text? = nil

  static func port(_ change: RouterChange) -> RouterConfiguration {
    guard change.portType == "1G" else { return RouterConfiguration() }
    return RouterConfiguration(
      apply: ["interface \(change.interface)", " no negotiation auto", " no shutdown", "!"],
      undo: ["interface \(change.interface)", " negotiation auto", "!"],
      probes: [IOSForm.portProbe(change)])
  }

  static func link(_ change: RouterChange) -> RouterConfiguration { IOSForm.link(change) }
  static func routing(_ change: RouterChange) -> RouterConfiguration { IOSForm.routing(change) }
}

/// Ruijie RGOS. It follows the IOS form; no manual of the vendor confirmed it, so its output is to be reviewed.
enum RuijieRGOS: RouterDialect {
  static let platform = EdgeRouter.Platform.ruijieRGOS
  static let displayName = "Ruijie RGOS"
  static let notice: Text? = Text(
    en: "Review before use: written after the IOS form; compare it with the manual of your RGOS version.",
    zh: "使用前须复核：按 IOS 形式生成，请与所用 RGOS 版本的手册核对。")

  static func port(_ change: RouterChange) -> RouterConfiguration {
    guard change.portType == "1G" else { return RouterConfiguration() }
    return RouterConfiguration(
      apply: ["interface \(change.interface)", " speed 1000", " duplex full", " no shutdown", "!"],
      undo: ["interface \(change.interface)", " no speed", " no duplex", "!"],
      probes: [IOSForm.portProbe(change)])
  }

  static func link(_ change: RouterChange) -> RouterConfiguration { IOSForm.link(change) }
  static func routing(_ change: RouterChange) -> RouterConfiguration { IOSForm.routing(change) }
}

/// The form that IOS-XE and the routers modelled after it share.
enum IOSForm {
  static func portProbe(_ change: RouterChange) -> RouterConfiguration.Probe {
    .init(
      command: "show interfaces \(change.interface)",
      expect: Text(
        en: "line protocol is up, full-duplex, 1000 Mb/s, 0 CRC",
        zh: "line protocol 为 up，全双工，1000 Mb/s，CRC 为 0"))
  }

  static func link(_ change: RouterChange) -> RouterConfiguration {
    let name = change.subinterface
    let address = "\(change.link.site.address) \(change.siteNetmask)"
    var apply = ["interface \(name)"]
    if change.vlan != 0 { apply.append(" encapsulation dot1Q \(change.vlan)") }
    apply.append(" description \(change.description)")
    if change.mtu != change.defaultMTU { apply.append(" ip mtu \(change.mtu)") }
    apply += [" ip address \(address)", " no ip redirects"]
    if let link = change.linkIPv6 { apply.append(" ipv6 address \(link.site.address)/\(link.site.length)") }
    if let bfd = change.bfd {
      apply.append(" bfd interval \(bfd.interval) min_rx \(bfd.interval) multiplier \(bfd.multiplier)")
    }
    apply.append("!")
    var undo: [String]
    if change.vlan != 0 {
      undo = ["no interface \(name)"]
    } else {
      undo = ["interface \(name)", " no ip address \(address)"]
      if let link = change.linkIPv6 {
        undo.append(" no ipv6 address \(link.site.address)/\(link.site.length)")
      }
      if change.bfd != nil { undo.append(" no bfd interval") }
      undo += [" no description", "!"]
    }
    var probes = [
      RouterConfiguration.Probe(
        command: "ping \(change.link.cloud.address) source \(change.link.site.address) repeat 5",
        expect: RouterProbeText.ping(change))
    ]
    if let link = change.linkIPv6 {
      probes.append(
        .init(
          command: "ping ipv6 \(link.cloud.address) source \(link.site.address) repeat 5",
          expect: RouterProbeText.ping(change)))
    }
    return RouterConfiguration(apply: apply, undo: undo, probes: probes)
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
      configuration.apply += session.announced(family).map { discard($0) }
      let match = family == .ipv4 ? "match ip address prefix-list" : "match ipv6 address prefix-list"
      configuration.apply += [
        "!", "route-map \(change.policy("IN" + suffix)) permit 10",
        " \(match) \(change.policy("IN" + suffix))", " set local-preference \(session.localPreference)", "!",
        "route-map \(change.policy("OUT" + suffix)) permit 10", " \(match) \(change.policy("OUT" + suffix))",
      ]
      if session.prepends > 0 {
        let path = Array(repeating: "\(session.localASN)", count: session.prepends).joined(separator: " ")
        configuration.apply.append(" set as-path prepend \(path)")
      }
      configuration.apply.append("!")
    }

    configuration.apply += ["router bgp \(session.localASN)", " bgp log-neighbor-changes"]
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
      if change.bfd != nil { configuration.apply.append(" neighbor \(neighbor) fall-over bfd") }
      configuration.undo.append(" no neighbor \(neighbor)")
    }
    for (family, link) in change.families {
      let neighbor = link.cloud.address
      let suffix = family.policySuffix
      configuration.apply += [" !", " address-family \(family == .ipv4 ? "ipv4" : "ipv6")"]
      for prefix in session.announced(family) {
        configuration.apply.append(
          family == .ipv4
            ? "  network \(prefix.address) mask \(prefix.netmask)" : "  network \(prefix)")
      }
      configuration.apply += [
        "  neighbor \(neighbor) activate",
        "  neighbor \(neighbor) route-map \(change.policy("IN" + suffix)) in",
        "  neighbor \(neighbor) route-map \(change.policy("OUT" + suffix)) out", " exit-address-family",
      ]
    }
    configuration.apply.append("!")
    configuration.undo.append("!")
    for (family, link) in change.families {
      let suffix = family.policySuffix
      let list = family == .ipv4 ? "ip prefix-list" : "ipv6 prefix-list"
      configuration.undo += [
        "no route-map \(change.policy("IN" + suffix))", "no route-map \(change.policy("OUT" + suffix))",
        "no \(list) \(change.policy("IN" + suffix))", "no \(list) \(change.policy("OUT" + suffix))",
      ]
      configuration.probes.append(
        .init(
          command: family == .ipv4 ? "show bgp ipv4 unicast summary" : "show bgp ipv6 unicast summary",
          expect: RouterProbeText.established(
            link.cloud.address, accepted: session.accepted(family).count)))
    }
    appendCommonProbes(
      change, accepted: session.accepted, isStandby: session.prepends > 0, to: &configuration)
    return configuration
  }

  private static func discard(_ prefix: Prefix) -> String {
    prefix.family == .ipv4
      ? "ip route \(prefix.address) \(prefix.netmask) Null0 254" : "ipv6 route \(prefix) Null0 254"
  }

  // MARK: Static routes

  private static func staticRoutes(_ change: RouterChange, _ routes: RouterChange.StaticRoutes)
    -> RouterConfiguration
  {
    var configuration = RouterConfiguration()
    let distance = routes.standbyPreference.map { " \($0)" } ?? ""
    for (family, link) in change.families {
      let command = family == .ipv4 ? "ip route" : "ipv6 route"
      if change.bfd != nil {
        let session = "\(command) static bfd \(change.subinterface) \(link.cloud.address)"
        configuration.apply.append(session)
        configuration.undo.append("no " + session)
      }
      for prefix in routes.destinations(family) {
        let destination = family == .ipv4 ? "\(prefix.address) \(prefix.netmask)" : "\(prefix)"
        let route = "\(command) \(destination) \(change.subinterface) \(link.cloud.address)\(distance)"
        configuration.apply.append(route)
        configuration.undo.insert("no " + route, at: 0)
      }
    }
    appendCommonProbes(
      change, accepted: routes.destinations, isStandby: routes.standbyPreference != nil, to: &configuration)
    return configuration
  }

  // MARK: Shared

  private static func appendCommonProbes(
    _ change: RouterChange, accepted: [Prefix], isStandby: Bool, to configuration: inout RouterConfiguration
  ) {
    if change.bfd != nil {
      configuration.probes.append(.init(command: "show bfd neighbors", expect: RouterProbeText.bfdUp))
    }
    for prefix in accepted {
      guard let via = change.cloudAddress(prefix.family) else { continue }
      configuration.probes.append(
        .init(
          command: prefix.family == .ipv4
            ? "show ip route \(prefix.address) \(prefix.netmask)" : "show ipv6 route \(prefix)",
          expect: isStandby ? RouterProbeText.standbyRoute(via: via) : RouterProbeText.route(via: via)))
    }
  }
}
