import Addressing
import JSON

/// A network interface.
struct Port: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Port>> { \.ports }
  static let kind = ResourceKind.port
  static let module = "Port"

  let id: String
  let scope: Scope
  let vpcID: String
  let subnetID: String
  var name: String
  let mac: String
  let address: IPAddress
  var ipv6: IPAddress?
  let instanceID: String
  /// VM, BM, LB or Other.
  let instanceType: String
  var securityGroupIDs: [String] = []

  var label: String { name }
  var references: [String] { [vpcID, subnetID, instanceID] + securityGroupIDs }
}

extension Behaviour {
  static let portsOfHolders = Behaviour(
    "PRT-001", .contract,
    "Servers, load balancers and endpoints have one network interface each, which lists show.",
    "endpointObj.portID and the load balancer's portID")

  static let ports = [portsOfHolders]
}

enum Ports {
  static let handlers: [String: Handler] = [
    "vpc.ListPorts": list, "vpc.ListPortsLegacy": list, "vpc.ShowPort": show,
  ]

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let filters = ["deviceID", "subnetID", "vpcID"].compactMap { request.text($0) }
    guard let narrowest = filters.first else {
      return cloud.page(Port.self, .scope(request.scope), request, cloud.describe)
    }
    return cloud.page(
      Port.self, .of(narrowest), request,
      where: { port in port.scope == request.scope && filters.allSatisfy(port.references.contains) },
      cloud.describe)
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(Port.self, request.required("networkInterfaceID"), request)))
  }
}

extension Cloud {
  /// Makes the interface of something that has an address.
  mutating func addPort(
    of instanceID: String, type: String, name: String, in subnet: Subnet, _ scope: Scope,
    address: IPAddress, ipv6: IPAddress? = nil
  ) -> String {
    let port = Port(
      id: makeID("port"), scope: scope, vpcID: subnet.vpcID, subnetID: subnet.id, name: name,
      mac: state.identifiers.macAddress(), address: address, ipv6: ipv6, instanceID: instanceID,
      instanceType: type)
    insert(port)
    return port.id
  }

  func describe(_ port: Port) -> JSONObject {
    [
      "networkInterfaceName": .string(port.name), "networkInterfaceID": .string(port.id),
      "vpcID": .string(port.vpcID), "subnetID": .string(port.subnetID), "role": 0,
      "macAddress": .string(port.mac), "primaryPrivateIp": .string(port.address.description),
      "ipv6Addresses": .texts(port.ipv6.map { [$0.description] } ?? []),
      "instanceID": .string(port.instanceID), "instanceType": .string(port.instanceType),
      "securityGroupIds": .texts(port.securityGroupIDs), "secondaryPrivateIps": [], "adminStatus": "UP",
    ]
  }
}
