import JSON

/// How security groups are written.
enum SecurityGroupFormat {
  struct Fields: Sendable {
    let existing: Field<Located<String>>
    let ingress: Field<[SecurityGroupRule]>
    let egress: Field<[SecurityGroupRule]>
  }

  static let names = NameRule("names of security groups", allowsDot: false)

  static let table = RecordTable(
    "SecurityGroup", "A security group: stateful, evaluated by priority, lower numbers first."
  ) { table in
    Fields(
      existing: table.optional(
        "existing", .identifier, "The id of an existing group; only rules are added, it is never deleted.",
        example: "sg-5h2k9d1c7b"),
      ingress: table.optional(
        "ingress", .list(of: SecurityGroupRuleFormat.ingress), "What may come in.", default: []),
      egress: table.optional(
        "egress", .list(of: SecurityGroupRuleFormat.egress), "What may go out; all when empty.", default: []))
  }

  static let shape: Shape<SecurityGroup> = .record(table) { fields, record, decoder in
    SecurityGroup(
      existing: record.take(fields.existing, &decoder),
      ingress: record.take(fields.ingress, &decoder) ?? [],
      egress: record.take(fields.egress, &decoder) ?? [],
      location: record.location)
  }
}

/// How rules of a security group are written: `from` on the way in, `to` on the way out.
enum SecurityGroupRuleFormat {
  struct Fields: Sendable {
    let action: Field<Located<FilterAction>>
    let priority: Field<Located<Int>>
    let transport: Field<Located<FilterProtocol>>
    let ports: Field<[Located<PortRange>]>
    let peer: Field<Located<AddressSource>>
    let existing: Field<Located<Bool>>
  }

  static let ingress = shape("IngressRule", "What a security group lets in or drops.", "from", "Its source.")
  static let egress = shape(
    "EgressRule", "What a security group lets out or drops.", "to", "Its destination.")

  private static func shape(
    _ name: String, _ documentation: String, _ peer: String, _ peerDocumentation: String
  ) -> Shape<SecurityGroupRule> {
    let table = RecordTable(name, documentation) { table in
      Fields(
        action: table.required("action", .word(), "Whether the packet passes.", example: "accept"),
        priority: table.optional(
          "priority", .priority, "Lower goes first; the cloud profile's default when not said.", example: 10),
        transport: table.required("protocol", .word(), "Which protocol.", example: "tcp"),
        ports: table.optional(
          "ports", .portRanges, "Which destination ports.", default: "any", example: 8443),
        peer: table.required(peer, .addressSource, peerDocumentation, example: "endpoint-nat"),
        existing: table.optional(
          "existing", .boolean, "Whether the rule stands already, so that no step adds it.", default: false))
    }
    return .record(table) { fields, record, decoder in
      let action = record.take(fields.action, &decoder)
      let priority = record.take(fields.priority, &decoder)
      let transport = record.take(fields.transport, &decoder)
      let ports = record.take(fields.ports, &decoder) ?? []
      let peer = record.take(fields.peer, &decoder)
      let existing = record.take(fields.existing, &decoder)
      guard let action, let transport, let peer else { return nil }
      return SecurityGroupRule(
        action: action, priority: priority, transport: transport, ports: ports, peer: peer,
        existing: existing,
        location: record.location)
    }
  }
}

/// How subnet ACLs are written.
enum AccessControlListFormat {
  struct Fields: Sendable {
    let existing: Field<Located<String>>
    let ingress: Field<[AccessControlRule]>
    let egress: Field<[AccessControlRule]>
  }

  static let names = NameRule("names of ACLs")

  static let table = RecordTable(
    "AccessControlList", "A subnet's ACL: stateless, both directions; what no rule accepts is dropped."
  ) { table in
    Fields(
      existing: table.optional(
        "existing", .identifier, "The id of an existing ACL; only rules are added, it is never deleted."),
      ingress: table.optional(
        "ingress", .list(of: AccessControlRuleFormat.shape), "Towards the subnet.", default: []),
      egress: table.optional(
        "egress", .list(of: AccessControlRuleFormat.shape), "From the subnet.", default: []))
  }

  static let shape: Shape<AccessControlList> = .record(table) { fields, record, decoder in
    AccessControlList(
      existing: record.take(fields.existing, &decoder),
      ingress: record.take(fields.ingress, &decoder) ?? [],
      egress: record.take(fields.egress, &decoder) ?? [],
      location: record.location)
  }
}

/// How rules of an ACL are written.
enum AccessControlRuleFormat {
  struct Fields: Sendable {
    let action: Field<Located<FilterAction>>
    let priority: Field<Located<Int>>
    let transport: Field<Located<FilterProtocol>>
    let from: Field<Located<AddressSource>>
    let to: Field<Located<AddressSource>>
    let sourcePorts: Field<[Located<PortRange>]>
    let ports: Field<[Located<PortRange>]>
    let existing: Field<Located<Bool>>
  }

  static let table = RecordTable("AccessControlRule", "A rule of a subnet's ACL.") { table in
    Fields(
      action: table.required("action", .word(), "Whether the packet passes.", example: "accept"),
      priority: table.optional(
        "priority", .priority, "Lower goes first; the cloud profile's default when not said.", example: 10),
      transport: table.required("protocol", .word(), "Which protocol.", example: "tcp"),
      from: table.optional(
        "from", .addressSource, "Source addresses.", default: "any", example: "endpoint-nat"),
      to: table.optional(
        "to", .addressSource, "Destination addresses.", default: "any", example: "orders-vpc"),
      sourcePorts: table.optional("sourcePorts", .portRanges, "Source ports.", default: "any"),
      ports: table.optional("ports", .portRanges, "Destination ports.", default: "any", example: 8443),
      existing: table.optional(
        "existing", .boolean, "Whether the rule stands already, so that no step adds it.", default: false))
  }

  static let shape: Shape<AccessControlRule> = .record(table) { fields, record, decoder in
    let action = record.take(fields.action, &decoder)
    let priority = record.take(fields.priority, &decoder)
    let transport = record.take(fields.transport, &decoder)
    let from = record.take(fields.from, &decoder)
    let to = record.take(fields.to, &decoder)
    let sourcePorts = record.take(fields.sourcePorts, &decoder) ?? []
    let ports = record.take(fields.ports, &decoder) ?? []
    let existing = record.take(fields.existing, &decoder)
    guard let action, let transport else { return nil }
    return AccessControlRule(
      action: action, priority: priority, transport: transport, from: from, to: to, sourcePorts: sourcePorts,
      ports: ports, existing: existing, location: record.location)
  }
}
