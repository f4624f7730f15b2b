import Addressing
import JSON

/// How Direct Connects are written.
enum DirectConnectFormat {
  struct Fields: Sendable {
    let account: Field<Located<String>>
    let site: Field<Located<String>>
    let routing: Field<DirectConnectRouting>
    let lines: Field<NamedMap<Line>>
    let attachments: Field<NamedMap<Attachment>>
    let existing: Field<Located<String>>
    let gatewayName: Field<Located<String>>
    let interconnectPool: Field<[Located<Prefix>]>
    let advertise: Field<[Located<Prefix>]>
    let mtu: Field<Located<Int>>
    let healthCheck: Field<HealthCheck>
  }

  static let names = NameRule("names of Direct Connects")

  static let table = RecordTable(
    "DirectConnect", "A gateway in the cloud, the lines that end at it and the VPCs attached to it."
  ) { table in
    Fields(
      account: table.required(
        "account", .name(of: "an account"), "Who owns gateway and lines.", example: "hub"),
      site: table.required("site", .name(of: "a site"), "Which site the lines come from.", example: "hq"),
      routing: table.required("routing", RoutingFormat.shape, "How routes are exchanged."),
      lines: table.optional(
        "lines", .map(of: LineFormat.shape, named: LineFormat.names), "The physical lines.", default: [:]),
      attachments: table.optional(
        "attachments", .map(of: AttachmentFormat.shape, named: VPCFormat.names),
        "The VPCs joined to the gateway, by name.", default: [:]),
      existing: table.optional(
        "existing", .identifier, "The name of an existing gateway; it is adopted and never deleted."),
      gatewayName: table.optional(
        "gatewayName", .text, "The name of the gateway, when the planner shall not choose it.",
        example: "hqdc"),
      interconnectPool: table.optional(
        "interconnectPool", .list(of: .prefix()), "The ranges that interconnects are taken from.",
        example: ["10.0.0.0/24"]),
      advertise: table.optional(
        "advertise", .list(of: .prefix()), "What the site announces; its visible prefixes when not said.",
        example: ["10.2.0.0/16"]),
      mtu: table.optional(
        "mtu", .mtu, "The IP MTU of the path; the cloud profile's when not said.", example: 1500),
      healthCheck: table.optional("healthCheck", HealthCheckFormat.shape, "The cloud's probe of the path."))
  }

  static let shape: Shape<DirectConnect> = .record(table) { fields, record, decoder in
    let account = record.take(fields.account, &decoder)
    let site = record.take(fields.site, &decoder)
    let routing = record.take(fields.routing, &decoder)
    let lines = record.take(fields.lines, &decoder) ?? NamedMap()
    let attachments = record.take(fields.attachments, &decoder) ?? NamedMap()
    let existing = record.take(fields.existing, &decoder)
    let gatewayName = record.take(fields.gatewayName, &decoder)
    let interconnectPool = record.take(fields.interconnectPool, &decoder) ?? []
    let advertise = record.take(fields.advertise, &decoder)
    let mtu = record.take(fields.mtu, &decoder)
    let healthCheck = record.take(fields.healthCheck, &decoder)
    guard let account, let site, let routing else { return nil }
    return DirectConnect(
      account: account, site: site, routing: routing, lines: lines, attachments: attachments,
      existing: existing,
      gatewayName: gatewayName, interconnectPool: interconnectPool, advertise: advertise, mtu: mtu,
      healthCheck: healthCheck, location: record.location)
  }
}

/// How the exchange of routes is written.
enum RoutingFormat {
  struct Fields: Sendable {
    let mode: Field<Located<DirectConnectRouting.Mode>>
    let cloudASN: Field<Choice<Located<UInt32>>>
    let bfd: Field<Located<Bool>>
    let md5: Field<Located<Bool>>
    let track: Field<Located<Bool>>
    let multipath: Field<Located<Bool>>
  }

