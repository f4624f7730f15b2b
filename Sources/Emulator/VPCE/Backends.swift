import JSON

/// What endpoint services lead to.
enum Backends {
  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    return .rows(
      service.backends.map {
        ["instanceID": .string($0.id), "instanceType": .string($0.type), "instanceName": .string($0.name)]
      })
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    let backends = cloud.backends(
      type: request.text("instanceType"), id: request.text("instanceID"), in: service.vpcID, request)
    cloud.update(EndpointService.self, service.id) {
      $0.backends = backends
      $0.updatedAt = request.now
    }
    return .row(["endpointServiceID": .string(service.id)])
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    let id = request.required("instanceID")
    guard service.backends.contains(where: { $0.id == id }) else {
      throw Refusal(
        .backendMissing, "VpceEndpointService", .notFound,
        "resource not found: backend \(id) of \(service.id)")
    }
    cloud.update(EndpointService.self, service.id) {
      $0.backends.removeAll { $0.id == id }
      $0.updatedAt = request.now
    }
    return .row(["endpointServiceID": .string(service.id)])
  }
}

extension Cloud {
  /// The backend of that id, if it is of that type and lies in that VPC; otherwise nothing, and no refusal.
  func backends(
    type: String?, id: String?, in vpcID: String, _ request: Request
  ) -> [EndpointService.Backend] {
    guard let type, let id else { return [] }
    let found: (vpc: String, name: String)? =
      switch type {
      case "vm": own(Server.self, id, request).flatMap { $0.isBareMetal ? nil : ($0.vpcID, $0.name) }
      case "bm", "cbm": own(Server.self, id, request).flatMap { $0.isBareMetal ? ($0.vpcID, $0.name) : nil }
      case "vip": own(HighAvailabilityAddress.self, id, request).map { ($0.vpcID, $0.label) }
      case "lb", "elb", "gwlb": own(LoadBalancer.self, id, request).map { ($0.vpcID, $0.name) }
      // Operator-internal things are taken at their word.
      case "underlay": (vpcID, id)
      default: nil
      }
    guard let found, found.vpc == vpcID else { return [] }
    return [EndpointService.Backend(type: type == "elb" ? "lb" : type, id: id, name: found.name)]
  }
}
