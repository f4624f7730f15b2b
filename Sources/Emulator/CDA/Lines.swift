import Addressing
import JSON
import Scenario

/// A dedicated line from a customer's site to a switch.
struct Line: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Line>> { \.lines }
  static let kind = ResourceKind.line
  static let module = "PhysicalLine"

  let id: String
  let scope: Scope
  var name: String
  /// The gateway that it is bound to.
  var gatewayID: String?
  /// What no other line may have: the switch port and its VLAN.
  let port: String
  /// The customer's ends of the interconnects.
  let remotes: [IPAddress]
  /// Everything, as it was given.
  var document: Document
  let createdAt: EmulatorInstant
  var updatedAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [port] + (gatewayID.map { [$0] } ?? []) }
}

extension Behaviour {
  static let lineByName = Behaviour(
    "CDA-010", .contract, "Adding a line tells no id: it is found by its name in the list.",
    "README-cda, Results")
  static let lineName = Behaviour(
    "CDA-011", .assumption, "A second line of one name in an account is refused.")
  static let lineVLAN = Behaviour(
    "CDA-012", .assumption, "A second line with one VLAN on one port of a switch is refused.")
  static let lineInterconnect = Behaviour(
    "CDA-013", .assumption, "The two ends of an interconnect differ and lie in one segment.")
  static let lineQuota = Behaviour(
    "CDA-014", .assumption, "An account has as many lines as the profile says.")
  static let lineBoundChange = Behaviour(
    "CDA-015", .contract, "Of a bound line only name and bandwidth change.", "README-cda, Order 6")
  static let lineBoundDelete = Behaviour(
    "CDA-016", .contract, "A bound line is not deleted.", "README-cda, Order 5, inferred there")
  static let lineBindOnce = Behaviour(
    "CDA-017", .assumption, "A line that is bound already is not bound again.")
  static let lineBindQuota = Behaviour(
    "CDA-018", .assumption, "A gateway takes as many lines as the profile says.")
  static let lineUnbindRoutes = Behaviour(
    "CDA-019", .contract, "A line that a route of its gateway goes over is not unbound.",
    "README-cda, Order 5, inferred there")
  static let lineNotBound = Behaviour(
    "CDA-020", .assumption, "Unbinding a line that is not bound to the gateway is refused.")
  static let cdaAccount = Behaviour(
    "CDA-021", .assumption,
    "Lines, gateways and authorisations are added under the caller's own e-mail only; lists for another "
      + "e-mail are empty."
  )
  static let cdaRegion = Behaviour(
    "CDA-022", .contract,
    "Dedicated-access calls may name the region as resourcePool, or leave it out: then the first region is "
      + "meant.",
    "README-cda, Oddities; which region is meant is assumed")

  static let lines = [
    lineByName, lineName, lineVLAN, lineInterconnect, lineQuota, lineBoundChange, lineBoundDelete,
    lineBindOnce, lineBindQuota, lineUnbindRoutes, lineNotBound, cdaAccount, cdaRegion,
  ]
}

enum Lines {
  static let handlers: [String: Handler] = [
    "cda.AddPhysicalLine": add, "cda.UpdatePhysicalLine": update, "cda.DeletePhysicalLine": delete,
    "cda.BindPhysicalLine": bind, "cda.UnbindPhysicalLine": unbind, "cda.ListPhysicalLine": list,
    "cda.ListSharedPhysicalLine": listShared, "cda.CountPhysicalLine": count,
    "cda.ListPhysicalLineAccessPoint": accessPoint, "cda.ListGatewayPhysicalLine": listOfGateway,
  ]

