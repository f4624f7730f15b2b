import JSON

/// A key and a value that hang on something.
struct Label: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Label>> { \.labels }
  static let kind = ResourceKind.label
  static let module = "Label"

  let id: String
  let scope: Scope
  let resourceID: String
  let key: String
  var value: String

  var label: String { key }
  var references: [String] { [resourceID] }
}

extension Behaviour {
  static let labelReplaced = Behaviour(
    "VPCE-090", .assumption, "Binding a label key again replaces its value.")
  static let labelService = Behaviour(
    "VPCE-091", .contract,
    "Labels of services take endpointServiceID although the vendor's model leaves it out.",
    "note of BindEndpointServiceLabel")
  static let policyKept = Behaviour(
    "VPCE-092", .assumption,
    "An endpoint keeps one object-storage policy as text; without one it reads as empty.")

  static let labels = [labelReplaced, labelService, policyKept]
}

/// Labels of endpoints and services.
enum Labels {
  static let handlers: [String: Handler] = [
    "vpce.BindEndpointLabel": { cloud, request throws(Refusal) in
      try bind(&cloud, request, to: endpoint(cloud, request), as: "endpointID")
    },
    "vpce.UnbindEndpointLabel": { cloud, request throws(Refusal) in
      try unbind(&cloud, request, from: endpoint(cloud, request), as: "endpointID")
    },
    "vpce.ListEndpointLabels": { cloud, request throws(Refusal) in
      list(cloud, request, of: try endpoint(cloud, request))
    },
    "vpce.BindEndpointServiceLabel": { cloud, request throws(Refusal) in
      try bind(&cloud, request, to: service(cloud, request), as: "endpointServiceID")
    },
    "vpce.UnbindEndpointServiceLabel": { cloud, request throws(Refusal) in
      try unbind(&cloud, request, from: service(cloud, request), as: "endpointServiceID")
    },
    "vpce.ListEndpointServiceLabels": { cloud, request throws(Refusal) in
      list(cloud, request, of: try service(cloud, request))
    },
  ]

  private static func bind(
    _ cloud: inout Cloud, _ request: Request, to id: String, as name: String
  ) throws(Refusal) -> Payload {
    let key = request.required("labelKey")
    let value = request.required("labelValue")
    if let old = cloud.state.labels.rows(in: .of(id)).first(where: { $0.key == key }) {
      cloud.update(Label.self, old.id) { $0.value = value }
    } else {
      cloud.insert(
        Label(id: cloud.makeID("label"), scope: request.scope, resourceID: id, key: key, value: value))
    }
    return .row([name: .string(id)])
  }

  private static func unbind(
    _ cloud: inout Cloud, _ request: Request, from id: String, as name: String
  ) throws(Refusal) -> Payload {
    let label = try cloud.find(Label.self, request.required("labelID"), request)
    guard label.resourceID == id else { throw Label.missing(label.id) }
    cloud.remove(Label.self, label.id)
    return .row([name: .string(id)])
  }

  private static func list(_ cloud: Cloud, _ request: Request, of id: String) -> Payload {
    cloud.page(Label.self, .of(id), request) {
      ["labelID": .string($0.id), "labelKey": .string($0.key), "labelValue": .string($0.value)]
    }
  }

  private static func endpoint(_ cloud: Cloud, _ request: Request) throws(Refusal) -> String {
    try cloud.find(Endpoint.self, request.required("endpointID"), request).id
  }

  private static func service(_ cloud: Cloud, _ request: Request) throws(Refusal) -> String {
    try cloud.find(EndpointService.self, request.text("endpointServiceID") ?? "", request).id
  }
}

extension Cloud {
  /// Removes the labels of something that goes.
  mutating func removeLabels(of id: String) {
    for label in state.labels.rows(in: .of(id)) { remove(Label.self, label.id) }
  }
}

/// Object-storage policies of endpoints.
enum Policies {
  static let handlers: [String: Handler] = [
    "vpce.CreateEndpointOssPolicy": { cloud, request throws(Refusal) in
      try set(&cloud, request, request.required("policy"))
    },
    "vpce.DeleteEndpointOssPolicy": { cloud, request throws(Refusal) in try set(&cloud, request, nil) },
    "vpce.GetEndpointOssPolicy": { cloud, request throws(Refusal) in
      let endpoint = try cloud.find(Endpoint.self, request.required("endpointID"), request)
      return .row(["policy": .optional(endpoint.policy)])
    },
  ]

  private static func set(
    _ cloud: inout Cloud, _ request: Request, _ policy: String?
  ) throws(Refusal) -> Payload {
    let endpoint = try cloud.changeable(request)
    cloud.update(Endpoint.self, endpoint.id) { $0.policy = policy }
    return .row(["endpointID": .string(endpoint.id)])
  }
}
