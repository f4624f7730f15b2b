import Addressing
import JSON

/// How endpoint services are written.
enum EndpointServiceFormat {
  /// `consumers: any`, or the accounts by name.
  enum Consumers: Sendable {
    case any(Located<Bool>)
    case accounts([Located<String>])
  }

  struct Fields: Sendable {
    let account: Field<Located<String>>
    let vpc: Field<Located<String>>
    let subnet: Field<Located<String>>
    let kind: Field<Located<EndpointService.Kind>>
    let backend: Field<EndpointService.BackendChoice>
    let approval: Field<Located<EndpointService.Approval>>
    let consumers: Field<Consumers>
    let ports: Field<[PortMapping]>
    let clientAddress: Field<Located<EndpointService.ClientAddress>>
    let existing: Field<Located<String>>
    let cloudName: Field<Located<String>>
    let region: Field<Located<String>>
    let transitAddresses: Field<NamedMap<TransitAddress>>
    let reverseRules: Field<[ReverseRule]>
    let callsBack: Field<Located<Bool>>
  }

  static let names = NameRule("names of endpoint services")

  static let table = RecordTable("EndpointService", "What a provider publishes for others to reach.") {
    table in
    Fields(
      account: table.required("account", .name(of: "an account"), "Who publishes it.", example: "orders"),
      vpc: table.required("vpc", .name(of: "a VPC"), "The VPC of the backend.", example: "orders-vpc"),
      subnet: table.optional(
        "subnet", .name(of: "a subnet"), "The subnet of the backend; a reverse service needs it.",
        example: "backend"),
      kind: table.optional(
        "type", .word(), "Whether endpoints call the service, or the service calls them.",
        default: "interface"),
      backend: table.optional(
        "backend", backend, "What answers: the name of a backend, or one written in place.", example: "lb-app"
      ),
      approval: table.optional(
        "approval", .word(), "Whether the provider accepts each connection by hand.", default: "manual"),
      consumers: table.optional(
        "consumers", consumers, "The other accounts that may connect, or `any`.", default: [],
        example: ["hub"]),
      ports: table.optional(
        "ports", .list(of: PortMappingFormat.shape), "The port mappings.", default: []),
      clientAddress: table.optional(
        "clientAddress", .word(), "How the backend learns the client's address.", default: "close"),
      existing: table.optional(
        "existing", .identifier, "The id of an existing service; it is adopted and never deleted.",
        example: "endpser-5w1c8m2k7d"),
      cloudName: table.optional(
        "cloudName", .text, "The name in the cloud, where it differs from the name here."),
      region: table.optional(
        "region", .identifier, "The resource pool it lives in; that of the scenario when not said."),
      transitAddresses: table.optional(
        "transitAddresses", .map(of: TransitAddressFormat.shape, named: TransitAddressFormat.names),
        "A reverse service's transit addresses.", default: [:]),
      reverseRules: table.optional(
        "reverseRules", .list(of: ReverseRuleFormat.shape), "A reverse service's rules.", default: []),
      callsBack: table.optional(
        "callsBack", .boolean, "Whether the service's side must open connections to consumers too.",
        default: false))
  }

  static let shape: Shape<EndpointService> = .record(table) { fields, record, decoder in
    let account = record.take(fields.account, &decoder)
    let vpc = record.take(fields.vpc, &decoder)
    let subnet = record.take(fields.subnet, &decoder)
    let kind = record.take(fields.kind, &decoder)
    let backend = record.take(fields.backend, &decoder)
    let approval = record.take(fields.approval, &decoder)
    let consumers = record.take(fields.consumers, &decoder)
    let ports = record.take(fields.ports, &decoder) ?? []
    let clientAddress = record.take(fields.clientAddress, &decoder)
    let existing = record.take(fields.existing, &decoder)
    let cloudName = record.take(fields.cloudName, &decoder)
    let region = record.take(fields.region, &decoder)
    let transitAddresses = record.take(fields.transitAddresses, &decoder) ?? NamedMap()
    let reverseRules = record.take(fields.reverseRules, &decoder) ?? []
    let callsBack = record.take(fields.callsBack, &decoder)
    guard let account, let vpc else { return nil }
    var accounts: [Located<String>] = []
    var isOpen: Located<Bool>?
    switch consumers {
    case .any(let mark)?: isOpen = mark
    case .accounts(let names)?: accounts = names
    case nil: break
    }
    return EndpointService(
      account: account, vpc: vpc, subnet: subnet, kind: kind, backend: backend, approval: approval,
      consumers: accounts, consumersAny: isOpen, ports: ports, clientAddress: clientAddress,
      existing: existing,
      cloudName: cloudName, region: region, transitAddresses: transitAddresses, reverseRules: reverseRules,
      callsBack: callsBack, location: record.location)
  }

