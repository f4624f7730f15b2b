import Addressing
import JSON

/// How VPCs are written.
enum VPCFormat {
  struct Fields: Sendable {
    let account: Field<Located<String>>
    let cidr: Field<Located<Prefix>>
    let secondaryCIDRs: Field<[Located<Prefix>]>
    let ipv6: Field<Located<Bool>>
    let ipv6CIDR: Field<Located<Prefix>>
    let existing: Field<Located<String>>
    let cloudName: Field<Located<String>>
    let subnets: Field<NamedMap<Subnet>>
    let routeTables: Field<NamedMap<RouteTable>>
    let securityGroups: Field<NamedMap<SecurityGroup>>
    let acls: Field<NamedMap<AccessControlList>>
    let note: Field<Located<String>>
  }

  static let names = NameRule("names of VPCs", allowsDot: false, standsForAddresses: true)

  static let table = RecordTable("VPC", "A virtual private cloud.") { table in
    Fields(
      account: table.required("account", .name(of: "an account"), "Who owns it.", example: "hub"),
      cidr: table.required("cidr", .prefix(.ipv4), "Its range.", example: "192.168.0.0/16"),
      secondaryCIDRs: table.optional(
        "secondaryCIDRs", .list(of: .prefix(.ipv4)), "Further ranges.", default: []),
      ipv6: table.optional(
        "ipv6", .boolean, "Whether it carries IPv6; the cloud then gives it a range.", default: false),
      ipv6CIDR: table.optional(
        "ipv6CIDR", .prefix(.ipv6), "The IPv6 range, once the cloud has given it.",
        example: "2001:db8:a000::/56"),
      existing: table.optional(
        "existing", .identifier, "The id of an existing VPC; it is adopted and never deleted.",
        example: "vpc-7d1x0a2b3c"),
      cloudName: table.optional(
        "cloudName", .text, "The name in the cloud, where it differs from the name here."),
      subnets: table.optional(
        "subnets", .map(of: SubnetFormat.shape, named: SubnetFormat.names), "The subnets.", default: [:]),
      routeTables: table.optional(
        "routeTables", .map(of: RouteTableFormat.shape, named: RouteTableFormat.names),
        "Route tables besides the default one.", default: [:]),
      securityGroups: table.optional(
        "securityGroups", .map(of: SecurityGroupFormat.shape, named: SecurityGroupFormat.names),
        "Security groups.", default: [:]),
      acls: table.optional(
        "acls", .map(of: AccessControlListFormat.shape, named: AccessControlListFormat.names), "Subnet ACLs.",
        default: [:]),
      note: table.optional("note", .text, "A line for people."))
  }

  static let shape: Shape<VPC> = .record(table) { fields, record, decoder in
    let account = record.take(fields.account, &decoder)
    let cidr = record.take(fields.cidr, &decoder)
    let secondaryCIDRs = record.take(fields.secondaryCIDRs, &decoder) ?? []
    let ipv6 = record.take(fields.ipv6, &decoder)
    let ipv6CIDR = record.take(fields.ipv6CIDR, &decoder)
    let existing = record.take(fields.existing, &decoder)
    let cloudName = record.take(fields.cloudName, &decoder)
    let subnets = record.take(fields.subnets, &decoder) ?? NamedMap()
    let routeTables = record.take(fields.routeTables, &decoder) ?? NamedMap()
    let securityGroups = record.take(fields.securityGroups, &decoder) ?? NamedMap()
    let acls = record.take(fields.acls, &decoder) ?? NamedMap()
    let note = record.take(fields.note, &decoder)
    guard let account, let cidr else { return nil }
    return VPC(
      account: account, cidr: cidr, secondaryCIDRs: secondaryCIDRs, ipv6: ipv6, ipv6CIDR: ipv6CIDR,
      existing: existing, cloudName: cloudName, subnets: subnets, routeTables: routeTables,
      securityGroups: securityGroups, acls: acls, note: note, location: record.location)
  }
}

/// How subnets are written.
enum SubnetFormat {
  struct Fields: Sendable {
    let cidr: Field<Located<Prefix>>
    let prefixLength: Field<Located<Int>>
    let ipv6: Field<Located<Bool>>
    let ipv6CIDR: Field<Located<Prefix>>
    let existing: Field<Located<String>>
    let cloudName: Field<Located<String>>
    let routeTable: Field<Located<String>>
    let acl: Field<Located<String>>
    let usedAddresses: Field<[Located<IPAddress>]>
  }

  static let names = NameRule("names of subnets", allowsDot: false)

  static let table = RecordTable("Subnet", "A subnet of a VPC.") { table in
    let fields = Fields(
      cidr: table.optional("cidr", .prefix(.ipv4), "Its range.", example: "192.168.10.0/24"),
      prefixLength: table.optional(
        "prefixLength", .subnetLength, "The length of its range; the planner decides which.", example: 26),
      ipv6: table.optional("ipv6", .boolean, "Whether it carries IPv6.", default: false),
      ipv6CIDR: table.optional(
        "ipv6CIDR", .prefix(.ipv6), "Its IPv6 range.", example: "2001:db8:a000:5::/64"),
      existing: table.optional(
        "existing", .identifier, "The id of an existing subnet; it is adopted and never deleted.",
        example: "subnet-92k1"),
      cloudName: table.optional(
        "cloudName", .text, "The name in the cloud, where it differs from the name here."),
      routeTable: table.optional(
        "routeTable", .name(of: "a route table"), "The route table of the VPC that it uses.",
        default: "default"),
      acl: table.optional("acl", .name(of: "an ACL"), "The ACL of the VPC that is bound to it."),
      usedAddresses: table.optional(
        "usedAddresses", .list(of: .address()), "Addresses in use already.", default: [],
        example: ["192.168.10.20"]))
    table.exactlyOne(of: "cidr", "prefixLength")
    return fields
  }

  static let shape: Shape<Subnet> = .record(table) { fields, record, decoder in
    let cidr = record.take(fields.cidr, &decoder)
    let prefixLength = record.take(fields.prefixLength, &decoder)
    let ipv6 = record.take(fields.ipv6, &decoder)
    let ipv6CIDR = record.take(fields.ipv6CIDR, &decoder)
    let existing = record.take(fields.existing, &decoder)
    let cloudName = record.take(fields.cloudName, &decoder)
    let routeTable = record.take(fields.routeTable, &decoder)
    let acl = record.take(fields.acl, &decoder)
    let usedAddresses = record.take(fields.usedAddresses, &decoder) ?? []
    guard let range = cidr.map({ Subnet.Range.cidr($0) }) ?? prefixLength.map({ Subnet.Range.length($0) })
    else {
      return nil
    }
    return Subnet(
      range: range, ipv6: ipv6, ipv6CIDR: ipv6CIDR, existing: existing, cloudName: cloudName,
      routeTable: routeTable, acl: acl, usedAddresses: usedAddresses, location: record.location)
  }
}
