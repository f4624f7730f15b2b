import JSON

/// How a site's firewall is written.
enum SiteFirewallFormat {
  struct Fields: Sendable {
    let permits: Field<[FirewallPermit]>
    let managed: Field<Located<Bool>>
  }

  static let table = RecordTable("SiteFirewall", "The firewall between a site's hosts and its edge routers.")
  {
    table in
    Fields(
      permits: table.optional(
        "permits", .list(of: FirewallPermitFormat.shape), "What it permits today; all else is dropped.",
        default: []),
      managed: table.optional("managed", .boolean, "Whether the runbook adds what is missing.", default: true)
    )
  }

  static let shape: Shape<SiteFirewall> = .record(table) { fields, record, decoder in
    SiteFirewall(
      permits: record.take(fields.permits, &decoder) ?? [],
      managed: record.take(fields.managed, &decoder),
      location: record.location)
  }
}

/// How a permit of a site's firewall is written.
enum FirewallPermitFormat {
  struct Fields: Sendable {
    let from: Field<Located<AddressSource>>
    let to: Field<Located<AddressSource>>
    let transport: Field<Located<FilterProtocol>>
    let ports: Field<[Located<PortRange>]>
  }

  static let table = RecordTable("FirewallPermit", "One permit of a site's firewall.") { table in
    Fields(
      from: table.required("from", .addressSource, "From where.", example: "10.1.123.0/24"),
      to: table.required("to", .addressSource, "To where.", example: "orders"),
      transport: table.optional("protocol", .word(), "Which protocol.", default: "any"),
      ports: table.optional("ports", .portRanges, "Which destination ports.", default: "any", example: 443))
  }

  static let shape: Shape<FirewallPermit> = .record(table) { fields, record, decoder in
    let from = record.take(fields.from, &decoder)
    let to = record.take(fields.to, &decoder)
    let transport = record.take(fields.transport, &decoder)
    let ports = record.take(fields.ports, &decoder) ?? []
    guard let from, let to else { return nil }
    return FirewallPermit(from: from, to: to, transport: transport, ports: ports, location: record.location)
  }
}
