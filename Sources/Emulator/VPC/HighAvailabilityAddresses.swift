import Addressing
import JSON

/// A virtual address that moves between servers (HAVIP).
struct HighAvailabilityAddress: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<HighAvailabilityAddress>> {
    \.highAvailabilityAddresses
  }
  static let kind = ResourceKind.highAvailabilityAddress
  static let module = "Havip"

  /// What it is bound to.
  struct Binding: Codable, Sendable, Hashable {
    /// VM, PM or NETWORK.
    var type: String
    /// The server or the elastic address.
    var instanceID: String
    /// The server's interface; empty for elastic addresses.
    var portID: String
    var createdAt: EmulatorInstant
  }

  let id: String
  let scope: Scope
  let vpcID: String
  let subnetID: String
  let address: IPAddress
  var bindings: [Binding] = []

  var label: String { address.description }
  var references: [String] { [vpcID, subnetID] + bindings.map(\.instanceID) }
}

extension Behaviour {
  static let havipOrder = Behaviour(
    "HAV-001", .contract, "Binding and unbinding an HA virtual IP is in_progress until it is done.",
    "README §3")
  static let havipInUse = Behaviour(
    "HAV-002", .assumption,
    "An HA virtual IP that is bound, or the backend of an endpoint service, is not deleted.",
    "order of removal in README §6")
  static let havipPort = Behaviour(
    "HAV-003", .contract, "The interface that an HA virtual IP is bound to must belong to the named server.",
    "note of networkInterfaceID")
  static let havipNotBound = Behaviour("HAV-004", .assumption, "Unbinding what is not bound is refused.")

  static let highAvailability = [havipOrder, havipInUse, havipPort, havipNotBound]
}

enum HighAvailabilityAddresses {
  static let handlers: [String: Handler] = [
    "vpc.CreateHavip": create, "vpc.ListHavips": list, "vpc.ShowHavip": show, "vpc.DeleteHavip": delete,
    "vpc.BindHavip": bind, "vpc.UnbindHavip": unbind,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    if let network = request.text("networkID"), network != subnet.vpcID {
      throw Refusal(.addressOutside, "Havip", .conflict, "\(subnet.id) is not in \(network)")
    }
    let family: AddressFamily = request.choice("vipType") == "v6" ? .ipv6 : .ipv4
    let wanted = try request.address("ipAddress")
    try cloud.checkAddress(wanted, in: subnet, family, for: "Havip")
    let id = cloud.makeID("havip")
    let address = cloud.takeAddress(
      wanted, in: subnet, family, for: AddressUse(kind: .highAvailability, holder: id))
    let row = HighAvailabilityAddress(
      id: id, scope: request.scope, vpcID: subnet.vpcID, subnetID: subnet.id, address: address)
    cloud.insert(row)
    return .row([
      "uuid": .string(id), "ipv4": .string(family == .ipv4 ? address.description : ""),
      "ipv6": .string(family == .ipv6 ? address.description : ""),
    ])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .rows(
      cloud.state.highAvailabilityAddresses.rows(in: .scope(request.scope)).map { cloud.describe($0) })
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(HighAvailabilityAddress.self, request.required("haVipID"), request)))
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let row = try cloud.find(HighAvailabilityAddress.self, request.required("haVipID"), request)
    let service = cloud.state.endpointServices.first(in: .of(row.id))
    if !row.bindings.isEmpty || service != nil || cloud.state.orders.count(in: .of(row.id)) > 0 {
      throw Refusal(
        .havipInUse, "Havip", .dependants,
        service.map { "\(row.id) is the backend of \($0.id)" } ?? "\(row.id) is bound")
    }
    cloud.releaseAddress(row.address, in: row.subnetID)
    cloud.remove(HighAvailabilityAddress.self, row.id)
    return .nothing
  }

  static func bind(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let row = try cloud.find(HighAvailabilityAddress.self, request.required("haVipID"), request)
    let type = request.required("resourceType")
    let isNetwork = type == "NETWORK"
    let instanceID = isNetwork ? request.required("floatingID") : request.required("instanceID")
    let portID = isNetwork ? "" : request.required("networkInterfaceID")
    if !isNetwork {
      let server = try cloud.find(Server.self, instanceID, request)
      guard let port = cloud.own(Port.self, portID, request), port.instanceID == server.id else {
        throw Refusal(.havipPort, "Havip", .conflict, "\(portID) is no interface of \(instanceID)")
      }
    }
    let binding = HighAvailabilityAddress.Binding(
      type: type, instanceID: instanceID, portID: portID, createdAt: request.now)
    if let order = cloud.pendingOrder(.bind(row.id, binding)) { return .order(order) }
    return .order(cloud.place(.bind(row.id, binding), .highAvailabilityBinding, request))
  }

  static func unbind(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let row = try cloud.find(HighAvailabilityAddress.self, request.required("haVipID"), request)
    let instanceID =
      request.required("resourceType") == "NETWORK"
      ? request.required("DoubleingID") : request.required("instanceID")
    if let order = cloud.pendingOrder(.unbind(row.id, instanceID)) { return .order(order) }
    guard row.bindings.contains(where: { $0.instanceID == instanceID }) else {
      throw Refusal(.havipNotBound, "Havip", .notFound, "\(row.id) is not bound to \(instanceID)")
    }
    return .order(cloud.place(.unbind(row.id, instanceID), .highAvailabilityBinding, request))
  }
}

extension Cloud {
  func describe(_ row: HighAvailabilityAddress) -> JSONObject {
    let instances = row.bindings.filter { $0.type != "NETWORK" }
    return [
      "id": .string(row.id), "ipv4": .string(row.address.family == .ipv4 ? row.address.description : ""),
      "vpcID": .string(row.vpcID), "subnetID": .string(row.subnetID),
      "instanceInfo": .array(
        instances.map { binding in
          let server = state.servers[binding.instanceID]
          return [
            "instanceName": .optional(server?.name), "id": .string(binding.instanceID),
            "privateIp": .optional(server?.address.description),
          ]
        }),
      "networkInfo": .array(
        row.bindings.filter { $0.type == "NETWORK" }.map { ["eipID": .string($0.instanceID)] }),
      "bindPorts": .array(
        instances.enumerated().map { place, binding in
          [
            "portID": .string(binding.portID), "role": place == 0 ? "master" : "slave",
            "createdAt": .time(binding.createdAt),
          ]
        }),
    ]
  }
}
