import Addressing
import JSON
import Scenario

/// What a provider publishes to endpoints.
struct EndpointService: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<EndpointService>> { \.endpointServices }
  static let kind = ResourceKind.endpointService
  static let module = "VpceEndpointService"

  /// An endpoint port and the server port behind it.
  struct Mapping: Codable, Sendable, Hashable {
    var `protocol`: String
    var serverPort: Int
    var endpointPort: Int
  }

  /// What the mappings lead to.
  struct Backend: Codable, Sendable, Hashable {
    var type: String
    var id: String
    var name: String
  }

  /// Who may connect.
  struct Consumer: Codable, Sendable, Hashable {
    var email: String
    var accountID: String
    var createdAt: EmulatorInstant
  }

  /// An address in the service's VPC that its servers call.
  struct TransitAddress: Codable, Sendable, Hashable {
    var address: IPAddress
    /// Empty on the underlay.
    var subnetID: String
    var createdAt: EmulatorInstant
  }

  let id: String
  let scope: Scope
  let vpcID: String
  let subnetID: String
  /// interface, reverse or gwlb.
  let type: String
  var name: String
  var description = ""
  var ipVersion: Int
  var isAutomatic: Bool
  var mappings: [Mapping]
  var backends: [Backend]
  var consumers: [Consumer] = []
  var transits: [TransitAddress] = []
  /// oaType, dnsName, serviceCharge and the like, as they were given.
  var document: Document
  /// Whether the operator publishes it to everybody.
  var isOperators = false
  let createdAt: EmulatorInstant
  var updatedAt: EmulatorInstant

  var label: String { name }
  var references: [String] {
    [vpcID, subnetID].filter { !$0.isEmpty } + backends.map(\.id)
      + transits.map(\.subnetID).filter { !$0.isEmpty }
  }

  static func missing(_ id: String) -> Refusal {
    Refusal(.serviceMissing, module, .notFound, "resource not found: endpoint service \(id)")
  }
}

extension Behaviour {
  static let serviceMissing = Behaviour(
    "VPCE-001", .provider, "A missing endpoint service is told by the text 'resource not found'.",
    "resource_ctyun_vpce*.go")
  static let serviceReady = Behaviour(
    "VPCE-002", .contract, "A new endpoint service has its id at once.", "note of CreateEndpointService")
  static let serviceWrongBackend = Behaviour(
    "VPCE-003", .contract,
    "A backend id that does not exist in the service's VPC does not fail the creation: the list of "
      + "backends is empty.",
    "README §3")
  static let serviceDuplicateMapping = Behaviour(
    "VPCE-004", .assumption,
    "Two mappings of one service on the same protocol and endpoint port are refused.",
    "clients choose a mapping by them; two endpoint ports may lead to one server port")
  static let serviceMappingQuota = Behaviour(
    "VPCE-005", .assumption, "A service takes as many mappings as the profile says.")
  static let serviceQuota = Behaviour(
    "VPCE-006", .assumption, "An account has as many endpoint services as the profile says.")
  static let serviceDependants = Behaviour(
    "VPCE-007", .contract,
    "A service is not deleted while an endpoint or a reverse rule uses it, endpoints on order included.",
    "order of removal in README §6")
  static let serviceIPv6 = Behaviour(
    "VPCE-008", .contract, "ipVersion 1 is not supported yet.", "ctvpc_create_endpoint_api.go")
  static let serviceReverseSubnet = Behaviour(
    "VPCE-009", .contract, "The subnet of a service must lie in its VPC.", "README §6")
  static let serviceSeen = Behaviour(
    "VPCE-010", .assumption,
    "A service is shown to its owner and to accounts that may connect; only the owner sees the backends.")
  static let serviceAutomaticLater = Behaviour(
    "VPCE-011", .assumption, "Switching automatic acceptance on does not touch requests that wait already.",
    "what happens to them is not visible in any source")
  static let operatorsServices = Behaviour(
    "VPCE-012", .assumption,
    "The operator's own services of the profile exist in every region, accept automatically and are open "
      + "to all.",
    "ListCtyunServices shows them")
  static let mappingMissing = Behaviour(
    "VPCE-013", .contract,
    "A mapping is identified by protocol, server port and endpoint port; removing one that is not there is "
      + "refused.",
    "note of CreateEndpointServiceRule")
  static let backendReplaced = Behaviour(
    "VPCE-014", .contract, "update-backend replaces the backend, and takes elb for lb.",
    "note of UpdateEndpointServiceBackend")
  static let backendMissing = Behaviour(
    "VPCE-015", .assumption, "Removing a backend that is not there is refused.")

