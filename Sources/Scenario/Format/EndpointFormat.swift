import Addressing
import JSON

/// How endpoints are written.
enum EndpointFormat {
  struct Fields: Sendable {
    let vpc: Field<Located<String>>
    let subnet: Field<Located<String>>
    let service: Field<Endpoint.Target>
    let address: Field<Choice<Located<IPAddress>>>
    let ipv6Address: Field<Choice<Located<IPAddress>>>
    let allow: Field<[Located<AddressSource>]>
    let names: Field<[Located<String>]>
    let existing: Field<Located<String>>
    let cloudName: Field<Located<String>>
    let deleteProtection: Field<Located<Bool>>
  }

  static let names = NameRule("names of endpoints", allowsDot: false, standsForAddresses: true)

  static let table = RecordTable("Endpoint", "A consumer's private address for a service.") { table in
    Fields(
      vpc: table.required(
        "vpc", .name(of: "a VPC"), "The VPC its address lies in; the VPC's account owns it.",
        example: "hub-vpc"),
      subnet: table.required(
        "subnet", .name(of: "a subnet"), "The subnet its address lies in.", example: "endpoints"),
      service: table.required(
        "service", TargetFormat.shape,
        "An endpoint service of this scenario, one of the cloud operator, or somebody else's by id.",
        example: "orders-api"),
      address: table.optional(
        "address", .automatic(or: .address(.ipv4)), "Its IPv4 address.", default: "auto",
        example: "192.168.5.30"),
      ipv6Address: table.optional(
        "ipv6Address", .automatic(or: .address(.ipv6)), "Its IPv6 address; none when not said.",
        example: "2001:db8:a000:5::30"),
      allow: table.optional(
        "allow", .list(of: .addressSource),
        "Which sources may use it: the endpoint's access list. Empty means nobody.",
        example: ["hq", "hub-vpc.apps"]),
      names: table.optional(
        "names", .list(of: .domainName), "Names that must answer its address.", default: [],
        example: ["orders.example.internal"]),
      existing: table.optional(
        "existing", .identifier, "The id of an existing endpoint; it is adopted and never deleted.",
        example: "ep-2m6k9x4c1b"),
      cloudName: table.optional(
        "cloudName", .text, "The name in the cloud, where it differs from the name here."),
      deleteProtection: table.optional(
        "deleteProtection", .boolean, "Whether the cloud refuses to delete it.", default: false))
  }

  static let shape: Shape<Endpoint> = .record(table) { fields, record, decoder in
    let vpc = record.take(fields.vpc, &decoder)
    let subnet = record.take(fields.subnet, &decoder)
    let service = record.take(fields.service, &decoder)
    let address = record.take(fields.address, &decoder) ?? .auto
    let ipv6Address = record.take(fields.ipv6Address, &decoder)
    let allow = record.take(fields.allow, &decoder)
    let names = record.take(fields.names, &decoder) ?? []
    let existing = record.take(fields.existing, &decoder)
    let cloudName = record.take(fields.cloudName, &decoder)
    let deleteProtection = record.take(fields.deleteProtection, &decoder)
    guard let vpc, let subnet, let service else { return nil }
    return Endpoint(
      vpc: vpc, subnet: subnet, target: service, address: address, ipv6Address: ipv6Address, allow: allow,
      names: names, existing: existing, cloudName: cloudName, deleteProtection: deleteProtection,
      location: record.location)
  }
}

/// How that which an endpoint leads to is written.
enum TargetFormat {
  struct Fields: Sendable {
    let cloud: Field<Located<String>>
    let id: Field<Located<String>>
    let ports: Field<[Located<TransportPort>]>
  }

  static let table = RecordTable(
    "ServiceElsewhere", "A service that is not published in this scenario."
  ) { table in
    let fields = Fields(
      cloud: table.optional(
        "cloud", .name(of: "a service of the cloud operator"),
        "A service that the cloud operator publishes, by its name in the cloud profile.", example: "zos"),
      id: table.optional(
        "id", .identifier, "The id of somebody else's service.", example: "endpser-9d2k5m1x7c"),
      ports: table.optional(
        "ports", .list(of: .transportPort), "What somebody else's service listens on.", default: [],
        example: ["443/tcp"]))
    table.exactlyOne(of: "cloud", "id")
    table.atMostOne(of: "cloud", "ports")
    return fields
  }

  static let shape: Shape<Endpoint.Target> = {
    let elsewhere: Shape<Endpoint.Target> = .record(table) { fields, record, decoder in
      let cloud = record.take(fields.cloud, &decoder)
      let id = record.take(fields.id, &decoder)
      let ports = record.take(fields.ports, &decoder) ?? []
      if let cloud { return .cloud(cloud) }
      return id.map { .foreign(id: $0, ports: ports.map(\.value)) }
    }
    let named = Shape.name(of: "an endpoint service, or a mapping with `cloud` or `id`")
    return Shape(.either([.identifier(phrase: "the name of an endpoint service"), elsewhere.type])) {
      node, decoder in
      switch decoder.document[node].kind {
      case .mapping: elsewhere.decode(node, &decoder)
      default: named.decode(node, &decoder).map { .service($0) }
      }
    }
  }()
}
