public import JSON

/// What distinguishes two inventories of a cloud, line by line.
public struct InventoryDifference: Sendable, Equatable {
  /// Things that only the first one holds, such as `vpc vpc-7d1x0a2b3c (hub)`.
  public let missing: [String]
  /// Things that only the second one holds.
  public let surplus: [String]
  /// Things that both hold with other values.
  public let changed: [String]

  /// Compares; n log n in the number of things.
  public init(from before: JSONValue, to after: JSONValue) {
    let old = Self.things(before)
    let new = Self.things(after)
    missing = old.keys.filter { new[$0] == nil }.sorted()
    surplus = new.keys.filter { old[$0] == nil }.sorted()
    changed = old.compactMap { name, value in
      guard let other = new[name], other != value else { return nil }
      let members = (value.objectValue ?? [:]).keys.filter { value[$0] != other[$0] }
      return "\(name): \(members.joined(separator: ", "))"
    }.sorted()
  }

  /// Whether both are the same.
  public var isEmpty: Bool { missing.isEmpty && surplus.isEmpty && changed.isEmpty }

  /// One line for each difference.
  public var lines: [String] {
    missing.map { "- \($0)" } + surplus.map { "+ \($0)" } + changed.map { "~ \($0)" }
  }

  /// The first differences, in one line.
  public var summary: String { lines.prefix(4).joined(separator: "; ") + (lines.count > 4 ? "; …" : "") }

  /// The things of an inventory by kind, id and name.
  static func things(_ inventory: JSONValue) -> [String: JSONValue] {
    var things: [String: JSONValue] = [:]
    for (kind, rows) in (inventory.objectValue ?? [:]).map({ ($0.key, $0.value.arrayValue ?? []) }) {
      for (number, row) in rows.enumerated() {
        let id = row["id"]?.stringValue ?? "\(number + 1)"
        let name = row["name"]?.stringValue
        things["\(kind) \(id)" + (name.map { $0 == id ? "" : " (\($0))" } ?? "")] = row
      }
    }
    return things
  }

  /// How many things there are of each kind.
  public static func counts(_ inventory: JSONValue) -> [(kind: String, count: Int)] {
    (inventory.objectValue ?? [:]).map { ($0.key, $0.value.arrayValue?.count ?? 0) }
  }
}