  static let endpointServices = [
    serviceMissing, serviceReady, serviceWrongBackend, serviceDuplicateMapping, serviceMappingQuota,
    serviceQuota, serviceDependants, serviceIPv6, serviceReverseSubnet, serviceSeen, serviceAutomaticLater,
    operatorsServices, mappingMissing, backendReplaced, backendMissing,
  ]
}

enum EndpointServices {
  static let handlers: [String: Handler] = [
    "vpce.CreateEndpointService": create, "vpce.ShowEndpointService": show,
    "vpce.ListEndpointServices": list, "vpce.ListEndpointServicesLegacy": list,
    "vpce.ModifyEndpointService": modify, "vpce.ModifyEndpointServiceIpVersion": modifyIPVersion,
    "vpce.DeleteEndpointService": delete, "vpce.ListCtyunServices": OperatorServices.list,
    "vpce.CreateEndpointServiceRule": PortMappings.create,
    "vpce.DeleteEndpointServiceRule": PortMappings.delete,
    "vpce.ListEndpointServiceBackends": Backends.list, "vpce.UpdateEndpointServiceBackend": Backends.update,
    "vpce.DeleteEndpointServiceBackend": Backends.delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let type = request.choice("type") ?? "interface"
    let ipVersion = request.integer("ipVersion") ?? 0
    try checkIPVersion(ipVersion)
    let quota = cloud.configuration.profile.servicesPerAccount
    guard cloud.state.endpointServices.count(in: .scope(request.scope)) < quota else {
      throw Refusal(.serviceQuota, "VpceEndpointService", .quota, "an account has \(quota) endpoint services")
    }
    var subnet: Subnet?
    if let id = request.text("subnetID") {
      let found = try cloud.find(Subnet.self, id, request)
      guard found.vpcID == vpc.id else {
        throw Refusal(.serviceReverseSubnet, "VpceEndpointService", .conflict, "\(id) is not in \(vpc.id)")
      }
      subnet = found
    }
    let mappings = try PortMappings.checked(request.objects("rules"), cloud)
    let isUnderlay = request.flag("reverseIsUnderlay") == true
    if type == "reverse", !isUnderlay, let subnet {
      try cloud.checkAddress(nil, in: subnet, for: "VpceEndpointService")
    }

    let id = cloud.makeID("endpser")
    var transits: [EndpointService.TransitAddress] = []
    if type == "reverse" {
      if isUnderlay, let address = try request.address("transitIP") {
        transits = [.init(address: address, subnetID: "", createdAt: request.now)]
      } else if let subnet {
        let address = cloud.takeAddress(nil, in: subnet, for: AddressUse(kind: .transit, holder: id))
        transits = [.init(address: address, subnetID: subnet.id, createdAt: request.now)]
      }
    }
    var document = Document()
    for name in ["oaType", "dnsName", "serviceCharge", "forceEnableDns", "underlayIP", "underlayIP6"] {
      document[name] = request.arguments[name]
    }
    let service = EndpointService(
      id: id, scope: request.scope, vpcID: vpc.id, subnetID: subnet?.id ?? "", type: type,
      name: request.required("name"), ipVersion: ipVersion,
      isAutomatic: request.flag("autoConnection") == true, mappings: mappings,
      backends: cloud.backends(
        type: request.text("instanceType"), id: request.text("instanceID"), in: vpc.id, request),
      transits: transits, document: document, createdAt: request.now, updatedAt: request.now)
    cloud.insert(service)
    return .row(["endpointService": ["endpointServiceID": .string(id)]])
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let id = request.required("endpointServiceID")
    guard let service = cloud.service(id, visibleTo: request) else { throw EndpointService.missing(id) }
    return .row(cloud.describe(service, for: request.scope))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.text("endpointServiceName")
    let content = request.text("queryContent")
    let fits: (EndpointService) -> Bool = {
      (name == nil || $0.name == name) && (content.map($0.name.contains) ?? true)
    }
    if let id = request.text("id") {
      return cloud.page(cloud.own(EndpointService.self, [id], request).filter(fits), request) {
        cloud.describe($0, for: request.scope)
      }
    }
    return cloud.page(
      EndpointService.self, name.map { .named(request.scope, $0) } ?? .scope(request.scope), request,
      where: content == nil ? nil : fits
    ) { cloud.describe($0, for: request.scope) }
  }

