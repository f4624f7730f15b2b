import JSON

/// How that which a scenario knows of an operator's service is written.
enum CloudServiceFormat {
  struct Fields: Sendable {
    let id: Field<Located<String>>
    let ports: Field<[Located<TransportPort>]>
    let zones: Field<[Located<String>]>
  }

  static let names = NameRule("names of the cloud operator's services")

  static let table = RecordTable(
    "CloudService", "What this scenario knows better than the cloud profile of an operator's service."
  ) { table in
    Fields(
      id: table.optional(
        "id", .identifier, "The id of its endpoint service in this region.", example: "endpser-1a2b3c4d5e"),
      ports: table.optional(
        "ports", .list(of: .transportPort), "What it listens on; the profile's when not said.",
        example: ["443/tcp"]),
      zones: table.optional(
        "zones", .list(of: .domainName), "The zones whose names it answers for; the profile's when not said.",
        example: ["zos.ctyun.cn"]))
  }

  static let shape: Shape<CloudServiceOverride> = .record(table) { fields, record, decoder in
    CloudServiceOverride(
      id: record.take(fields.id, &decoder),
      ports: record.take(fields.ports, &decoder) ?? [],
      zones: record.take(fields.zones, &decoder) ?? [],
      location: record.location)
  }
}