  private static let backend: Shape<EndpointService.BackendChoice> = {
    let inline = BackendFormat.shape
    let named = Shape.name(of: "a backend, or a backend written in place")
    return Shape(.either([.identifier(phrase: "the name of a backend"), inline.type])) { node, decoder in
      switch decoder.document[node].kind {
      case .mapping: inline.decode(node, &decoder).map { .inline($0) }
      default: named.decode(node, &decoder).map { .named($0) }
      }
    }
  }()

  private static let consumers: Shape<Consumers> = {
    let any = Array("any".utf8)
    let accounts = Shape<[Located<String>]>.list(of: .name(of: "an account"))
    return Shape(.either([accounts.type, .words(["any"])])) { node, decoder in
      if decoder.document[node].kind == .text, decoder.document.hasText(node, any) {
        return .any(decoder.located(true, node))
      }
      return accounts.decode(node, &decoder).map { .accounts($0) }
    }
  }()
}

/// How port mappings are written.
enum PortMappingFormat {
  struct Fields: Sendable {
    let transport: Field<Located<TransportProtocol>>
    let endpointPort: Field<Located<UInt16>>
    let serverPort: Field<Located<UInt16>>
  }

  static let table = RecordTable(
    "PortMapping", "Clients of the endpoint's port reach the server's port."
  ) { table in
    Fields(
      transport: table.required("protocol", .word(), "TCP or UDP.", example: "tcp"),
      endpointPort: table.required("endpointPort", .port, "The endpoint's port.", example: 443),
      serverPort: table.required("serverPort", .port, "The backend's port.", example: 8443))
  }

  static let shape: Shape<PortMapping> = .record(table) { fields, record, decoder in
    let transport = record.take(fields.transport, &decoder)
    let endpointPort = record.take(fields.endpointPort, &decoder)
    let serverPort = record.take(fields.serverPort, &decoder)
    guard let transport, let endpointPort, let serverPort else { return nil }
    return PortMapping(
      transport: transport, endpointPort: endpointPort, serverPort: serverPort, location: record.location)
  }
}

/// How transit addresses are written.
enum TransitAddressFormat {
  struct Fields: Sendable {
    let subnet: Field<Located<String>>
    let address: Field<Choice<Located<IPAddress>>>
  }

  static let names = NameRule("names of transit addresses")

  static let table = RecordTable(
    "TransitAddress",
    "An address in the provider's subnet through which a reverse service reaches the other end."
  ) { table in
    Fields(
      subnet: table.optional(
        "subnet", .name(of: "a subnet"), "The subnet; that of the service when not said."),
      address: table.optional(
        "address", .automatic(or: .address(.ipv4)), "The address.", default: "auto"))
  }

  static let shape: Shape<TransitAddress> = .record(table) { fields, record, decoder in
    TransitAddress(
      subnet: record.take(fields.subnet, &decoder),
      address: record.take(fields.address, &decoder) ?? .auto,
      location: record.location)
  }
}

/// How rules of a reverse service are written.
enum ReverseRuleFormat {
  struct Fields: Sendable {
    let endpoint: Field<Located<String>>
    let transit: Field<Located<String>>
    let transitPort: Field<Located<UInt16>>
    let transport: Field<Located<TransportProtocol>>
    let target: Field<Located<IPAddress>>
    let targetPort: Field<Located<UInt16>>
  }

  static let table = RecordTable(
    "ReverseRule", "What the service's side calls at a transit address reaches a target behind the endpoint."
  ) { table in
    Fields(
      endpoint: table.required(
        "endpoint", .name(of: "an endpoint"), "The endpoint whose side holds the target.",
        example: "erp-access"),
      transit: table.required(
        "transit", .name(of: "a transit address"), "The transit address of the service.", example: "erp"),
      transitPort: table.required("transitPort", .port, "The port of the transit address.", example: 8443),
      transport: table.required("protocol", .word(), "TCP or UDP.", example: "tcp"),
      target: table.required("target", .address(.ipv4), "The target's address.", example: "10.1.123.20"),
      targetPort: table.required("targetPort", .port, "The target's port.", example: 443))
  }

  static let shape: Shape<ReverseRule> = .record(table) { fields, record, decoder in
    let endpoint = record.take(fields.endpoint, &decoder)
    let transit = record.take(fields.transit, &decoder)
    let transitPort = record.take(fields.transitPort, &decoder)
    let transport = record.take(fields.transport, &decoder)
    let target = record.take(fields.target, &decoder)
    let targetPort = record.take(fields.targetPort, &decoder)
    guard let endpoint, let transit, let transitPort, let transport, let target, let targetPort else {
      return nil
    }
    return ReverseRule(
      endpoint: endpoint, transit: transit, transitPort: transitPort, transport: transport, target: target,
      targetPort: targetPort, location: record.location)
  }
}
