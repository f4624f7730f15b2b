import Addressing
import JSON

/// How route tables are written.
enum RouteTableFormat {
  struct Fields: Sendable {
    let existing: Field<Located<String>>
    let routes: Field<[VPCRoute]>
  }

  static let names = NameRule("names of route tables", reserved: ["default"])

  static let table = RecordTable("RouteTable", "A route table of a VPC.") { table in
    Fields(
      existing: table.optional("existing", .identifier, "The id of an existing table."),
      routes: table.optional(
        "routes", .list(of: VPCRouteFormat.shape), "Its own routes, besides the system's.", default: []))
  }

  static let shape: Shape<RouteTable> = .record(table) { fields, record, decoder in
    RouteTable(
      existing: record.take(fields.existing, &decoder),
      routes: record.take(fields.routes, &decoder) ?? [],
      location: record.location)
  }
}

/// How routes of a VPC are written.
enum VPCRouteFormat {
  struct Fields: Sendable {
    let to: Field<Located<Prefix>>
    let via: Field<Located<VPCRoute.NextHop>>
    let note: Field<Located<String>>
  }

  struct NextHopFields: Sendable {
    let directConnect: Field<Located<String>>
    let kind: Field<Located<String>>
    let id: Field<Located<String>>
  }

  static let table = RecordTable("VPCRoute", "A route of a VPC's own table.") { table in
    Fields(
      to: table.required("to", .prefix(), "The destination.", example: "10.1.123.0/24"),
      via: table.required("via", nextHop, "Where it goes.", example: ["directConnect": "hq-dc"]),
      note: table.optional("note", .text, "A line for people."))
  }

  static let shape: Shape<VPCRoute> = .record(table) { fields, record, decoder in
    let to = record.take(fields.to, &decoder)
    let via = record.take(fields.via, &decoder)
    let note = record.take(fields.note, &decoder)
    guard let to, let via else { return nil }
    return VPCRoute(to: to, nextHop: via, note: note, location: record.location)
  }

  private static let nextHopTable = RecordTable(
    "NextHop", "What a route points at: a Direct Connect, or something Isthmus does not plan."
  ) { table in
    let fields = NextHopFields(
      directConnect: table.optional(
        "directConnect", .name(of: "a Direct Connect"), "A Direct Connect of this scenario.", example: "hq-dc"
      ),
      kind: table.optional(
        "kind", .identifier, "The kind of another next hop, such as nat-gateway, peering or server."),
      id: table.optional("id", .identifier, "The id of the other next hop; stands with `kind`."))
    table.exactlyOne(of: "directConnect", "kind")
    table.atMostOne(of: "directConnect", "id")
    return fields
  }

  private static let nextHop: Shape<Located<VPCRoute.NextHop>> = .record(nextHopTable) {
    fields, record, decoder in
    let directConnect = record.take(fields.directConnect, &decoder)
    let kind = record.take(fields.kind, &decoder)
    let id = record.take(fields.id, &decoder)
    // The place of a Direct Connect's name, so that a reference that leads nowhere is underlined itself.
    if let directConnect { return directConnect.map { .directConnect($0) } }
    guard let kind else { return nil }
    if !record.has(fields.id, decoder) {
      decoder.sink.report(.missingKey, at: kind.location, "required key `id` is missing beside `kind`")
    }
    return id.map { Located(.other(kind: kind.value, id: $0.value), at: record.location) }
  }
}
