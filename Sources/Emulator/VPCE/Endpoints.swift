import Addressing
import JSON
import Scenario

/// A private address in a consumer's subnet that stands for a service.
struct Endpoint: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Endpoint>> { \.endpoints }
  static let kind = ResourceKind.endpoint
  static let module = "VpceEndpoint"

  /// Whether it may talk to its service.
  enum Connection: String, Codable, Sendable { case connected, waiting, rejected }

  let id: String
  let scope: Scope
  let serviceID: String
  let type: String
  var name: String
  let vpcID: String
  let subnetID: String
  let address: IPAddress
  var ipv6: IPAddress?
  var isListOn: Bool
  var accessList: [String]
  var accessList6: [String]
  var isDNSOn: Bool
  var isProtected: Bool
  var connection = Connection.waiting
  var policy: String?
  /// What billing calls it.
  let resourceID: String
  var portID = ""
  var createdAt: EmulatorInstant
  var updatedAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [vpcID, subnetID, serviceID] }

  static func missing(_ id: String) -> Refusal {
    Refusal(.endpointMissing, module, .notFound, "resource not found: endpoint \(id)")
  }
}

extension Behaviour {
  static let endpointMissing = Behaviour(
    "VPCE-040", .contract,
    "A missing endpoint is Openapi.VpceEndpoint.NotFound with the text 'resource not found'.",
    "error_code.go, resource_ctyun_vpce.go")
  static let endpointPending = Behaviour(
    "VPCE-041", .contract,
    "Until an ordered endpoint has started its endpointID is the empty text; the same call is repeated "
      + "meanwhile.",
    "README §3")
  static let endpointHidden = Behaviour(
    "VPCE-042", .assumption,
    "An endpoint is shown and listed from its start on; its address is held from the order on.")
  static let endpointSubnet = Behaviour(
    "VPCE-043", .contract, "The VPC and the subnet of an endpoint belong together.", "README §6")
  static let endpointNotAllowed = Behaviour(
    "VPCE-044", .contract,
    "An account that is not on the service's allow list gets no endpoint; the service's owner needs no "
      + "entry.",
    "README §6; the code of the refusal is assumed")
  static let endpointServiceMissing = Behaviour(
    "VPCE-045", .contract,
    "An endpoint for a service that does not exist in the region is refused with 'resource not found'.",
    "README §2")
  static let endpointQuota = Behaviour(
    "VPCE-046", .assumption, "An account has as many endpoints as the profile says, those on order included.")
  static let endpointListNeeded = Behaviour(
    "VPCE-047", .contract, "The access list is on unless whitelistFlag is 0, and needs an entry then.",
    "README §5")
  static let endpointIPv6 = Behaviour(
    "VPCE-048", .contract,
    "ipVersion 1 is not supported yet; 2 needs a service and a subnet of both families.",
    "ctvpc_create_endpoint_api.go; the second half is assumed")
  static let endpointProtected = Behaviour(
    "VPCE-049", .contract,
    "An endpoint with deletion protection is not deleted until the protection is switched off.",
    "README §6, inferred there")
  static let endpointRefunded = Behaviour(
    "VPCE-050", .contract,
    "The removal of an endpoint goes on until masterResourceStatus is refunded; then it is gone.",
    "README §3")
  static let endpointRules = Behaviour(
    "VPCE-051", .assumption, "An endpoint with reverse rules is not deleted.", "order of removal in README §6"
  )
  static let endpointStatus = Behaviour(
    "VPCE-052", .contract, "An endpoint's status is 1 when it is connected and 2 when not.", "README §4")
  static let endpointLeaving = Behaviour(
    "VPCE-053", .assumption, "An endpoint on its way out is not changed: Openapi.Order.Inprogress.")
  static let endpointAddressLingers = Behaviour(
    "VPCE-054", .provider,
    "The address of a removed endpoint is free as soon as it is refunded, or later where that is configured.",
    "the provider waits 30 s before it deletes the subnet")
  static let endpointAgain = Behaviour(
    "VPCE-055", .assumption,
    "Repeating the order of an endpoint that was removed since gives the old order, with the status refunded."
  )

