import Addressing
import JSON
import Scenario

/// A VPC joined to a gateway.
struct Attachment: Row {
  static var table: WritableKeyPath<CloudState, Table<Attachment>> { \.attachments }
  static let kind = ResourceKind.attachment

  let id: String
  /// Of the gateway's account.
  let scope: Scope
  let gatewayID: String
  let vpcID: String
  var subnets: [Prefix]
  /// Everything, as it was given.
  var document: Document

  var label: String { vpcID }
  var references: [String] { [gatewayID, vpcID] }
}

extension Behaviour {
  static let attachForeign = Behaviour(
    "CDA-040", .contract,
    "Another account's VPC is attached only after its owner authorised this gateway of this account.",
    "README-cda, Order 2; one that does not exist is refused alike")
  static let attachTwice = Behaviour("CDA-041", .assumption, "A VPC is attached to a gateway once.")
  static let attachQuota = Behaviour(
    "CDA-042", .assumption, "A VPC is attached to as many gateways as the profile says.")
  static let attachSubnets = Behaviour(
    "CDA-043", .assumption,
    "The ranges of an attachment lie in the VPC's, and their number is limited by the profile.")
  static let attachOverlap = Behaviour(
    "CDA-044", .assumption,
    "The ranges that a gateway reaches do not overlap: attached subnets, static destinations, BGP networks.")
  static let attachReplaced = Behaviour(
    "CDA-045", .contract, "Updating an attachment replaces its ranges and changes nothing else.",
    "README-cda, Order 6 and 7")
  static let attachChecked = Behaviour(
    "CDA-046", .contract, "A VPC with a health check or probe on the gateway is not detached.",
    "README-cda, Order 5, inferred there")
  static let attachMissing = Behaviour(
    "CDA-047", .assumption, "What asks for an attachment that is not there is refused.")

  static let attachments = [
    attachForeign, attachTwice, attachQuota, attachSubnets, attachOverlap, attachReplaced, attachChecked,
    attachMissing,
  ]
}

enum Attachments {
  static let handlers: [String: Handler] = [
    "cda.AddVpc": add, "cda.UpdateVpc": update, "cda.DeleteVpc": delete, "cda.ListVpc": list,
    "cda.CountVpc": count, "cda.GetVpc": info,
  ]

  static func add(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let id = request.required("vpcID")
    let vpc = try attachable(id, to: gateway, cloud, request)
    let present = cloud.state.attachments.rows(in: .of(vpc.id))
    if present.contains(where: { $0.gatewayID == gateway.id }) {
      throw Refusal(
        .attachTwice, "LineGateway", .alreadyExists, "\(id) is attached to \(gateway.name) already")
    }
    let limit = cloud.configuration.profile.gatewaysPerVPC
    guard present.count < limit else {
      throw Refusal(.attachQuota, "LineGateway", .quota, "\(id) takes \(limit) gateways")
    }
    let subnets = try ranges(of: vpc, cloud, request)
    try cloud.checkRanges(subnets, on: gateway)
    cloud.insert(
      Attachment(
        id: cloud.makeID("cda"), scope: request.scope, gatewayID: gateway.id, vpcID: vpc.id,
        subnets: subnets, document: Document(request.arguments)))
    return .nothing
  }

  /// The VPC, if it is the caller's or its owner authorised the gateway.
  private static func attachable(
    _ id: String, to gateway: Gateway, _ cloud: Cloud, _ request: Request
  ) throws(Refusal) -> VPC {
    if let vpc = cloud.own(VPC.self, id, request) { return vpc }
    let isAuthorised = cloud.state.authorisations.rows(in: .of(id)).contains {
      $0.gatewayName == gateway.name && $0.grantee == request.account.id
        && $0.scope.region == request.region.id
    }
    guard isAuthorised, let vpc = cloud.state.vpcs[id] else {
      throw Refusal(
        .attachForeign, "LineGateway", .denied,
        "\(id) is not a VPC of this account and not authorised to \(gateway.name)")
    }
    return vpc
  }

