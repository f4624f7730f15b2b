import Addressing
import JSON

/// How dedicated lines are written.
enum LineFormat {
  struct Fields: Sendable {
    let router: Field<Located<String>>
    let bandwidthMbps: Field<Located<Int>>
    let vlan: Field<Choice<Located<Int>>>
    let interconnect: Field<Choice<Interconnect>>
    let interconnectIPv6: Field<Choice<Interconnect>>
    let preference: Field<Located<Line.Preference>>
    let sitePreference: Field<Located<Line.Preference>>
    let accessPoint: Field<Located<String>>
    let lineType: Field<Located<String>>
    let switchHostname: Field<Located<String>>
    let port: Field<Located<String>>
    let portType: Field<Located<String>>
    let existing: Field<Located<String>>
    let hosted: Field<Located<Bool>>
    let mtu: Field<Located<Int>>
  }

  static let names = NameRule("names of lines")

  static let table = RecordTable("Line", "A physical dedicated line.") { table in
    Fields(
      router: table.required(
        "router", .name(of: "an edge router"), "The edge router of the site it ends at.", example: "ce1"),
      bandwidthMbps: table.required("bandwidthMbps", .bandwidth, "Megabits a second.", example: 1000),
      vlan: table.optional(
        "vlan", .automatic(or: .vlan), "The VLAN; 0 is untagged.", default: "auto", example: 330),
      interconnect: table.optional(
        "interconnect", .automatic(or: InterconnectFormat.ipv4), "The IPv4 addresses of both ends.",
        default: "auto"),
      interconnectIPv6: table.optional(
        "interconnectIPv6", .automatic(or: InterconnectFormat.ipv6),
        "The IPv6 addresses of both ends; none when not said."),
      preference: table.optional(
        "preference", .word(), "The part it plays among the lines of its gateway.", default: "primary"),
      sitePreference: table.optional(
        "sitePreference", .word(), "What the edge router prefers, where that is set by hand."),
      accessPoint: table.optional(
        "accessPoint", .text, "Where it ends in the carrier's network; two lines should differ.",
        example: "AP1"),
      lineType: table.optional("lineType", .text, "The carrier's access type.", example: "IPRAN"),
      switchHostname: table.optional(
        "switchHostname", .text, "The cloud's switch it lands on, once the carrier has said it."),
      port: table.optional("port", .text, "The port of that switch."),
      portType: table.optional(
        "portType", .text, "1G or 10G; derived from the bandwidth when not said.", example: "1G"),
      existing: table.optional(
        "existing", .identifier, "The id of an existing line; it is adopted and never deleted."),
      hosted: table.optional(
        "hosted", .boolean, "Whether a partner owns the port; the VLAN is then the partner's.", default: false
      ),
      mtu: table.optional("mtu", .mtu, "The IP MTU; that of the Direct Connect when not said."))
  }

  static let shape: Shape<Line> = .record(table) { fields, record, decoder in
    let router = record.take(fields.router, &decoder)
    let bandwidthMbps = record.take(fields.bandwidthMbps, &decoder)
    let vlan = record.take(fields.vlan, &decoder) ?? .auto
    let interconnect = record.take(fields.interconnect, &decoder) ?? .auto
    let interconnectIPv6 = record.take(fields.interconnectIPv6, &decoder)
    let preference = record.take(fields.preference, &decoder)
    let sitePreference = record.take(fields.sitePreference, &decoder)
    let accessPoint = record.take(fields.accessPoint, &decoder)
    let lineType = record.take(fields.lineType, &decoder)
    let switchHostname = record.take(fields.switchHostname, &decoder)
    let port = record.take(fields.port, &decoder)
    let portType = record.take(fields.portType, &decoder)
    let existing = record.take(fields.existing, &decoder)
    let hosted = record.take(fields.hosted, &decoder)
    let mtu = record.take(fields.mtu, &decoder)
    guard let router, let bandwidthMbps else { return nil }
    return Line(
      router: router, bandwidthMbps: bandwidthMbps, vlan: vlan, interconnect: interconnect,
      interconnectIPv6: interconnectIPv6, preference: preference, sitePreference: sitePreference,
      accessPoint: accessPoint, lineType: lineType, switchHostname: switchHostname, port: port,
      portType: portType,
      existing: existing, hosted: hosted, mtu: mtu, location: record.location)
  }
}

/// How the two ends of a line are written.
enum InterconnectFormat {
  struct Fields: Sendable {
    let cloud: Field<Located<InterfaceAddress>>
    let site: Field<Located<InterfaceAddress>>
  }

  static let ipv4 = shape("Interconnect", .ipv4, cloud: "10.0.0.1/30", site: "10.0.0.2/30")
  static let ipv6 = shape("InterconnectIPv6", .ipv6, cloud: "2001:db8::1/126", site: "2001:db8::2/126")

  private static func shape(
    _ name: String, _ family: AddressFamily, cloud: String, site: String
  ) -> Shape<Interconnect> {
    let table = RecordTable(name, "The two ends of a line, each with the length of the link.") { table in
      Fields(
        cloud: table.required(
          "cloud", .interfaceAddress(family), "The cloud's end.", example: .string(cloud)),
        site: table.required(
          "site", .interfaceAddress(family), "The site's end.", example: .string(site)))
    }
    return .record(table) { fields, record, decoder in
      let cloud = record.take(fields.cloud, &decoder)
      let site = record.take(fields.site, &decoder)
      guard let cloud, let site else { return nil }
      return Interconnect(cloud: cloud, site: site, location: record.location)
    }
  }
}