  static let endpoints = [
    endpointMissing, endpointPending, endpointHidden, endpointSubnet, endpointNotAllowed,
    endpointServiceMissing, endpointQuota, endpointListNeeded, endpointIPv6, endpointProtected,
    endpointRefunded, endpointRules, endpointStatus, endpointLeaving, endpointAddressLingers, endpointAgain,
  ]
}

enum Endpoints {
  static let handlers: [String: Handler] = [
    "vpce.CreateEndpoint": create, "vpce.ShowEndpoint": show, "vpce.ListEndpoints": list,
    "vpce.ListEndpointsLegacy": list, "vpce.UpdateEndpoint": update,
    "vpce.ModifyEndpointIpVersion": modifyIPVersion, "vpce.DeleteEndpoint": delete,
    "vpce.QueryCreateEndpointPrice": price,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let (subnet, service) = try checkPlace(cloud, request)
    let ipVersion = request.integer("ipVersion") ?? 0
    try checkIPVersion(ipVersion, service, subnet)
    let isListOn = request.integer("whitelistFlag") != 0
    let accessList = request.texts("whitelist") ?? []
    let accessList6 = request.texts("whitelist6") ?? []
    if isListOn, accessList.isEmpty, accessList6.isEmpty {
      throw Refusal(
        .endpointListNeeded, "VpceEndpoint", .invalid, "whitelist: needs an entry while whitelistFlag is 1")
    }
    try EndpointAccessLists.check(accessList.count, cloud)
    let quota = cloud.configuration.profile.endpointsPerAccount
    let count =
      cloud.state.endpoints.count(in: .scope(request.scope))
      + cloud.state.orders.count(in: .named(request.scope, "make-endpoint"))
    guard count < quota else {
      throw Refusal(.endpointQuota, "VpceEndpoint", .quota, "an account has \(quota) endpoints")
    }
    let wanted = try request.address("IP")
    let wanted6 = try request.address("IP6")
    try cloud.checkAddress(wanted, in: subnet, for: "VpceEndpoint")
    if ipVersion == 2 { try cloud.checkAddress(wanted6, in: subnet, .ipv6, for: "VpceEndpoint") }

    let id = cloud.makeID("endpoint")
    let use = AddressUse(kind: .endpoint, holder: id)
    let endpoint = Endpoint(
      id: id, scope: request.scope, serviceID: service.id, type: service.type,
      name: request.required("endpointName"), vpcID: subnet.vpcID, subnetID: subnet.id,
      address: cloud.takeAddress(wanted, in: subnet, for: use),
      ipv6: ipVersion == 2 ? cloud.takeAddress(wanted6, in: subnet, .ipv6, for: use) : nil,
      isListOn: isListOn,
      accessList: accessList, accessList6: accessList6,
      isDNSOn: request.flag("enableDns") == true || service.document["forceEnableDns"] == true,
      isProtected: request.flag("deleteProtection") == true,
      resourceID: cloud.state.identifiers.hexadecimal(), createdAt: request.now, updatedAt: request.now)
    return .order(cloud.place(.makeEndpoint(endpoint), .endpoint, request))
  }

  /// The subnet and the service of an endpoint, if they are there for the caller and fit together.
  private static func checkPlace(
    _ cloud: Cloud, _ request: Request
  ) throws(Refusal) -> (Subnet, EndpointService) {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    guard subnet.vpcID == vpc.id else {
      throw Refusal(.endpointSubnet, "VpceEndpoint", .conflict, "\(subnet.id) is not in \(vpc.id)")
    }
    let id = request.required("endpointServiceID")
    guard let service = cloud.state.endpointServices[id], service.scope.region == request.region.id else {
      throw Refusal(
        .endpointServiceMissing, "VpceEndpointService", .notFound,
        "resource not found: endpoint service \(id)")
    }
    guard service.admits(request.account) else {
      throw Refusal(
        .endpointNotAllowed, "VpceEndpoint", .denied, "the account is not on the allow list of \(id)")
    }
    return (subnet, service)
  }

