/// Whose a thing is and where: the account and the region.
struct Scope: Hashable, Codable, Sendable {
  var account: String
  var region: String
}

/// Something the cloud keeps: a VPC, a rule, an endpoint.
protocol Row: Codable, Sendable {
  /// Where the cloud keeps rows of this type.
  static var table: WritableKeyPath<CloudState, Table<Self>> { get }
  /// What it is, in reports and inventories.
  static var kind: ResourceKind { get }
  /// Its id, unique in the whole cloud.
  var id: String { get }
  /// Whose it is and where.
  var scope: Scope { get }
  /// Its name, or what else a person would know it by.
  var label: String { get }
  /// The ids of the things it belongs to or uses; it can be found by each of them.
  var references: [String] { get }
}

/// Rows that are found together.
enum Group: Hashable, Sendable {
  /// All of one account in one region.
  case scope(Scope)
  /// Those of a name.
  case named(Scope, String)
  /// Those that belong to or use the thing with this id.
  case of(String)
}

extension Row {
  var groups: Set<Group> {
    var groups: Set<Group> = [.scope(scope), .named(scope, label)]
    for id in references { groups.insert(.of(id)) }
    return groups
  }
}