  static func add(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    try cloud.checkAccount(request)
    let name = request.required("lineName")
    guard cloud.state.lines.count(in: .named(request.scope, name)) == 0 else {
      throw Refusal(.lineName, "PhysicalLine", .alreadyExists, "there is a line named \(name) already")
    }
    let limit = cloud.configuration.profile.linesPerAccount
    guard cloud.state.lines.count(in: .scope(request.scope)) < limit else {
      throw Refusal(.lineQuota, "PhysicalLine", .quota, "an account has \(limit) lines")
    }
    let vlan = request.arguments.integer("tag") == 1 ? request.integer("vlan") ?? 0 : 0
    let port = "\(request.region.id)/\(request.required("hostname"))/\(request.required("portName"))/\(vlan)"
    guard cloud.state.lines.count(in: .of(port)) == 0 else {
      throw Refusal(
        .lineVLAN, "PhysicalLine", .taken, "VLAN \(vlan) of \(request.required("portName")) is in use")
    }
    var remotes: [IPAddress] = []
    for suffix in ["IP", "IPv6"] {
      if let remote = try interconnect(request, suffix) { remotes.append(remote) }
    }
    let line = Line(
      id: cloud.makeID("line"), scope: request.scope, name: name, gatewayID: nil, port: port,
      remotes: remotes, document: Document(request.arguments), createdAt: request.now,
      updatedAt: request.now)
    cloud.insert(line)
    return .nothing
  }

  /// The customer's end of an interconnect whose ends fit together.
  private static func interconnect(_ request: Request, _ suffix: String) throws(Refusal) -> IPAddress? {
    guard let localText = request.text("localConnect\(suffix)"),
      let remoteText = request.text("remoteConnect\(suffix)")
    else { return nil }
    let (local, localLength) = interface(localText)
    let (remote, remoteLength) = interface(remoteText)
    guard let local, let remote, local != remote else {
      throw Refusal(.lineInterconnect, "PhysicalLine", .conflict, "both ends are \(remoteText)")
    }
    let length = min(localLength ?? local.family.bitWidth, remoteLength ?? remote.family.bitWidth)
    let isOneSegment =
      (localLength == nil && remoteLength == nil)
      || Prefix(containing: local, length: length)?.contains(remote) == true
    guard isOneSegment else {
      throw Refusal(
        .lineInterconnect, "PhysicalLine", .conflict, "\(localText) and \(remoteText) are not in one segment")
    }
    return remote
  }

  /// An address and the length behind it, if there is one.
  private static func interface(_ text: String) -> (IPAddress?, Int?) {
    let parts = text.split(separator: "/", maxSplits: 1)
    return (parts.first.flatMap { IPAddress(String($0)) }, parts.count == 2 ? Int(parts[1]) : nil)
  }

