import JSON

/// A port on which a load balancer listens.
struct Listener: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Listener>> { \.listeners }
  static let kind = ResourceKind.listener
  static let module = "Listener"

  let id: String
  let scope: Scope
  let name: String
  let loadBalancerID: String
  let `protocol`: String
  let port: Int
  /// The target groups it forwards to and the listener it redirects to.
  let leadsTo: [String]
  /// Everything, as it was given.
  let document: Document
  let createdAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [loadBalancerID] + leadsTo }
}

extension Behaviour {
  static let listenerName = Behaviour(
    "ELB-010", .contract, "A second listener of one name is refused.", "note of CreateListener")
  static let listenerPort = Behaviour(
    "ELB-011", .assumption, "Two listeners of a load balancer on one protocol and port are refused.")
  static let listenerTargets = Behaviour(
    "ELB-012", .contract, "A listener that forwards needs target groups that exist.", "README §6")
  static let listenerRedirected = Behaviour(
    "ELB-013", .assumption, "A listener that another one redirects to is not deleted.")

  static let listeners = [listenerName, listenerPort, listenerTargets, listenerRedirected]
}

enum Listeners {
  static let handlers: [String: Handler] = [
    "elb.CreateListener": create, "elb.ShowListener": show, "elb.ListListeners": list,
    "elb.DeleteListener": delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let balancer = try cloud.find(LoadBalancer.self, request.required("loadBalancerID"), request)
    let name = request.required("name")
    guard cloud.state.listeners.count(in: .named(request.scope, name)) == 0 else {
      throw Refusal(.listenerName, "Listener", .alreadyExists, "there is a listener named \(name) already")
    }
    let port = request.integer("protocolPort") ?? 0
    // TCP, HTTP and HTTPS share the ports of TCP.
    let isUDP = request.required("protocol") == "UDP"
    let others = cloud.state.listeners.rows(in: .of(balancer.id)).filter { $0.loadBalancerID == balancer.id }
    if others.contains(where: { $0.port == port && ($0.protocol == "UDP") == isUDP }) {
      throw Refusal(
        .listenerPort, "Listener", .alreadyExists, "\(balancer.id) listens on port \(port) already")
    }
    let action = request.arguments["defaultAction"]?.objectValue ?? [:]
    var leadsTo: [String] = []
    for group in action["forwardConfig"]?.objectValue?.objects("targetGroups") ?? [] {
      let id = group.text("targetGroupID") ?? ""
      guard cloud.own(TargetGroup.self, id, request) != nil else {
        throw Refusal(.listenerTargets, "TargetGroup", .notFound, "the target group \(id) does not exist")
      }
      leadsTo.append(id)
    }
    if let id = action.text("redirectListenerID") {
      leadsTo.append(try cloud.find(Listener.self, id, request).id)
    }
    let listener = Listener(
      id: cloud.makeID("listener"), scope: request.scope, name: name, loadBalancerID: balancer.id,
      protocol: request.required("protocol"), port: port, leadsTo: leadsTo,
      document: Document(request.arguments), createdAt: request.now)
    cloud.insert(listener)
    return .row(["ID": .string(listener.id)])
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(cloud.describe(try cloud.find(Listener.self, request.required("listenerID"), request)))
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let balancerID = request.text("loadBalancerID")
    let accessID = request.text("accessControlID")
    let rows = cloud.elements(Listener.self, request, parent: balancerID)
    return .rows(
      rows.filter {
        (balancerID == nil || $0.loadBalancerID == balancerID)
          && (accessID == nil || $0.document.members.text("accessControlID") == accessID)
      }.map(cloud.describe))
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let listener = try cloud.find(Listener.self, request.required("listenerID"), request)
    if let other = cloud.state.listeners.first(in: .of(listener.id)) {
      throw Refusal(.listenerRedirected, "Listener", .dependants, "\(other.id) redirects to \(listener.id)")
    }
    cloud.remove(Listener.self, listener.id)
    return .row(["ID": .string(listener.id)])
  }
}

extension Cloud {
  func describe(_ listener: Listener) -> JSONObject {
    var row = listener.document.members
    let more: JSONObject = [
      "regionID": .string(listener.scope.region), "projectID": "0", "ID": .string(listener.id),
      "status": "ACTIVE", "createdTime": .time(listener.createdAt), "updatedTime": .time(listener.createdAt),
    ]
    for (key, value) in more { row[key] = value }
    if row["accessControlType"] == nil { row["accessControlType"] = "Close" }
    return row
  }
}
