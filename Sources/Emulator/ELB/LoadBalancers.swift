import Addressing
import JSON

/// A load balancer.
struct LoadBalancer: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<LoadBalancer>> { \.loadBalancers }
  static let kind = ResourceKind.loadBalancer
  static let module = "Loadbalancer"

  let id: String
  let scope: Scope
  let name: String
  let vpcID: String
  let subnetID: String
  let address: IPAddress
  var portID = ""
  let isProtected: Bool
  /// description, resourceType, eipID and the like, as they were given.
  let document: Document
  let createdAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [vpcID, subnetID] }
}

extension Behaviour {
  static let balancerName = Behaviour(
    "ELB-001", .contract, "A second load balancer of one name is refused.", "note of CreateLoadBalancer")
  static let balancerReady = Behaviour(
    "ELB-002", .assumption, "A new load balancer is ACTIVE at once and holds an address of its subnet.")
  static let balancerDependants = Behaviour(
    "ELB-003", .contract, "A load balancer with listeners is not deleted.", "README §6, inferred there")
  static let balancerBackend = Behaviour(
    "ELB-004", .contract, "A load balancer that is the backend of an endpoint service is not deleted.",
    "README §6")
  static let balancerProtected = Behaviour(
    "ELB-005", .contract, "A load balancer with deletion protection is not deleted.", "deleteProtection")
  static let balancerSubnet = Behaviour(
    "ELB-006", .assumption, "The VPC and the subnet of a load balancer belong together.")

  static let loadBalancers = [
    balancerName, balancerReady, balancerDependants, balancerBackend, balancerProtected, balancerSubnet,
  ]
}

enum LoadBalancers {
  static let handlers: [String: Handler] = [
    "elb.CreateLoadBalancer": create, "elb.ShowLoadBalancer": show, "elb.ListLoadBalancers": list,
    "elb.DeleteLoadBalancer": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let subnet = try cloud.find(Subnet.self, request.required("subnetID"), request)
    guard subnet.vpcID == vpc.id else {
      throw Refusal(.balancerSubnet, "Loadbalancer", .conflict, "\(subnet.id) is not in \(vpc.id)")
    }
    let name = request.required("name")
    guard cloud.state.loadBalancers.count(in: .named(request.scope, name)) == 0 else {
      throw Refusal(
        .balancerName, "Loadbalancer", .alreadyExists, "there is a load balancer named \(name) already")
    }
    let wanted = try request.address("privateIpAddress")
    try cloud.checkAddress(wanted, in: subnet, for: "Loadbalancer")
    let id = cloud.makeID("lb")
    let address = cloud.takeAddress(wanted, in: subnet, for: AddressUse(kind: .loadBalancer, holder: id))
    var document = Document(["slaName": "elb.default", "projectID": "0"])
    for name in ["description", "resourceType", "eipID", "slaName", "projectID"] {
      if let text = request.text(name) { document[name] = .string(text) }
    }
    let portID = cloud.addPort(
      of: id, type: "LB", name: name, in: subnet, request.scope, address: address)
    cloud.insert(
      LoadBalancer(
        id: id, scope: request.scope, name: name, vpcID: vpc.id, subnetID: subnet.id, address: address,
        portID: portID, isProtected: request.flag("deleteProtection") == true, document: document,
        createdAt: request.now))
    return .row(["ID": .string(id)])
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(LoadBalancer.self, request.required("elbID"), request)))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let type = request.text("resourceType")
    let subnetID = request.text("subnetID")
    let rows = cloud.elements(LoadBalancer.self, request, parent: subnetID)
    return .rows(
      rows.filter {
        (type == nil || $0.document.members.text("resourceType") == type)
          && (subnetID == nil || $0.subnetID == subnetID)
      }.map(cloud.describe))
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let balancer = try cloud.find(LoadBalancer.self, request.required("elbID"), request)
    if balancer.isProtected {
      throw Refusal(
        .balancerProtected, "Loadbalancer", .protected, "\(balancer.id) is protected against deletion")
    }
    if let listener = cloud.state.listeners.first(in: .of(balancer.id)) {
      throw Refusal(
        .balancerDependants, "Loadbalancer", .dependants, "\(balancer.id) still has \(listener.id)")
    }
    if let service = cloud.state.endpointServices.first(in: .of(balancer.id)) {
      throw Refusal(
        .balancerBackend, "Loadbalancer", .dependants, "\(balancer.id) is the backend of \(service.id)")
    }
    cloud.releaseAddress(balancer.address, in: balancer.subnetID)
    cloud.remove(Port.self, balancer.portID)
    cloud.remove(LoadBalancer.self, balancer.id)
    return .row(["ID": .string(balancer.id)])
  }
}

extension Cloud {
  /// The rows of a list without pages: those of the ids, the name or the parent, or all.
  func elements<R: Row>(_ type: R.Type, _ request: Request, parent: String? = nil) -> [R] {
    let table = state[keyPath: R.table]
    let name = request.text("name")
    if let ids = request.listed("IDs") {
      return own(type, ids, request).filter { name == nil || $0.label == name }
    }
    if let name { return table.rows(in: .named(request.scope, name)) }
    guard let parent else { return table.rows(in: .scope(request.scope)) }
    return table.rows(in: .of(parent)).filter { $0.scope == request.scope }
  }

  func describe(_ balancer: LoadBalancer) -> JSONObject {
    var row = balancer.document.members
    let eip = balancer.document.members.text("eipID")
    let more: JSONObject = [
      "regionID": .string(balancer.scope.region), "ID": .string(balancer.id), "name": .string(balancer.name),
      "vpcID": .string(balancer.vpcID), "subnetID": .string(balancer.subnetID),
      "portID": .string(balancer.portID), "privateIpAddress": .string(balancer.address.description),
      "eipInfo": .array(eip.map { [["eipID": .string($0), "isTalkOrder": true]] } ?? []),
      "deleteProtection": .bool(balancer.isProtected), "adminStatus": "ACTIVE", "status": "ACTIVE",
      "createdTime": .time(balancer.createdAt), "updatedTime": .time(balancer.createdAt),
    ]
    for (key, value) in more { row[key] = value }
    return row
  }
}