  static func update(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let line = try cloud.find(Line.self, request.required("lineID"), request)
    let others = ["location", "lineCode", "description"]
    if line.gatewayID != nil,
      let name = others.first(where: {
        request.text($0) != nil && request.text($0) != line.document.members.text($0)
      })
    {
      throw Refusal(.lineBoundChange, "PhysicalLine", .conflict, "\(name) of a bound line does not change")
    }
    let newName = request.text("lineName")
    if let newName, newName != line.name, cloud.state.lines.count(in: .named(request.scope, newName)) > 0 {
      throw Refusal(.lineName, "PhysicalLine", .alreadyExists, "there is a line named \(newName) already")
    }
    cloud.update(Line.self, line.id) {
      for name in others + ["bandwidth", "lineName"] {
        if let value = request.arguments[name] { $0.document[name] = value }
      }
      if let newName { $0.name = newName }
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let line = try cloud.find(Line.self, request.required("lineID"), request)
    if line.gatewayID != nil {
      throw Refusal(.lineBoundDelete, "PhysicalLine", .dependants, "\(line.name) is still bound to a gateway")
    }
    cloud.remove(Line.self, line.id)
    return .nothing
  }

  static func bind(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let line = try cloud.find(Line.self, request.required("lineID"), request)
    guard line.gatewayID == nil else {
      throw Refusal(.lineBindOnce, "PhysicalLine", .alreadyExists, "\(line.name) is bound already")
    }
    let limit = cloud.configuration.profile.linesPerGateway
    guard cloud.state.lines.count(in: .of(gateway.id)) < limit else {
      throw Refusal(.lineBindQuota, "PhysicalLine", .quota, "\(gateway.name) takes \(limit) lines")
    }
    cloud.update(Line.self, line.id) {
      $0.gatewayID = gateway.id
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func unbind(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let line = try cloud.find(Line.self, request.required("lineID"), request)
    guard line.gatewayID == gateway.id else {
      throw Refusal(.lineNotBound, "PhysicalLine", .notFound, "\(line.name) is not bound to \(gateway.name)")
    }
    let route =
      cloud.state.staticRoutes.first(in: .of(line.id))?.id ?? cloud.state.bgpRoutes.first(in: .of(line.id))?
      .id
      ?? cloud.state.linkProbes.first(in: .of(line.id)).map { _ in "a link probe" }
    if let route {
      throw Refusal(.lineUnbindRoutes, "PhysicalLine", .dependants, "\(route) uses \(line.name)")
    }
    cloud.update(Line.self, line.id) {
      $0.gatewayID = nil
      $0.updatedAt = request.now
    }
    return .nothing
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    guard cloud.isOwnAccount(request) else { return cloud.page([Line](), request, cloud.describe) }
    let type = request.text("type")
    return cloud.page(
      Line.self, .scope(request.scope), request,
      where: type.map { type in { $0.document.members.text("lineType") == type } }, cloud.describe)
  }

  static func listShared(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    guard cloud.isOwnAccount(request) else { return cloud.page([Line](), request, cloud.describe) }
    let filters = [("type", "lineType"), ("lineCode", "lineCode")]
    return cloud.page(
      Line.self, .scope(request.scope), request,
      where: { line in
        line.document.members.integer("isShared") == 1
          && filters.allSatisfy { argument, member in
            request.text(argument).map { $0 == line.document.members.text(member) } ?? true
          }
      }, cloud.describe)
  }

  static func count(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let count = cloud.isOwnAccount(request) ? cloud.state.lines.count(in: .scope(request.scope)) : 0
    return .row(["count": .count(count)])
  }

  static func accessPoint(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.required("lineName")
    guard cloud.isOwnAccount(request), let line = cloud.state.lines.first(in: .named(request.scope, name))
    else {
      throw Line.missing(name)
    }
    return .row(["accessPoint": line.document["accessPoint"] ?? ""])
  }

  static func listOfGateway(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let gateway = try cloud.gateway(request)
    let rows = cloud.isOwnAccount(request) ? cloud.state.lines.rows(in: .of(gateway.id)) : []
    return .row(["physicalLineList": .array(rows.map { .object(cloud.describe($0)) })])
  }
}

extension Cloud {
  /// Whether a list asks for the caller's own things, or says nothing about it.
  func isOwnAccount(_ request: Request) -> Bool {
    guard let email = request.text("account"), !request.account.email.isEmpty else { return true }
    return email == request.account.email
  }

  /// Refuses to add things under another account's e-mail.
  func checkAccount(_ request: Request) throws(Refusal) {
    guard isOwnAccount(request) else {
      throw Refusal(.cdaAccount, "Account", .denied, "account: must be the caller's own e-mail")
    }
  }

  func describe(_ line: Line) -> JSONObject {
    var row = line.document.members
    let members = line.document.members
    let more: JSONObject = [
      "lineId": .string(line.id), "lineName": .string(line.name), "fuid": .string(line.id),
      "vrfName": .optional(line.gatewayID.flatMap { state.gateways[$0]?.name }),
      "resourcePool": .string(line.scope.region), "regionID": .string(line.scope.region),
      "resourcePoolName": .optional(state.regions.first { $0.id == line.scope.region }?.name),
      "linecode": members["lineCode"] ?? "", "lineCreateTime": .time(line.createdAt),
      "fuserLastUpdated": .time(line.updatedAt), "deviceIp": members["switchIp"] ?? "",
      "customerId": .optional(state.accounts.first { $0.name == line.scope.account }?.id),
    ]
    for (key, value) in more { row[key] = value }
    return row
  }
}