  static let table = RecordTable("Routing", "How a Direct Connect and its site exchange routes.") { table in
    Fields(
      mode: table.required("protocol", .word(), "Static routes on both sides, or BGP.", example: "bgp"),
      cloudASN: table.optional(
        "cloudASN", .automatic(or: .autonomousSystem), "The cloud's autonomous system number.",
        default: "auto",
        example: 64512),
      bfd: table.optional("bfd", .boolean, "Whether BFD watches the line.", default: false),
      md5: table.optional(
        "md5", .boolean, "Whether the BGP session is authenticated; the key itself never stands here."),
      track: table.optional(
        "track", .boolean, "Whether static routes follow the state of the line.", default: false),
      multipath: table.optional("multipath", .boolean, "Whether equal lines share the load.", default: false))
  }

  static let shape: Shape<DirectConnectRouting> = .record(table) { fields, record, decoder in
    let mode = record.take(fields.mode, &decoder)
    let cloudASN = record.take(fields.cloudASN, &decoder) ?? .auto
    let bfd = record.take(fields.bfd, &decoder)
    let md5 = record.take(fields.md5, &decoder)
    let track = record.take(fields.track, &decoder)
    let multipath = record.take(fields.multipath, &decoder)
    guard let mode else { return nil }
    return DirectConnectRouting(
      mode: mode, cloudASN: cloudASN, bfd: bfd, md5: md5, track: track, multipath: multipath,
      location: record.location)
  }
}

/// How the attachment of a VPC is written.
enum AttachmentFormat {
  struct Fields: Sendable {
    let subnets: Field<[Located<String>]>
    let extraPrefixes: Field<[Located<Prefix>]>
    let bandwidthMbps: Field<Located<Int>>
  }

  static let table = RecordTable("Attachment", "A VPC joined to a gateway.") { table in
    Fields(
      subnets: table.optional(
        "subnets", .list(of: .name(of: "a subnet")), "The subnets the site may reach.", default: [],
        example: ["endpoints"]),
      extraPrefixes: table.optional(
        "extraPrefixes", .list(of: .prefix()),
        "Further ranges announced to the site, such as a service range.",
        default: []),
      bandwidthMbps: table.optional(
        "bandwidthMbps", .bandwidth,
        "Megabits a second; the sum of the lines that do not stand by when not said."))
  }

  static let shape: Shape<Attachment> = .record(table) { fields, record, decoder in
    Attachment(
      subnets: record.take(fields.subnets, &decoder) ?? [],
      extraPrefixes: record.take(fields.extraPrefixes, &decoder) ?? [],
      bandwidthMbps: record.take(fields.bandwidthMbps, &decoder),
      location: record.location)
  }
}

/// How the cloud's probe of a path is written.
enum HealthCheckFormat {
  struct Fields: Sendable {
    let vpc: Field<Located<String>>
    let subnet: Field<Located<String>>
    let source: Field<Choice<Located<IPAddress>>>
    let destination: Field<Located<IPAddress>>
    let intervalSeconds: Field<Located<Int>>
    let probes: Field<Located<Int>>
    let switchesRoutes: Field<Located<Bool>>
  }

  static let table = RecordTable(
    "HealthCheck", "The cloud's probe over a gateway, which can switch routes when a line dies quietly."
  ) { table in
    Fields(
      vpc: table.optional(
        "vpc", .name(of: "a VPC"), "The attached VPC it starts in; the first by name when not said."),
      subnet: table.optional(
        "subnet", .name(of: "a subnet"),
        "The subnet it starts in; the first attached one by name when not said."),
      source: table.optional(
        "source", .automatic(or: .address(.ipv4)), "A free address in that subnet.", default: "auto"),
      destination: table.optional(
        "destination", .address(.ipv4), "What it probes; the site's end of the primary line when not said."),
      intervalSeconds: table.optional("intervalSeconds", .integer(1...86_400), "Seconds between probes."),
      probes: table.optional("probes", .integer(1...1_000), "Probes in a round."),
      switchesRoutes: table.optional("switchesRoutes", .boolean, "Whether a failure switches routes."))
  }

  static let shape: Shape<HealthCheck> = .record(table) { fields, record, decoder in
    HealthCheck(
      vpc: record.take(fields.vpc, &decoder),
      subnet: record.take(fields.subnet, &decoder),
      source: record.take(fields.source, &decoder) ?? .auto,
      destination: record.take(fields.destination, &decoder),
      intervalSeconds: record.take(fields.intervalSeconds, &decoder),
      probes: record.take(fields.probes, &decoder),
      switchesRoutes: record.take(fields.switchesRoutes, &decoder),
      location: record.location)
  }
}