  private static func checkIPVersion(
    _ version: Int, _ service: EndpointService?, _ subnet: Subnet?
  ) throws(Refusal) {
    let isPossible = version == 0 || (version == 2 && service?.ipVersion == 2 && subnet?.ipv6 != nil)
    guard isPossible else {
      throw Refusal(.endpointIPv6, "VpceEndpoint", .notSupported, "ipVersion \(version) is not possible here")
    }
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let id = request.required("endpointID")
    if let order = cloud.pendingOrder(.removeEndpoint(id)) { cloud.look(at: order, counts: true) }
    let endpoint = try cloud.find(Endpoint.self, id, request)
    return .row(["endpoint": .object(cloud.describe(endpoint))])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    for sort in ["make-endpoint", "remove-endpoint"] {
      for order in cloud.state.orders.rows(in: .named(request.scope, sort)) {
        cloud.look(at: order.id, counts: true)
      }
    }
    let name = request.text("endpointName")
    let content = request.text("queryContent")
    // A second public client filters by service.
    let serviceID = request.text("endpointServiceID")
    let fits: (Endpoint) -> Bool = {
      $0.scope == request.scope && (content.map($0.name.contains) ?? true)
        && (serviceID == nil || $0.serviceID == serviceID)
    }
    let named = name.map { cloud.state.endpoints.rows(in: .named(request.scope, $0)) } ?? []
    if let id = request.text("endpointID") {
      // Id and name widen each other.
      let rows = cloud.own(Endpoint.self, [id], request) + named.filter { $0.id != id }
      return cloud.page(rows.filter(fits), request, cloud.describe)
    }
    if name != nil { return cloud.page(named.filter(fits), request, cloud.describe) }
    return cloud.page(
      Endpoint.self, serviceID.map { .of($0) } ?? .scope(request.scope), request,
      where: serviceID == nil && content == nil ? nil : fits, cloud.describe)
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let endpoint = try cloud.changeable(request)
    let list = request.texts("whitelist")
    if let list { try EndpointAccessLists.check(list.count, cloud) }
    cloud.update(Endpoint.self, endpoint.id) {
      if let name = request.text("endpointName") { $0.name = name }
      if let isOn = request.flag("enableWhitelist") { $0.isListOn = isOn }
      if let isOn = request.flag("enableDns") { $0.isDNSOn = isOn }
      if let list { $0.accessList = list }
      if let isProtected = request.flag("deleteProtection") { $0.isProtected = isProtected }
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func modifyIPVersion(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let endpoint = try cloud.changeable(request)
    let version = request.integer("ipVersion") ?? 0
    let subnet = cloud.state.subnets[endpoint.subnetID]
    try checkIPVersion(version, cloud.state.endpointServices[endpoint.serviceID], subnet)
    guard let subnet, (version == 2) != (endpoint.ipv6 != nil) else { return .nothing }
    var address: IPAddress?
    if version == 2 {
      let wanted = try request.address("ipv6Address")
      try cloud.checkAddress(wanted, in: subnet, .ipv6, for: "VpceEndpoint")
      address = cloud.takeAddress(
        wanted, in: subnet, .ipv6, for: AddressUse(kind: .endpoint, holder: endpoint.id))
    } else if let old = endpoint.ipv6 {
      cloud.releaseAddress(old, in: subnet.id)
    }
    cloud.update(Endpoint.self, endpoint.id) {
      $0.ipv6 = address
      $0.updatedAt = request.now
    }
    cloud.update(Port.self, endpoint.portID) { $0.ipv6 = address }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let endpoint = try cloud.find(Endpoint.self, request.required("endpointID"), request)
    if let order = cloud.pendingOrder(.removeEndpoint(endpoint.id)) { return .order(order) }
    if endpoint.isProtected {
      throw Refusal(
        .endpointProtected, "VpceEndpoint", .protected, "\(endpoint.id) is protected against deletion")
    }
    if let rule = cloud.state.reverseRules.first(in: .of(endpoint.id)) {
      throw Refusal(
        .endpointRules, "VpceEndpoint", .dependants, "the reverse rule \(rule.id) uses \(endpoint.id)")
    }
    return .order(cloud.place(.removeEndpoint(endpoint.id), .endpointRemoval, request))
  }

  static func price(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    _ = try checkPlace(cloud, request)
    return .row([
      "totalPrice": 0, "discountPrice": 0, "finalPrice": 0,
      "subOrderPrices": [
        [
          "serviceTag": "VPCE", "totalPrice": 0, "finalPrice": 0,
          "orderItemPrices": [["resourceType": "VPCE", "totalPrice": "0", "finalPrice": "0"]],
        ]
      ],
    ])
  }
}

extension Cloud {
  /// The caller's endpoint of a call that changes it.
  func changeable(_ request: Request) throws(Refusal) -> Endpoint {
    let endpoint = try find(Endpoint.self, request.required("endpointID"), request)
    if pendingOrder(.removeEndpoint(endpoint.id)) != nil {
      throw Refusal(.endpointLeaving, "Order", .inProgress, "\(endpoint.id) is being removed")
    }
    return endpoint
  }

  /// An ordered endpoint is there.
  mutating func start(_ ordered: Endpoint) {
    guard let subnet = state.subnets[ordered.subnetID] else { return }
    var endpoint = ordered
    endpoint.createdAt = now
    endpoint.updatedAt = now
    if state.endpointServices[endpoint.serviceID]?.isAutomatic == true { endpoint.connection = .connected }
    endpoint.portID = addPort(
      of: endpoint.id, type: "Other", name: endpoint.name, in: subnet, endpoint.scope,
      address: endpoint.address, ipv6: endpoint.ipv6)
    insert(endpoint)
  }

  /// A removed endpoint is gone.
  mutating func refund(_ id: String) {
    guard let endpoint = state.endpoints[id] else { return }
    remove(Port.self, endpoint.portID)
    removeLabels(of: id)
    remove(Endpoint.self, id)
    let addresses = [endpoint.address] + (endpoint.ipv6.map { [$0] } ?? [])
    guard case .after(let milliseconds) = configuration.progression(of: .endpointAddress) else {
      for address in addresses { releaseAddress(address, in: endpoint.subnetID) }
      return
    }
    state.lingering += addresses.map {
      LingeringAddress(
        subnetID: endpoint.subnetID, address: $0, due: now.advanced(byMilliseconds: milliseconds))
    }
  }

  /// Frees the addresses of removed endpoints whose time has come.
  mutating func releaseLingering() {
    let now = now
    guard state.lingering.contains(where: { $0.due <= now }) else { return }
    for address in state.lingering where address.due <= now {
      releaseAddress(address.address, in: address.subnetID)
    }
    isTouched = true
    state.lingering.removeAll { $0.due <= now }
  }

  func describe(_ endpoint: Endpoint) -> JSONObject {
    let service = state.endpointServices[endpoint.serviceID]
    let dnsName = service?.document.members.text("dnsName")
    let list = endpoint.isListOn ? endpoint.accessList + endpoint.accessList6 : []
    return [
      "ID": .string(endpoint.id), "endpointServiceID": .string(endpoint.serviceID),
      "type": .string(endpoint.type), "name": .string(endpoint.name), "vpcID": .string(endpoint.vpcID),
      "vpcAddress": .string(endpoint.address.description),
      "whitelist": .string(list.joined(separator: ",")),
      "status": endpoint.connection == .connected ? 1 : 2, "description": "",
      "endpointObj": [
        "subnetID": .string(endpoint.subnetID), "portID": .string(endpoint.portID),
        "ip": .string(endpoint.address.description), "enableDns": endpoint.isDNSOn ? 1 : 0,
        "dnsNames": .texts(endpoint.isDNSOn ? dnsName.map { [$0] } ?? [] : []),
      ],
      "createdTime": .time(endpoint.createdAt), "updatedTime": .time(endpoint.updatedAt),
    ]
  }
}
