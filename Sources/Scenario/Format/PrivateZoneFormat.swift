import JSON

/// How private zones are written.
enum PrivateZoneFormat {
  struct Fields: Sendable {
    let account: Field<Located<String>>
    let vpcs: Field<[Located<String>]>
    let ttl: Field<Located<Int>>
    let existing: Field<Located<String>>
  }

  static let names = NameRule("domain names of zones", isDomainName: true)

  static let table = RecordTable(
    "PrivateZone", "A private zone in the cloud, so that hosts of VPCs resolve the names as the site does."
  ) { table in
    Fields(
      account: table.required("account", .name(of: "an account"), "Who owns it.", example: "hub"),
      vpcs: table.optional(
        "vpcs", .list(of: .name(of: "a VPC")), "The VPCs that see it.", default: [], example: ["hub-vpc"]),
      ttl: table.optional("ttl", .timeToLive, "How long answers are kept, in seconds.", example: 300),
      existing: table.optional(
        "existing", .identifier, "The id of an existing zone; it is adopted and never deleted."))
  }

  static let shape: Shape<PrivateZone> = .record(table) { fields, record, decoder in
    let account = record.take(fields.account, &decoder)
    let vpcs = record.take(fields.vpcs, &decoder) ?? []
    let ttl = record.take(fields.ttl, &decoder)
    let existing = record.take(fields.existing, &decoder)
    guard let account else { return nil }
    return PrivateZone(account: account, vpcs: vpcs, ttl: ttl, existing: existing, location: record.location)
  }
}
