import Addressing
import CtyunAPI
import JSON
import Scenario

/// The whole cloud: all accounts, all regions, everything they made. A state machine without I/O: the same
/// calls at the same moments give the same answers.
///
/// A call costs log n, whatever the cloud holds; a page of a list costs log n and its own rows.
public struct Cloud: Sendable {
  /// What the cloud was made with. The profile may be exchanged at any time: limits shrink and grow with it.
  public var configuration: CloudConfiguration
  var state: CloudState
  /// The latest moment of any call; the clock never runs backwards.
  var now = EmulatorInstant(milliseconds: 0)
  /// What the running call changed.
  var changes: [Change] = []
  /// Whether the running call left the state another than it was.
  var isTouched = false
  /// Who holds which address; follows from the state.
  var books: [BookKey: AddressBook] = [:]
  /// Which subnets a VPC has, by address; follows from the state.
  var subnetMaps: [String: PrefixMap<String>] = [:]
  /// When orders are due by the clock; follows from the state.
  var timers = PriorityQueue<Timer>()
  /// The ids that the next things get instead of made ones, by prefix; used while seeding.
  var wantedIDs: [String: String] = [:]

  /// An empty cloud.
  public init(_ configuration: CloudConfiguration = CloudConfiguration()) {
    self.configuration = configuration
    state = CloudState(identifiers: IdentifierSource(seed: configuration.seed))
    state.regions = configuration.regions
    for account in configuration.accounts { add(account) }
    for region in state.regions { furnish(region) }
    changes = []
  }

  /// The accounts, in the order in which they came.
  public var accounts: [CloudAccount] { state.accounts }

  /// The regions, in the order in which they are listed.
  public var regions: [CloudRegion] { state.regions }

  /// Adds an account, or gives the one of that name another id and e-mail. The empty name is the operator's own
  /// and cannot be had.
  public mutating func add(_ account: CloudAccount) {
    guard !account.name.isEmpty else { return }
    if let place = state.accounts.firstIndex(where: { $0.name == account.name }) {
      state.accounts[place] = account
    } else {
      state.accounts.append(account)
    }
  }

  /// Adds a region with what the operator keeps in it; nothing happens if it is there.
  public mutating func add(_ region: CloudRegion) {
    guard !state.regions.contains(where: { $0.id == region.id }) else { return }
    state.regions.append(region)
    furnish(region)
  }

  /// Answers one call. Never fails: what cannot be done is an answer too.
  public mutating func handle(_ call: Call, at moment: EmulatorInstant) -> Answer {
    now = max(now, moment)
    changes = []
    isTouched = false
    settle()
    let envelope = Envelope(operation: call.operation)
    do throws(Refusal) {
      let reply = try perform(call, envelope)
      return Answer(envelope: reply, changes: changes, refusedBy: nil, isTouched: isTouched)
    } catch {
      return Answer(
        envelope: envelope.failure(error), changes: changes, refusedBy: error.behaviour, isTouched: isTouched)
    }
  }

  private mutating func perform(_ call: Call, _ envelope: Envelope) throws(Refusal) -> JSONObject {
    let operation = call.operation
    guard let account = state.accounts.first(where: { $0.name == call.account }) else {
      throw Refusal(.unknownAccount, "Account", .denied, "the account \(call.account) is not known")
    }
    guard let handler = Handlers.all[operation.id] else {
      throw Refusal(
        .operationNotKept, "Operation", .notSupported, "the emulator does not keep \(operation.id)")
    }
    let arguments = Normalization.normalized(call.parameters, of: operation)
    try check(arguments, of: operation)
    let request = Request(
      account: account, region: try region(of: arguments), operation: operation, arguments: arguments,
      now: now)

    guard operation.takesClientToken, let token = call.clientToken, !token.isEmpty else {
      return envelope.success(try settled(handler(&self, request)).payload)
    }
    let key = TokenLedger.Key(account: account.name, operation: operation.id, token: token)
    let digest = TokenLedger.digest(of: arguments)
    if let entry = state.tokens[key] {
      guard entry.digest == digest else {
        throw Refusal(
          .otherBody, "ClientToken", .conflict,
          "the client token was used before with other arguments")
      }
      if let order = entry.order { return envelope.success(try settled(.order(order)).payload) }
      return entry.envelope?.members ?? envelope.success(.nothing)
    }
    let (payload, order) = try settled(handler(&self, request))
    let reply = envelope.success(payload)
    isTouched = true
    state.tokens.remember(
      TokenLedger.Entry(
        key: key, digest: digest, order: order, envelope: order == nil ? Document(reply) : nil))
    return reply
  }

  /// What an order has come to, if the payload is one.
  private mutating func settled(_ payload: Payload) throws(Refusal) -> (payload: Payload, order: String?) {
    guard case .order(let id) = payload else { return (payload, nil) }
    let isNew = changes.contains { $0.resource == .order && $0.id == id && $0.kind == .made }
    look(at: id, counts: !isNew)
    return (.row(state.orders[id].map(reply) ?? [:]), id)
  }

  private func check(_ arguments: JSONObject, of operation: CtyunAPI.Operation) throws(Refusal) {
    let problem = operation.problems(in: arguments).first {
      if case .unknown = $0.kind { false } else { true }
    }
    if let problem { throw Refusal(.badArgument, "Parameter", .invalid, problem.description) }
  }

  private func region(of arguments: JSONObject) throws(Refusal) -> CloudRegion {
    guard let id = arguments.text("regionID") ?? arguments.text("resourcePool") else {
      if let first = state.regions.first { return first }
      throw Refusal(.unknownRegion, "Region", .notFound, "the cloud has no region")
    }
    guard let region = state.regions.first(where: { $0.id == id }) else {
      throw Refusal(.unknownRegion, "Region", .notFound, "the region \(id) does not exist")
    }
    return region
  }
}

extension Behaviour {
  static let unknownAccount = Behaviour(
    "CLD-001", .assumption, "A call of an account that is not known is refused.")
  static let operationNotKept = Behaviour(
    "CLD-002", .assumption, "An operation that the emulator does not keep is refused by name.",
    "the cloud keeps all of them; the coverage page lists which the emulator keeps")
  static let badArgument = Behaviour(
    "CLD-006", .contract,
    "An argument that is missing, of a wrong type or outside its limits is refused by name.",
    "README §5; the code of the refusal is assumed")
  static let unknownRegion = Behaviour("CLD-015", .assumption, "A region that does not exist is refused.")

  static let dispatch = [unknownAccount, operationNotKept, badArgument, unknownRegion]
}
