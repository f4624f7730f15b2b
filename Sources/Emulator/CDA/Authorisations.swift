import JSON

/// A VPC owner's leave for another account's gateway.
struct Authorisation: Row {
  static var table: WritableKeyPath<CloudState, Table<Authorisation>> { \.authorisations }
  static let kind = ResourceKind.authorisation

  let id: String
  /// Of the VPC's owner.
  let scope: Scope
  let vpcID: String
  let gatewayName: String
  /// The id of the account that may attach the VPC.
  let grantee: String
  /// Everything, as it was given.
  let document: Document
  let createdAt: EmulatorInstant

  var label: String { "\(vpcID) \(gatewayName) \(grantee)" }
  /// The VPC, and the grantee under a name that no id has.
  var references: [String] { [vpcID, "grantee/\(scope.region)/\(grantee)"] }
}

extension Behaviour {
  static let authorisationOnce = Behaviour(
    "CDA-090", .assumption, "Authorising the same gateway of the same account twice is refused.")
  static let authorisationMissing = Behaviour(
    "CDA-091", .contract, "Withdrawing an authorisation that is not there is refused.",
    "note of DeleteAccountAuth")
  static let authorisationUsed = Behaviour(
    "CDA-092", .assumption, "An authorisation that an attachment rests on is not withdrawn.")
  static let authorisationLists = Behaviour(
    "CDA-093", .contract,
    "The list shows what was given, or what was received when the caller names its own account id.",
    "note of ListAccountAuth")

  static let authorisations = [
    authorisationOnce, authorisationMissing, authorisationUsed, authorisationLists,
  ]
}

enum Authorisations {
  static let handlers: [String: Handler] = [
    "cda.CreateAccountAuth": create, "cda.DeleteAccountAuth": delete, "cda.ListAccountAuth": list,
    "cda.GetAccountAuthStatistics": statistics,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    try cloud.checkAccount(request)
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let authorisation = Authorisation(
      id: cloud.makeID("accountauth"), scope: request.scope, vpcID: vpc.id,
      gatewayName: request.required("gatewayName"), grantee: request.required("authAccountId"),
      document: Document(request.arguments), createdAt: request.now)
    if cloud.state.authorisations.count(in: .named(request.scope, authorisation.label)) > 0 {
      throw Refusal(.authorisationOnce, "AccountAuth", .alreadyExists, "\(vpc.id) is authorised so already")
    }
    cloud.insert(authorisation)
    return .nothing
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpcID = request.required("vpcID")
    let gatewayName = request.required("gatewayName")
    let grantee = request.required("authAccountId")
    let label = "\(vpcID) \(gatewayName) \(grantee)"
    guard let found = cloud.state.authorisations.first(in: .named(request.scope, label)) else {
      throw Refusal(
        .authorisationMissing, "AccountAuth", .notFound, "there is no such authorisation of \(vpcID)")
    }
    let account = cloud.state.accounts.first { $0.id == grantee }?.name
    let isUsed = cloud.state.attachments.rows(in: .of(vpcID)).contains {
      $0.scope.account == account && cloud.state.gateways[$0.gatewayID]?.name == gatewayName
    }
    if isUsed {
      throw Refusal(.authorisationUsed, "AccountAuth", .dependants, "\(vpcID) is attached to \(gatewayName)")
    }
    cloud.remove(Authorisation.self, found.id)
    return .nothing
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpcID = request.text("vpcID")
    let filter: ((Authorisation) -> Bool)? = vpcID.map { vpcID in { $0.vpcID == vpcID } }
    guard let id = request.text("authAccountID") else {
      return cloud.page(Authorisation.self, .scope(request.scope), request, where: filter, cloud.describe)
    }
    guard id == request.account.id else { return cloud.page([Authorisation](), request, cloud.describe) }
    return cloud.page(
      Authorisation.self, .of("grantee/\(request.region.id)/\(id)"), request, where: filter, cloud.describe)
  }

  static func statistics(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    var counts: [String: Int] = [:]
    for row in cloud.state.authorisations.rows(in: .scope(request.scope)) {
      counts[row.vpcID, default: 0] += 1
    }
    return .row([
      "statistics": .array(
        counts.sorted { $0.key < $1.key }.map { ["vpcID": .string($0.key), "count": .string("\($0.value)")] })
    ])
  }
}

extension Cloud {
  func describe(_ authorisation: Authorisation) -> JSONObject {
    var row = authorisation.document.members
    let owner = state.accounts.first { $0.name == authorisation.scope.account }
    let region = state.regions.first { $0.id == authorisation.scope.region }
    let more: JSONObject = [
      "fuid": .string(authorisation.id), "accountId": .optional(owner?.id),
      "vpcId": .string(authorisation.vpcID), "vrfName": .string(authorisation.gatewayName),
      "authAccountId": .string(authorisation.grantee), "regionId": .string(authorisation.scope.region),
      "resourcePool": .string(authorisation.scope.region), "resourcePoolName": .optional(region?.name),
      "isSwConfig": true, "isAutomation": true, "lgcreateTime": .time(authorisation.createdAt),
      "fuser_last_updated": .time(authorisation.createdAt),
    ]
    for (key, value) in more { row[key] = value }
    return row
  }
}
