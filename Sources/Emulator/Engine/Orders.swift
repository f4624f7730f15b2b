import JSON

/// Something that takes time.
struct Order: Row {
  static var table: WritableKeyPath<CloudState, Table<Order>> { \.orders }
  static let kind = ResourceKind.order

  /// What is made or unmade when it is done.
  enum Action: Codable, Sendable {
    case makeEndpoint(Endpoint)
    case removeEndpoint(String)
    case makePeering(Peering)
    case removePeering(String)
    case bind(String, HighAvailabilityAddress.Binding)
    case unbind(String, String)
  }

  let id: String
  let scope: Scope
  /// The number that people read.
  let number: String
  let action: Action
  var progress: Progress

  /// Orders on their way are found by what they are about; finished ones only by their id.
  var label: String { progress.isDone ? "" : action.name }
  var references: [String] { progress.isDone ? [] : action.references }
}

extension Order.Action {
  /// Of which sort it is.
  var name: String {
    switch self {
    case .makeEndpoint: "make-endpoint"
    case .removeEndpoint: "remove-endpoint"
    case .makePeering: "make-peering"
    case .removePeering: "remove-peering"
    case .bind: "bind"
    case .unbind: "unbind"
    }
  }

  /// The ids of what it is about.
  var references: [String] {
    switch self {
    case .makeEndpoint(let endpoint): [endpoint.id] + endpoint.references
    case .removeEndpoint(let id), .removePeering(let id): [id]
    case .makePeering(let peering): [peering.id] + peering.references
    case .bind(let id, let binding): [id, binding.instanceID]
    case .unbind(let id, let instanceID): [id, instanceID]
    }
  }

  /// Whether two orders would have the same effect.
  func hasSameEffect(as other: Order.Action) -> Bool {
    name == other.name && references == other.references
  }
}

extension Behaviour {
  static let orderDefault = Behaviour(
    "ORD-001", .assumption, "What takes time is done at the second look at it unless configured otherwise.",
    "so that no client can take ordered for done")
  static let orderClock = Behaviour(
    "ORD-002", .assumption, "What takes a duration is done when the clock has passed it, whoever looks.")
  static let orderListing = Behaviour(
    "ORD-003", .assumption, "Listing an account's endpoints looks at all its endpoint orders in the region.",
    "a client that lost its token can still wait")

  static let orders = [orderDefault, orderClock, orderListing]
}

extension Cloud {
  /// Places an order; its id.
  mutating func place(_ action: Order.Action, _ subject: Progression.Subject, _ request: Request) -> String {
    let order = Order(
      id: state.identifiers.hexadecimal(), scope: request.scope,
      number: "E" + String(state.nextSequence + 1_000_000), action: action,
      progress: Progress(subject: subject, began: now))
    insert(order)
    if case .after(let milliseconds) = configuration.progression(of: subject) {
      timers.add(Timer(due: now.advanced(byMilliseconds: milliseconds), order: order.id))
    }
    return order.id
  }

  /// The order on its way that would have the same effect.
  func pendingOrder(_ action: Order.Action) -> String? {
    guard let target = action.references.first else { return nil }
    return state.orders.rows(in: .of(target)).first { $0.action.hasSameEffect(as: action) }?.id
  }

  /// Looks how far an order is, and has its effect when it is done.
  mutating func look(at id: String, counts: Bool) {
    guard let order = state.orders[id], !order.progress.isDone else { return }
    let progression = configuration.progression(of: order.progress.subject)
    let now = now
    advance(Order.self, id) { _ = $0.progress.look(now: now, progression: progression, counts: counts) }
    guard state.orders[id]?.progress.isDone == true else { return }
    finish(order)
  }

  /// Does what is due by the clock.
  mutating func settle() {
    while let timer = timers.first, timer.due <= now {
      _ = timers.takeFirst()
      look(at: timer.order, counts: false)
    }
    if !state.lingering.isEmpty { releaseLingering() }
  }

  private mutating func finish(_ order: Order) {
    switch order.action {
    case .makeEndpoint(let endpoint): start(endpoint)
    case .removeEndpoint(let id): refund(id)
    case .makePeering(let peering): insert(peering)
    case .removePeering(let id): remove(Peering.self, id)
    case .bind(let id, let binding):
      update(HighAvailabilityAddress.self, id) { row in
        if !row.bindings.contains(where: { $0.instanceID == binding.instanceID }) {
          row.bindings.append(binding)
        }
      }
    case .unbind(let id, let instanceID):
      update(HighAvailabilityAddress.self, id) { $0.bindings.removeAll { $0.instanceID == instanceID } }
    }
  }

  /// What a call is told about an order.
  func reply(_ order: Order) -> JSONObject {
    let isDone = order.progress.isDone
    switch order.action {
    case .makeEndpoint(let endpoint):
      let isGone = isDone && state.endpoints[endpoint.id] == nil
      return [
        "masterOrderID": .string(order.id), "masterOrderNO": .string(order.number),
        "regionID": .string(order.scope.region),
        "masterResourceStatus": .string(isGone ? "refunded" : isDone ? "started" : "starting"),
        "masterResourceID": .string(isDone ? endpoint.resourceID : ""),
        "endpointID": .string(isDone ? endpoint.id : ""),
      ]
    case .removeEndpoint:
      return [
        "masterOrderID": .string(order.id), "masterOrderNO": .string(order.number),
        "regionID": .string(order.scope.region),
        "masterResourceStatus": .string(isDone ? "refunded" : "in_progress"),
      ]
    case .makePeering(let peering):
      return [
        "status": .string(isDone ? "done" : "in_progress"), "message": "",
        "instanceID": .string(isDone ? peering.id : ""),
      ]
    case .removePeering, .bind, .unbind:
      return ["status": .string(isDone ? "done" : "in_progress"), "message": ""]
    }
  }
}
