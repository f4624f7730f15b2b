import JSON

extension Behaviour {
  static let connectionAutomatic = Behaviour(
    "VPCE-030", .contract,
    "With automatic acceptance a new endpoint is connected at once, without it waits for the service's "
      + "owner.",
    "README §4")
  static let connectionAccepted = Behaviour(
    "VPCE-031", .contract, "Accepting connects, also after a rejection; rejecting declines or cuts.",
    "README §4")
  static let connectionMissing = Behaviour(
    "VPCE-032", .provider,
    "Accepting or rejecting an endpoint that did not ask is told by the text 'not exist apply'.",
    "resource_ctyun_vpce*.go")
  static let connectionWords = Behaviour(
    "VPCE-033", .provider,
    "A connection says UP and 已连接 when it is connected, DOWN and something else when not.",
    "README §4; the words for the other states are assumed")

  static let connections = [connectionAutomatic, connectionAccepted, connectionMissing, connectionWords]
}

/// The endpoints of a service and whether they may talk to it.
enum Connections {
  static let handlers: [String: Handler] = [
    "vpce.ListEndpointServiceConnections": list, "vpce.UpdateEndpointServiceConnections": updateAutomatic,
    "vpce.AcceptEndpointApply": { cloud, request throws(Refusal) in
      try decide(&cloud, request, .connected)
    },
    "vpce.RejectEndpointApply": { cloud, request throws(Refusal) in
      try decide(&cloud, request, .rejected)
    },
  ]

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    return cloud.page(Endpoint.self, .of(service.id), request) { endpoint in
      let isUp = endpoint.connection == .connected
      let owner = cloud.state.accounts.first { $0.name == endpoint.scope.account }
      return [
        "endpointID": .string(endpoint.id), "endpointName": .string(endpoint.name),
        "endpointServiceID": .string(service.id), "endpointType": .string(service.type),
        "connectionStatus": .string(endpoint.connection.chinese), "status": isUp ? "UP" : "DOWN",
        "account": .optional(owner?.id),
      ]
    }
  }

  static func updateAutomatic(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    cloud.update(EndpointService.self, service.id) { $0.isAutomatic = request.flag("autoConnection") == true }
    return .nothing
  }

  private static func decide(
    _ cloud: inout Cloud, _ request: Request, _ connection: Endpoint.Connection
  ) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    let id = request.required("endpointID")
    guard let endpoint = cloud.state.endpoints[id], endpoint.serviceID == service.id else {
      throw Refusal(
        .connectionMissing, "VpceEndpointService", .notFound, "not exist apply: \(id) on \(service.id)")
    }
    cloud.update(Endpoint.self, id) {
      $0.connection = connection
      $0.updatedAt = request.now
    }
    return .nothing
  }
}

extension Endpoint.Connection {
  /// The words of the wire; only the first is known.
  var chinese: String {
    switch self {
    case .connected: "已连接"
    case .waiting: "待连接"
    case .rejected: "已拒绝"
    }
  }
}
