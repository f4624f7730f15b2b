/// Rows of one type in the order in which they were made, found by id and by group.
///
/// Finding, adding, changing and removing a row cost log n; so does finding a page of a group.
struct Table<R: Row>: Sendable {
  private var rows: [UInt64: R] = [:]
  private var sequences: [String: UInt64] = [:]
  private var indexes: [Group: OrderedIndex] = [:]

  /// How many rows there are.
  var count: Int { rows.count }

  /// The row of that id.
  subscript(id: String) -> R? { sequences[id].flatMap { rows[$0] } }

  /// Adds a row. The sequence number is above all given before.
  mutating func insert(_ row: R, sequence: UInt64) {
    rows[sequence] = row
    sequences[row.id] = sequence
    for group in row.groups { indexes[group, default: OrderedIndex()].add(sequence) }
  }

  /// Changes a row in place and finds it under its new groups. The id must stay.
  mutating func update(_ id: String, _ change: (inout R) -> Void) {
    guard let sequence = sequences[id], var row = rows[sequence] else { return }
    let before = row.groups
    change(&row)
    rows[sequence] = row
    let after = row.groups
    guard before != after else { return }
    for group in before.subtracting(after) { leave(group, sequence) }
    for group in after.subtracting(before) { indexes[group, default: OrderedIndex()].add(sequence) }
  }

  /// Removes a row.
  @discardableResult
  mutating func remove(_ id: String) -> R? {
    guard let sequence = sequences.removeValue(forKey: id),
      let row = rows.removeValue(forKey: sequence)
    else { return nil }
    for group in row.groups { leave(group, sequence) }
    return row
  }

  private mutating func leave(_ group: Group, _ sequence: UInt64) {
    indexes[group]?.remove(sequence)
    if indexes[group]?.count == 0 { indexes[group] = nil }
  }

  /// How many rows a group has.
  func count(in group: Group) -> Int { indexes[group]?.count ?? 0 }

  /// The rows of a group at these places, in order.
  func rows(in group: Group, at places: Range<Int>) -> [R] {
    indexes[group]?[places].compactMap { rows[$0] } ?? []
  }

  /// All rows of a group, in order.
  func rows(in group: Group) -> [R] {
    guard let index = indexes[group] else { return [] }
    return index[0..<index.count].compactMap { rows[$0] }
  }

  /// The first row of a group.
  func first(in group: Group) -> R? { rows(in: group, at: 0..<1).first }

  /// All rows with their sequence numbers, in order: n log n.
  var numbered: [(sequence: UInt64, row: R)] {
    rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension Table: Codable {
  private struct Entry: Codable {
    var sequence: UInt64
    var row: R
  }

  init(from decoder: any Decoder) throws {
    self.init()
    for entry in try [Entry](from: decoder) { insert(entry.row, sequence: entry.sequence) }
  }

  func encode(to encoder: any Encoder) throws {
    try numbered.map { Entry(sequence: $0.sequence, row: $0.row) }.encode(to: encoder)
  }
}
