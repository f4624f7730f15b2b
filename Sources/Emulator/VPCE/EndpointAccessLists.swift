import JSON
import Scenario

extension Behaviour {
  static let accessLimit = Behaviour(
    "VPCE-060", .contract, "An endpoint's access list takes as many entries as the profile says.",
    "README §5: 20")
  static let accessOff = Behaviour(
    "VPCE-061", .contract,
    "While the access list is off it reads as empty; its entries come back when it is on again.",
    "note of UpdateEndpoint; that they come back is assumed")
  static let accessCleared = Behaviour(
    "VPCE-062", .contract, "Deleting the access list clears all of it.", "note of DeleteEndpointWhitelist")
  static let accessReplaced = Behaviour(
    "VPCE-063", .provider, "UpdateEndpoint replaces the access list, AddEndpointWhitelist adds to it.",
    "README §4")

  static let accessLists = [accessLimit, accessOff, accessCleared, accessReplaced]
}

/// Which source addresses may use an endpoint.
enum EndpointAccessLists {
  static let handlers: [String: Handler] = [
    "vpce.AddEndpointWhitelist": add, "vpce.ShowEndpointWhitelist": show,
    "vpce.DeleteEndpointWhitelist": delete,
  ]

  static func add(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let endpoint = try cloud.changeable(request)
    var list = endpoint.accessList
    for entry in request.texts("whitelist") ?? [] where !list.contains(entry) { list.append(entry) }
    try check(list.count, cloud)
    cloud.update(Endpoint.self, endpoint.id) {
      $0.accessList = list
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let endpoint = try cloud.find(Endpoint.self, request.required("endpointID"), request)
    return .texts(endpoint.isListOn ? endpoint.accessList + endpoint.accessList6 : [])
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let endpoint = try cloud.changeable(request)
    cloud.update(Endpoint.self, endpoint.id) {
      $0.accessList = []
      $0.accessList6 = []
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func check(_ count: Int, _ cloud: Cloud) throws(Refusal) {
    let limit = cloud.configuration.profile.endpointAccessListLimit
    if count > limit {
      throw Refusal(.accessLimit, "VpceEndpoint", .quota, "an access list takes \(limit) entries")
    }
  }
}