  private static func ranges(of vpc: VPC, _ cloud: Cloud, _ request: Request) throws(Refusal) -> [Prefix] {
    let subnets = try request.prefixes("vpcSubnet")
    let subnets6 = try request.prefixes("vpcSubnetIPv6")
    if let outside = subnets.first(where: { subnet in !vpc.ranges.contains { $0.contains(subnet) } }) {
      throw Refusal(.attachSubnets, "LineGateway", .outside, "\(outside) does not lie in \(vpc.id)")
    }
    if let outside = subnets6.first(where: { vpc.ipv6?.contains($0) != true }) {
      throw Refusal(.attachSubnets, "LineGateway", .outside, "\(outside) does not lie in \(vpc.id)")
    }
    let limit = cloud.configuration.profile.localSubnetsPerGateway
    guard subnets.count + subnets6.count <= limit else {
      throw Refusal(.attachSubnets, "LineGateway", .quota, "a gateway takes \(limit) ranges")
    }
    return subnets + subnets6
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let attachment = try cloud.attachment(request)
    guard let vpc = cloud.state.vpcs[attachment.vpcID],
      let gateway = cloud.state.gateways[attachment.gatewayID]
    else { throw VPC.missing(attachment.vpcID) }
    let subnets = try ranges(of: vpc, cloud, request)
    try cloud.checkRanges(subnets, on: gateway, except: attachment.id)
    cloud.update(Attachment.self, attachment.id) {
      $0.subnets = subnets
      for name in ["vpcSubnet", "vpcSubnetIPv6"] { $0.document[name] = request.arguments[name] }
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let attachment = try cloud.attachment(request)
    let isUsed =
      cloud.state.healthChecks.rows(in: .of(attachment.gatewayID)).contains { $0.vpcID == attachment.vpcID }
      || cloud.state.linkProbes.rows(in: .of(attachment.gatewayID)).contains {
        $0.serviceID == attachment.vpcID
      }
    if isUsed {
      throw Refusal(
        .attachChecked, "LineGateway", .dependants,
        "\(attachment.vpcID) still has a health check or link probe")
    }
    cloud.remove(Attachment.self, attachment.id)
    return .nothing
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let rows = cloud.isOwnAccount(request) ? cloud.state.attachments.rows(in: .of(gateway.id)) : []
    return .row(["vpcList": .array(rows.map { .object(cloud.describe($0)) })])
  }

  static func count(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let count = cloud.isOwnAccount(request) ? cloud.state.attachments.count(in: .of(gateway.id)) : 0
    return .row(["count": .count(count)])
  }

  static func info(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let id = request.required("vpcID")
    let wanted = request.text("gatewayName")
    let found = cloud.state.attachments.rows(in: .of(id)).first { row in
      row.scope == request.scope && (wanted == nil || cloud.state.gateways[row.gatewayID]?.name == wanted)
    }
    guard let found else { throw Cloud.missingAttachment(id) }
    let lines = cloud.state.lines.rows(in: .of(found.gatewayID))
    let members = found.document.members
    return .row([
      "info": [
        [
          "cda-id": .string(found.id),
          "vpc-info": [
            "id": .string(id), "cda-id": .string(found.id), "ip-version": members["ipVersion"] ?? "",
            "bandwidth": .string("\(members.integer("bandwidth") ?? 0)"),
            "local-cidr": members["vpcSubnet"] ?? [], "local-cidr-ipv6": members["vpcSubnetIPv6"] ?? [],
          ],
          "line-info": .array(
            lines.map { line in
              let members = line.document.members
              return [
                "id": .string(line.id), "cda-id": .string(found.id),
                "interface-name": members["portName"] ?? "",
                "vlan": .string("\(members.integer("vlan") ?? 0)"),
                "rate": members["bandwidth"] ?? 0, "ip-version": members["ipVersion"] ?? "",
                "local-gateway-ip": members["localConnectIP"] ?? "",
                "remote-gateway-ip": members["remoteConnectIP"] ?? "",
                "local-gateway-ipv6": members["localConnectIPv6"] ?? "",
                "remote-gateway-ipv6": members["remoteConnectIPv6"] ?? "",
              ]
            }),
        ]
      ]
    ])
  }
}

extension Cloud {
  static func missingAttachment(_ id: String) -> Refusal {
    Refusal(.attachMissing, "LineGateway", .notFound, "\(id) is not attached to the gateway")
  }

  /// The attachment that a call names by its gateway and VPC.
  func attachment(_ request: Request) throws(Refusal) -> Attachment {
    let gateway = try gateway(request)
    let id = request.required("vpcID")
    let found = state.attachments.rows(in: .of(gateway.id)).first { $0.vpcID == id }
    guard let found else { throw Self.missingAttachment(id) }
    return found
  }

  /// Refuses ranges that overlap others that the gateway reaches, or each other: n log n in all of them.
  ///
  /// - Parameter replaced: the id of the row whose ranges the new ones take the place of.
  func checkRanges(_ ranges: [Prefix], on gateway: Gateway, except replaced: String = "") throws(Refusal) {
    let group = Group.of(gateway.id)
    var known = PrefixMap<String>()
    for row in state.attachments.rows(in: group) where row.id != replaced {
      for range in row.subnets { known.insert(row.vpcID, for: range) }
    }
    for row in state.staticRoutes.rows(in: group) where row.id != replaced {
      for range in row.destinations { known.insert(row.id, for: range) }
    }
    for row in state.bgpRoutes.rows(in: group) where row.id != replaced {
      for range in row.networks { known.insert(row.id, for: range) }
    }
    for range in ranges {
      if let other = known.entries(overlapping: range).first {
        throw Refusal(
          .attachOverlap, "LineGateway", .overlap, "\(range) overlaps \(other.prefix) of \(other.value)")
      }
      known.insert("the same call", for: range)
    }
  }

  func describe(_ attachment: Attachment) -> JSONObject {
    let members = attachment.document.members
    let vpc = state.vpcs[attachment.vpcID]
    let remotes = state.lines.rows(in: .of(attachment.gatewayID)).flatMap(\.remotes)
    let owner = state.accounts.first { $0.name == vpc?.scope.account }
    return [
      "cdaId": .string(attachment.id), "account": members["account"] ?? "",
      "vpcId": .string(attachment.vpcID), "vrfName": .optional(state.gateways[attachment.gatewayID]?.name),
      "dcType": members["dcType"] ?? "", "vpcSubnet": members["vpcSubnet"] ?? "",
      "resourcePool": .string(attachment.scope.region), "ipVersion": members["ipVersion"] ?? "",
      "virtualBandwidth": members["bandwidth"] ?? 0, "vpcName": .optional(vpc?.name),
      "guestGatewayList": .texts(remotes.filter { $0.family == .ipv4 }.map(\.description)),
      "vpcSubnetIpv6": members["vpcSubnetIPv6"] ?? "",
      "vpcNetworkSegment": .optional(vpc?.cidr.description),
      "ctUserId": .optional(owner?.id), "vpcNetworkSegmentIpv6": .optional(vpc?.ipv6?.description),
      "guestGatewayListIpv6": .texts(remotes.filter { $0.family == .ipv6 }.map(\.description)),
    ]
  }
}
