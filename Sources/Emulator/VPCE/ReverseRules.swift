import Addressing
import JSON

/// A way from a transit IP back to an address behind an endpoint.
struct ReverseRule: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<ReverseRule>> { \.reverseRules }
  static let kind = ResourceKind.reverseRule
  static let module = "VpceEndpointService"

  let id: String
  let scope: Scope
  let serviceID: String
  let endpointID: String
  let transit: IPAddress
  let transitPort: Int
  let `protocol`: String
  let target: IPAddress
  let targetPort: Int
  let createdAt: EmulatorInstant

  var label: String { "\(transit) \(`protocol`) \(transitPort)" }
  var references: [String] { [serviceID, endpointID] }
}

extension Behaviour {
  static let reverseNeeds = Behaviour(
    "VPCE-080", .contract, "A reverse rule needs an endpoint of the service and one of its transit IPs.",
    "README §6")
  static let reverseTwice = Behaviour(
    "VPCE-081", .assumption, "Two reverse rules on the same transit IP, protocol and port are refused.")

  static let reverseRules = [reverseNeeds, reverseTwice]
}

enum ReverseRules {
  static let handlers: [String: Handler] = [
    "vpce.CreateEndpointServiceReverseRule": create, "vpce.ListEndpointServiceReverseRules": list,
    "vpce.DeleteEndpointServiceReverseRule": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    try TransitAddresses.requireReverse(service)
    let endpointID = request.required("endpointID")
    guard cloud.state.endpoints[endpointID]?.serviceID == service.id else {
      throw Refusal(
        .reverseNeeds, "VpceEndpointService", .notFound,
        "resource not found: endpoint \(endpointID) of \(service.id)")
    }
    guard let transit = try request.address("transitIPAddress"),
      service.transits.contains(where: { $0.address == transit }),
      let target = try request.address("targetIPAddress")
    else {
      throw Refusal(
        .reverseNeeds, "VpceEndpointService", .notFound, "resource not found: transit IP of \(service.id)")
    }
    let rule = ReverseRule(
      id: cloud.makeID("endprule"), scope: request.scope, serviceID: service.id, endpointID: endpointID,
      transit: transit, transitPort: request.integer("transitPort") ?? 0,
      protocol: request.required("protocol"), target: target, targetPort: request.integer("targetPort") ?? 0,
      createdAt: request.now)
    if cloud.state.reverseRules.rows(in: .of(service.id)).contains(where: { $0.label == rule.label }) {
      throw Refusal(
        .reverseTwice, "VpceEndpointService", .alreadyExists,
        "there is a reverse rule on \(rule.label) already")
    }
    cloud.insert(rule)
    return .row(["reverseRuleID": .string(rule.id)])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    return cloud.page(ReverseRule.self, .of(service.id), request) {
      [
        "ID": .string($0.id), "endpointServiceID": .string($0.serviceID),
        "endpointID": .string($0.endpointID),
        "transitIPAddress": .string($0.transit.description), "transitPort": .count($0.transitPort),
        "protocol": .string($0.protocol), "targetIPAddress": .string($0.target.description),
        "targetPort": .count($0.targetPort), "createdAt": .time($0.createdAt),
        "updatedAt": .time($0.createdAt),
      ]
    }
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let rule = try cloud.find(ReverseRule.self, request.required("reverseRuleID"), request)
    cloud.remove(ReverseRule.self, rule.id)
    return .nothing
  }
}
