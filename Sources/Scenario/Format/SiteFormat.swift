import Addressing
import JSON

/// How sites are written.
enum SiteFormat {
  struct Fields: Sendable {
    let prefixes: Field<[Located<Prefix>]>
    let sourceNAT: Field<[Located<Prefix>]>
    let hiddenRanges: Field<[Located<Prefix>]>
    let routes: Field<[SiteRoute]>
    let dns: Field<SiteDNS>
    let routers: Field<NamedMap<EdgeRouter>>
    let firewall: Field<SiteFirewall>
    let testHost: Field<Located<IPAddress>>
    let note: Field<Located<String>>
  }

  static let names = NameRule("names of sites", allowsDot: false, standsForAddresses: true)

  static let table = RecordTable("Site", "An on-premises location (IDC).") { table in
    Fields(
      prefixes: table.optional(
        "prefixes", .list(of: .prefix()), "The ranges whose hosts must reach the cloud.", default: [],
        example: ["10.1.123.0/24"]),
      sourceNAT: table.optional(
        "sourceNAT", .list(of: .prefix()),
        "What the cloud sees instead when the edge routers translate source addresses.", default: [],
        example: ["10.3.0.0/24"]),
      hiddenRanges: table.optional(
        "hiddenRanges", .list(of: .prefix()), "Ranges in use that nobody lists, such as container bridges.",
        default: [], example: ["172.17.0.0/16"]),
      routes: table.optional(
        "routes", .list(of: SiteRouteFormat.shape), "What the site routes already; clashes are found.",
        default: []),
      dns: table.optional("dns", SiteDNSFormat.shape, "The resolvers of the site."),
      routers: table.optional(
        "routers", .map(of: EdgeRouterFormat.shape, named: EdgeRouterFormat.names), "The edge routers (CE).",
        default: [:]),
      firewall: table.optional(
        "firewall", SiteFirewallFormat.shape,
        "What the site's firewall permits towards the cloud; without it nothing is filtered."),
      testHost: table.optional(
        "testHost", .address(), "A host of the site from which the change is verified.",
        example: "10.1.123.10"),
      note: table.optional("note", .text, "A line for people."))
  }

  static let shape: Shape<Site> = .record(table) { fields, record, decoder in
    Site(
      prefixes: record.take(fields.prefixes, &decoder) ?? [],
      sourceNAT: record.take(fields.sourceNAT, &decoder) ?? [],
      hiddenRanges: record.take(fields.hiddenRanges, &decoder) ?? [],
      routes: record.take(fields.routes, &decoder) ?? [],
      dns: record.take(fields.dns, &decoder),
      routers: record.take(fields.routers, &decoder) ?? NamedMap(),
      firewall: record.take(fields.firewall, &decoder),
      testHost: record.take(fields.testHost, &decoder),
      note: record.take(fields.note, &decoder), location: record.location)
  }
}

/// How the routes of a site are written.
enum SiteRouteFormat {
  struct Fields: Sendable {
    let to: Field<Located<Prefix>>
    let via: Field<Located<IPAddress>>
    let note: Field<Located<String>>
  }

  static let table = RecordTable("SiteRoute", "A route that stands at the site before the change.") { table in
    Fields(
      to: table.required("to", .prefix(), "The destination.", example: "172.20.0.0/16"),
      via: table.optional(
        "via", .address(), "The next hop; none for a connected or null route.", example: "10.1.123.254"),
      note: table.optional("note", .text, "A line for people."))
  }

  static let shape: Shape<SiteRoute> = .record(table) { fields, record, decoder in
    let to = record.take(fields.to, &decoder)
    let via = record.take(fields.via, &decoder)
    let note = record.take(fields.note, &decoder)
    guard let to else { return nil }
    return SiteRoute(to: to, via: via, note: note, location: record.location)
  }
}

/// How the name service of a site is written.
enum SiteDNSFormat {
  struct Fields: Sendable {
    let servers: Field<[Located<IPAddress>]>
    let software: Field<Located<SiteDNS.Software>>
    let forwarding: Field<Located<SiteDNS.Forwarding>>
  }

  static let table = RecordTable("SiteDNS", "The name service of a site.") { table in
    Fields(
      servers: table.required(
        "servers", .list(of: .address()), "The addresses of the resolvers.", example: ["10.1.123.53"]),
      software: table.optional(
        "software", .word(), "Which software answers; the runbook then writes its configuration.",
        example: "bind"),
      forwarding: table.optional(
        "forwarding", .word(), "Whether only the cloud's zones are forwarded, or every query.",
        default: "conditional"))
  }

  static let shape: Shape<SiteDNS> = .record(table) { fields, record, decoder in
    let servers = record.take(fields.servers, &decoder)
    let software = record.take(fields.software, &decoder)
    let forwarding = record.take(fields.forwarding, &decoder)
    guard let servers else { return nil }
    return SiteDNS(servers: servers, software: software, forwarding: forwarding, location: record.location)
  }
}

/// How edge routers are written.
enum EdgeRouterFormat {
  struct Fields: Sendable {
    let platform: Field<Located<EdgeRouter.Platform>>
    let interface: Field<Located<String>>
    let asn: Field<Located<UInt32>>
    let management: Field<Located<IPAddress>>
    let controlPlanePermits: Field<[Located<ControlPlaneProtocol>]>
    let note: Field<Located<String>>
  }

  static let names = NameRule("names of edge routers")

  static let table = RecordTable("EdgeRouter", "A router at the edge of a site (CE).") { table in
    Fields(
      platform: table.optional(
        "platform", .word(), "What the router runs; the runbook then writes its configuration.",
        example: "huawei-vrp"),
      interface: table.optional(
        "interface", .text, "The physical interface that faces the line.", example: "GigabitEthernet0/0/1"),
      asn: table.optional(
        "asn", .autonomousSystem, "The site's autonomous system number; needed with BGP.", example: 65010),
      management: table.optional("management", .address(), "The address the router is managed at."),
      controlPlanePermits: table.optional(
        "controlPlanePermits", .list(of: .word()),
        "What the router's control-plane filter admits from the other end of the line; without it all.",
        example: ["bgp", "bfd", "icmp"]),
      note: table.optional("note", .text, "A line for people."))
  }

  static let shape: Shape<EdgeRouter> = .record(table) { fields, record, decoder in
    EdgeRouter(
      platform: record.take(fields.platform, &decoder),
      interface: record.take(fields.interface, &decoder),
      asn: record.take(fields.asn, &decoder),
      management: record.take(fields.management, &decoder),
      controlPlanePermits: record.take(fields.controlPlanePermits, &decoder),
      note: record.take(fields.note, &decoder))
  }
}
