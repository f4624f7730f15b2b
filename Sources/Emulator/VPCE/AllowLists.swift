import JSON
import Scenario

extension Behaviour {
  static let allowLimit = Behaviour(
    "VPCE-020", .provider, "A service's allow list takes as many accounts as the profile says.",
    "resource_ctyun_vpce_service.go: 10")
  static let allowTwice = Behaviour("VPCE-021", .assumption, "Allowing an account twice is refused.")
  static let allowMissing = Behaviour(
    "VPCE-022", .assumption, "Withdrawing a permission that is not there is refused.")
  static let allowStays = Behaviour(
    "VPCE-023", .assumption, "Withdrawing a permission does not cut endpoints that are there.")

  static let allowLists = [allowLimit, allowTwice, allowMissing, allowStays]
}

/// Which accounts may connect to an endpoint service.
enum AllowLists {
  static let handlers: [String: Handler] = [
    "vpce.CreateEndpointServiceWhitelist": create, "vpce.ListEndpointServiceWhitelist": list,
    "vpce.ListEndpointServiceWhitelistLegacy": listAll, "vpce.DeleteEndpointServiceWhitelist": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    let consumer = EndpointService.Consumer(
      email: request.text("email") ?? "", accountID: request.text("bssAccountID") ?? "",
      createdAt: request.now)
    if service.consumers.contains(where: { $0.names(consumer.email, consumer.accountID) }) {
      throw Refusal(
        .allowTwice, "VpceEndpointService", .alreadyExists, "the account is on the allow list already")
    }
    let limit = cloud.configuration.profile.serviceAllowListLimit
    guard service.consumers.count < limit else {
      throw Refusal(.allowLimit, "VpceEndpointService", .quota, "an allow list takes \(limit) accounts")
    }
    cloud.update(EndpointService.self, service.id) { $0.consumers.append(consumer) }
    return .nothing
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    return cloud.page(service.consumers, request) { describe($0, of: service) }
  }

  /// The older list has no counters, yet it is paged like the newer one.
  static func listAll(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    let places = request.places.clamped(to: 0..<service.consumers.count)
    return .rows(service.consumers[places].map { describe($0, of: service) })
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let service = try cloud.find(EndpointService.self, request.required("endpointServiceID"), request)
    let email = request.text("email") ?? ""
    let accountID = request.text("bssAccountID") ?? ""
    guard service.consumers.contains(where: { $0.names(email, accountID) }) else {
      throw Refusal(
        .allowMissing, "VpceEndpointService", .notFound,
        "resource not found: the account is not on the allow list")
    }
    cloud.update(EndpointService.self, service.id) { $0.consumers.removeAll { $0.names(email, accountID) } }
    return .nothing
  }

  private static func describe(_ consumer: EndpointService.Consumer, of service: EndpointService)
    -> JSONObject
  {
    [
      "endpointServiceID": .string(service.id), "createdAt": .time(consumer.createdAt),
      "updatedAt": .time(consumer.createdAt), "email": .string(consumer.email),
      "bssAccountID": .string(consumer.accountID),
    ]
  }
}

extension EndpointService.Consumer {
  /// Whether an entry names the account with that e-mail or id.
  fileprivate func names(_ email: String, _ accountID: String) -> Bool {
    (!email.isEmpty && email == self.email) || (!accountID.isEmpty && accountID == self.accountID)
  }
}
