import JSON
import Scenario

/// The mappings of endpoint services.
enum PortMappings {
  /// Mappings that do not repeat.
  static func checked(
    _ objects: [JSONObject], beside present: [EndpointService.Mapping] = [], _ cloud: Cloud
  ) throws(Refusal) -> [EndpointService.Mapping] {
    var mappings = present
    for object in objects {
      let mapping = EndpointService.Mapping(object)
      let isTaken = mappings.contains {
        $0.protocol == mapping.protocol && $0.endpointPort == mapping.endpointPort
      }
      if isTaken {
        throw Refusal(
          .serviceDuplicateMapping, "VpceEndpointService", .alreadyExists,
          "there is a mapping on \(mapping.protocol) \(mapping.endpointPort) already")
      }
      mappings.append(mapping)
    }
    let limit = cloud.configuration.profile.mappingsPerService
    guard mappings.count <= limit else {
      throw Refusal(.serviceMappingQuota, "VpceEndpointService", .quota, "a service takes \(limit) mappings")
    }
    return mappings
  }

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    let mappings = try checked([request.arguments], beside: service.mappings, cloud)
    cloud.update(EndpointService.self, service.id) {
      $0.mappings = mappings
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    let mapping = EndpointService.Mapping(request.arguments)
    guard service.mappings.contains(mapping) else {
      throw Refusal(
        .mappingMissing, "VpceEndpointService", .notFound,
        "resource not found: mapping \(mapping.protocol) \(mapping.endpointPort) of \(service.id)")
    }
    cloud.update(EndpointService.self, service.id) {
      $0.mappings.removeAll { $0 == mapping }
      $0.updatedAt = request.now
    }
    return .nothing
  }
}

extension EndpointService.Mapping {
  init(_ members: JSONObject) {
    self.init(
      protocol: members.text("protocol") ?? "", serverPort: members.integer("serverPort") ?? 0,
      endpointPort: members.integer("endpointPort") ?? 0)
  }
}