  static func modify(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    cloud.update(EndpointService.self, service.id) {
      if let name = request.text("name") { $0.name = name }
      if let isAutomatic = request.flag("autoConnection") { $0.isAutomatic = isAutomatic }
      for name in ["dnsName", "oaType"] {
        if let text = request.text(name) { $0.document[name] = .string(text) }
      }
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func modifyIPVersion(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    let version = request.integer("ipVersion") ?? 0
    try checkIPVersion(version)
    cloud.update(EndpointService.self, service.id) {
      $0.ipVersion = version
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("ID"), request)
    let group = Group.of(service.id)
    let dependants = [
      cloud.state.endpoints.first(in: group)?.id, cloud.state.reverseRules.first(in: group)?.id,
      cloud.state.orders.first(in: group).map { "the order \($0.number)" },
    ]
    if let dependant = dependants.lazy.compactMap({ $0 }).first {
      throw Refusal(
        .serviceDependants, "VpceEndpointService", .dependants, "\(dependant) still uses \(service.id)")
    }
    for transit in service.transits { cloud.releaseAddress(transit.address, in: transit.subnetID) }
    cloud.removeLabels(of: service.id)
    cloud.remove(EndpointService.self, service.id)
    return .nothing
  }

  static func checkIPVersion(_ version: Int) throws(Refusal) {
    if version == 1 {
      throw Refusal(.serviceIPv6, "VpceEndpointService", .notSupported, "ipVersion 1 is not supported yet")
    }
  }
}

extension Cloud {
  /// A service if the caller may know of it: its own, the operator's, or one that lists it.
  func service(_ id: String, visibleTo request: Request) -> EndpointService? {
    guard let service = state.endpointServices[id], service.scope.region == request.region.id else {
      return nil
    }
    return service.admits(request.account) ? service : nil
  }

  func describe(_ service: EndpointService, for scope: Scope) -> JSONObject {
    [
      "ID": .string(service.id), "endpointServiceID": .string(service.id), "name": .string(service.name),
      "vpcID": .string(service.vpcID), "description": .string(service.description),
      "type": .string(service.type), "autoConnection": .bool(service.isAutomatic),
      "rules": .array(
        service.mappings.map {
          [
            "protocol": .string($0.protocol), "serverPort": .count($0.serverPort),
            "endpointPort": .count($0.endpointPort),
          ]
        }),
      "backends": .array(
        scope != service.scope
          ? []
          : service.backends.map { backend in
            [
              "instanceType": .string(backend.type), "instanceID": .string(backend.id),
              "protocolPort": .count(service.mappings.first?.serverPort ?? 0), "weight": 100,
            ]
          }),
      "createdAt": .time(service.createdAt), "updatedAt": .time(service.updatedAt),
      "dnsName": service.document["dnsName"] ?? "",
    ]
  }
}

extension EndpointService {
  /// Whether the account may connect.
  func admits(_ account: CloudAccount) -> Bool {
    isOperators || scope.account == account.name
      || consumers.contains {
        $0.accountID == account.id || (!$0.email.isEmpty && $0.email == account.email)
      }
  }
}
