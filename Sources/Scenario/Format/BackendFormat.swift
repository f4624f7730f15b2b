import Addressing
import JSON

/// How backends are written, in `backends` and in place.
enum BackendFormat {
  struct Fields: Sendable {
    let kind: Field<Located<Backend.Kind>>
    let vpc: Field<Located<String>>
    let subnet: Field<Located<String>>
    let id: Field<Located<String>>
    let address: Field<Choice<Located<IPAddress>>>
    let listeners: Field<[Listener]>
    let targets: Field<[BackendTarget]>
    let securityGroups: Field<[Located<String>]>
    let accessList: Field<[Located<AddressSource>]>
    let readsClientAddress: Field<Located<Bool>>
    let needsClientAddress: Field<Located<Bool>>
  }

  static let names = NameRule("names of backends")

  static let table = RecordTable("Backend", "What answers behind an endpoint service.") { table in
    Fields(
      kind: table.required(
        "type", .word(), "A load balancer, a server, a bare-metal server or a virtual address.", example: "lb"
      ),
      vpc: table.optional("vpc", .name(of: "a VPC"), "Its VPC; that of the service when not said."),
      subnet: table.optional(
        "subnet", .name(of: "a subnet"), "Its subnet; that of the service when not said."),
      id: table.optional(
        "id", .identifier,
        "The id of an existing instance; only a load balancer can do without and is created.",
        example: "lb-3f9c"),
      address: table.optional(
        "address", .automatic(or: .address(.ipv4)), "Its private address.", default: "auto",
        example: "172.16.1.10"),
      listeners: table.optional(
        "listeners", .list(of: ListenerFormat.shape), "What it listens on; without it nothing is known."),
      targets: table.optional(
        "targets", .list(of: BackendTargetFormat.shape), "The servers behind a load balancer.", default: []),
      securityGroups: table.optional(
        "securityGroups", .list(of: .name(of: "a security group")),
        "The security groups of the servers: of the own VPC, or `vpc.group`.", default: [],
        example: ["orders-backend"]),
      accessList: table.optional(
        "accessList", .list(of: .addressSource), "The load balancer's access list; without it all may come.",
        example: ["endpoint-nat"]),
      readsClientAddress: table.optional(
        "readsClientAddress", .boolean,
        "Whether the servers can read the client's address from the PROXY protocol or the TCP option."),
      needsClientAddress: table.optional(
        "needsClientAddress", .boolean,
        "Whether the application decides by client address (rate limits, persistence, logs)."))
  }

  static let shape: Shape<Backend> = .record(table) { fields, record, decoder in
    let kind = record.take(fields.kind, &decoder)
    let vpc = record.take(fields.vpc, &decoder)
    let subnet = record.take(fields.subnet, &decoder)
    let id = record.take(fields.id, &decoder)
    let address = record.take(fields.address, &decoder) ?? .auto
    let listeners = record.take(fields.listeners, &decoder)
    let targets = record.take(fields.targets, &decoder) ?? []
    let securityGroups = record.take(fields.securityGroups, &decoder) ?? []
    let accessList = record.take(fields.accessList, &decoder)
    let readsClientAddress = record.take(fields.readsClientAddress, &decoder)
    let needsClientAddress = record.take(fields.needsClientAddress, &decoder)
    guard let kind else { return nil }
    return Backend(
      kind: kind, vpc: vpc, subnet: subnet, id: id, address: address, listeners: listeners, targets: targets,
      securityGroups: securityGroups, accessList: accessList, readsClientAddress: readsClientAddress,
      needsClientAddress: needsClientAddress, location: record.location)
  }
}

/// How listeners are written.
enum ListenerFormat {
  struct Fields: Sendable {
    let transport: Field<Located<TransportProtocol>>
    let port: Field<Located<UInt16>>
    let targetPort: Field<Located<UInt16>>
  }

  static let table = RecordTable("Listener", "A listener of a backend.") { table in
    Fields(
      transport: table.required("protocol", .word(), "TCP or UDP.", example: "tcp"),
      port: table.required("port", .port, "The port.", example: 8443),
      targetPort: table.optional("targetPort", .port, "The port of the servers; the same when not said."))
  }

  static let shape: Shape<Listener> = .record(table) { fields, record, decoder in
    let transport = record.take(fields.transport, &decoder)
    let port = record.take(fields.port, &decoder)
    let targetPort = record.take(fields.targetPort, &decoder)
    guard let transport, let port else { return nil }
    return Listener(transport: transport, port: port, targetPort: targetPort, location: record.location)
  }
}

/// How the servers behind a load balancer are written.
enum BackendTargetFormat {
  struct Fields: Sendable {
    let id: Field<Located<String>>
    let address: Field<Located<IPAddress>>
    let port: Field<Located<UInt16>>
  }

  static let table = RecordTable("Target", "A server behind a load balancer.") { table in
    Fields(
      id: table.required("id", .identifier, "Its instance id.", example: "vm-orders-1"),
      address: table.required("address", .address(.ipv4), "Its private address.", example: "172.16.11.11"),
      port: table.optional("port", .port, "Its port; the listener's target port when not said."))
  }

  static let shape: Shape<BackendTarget> = .record(table) { fields, record, decoder in
    let id = record.take(fields.id, &decoder)
    let address = record.take(fields.address, &decoder)
    let port = record.take(fields.port, &decoder)
    guard let id, let address else { return nil }
    return BackendTarget(id: id, address: address, port: port, location: record.location)
  }
}
