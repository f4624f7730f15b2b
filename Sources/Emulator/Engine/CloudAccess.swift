import JSON

// How handlers reach what the cloud keeps.

extension Behaviour {
  static let notFound = Behaviour(
    "CLD-016", .contract,
    "What does not exist, lies in another region or belongs to another account is not found, with the code "
      + "of its kind.",
    "README §2; that other accounts' things look the same is assumed")
  static let listOrder = Behaviour(
    "CLD-017", .assumption, "Lists show things in the order in which they were made.")
  static let pageNumbers = Behaviour(
    "CLD-018", .contract,
    "Pages are numbered from 1, hold 10 rows unless told otherwise and 50 at most; a page behind the end "
      + "is empty.",
    "README §5; pageNo wins over pageNumber and page")

  static let access = [notFound, listOrder, pageNumbers]
}

extension Cloud {
  /// Makes an id; while seeding, the wanted one.
  mutating func makeID(_ prefix: String) -> String {
    if let wanted = wantedIDs.removeValue(forKey: prefix) { return wanted }
    return state.identifiers.id(prefix)
  }

  /// Adds a row.
  mutating func insert<R: Row>(_ row: R) {
    state[keyPath: R.table].insert(row, sequence: state.nextSequence)
    state.nextSequence += 1
    isTouched = true
    changes.append(Change(kind: .made, resource: R.kind, id: row.id))
  }

  /// Changes a row.
  mutating func update<R: Row>(_ type: R.Type, _ id: String, _ change: (inout R) -> Void) {
    state[keyPath: R.table].update(id, change)
    isTouched = true
    changes.append(Change(kind: .changed, resource: R.kind, id: id))
  }

  /// Changes how far a row is on its way, which is no change that anybody asked for.
  mutating func advance<R: Row>(_ type: R.Type, _ id: String, _ change: (inout R) -> Void) {
    state[keyPath: R.table].update(id, change)
    isTouched = true
  }

  /// Removes a row.
  mutating func remove<R: Row>(_ type: R.Type, _ id: String) {
    guard state[keyPath: R.table].remove(id) != nil else { return }
    isTouched = true
    changes.append(Change(kind: .removed, resource: R.kind, id: id))
  }

  /// The row of that id if it belongs to the caller, in the region of the call.
  func own<R: Row>(_ type: R.Type, _ id: String, _ request: Request) -> R? {
    guard let row = state[keyPath: R.table][id], row.scope == request.scope else { return nil }
    return row
  }

  /// The caller's row of that id; refused when there is none.
  func find<R: NamedRow>(_ type: R.Type, _ id: String, _ request: Request) throws(Refusal) -> R {
    guard let row = own(type, id, request) else { throw R.missing(id) }
    return row
  }

  /// The page of a list that the call wants.
  ///
  /// - Parameter matches: further conditions on the rows of the group. With one, the group is walked through.
  func page<R: Row>(
    _ type: R.Type, _ group: Group, _ request: Request, where matches: ((R) -> Bool)? = nil,
    _ describe: (R) -> JSONObject
  ) -> Payload {
    let table = state[keyPath: R.table]
    let places = request.places
    guard let matches else {
      return .page(
        Page(
          rows: table.rows(in: group, at: places).map(describe), totalCount: table.count(in: group),
          size: request.pageSize))
    }
    return page(table.rows(in: group).filter(matches), request, describe)
  }

  /// The wanted page of rows that are few or found already.
  func page<R>(_ rows: [R], _ request: Request, _ describe: (R) -> JSONObject) -> Payload {
    let places = request.places.clamped(to: 0..<rows.count)
    return .page(Page(rows: rows[places].map(describe), totalCount: rows.count, size: request.pageSize))
  }

  /// All of the caller's, or those of one VPC; none when the VPC is not the caller's.
  func group(ofVPC id: String?, _ request: Request) -> Group {
    guard let id else { return .scope(request.scope) }
    return own(VPC.self, id, request) == nil ? .of("") : .of(id)
  }

  /// The caller's rows among these ids, in the order of the ids.
  func own<R: Row>(_ type: R.Type, _ ids: [String], _ request: Request) -> [R] {
    ids.compactMap { own(type, $0, request) }
  }
}

/// A row that calls name by its id.
protocol NamedRow: Row {
  /// The middle part of its error codes.
  static var module: String { get }
  /// The refusal of an id that is not there.
  static func missing(_ id: String) -> Refusal
}

extension NamedRow {
  /// The refusal of an id that is not there.
  static func missing(_ id: String) -> Refusal {
    Refusal(.notFound, module, .notFound, "the \(kind.rawValue) \(id) does not exist")
  }
}
