import JSON

/// Pings from a gateway.
struct LinkProbe: Row {
  static var table: WritableKeyPath<CloudState, Table<LinkProbe>> { \.linkProbes }
  static let kind = ResourceKind.linkProbe

  let id: String
  let scope: Scope
  let gatewayID: String
  /// The line or the VPC that is probed.
  let serviceID: String
  /// Empty: from no address in particular.
  let source: String
  let destination: String
  let createdAt: EmulatorInstant

  var label: String { "\(source)>\(destination)" }
  var references: [String] { [gatewayID, serviceID] }
}

extension Behaviour {
  static let probeService = Behaviour(
    "CDA-080", .contract, "A link probe names a line bound to the gateway or a VPC attached to it.",
    "note of serviceID; that others are refused is assumed")
  static let probeDeleted = Behaviour(
    "CDA-081", .contract,
    "Probes are deleted by their pairs of addresses, whatever their gateway; unknown pairs are passed over.",
    "README-cda, Resources; the second half is assumed")

  static let linkProbes = [probeService, probeDeleted]
}

enum LinkProbes {
  static let handlers: [String: Handler] = [
    "cda.AddLinkProbe": add, "cda.DeleteLinkProbe": delete, "cda.ListLinkProbe": list,
  ]

  static func add(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let id = request.required("serviceID")
    let isKnown =
      cloud.own(Line.self, id, request)?.gatewayID == gateway.id
      || cloud.state.attachments.rows(in: .of(gateway.id)).contains { $0.vpcID == id }
    guard isKnown else {
      throw Refusal(
        .probeService, "LinkProbe", .conflict,
        "\(id) is neither a line of \(gateway.name) nor a VPC attached to it")
    }
    for pair in request.objects("ipInfoList") {
      let probe = LinkProbe(
        id: cloud.makeID("linkprobe"), scope: request.scope, gatewayID: gateway.id, serviceID: id,
        source: pair.text("srcIp") ?? "", destination: pair.text("dstIp") ?? "", createdAt: request.now)
      cloud.insert(probe)
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    for pair in request.objects("ipInfoList") {
      let label = "\(pair.text("srcIp") ?? "")>\(pair.text("dstIp") ?? "")"
      for probe in cloud.state.linkProbes.rows(in: .named(request.scope, label)) {
        cloud.remove(LinkProbe.self, probe.id)
      }
    }
    return .nothing
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    return .row([
      "result": .array(
        cloud.state.linkProbes.rows(in: .of(gateway.id)).map {
          [
            "timestamp": .time($0.createdAt), "src-ip": .string($0.source), "dst-ip": .string($0.destination),
            "loss-rate": "0", "round-trip": "1",
          ]
        })
    ])
  }
}
