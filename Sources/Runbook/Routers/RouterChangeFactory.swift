import Addressing
import Planning
import Scenario

extension RouterChange {
  /// What a planned line asks of its router.
  ///
  /// Both directions of preference are the router's to set with BGP: local preference for what leaves the site,
  /// prepending for what comes in, because the cloud's BGP call knows no preference. With static routes the
  /// cloud's direction is the priority in its own route call.
  init(
    line: PlannedLine, directConnect: PlannedDirectConnect, site: PlannedSite?, profile: CloudProfile,
    isNameShared: Bool = false
  ) {
    let router = site?.routers.first { $0.name == line.router }
    let carried: (Prefix) -> Bool = { $0.family == .ipv4 || line.linkIPv6 != nil }
    let local = directConnect.localPrefixes.filter(carried)
    let isStandby = line.sitePreference == .standby
    let routing: Routing =
      switch directConnect.mode {
      case .bgp:
        .bgp(
          BGPSession(
            localASN: router?.asn ?? directConnect.siteASN ?? 0, remoteASN: directConnect.cloudASN ?? 0,
            isAuthenticated: directConnect.md5,
            announced: directConnect.remotePrefixes.filter(carried), accepted: local,
            localPreference: line.localPreference,
            prepends: line.preference == .standby ? Self.standbyPrepends : 0))
      case .static:
        .static(
          StaticRoutes(
            destinations: local, standbyPreference: isStandby ? profile.staticStandbyPreference : nil))
      }
    self.init(
      router: line.router, line: line.name,
      label: isNameShared ? "\(directConnect.name)-\(line.name)" : line.name,
      directConnect: directConnect.name,
      interface: router?.interface ?? "", portType: line.portType, vlan: line.vlan, link: line.link,
      linkIPv6: line.linkIPv6, mtu: line.mtu, defaultMTU: Self.ethernetMTU, routing: routing,
      bfd: directConnect.bfd
        ? BFD(interval: profile.bfdIntervalMilliseconds, multiplier: profile.bfdMultiplier) : nil,
      isStandby: isStandby)
  }

  /// What every Ethernet interface starts with (RFC 894).
  private static let ethernetMTU = 1_500

  /// Longer than the paths of equal lines by more than one, so that a prepend elsewhere does not even them out.
  private static let standbyPrepends = 2
}

extension RunbookBuilder {
  func routerChange(_ line: PlannedLine, _ directConnect: PlannedDirectConnect) -> RouterChange {
    RouterChange(
      line: line, directConnect: directConnect, site: index.sites[directConnect.site], profile: profile,
      isNameShared: index.sharedLineNames.contains(PlanIndex.label(of: line, in: directConnect)))
  }

  /// The dialect of a site's router; nil when the scenario does not say what it runs.
  func dialect(_ router: String, _ site: String) -> (any RouterDialect.Type)? {
    index.sites[site]?.routers.first { $0.name == router }?.platform.flatMap(RouterDialects.dialect)
  }

  /// What is shown above lines that are typed on a router.
  func device(_ router: String, _ site: String) -> String {
    dialect(router, site).map { "\(router) (\($0.displayName))" } ?? router
  }

  func commands(_ probes: [RouterConfiguration.Probe], on change: RouterChange) -> [Check.Command] {
    probes.map { Check.Command(host: change.router, command: $0.command, expect: $0.expect) }
  }
}
