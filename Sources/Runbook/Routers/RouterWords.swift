import Addressing
import Planning
import Scenario

/// What a router must be told, for one whose platform nobody wrote down: values by name, for a person to put
/// into commands. The names are those that every vendor's manual uses.
enum RouterWords {
  static func port(_ change: RouterChange) -> RouterConfiguration {
    let speed =
      change.portType == "1G"
      ? ["speed: 1G, fixed", "duplex: full", "auto-negotiation: off"] : ["speed: \(change.portType)"]
    return RouterConfiguration(apply: ["interface: \(change.interface)"] + speed + ["state: up"])
  }

  static func link(_ change: RouterChange) -> RouterConfiguration {
    var apply = [
      "interface: \(change.interface)", "VLAN: \(change.vlan == 0 ? "untagged" : "\(change.vlan)")",
    ]
    var probes: [RouterConfiguration.Probe] = []
    for (_, link) in change.families {
      apply.append("address: \(link.site)")
      probes.append(
        .init(
          command: "ping \(link.cloud.address) (source \(link.site.address))",
          expect: RouterText.ping(link.cloud.address)))
    }
    apply.append("IP MTU: \(change.mtu)")
    if let bfd = change.bfd { apply.append("BFD: \(bfd.interval) ms x \(bfd.multiplier)") }
    return RouterConfiguration(apply: apply, probes: probes)
  }

  static func announcement(_ announcement: RouterAnnouncement) -> RouterConfiguration {
    RouterConfiguration(
      apply: ["AS: \(announcement.asn)"]
        + announcement.prefixes.map { "announce: \($0)" }
        + (announcement.paths > 1 ? ["equal paths: \(announcement.paths)"] : []),
      optional: announcement.prefixes.map { "discard route: \($0), of a preference worse than BGP's" })
  }

  static func interior(_ session: InteriorSession) -> RouterConfiguration {
    RouterConfiguration(
      apply: session.peers.flatMap { peer in
        session.families.map { family in
          "neighbour: \(session.address(peer, family)), AS \(session.asn), source \(session.source),"
            + " next hop self"
        }
      },
      optional: session.prefixes.map { "refuse from the interior protocol: \($0)" })
  }

  static func routing(_ change: RouterChange) -> RouterConfiguration {
    var configuration = RouterConfiguration()
    switch change.routing {
    case .bgp(let session):
      configuration.apply = ["AS: \(session.localASN)"]
      for (family, link) in change.families {
        configuration.apply += [
          "neighbour: \(link.cloud.address), AS \(session.remoteASN), source \(link.site.address)"
        ]
        configuration.apply += session.accepted(family).map { "accept: \($0)" }
        configuration.apply += session.announced(family).map { "announce: \($0)" }
        configuration.probes.append(
          .init(
            command: "BGP summary",
            expect: RouterText.established(link.cloud.address, accepted: session.accepted(family).count)))
      }
      configuration.apply.append("local preference of what is accepted: \(session.localPreference)")
      if session.prepends > 0 {
        configuration.apply.append("prepend to what is announced: \(session.prependedPath)")
      }
      if session.isAuthenticated {
        configuration.apply.append("key (RFC 2385): \(change.keyPlaceholder)")
      }
    case .static(let routes):
      for (family, link) in change.families {
        configuration.apply += routes.destinations(family).map { prefix in
          "route: \(prefix) via \(link.cloud.address)"
            + (routes.standbyPreference.map { ", preference \($0)" } ?? "")
        }
      }
    }
    if change.bfd != nil {
      configuration.probes.append(.init(command: "BFD sessions", expect: RouterText.bfdUp))
    }
    return configuration
  }

  static func shutdown(_ change: RouterChange) -> RouterConfiguration {
    RouterConfiguration(
      apply: ["interface: \(change.interface), VLAN \(change.vlan): down"],
      undo: ["interface: \(change.interface), VLAN \(change.vlan): up"])
  }

  static func loss(_ change: RouterChange, _ test: LossTest) -> [RouterConfiguration.Probe] {
    [
      .init(
        command:
          "ping \(change.link.cloud.address) (source \(change.link.site.address), \(test.packets) packets of"
          + " \(test.bytes) bytes, one every \(test.interval) ms)",
        expect: RouterText.loss(test.packets))
    ]
  }
}
