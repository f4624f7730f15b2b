import Addressing
import Planning
import Scenario

/// The plan in tables: every address, number and name that somebody may have to look up during the change.
extension RunbookDocument {
  func writeAddressPlan(to writer: inout MarkdownWriter) {
    writer.heading(2, word(DocumentText.addressPlan))
    func section(_ title: Text, _ header: [String], _ rows: [[String]]) {
      guard !rows.isEmpty else { return }
      writer.heading(3, word(title))
      writer.table(header, rows)
    }

    section(
      DocumentText.vpcsAndSubnets,
      columns(
        DocumentText.vpc, DocumentText.subnet, DocumentText.range, DocumentText.account,
        DocumentText.cloudName,
        DocumentText.state), networkRows)
    section(
      DocumentText.linesAndLinks,
      columns(
        DocumentText.line, DocumentText.router, DocumentText.accessPoint, DocumentText.bandwidth, vlan,
        DocumentText.cloudEnd, DocumentText.siteEnd, DocumentText.preference, mtu), lineRows)
    section(
      DocumentText.routing,
      columns(
        DocumentText.gateway, DocumentText.mode, DocumentText.announcedBySite, DocumentText.announcedByCloud),
      routingRows)
    section(
      DocumentText.endpoints,
      columns(
        DocumentText.endpoint, DocumentText.address, DocumentText.ports, DocumentText.leadsTo,
        DocumentText.subnet, DocumentText.allowed), endpointRows)
    section(
      DocumentText.servicesAndMappings,
      columns(
        DocumentText.service, DocumentText.account, DocumentText.mappings, DocumentText.backend,
        DocumentText.approval, DocumentText.consumers), serviceRows)
    section(
      DocumentText.reverseRules,
      columns(DocumentText.service, DocumentText.transit, DocumentText.endpoint, DocumentText.target),
      reverseRows)
    section(
      DocumentText.backends,
      columns(
        DocumentText.backend, DocumentText.address, DocumentText.listeners, DocumentText.target,
        DocumentText.subnet, DocumentText.state), backendRows)
    section(
      DocumentText.names, columns(DocumentText.name, DocumentText.answer, DocumentText.source), nameRows)
    section(
      DocumentText.siteFirewall,
      columns(
        DocumentText.site, DocumentText.sources, DocumentText.destination, DocumentText.ports,
        DocumentText.purpose, DocumentText.state), firewallRows)
    section(
      DocumentText.cloudFilters,
      columns(
        DocumentText.filter, DocumentText.order, DocumentText.rule, DocumentText.sources,
        DocumentText.destination, DocumentText.state), filterRows)
  }

  private var vlan: Text { Text(en: "VLAN", zh: "VLAN") }
  private var mtu: Text { Text(en: "MTU", zh: "MTU") }

  // MARK: Networks and lines

  private var networkRows: [[String]] {
    var rows: [[String]] = []
    for vpc in plan.vpcs {
      var ranges = vpc.cidrs
      if let range = vpc.ipv6CIDR { ranges.append(range) }
      rows.append([
        "**\(MarkdownText.cell(vpc.name))**", "",
        codes(ranges) + unknownIPv6(vpc.ipv6 && vpc.ipv6CIDR == nil),
        MarkdownText.cell(vpc.account), MarkdownText.cell(vpc.cloudName), state(vpc.existing),
      ])
      for subnet in vpc.subnets {
        let ranges = [subnet.cidr] + [subnet.ipv6CIDR].compactMap { $0 }
        rows.append([
          MarkdownText.cell(vpc.name), MarkdownText.cell(subnet.name),
          codes(ranges) + unknownIPv6(subnet.ipv6 && subnet.ipv6CIDR == nil), MarkdownText.cell(vpc.account),
          MarkdownText.cell(subnet.cloudName), state(subnet.existing),
        ])
      }
    }
    return rows
  }

  private func unknownIPv6(_ isUnknown: Bool) -> String {
    isUnknown ? "<br>IPv6 \(word(DocumentText.fromTheCloud))" : ""
  }

  private var lineRows: [[String]] {
    plan.directConnects.flatMap { directConnect in
      directConnect.lines.map { line in
        let links = [line.link, line.linkIPv6].compactMap { $0 }
        return [
          MarkdownText.cell("\(directConnect.name)/\(line.name)"), MarkdownText.cell(line.router),
          MarkdownText.cell(line.accessPoint ?? ""), "\(line.bandwidthMbps) Mbit/s",
          line.vlan == 0 ? word(DocumentText.untagged) : "\(line.vlan)", codes(links.map(\.cloud)),
          codes(links.map(\.site)), "\(preference(line.preference)) / \(preference(line.sitePreference))",
          "\(line.mtu)",
        ]
      }
    }
  }

  private func preference(_ preference: Line.Preference) -> String {
    switch preference {
    case .primary: word(DocumentText.primary)
    case .standby: word(DocumentText.standby)
    case .equal: word(DocumentText.equal)
    }
  }

