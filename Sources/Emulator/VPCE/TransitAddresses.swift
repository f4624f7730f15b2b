import Addressing
import JSON

extension Behaviour {
  static let transitAtOnce = Behaviour(
    "VPCE-070", .contract, "A reverse service has a transit IP from its creation on, which goes with it.",
    "README §6")
  static let transitServiceMissing = Behaviour(
    "VPCE-071", .provider,
    "Transit IPs of a missing service are told by the text 'endpointServiceID ensure'.",
    "resource_ctyun_vpce*.go")
  static let transitReverseOnly = Behaviour(
    "VPCE-072", .assumption, "Only reverse services have transit IPs and reverse rules.")
  static let transitSubnet = Behaviour(
    "VPCE-073", .contract, "A transit IP lies in a subnet of the service's VPC.", "README §6")
  static let transitInUse = Behaviour(
    "VPCE-074", .assumption, "A transit IP that a reverse rule uses is not released.",
    "order of removal in README §6")
  static let transitMissing = Behaviour(
    "VPCE-075", .assumption, "Releasing a transit IP that the service does not have is refused.")

  static let transitAddresses = [
    transitAtOnce, transitServiceMissing, transitReverseOnly, transitSubnet, transitInUse, transitMissing,
  ]
}

/// Addresses in a reverse service's VPC that its servers call to reach the endpoint's side.
enum TransitAddresses {
  static let handlers: [String: Handler] = [
    "vpce.CreateEndpointServiceTransitIP": create, "vpce.ListEndpointServiceTransitIPs": list,
    "vpce.DeleteEndpointServiceTransitIP": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try service(cloud, request)
    try requireReverse(service)
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    guard subnet.vpcID == service.vpcID else {
      throw Refusal(
        .transitSubnet, "VpceEndpointService", .conflict, "\(subnet.id) is not in the VPC of \(service.id)")
    }
    let wanted = try request.address("transitIP")
    try cloud.checkAddress(wanted, in: subnet, for: "VpceEndpointService")
    let address = cloud.takeAddress(
      wanted, in: subnet, for: AddressUse(kind: .transit, holder: service.id))
    cloud.update(EndpointService.self, service.id) {
      $0.transits.append(.init(address: address, subnetID: subnet.id, createdAt: request.now))
    }
    return .row(["transitIP": .string(address.description)])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try service(cloud, request)
    return cloud.page(service.transits, request) {
      [
        "subnetID": .string($0.subnetID), "endpointServiceID": .string(service.id),
        "transitIP": .string($0.address.description), "createdAt": .time($0.createdAt),
        "updatedAt": .time($0.createdAt),
      ]
    }
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try service(cloud, request)
    let address = try request.address("transitIP")
    guard let transit = service.transits.first(where: { $0.address == address }) else {
      throw Refusal(
        .transitMissing, "VpceEndpointService", .notFound, "resource not found: transit IP of \(service.id)")
    }
    let rules = cloud.state.reverseRules.rows(in: .of(service.id))
    if let rule = rules.first(where: { $0.transit == transit.address }) {
      throw Refusal(
        .transitInUse, "VpceEndpointService", .dependants,
        "the reverse rule \(rule.id) uses \(transit.address)")
    }
    cloud.releaseAddress(transit.address, in: transit.subnetID)
    cloud.update(EndpointService.self, service.id) { $0.transits.removeAll { $0.address == address } }
    return .nothing
  }

  static func requireReverse(_ service: EndpointService) throws(Refusal) {
    guard service.type == "reverse" else {
      throw Refusal(
        .transitReverseOnly, "VpceEndpointService", .conflict, "\(service.id) is not of the reverse type")
    }
  }

  private static func service(_ cloud: Cloud, _ request: Request) throws(Refusal) -> EndpointService {
    let id = request.required("endpointServiceID")
    guard let service = cloud.own(EndpointService.self, id, request) else {
      throw Refusal(
        .transitServiceMissing, "VpceEndpointService", .notFound,
        "endpointServiceID ensure: resource not found: \(id)")
    }
    return service
  }
}