  private var routingRows: [[String]] {
    plan.directConnects.map { directConnect in
      [
        MarkdownText.cell(directConnect.gatewayName), routingMode(directConnect),
        codes(directConnect.remotePrefixes), codes(directConnect.localPrefixes),
      ]
    }
  }

  /// `BGP 65010 ↔ 64512, BFD, MD5`, or the static mode with what belongs to it.
  private func routingMode(_ directConnect: PlannedDirectConnect) -> String {
    var parts: [String] = []
    switch directConnect.mode {
    case .static: parts.append(word(DocumentText.staticRoutes))
    case .bgp:
      let numbers = [directConnect.siteASN, directConnect.cloudASN].compactMap { $0.map { "\($0)" } }
      parts.append("BGP " + numbers.joined(separator: " ↔ "))
    }
    if directConnect.bfd { parts.append("BFD") }
    if directConnect.md5 { parts.append("MD5") }
    if directConnect.track { parts.append("track") }
    if directConnect.multipath { parts.append("ECMP") }
    return parts.joined(separator: ", ")
  }

  // MARK: Endpoints and services

  private var endpointRows: [[String]] {
    plan.endpoints.map { endpoint in
      let allowed =
        endpoint.allow.map { entries in
          entries.isEmpty ? word(DocumentText.nobody) : codes(entries.map(\.prefix))
        } ?? word(DocumentText.everyone)
      return [
        MarkdownText.cell(endpoint.name),
        codes([endpoint.address] + [endpoint.ipv6Address].compactMap { $0 }),
        list(endpoint.ports), MarkdownText.cell(target(endpoint.target)),
        MarkdownText.cell("\(endpoint.vpc)/\(endpoint.subnet)"), allowed,
      ]
    }
  }

  /// What an endpoint leads to, as plain text.
  func target(_ target: PlannedEndpoint.Target) -> String {
    switch target {
    case .service(let name): name
    case .cloud(let name, _): "\(word(DocumentText.cloudService)) \(name)"
    case .foreign(let id): "\(word(DocumentText.foreignService)) \(id)"
    }
  }

  private func list(_ ports: [TransportPort]) -> String {
    ports.map { "\($0)" }.joined(separator: ports.count > 6 ? ", " : "<br>")
  }

  private var serviceRows: [[String]] {
    plan.services.filter { $0.kind == .interface }.map { service in
      let mappings = service.mappings.map { "\($0.endpointPort) → \($0.serverPort)" }
      let consumers =
        service.consumersAny
        ? word(DocumentText.everyAccount)
        : service.consumers.isEmpty
          ? word(DocumentText.ownAccount)
          : service.consumers.map(MarkdownText.cell).joined(separator: word(DocumentText.comma))
      return [
        MarkdownText.cell(service.name), MarkdownText.cell(service.account),
        mappings.joined(separator: mappings.count > 6 ? ", " : "<br>"),
        MarkdownText.cell(service.backend ?? ""),
        word(service.approval == .manual ? DocumentText.manual : DocumentText.automatic), consumers,
      ]
    }
  }

  private var reverseRows: [[String]] {
    plan.services.flatMap { service in
      let transits = Dictionary(
        service.transits.map { ($0.name, $0.address) }, uniquingKeysWith: { first, _ in first })
      return service.reverseRules.map { rule in
        let transit = transits[rule.transit].map { "\($0)" } ?? ""
        return [
          MarkdownText.cell(service.name), MarkdownText.code(transit) + " \(rule.transitPort)",
          MarkdownText.cell(rule.endpoint), MarkdownText.code("\(rule.target)") + " \(rule.targetPort)",
        ]
      }
    }
  }

  private var backendRows: [[String]] {
    plan.backends.map { backend in
      let listeners = (backend.listeners ?? []).map { listener in
        "\(listener.port)" + (listener.targetPort == listener.port.port ? "" : " → \(listener.targetPort)")
      }
      return [
        MarkdownText.cell(backend.name), backend.address.map { MarkdownText.code("\($0)") } ?? "",
        listeners.joined(separator: listeners.count > 6 ? ", " : "<br>"),
        codes(backend.targets.map(\.address)),
        MarkdownText.cell([backend.vpc, backend.subnet].compactMap { $0 }.joined(separator: "/")),
        state(backend.existing),
      ]
    }
  }

  // MARK: Names

  private var nameRows: [[String]] {
    var rows: [[String]] = []
    for site in plan.sites {
      guard let dns = site.dns else { continue }
      let source = "\(word(DocumentText.resolver)) \(site.name)"
      for zone in dns.forwardedZones {
        rows.append([
          MarkdownText.code("*." + zone.zone), "\(word(DocumentText.forwarded)) \(codes(zone.forwarders))",
          MarkdownText.cell(source),
        ])
      }
      for record in dns.records {
        rows.append([MarkdownText.code(record.name), codes(record.addresses), MarkdownText.cell(source)])
      }
    }
    for zone in plan.privateZones {
      let source = "\(word(DocumentText.privateZone)) \(zone.name)"
      for record in zone.records {
        rows.append([
          MarkdownText.code(record.name), codes(record.addresses + record.addressesIPv6),
          MarkdownText.cell(source),
        ])
      }
    }
    return rows
  }
}
