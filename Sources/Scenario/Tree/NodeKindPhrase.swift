extension NodeKind {
  /// What was found, as a message says it.
  var phrase: String {
    switch self {
    case .null: "nothing"
    case .boolean: "true or false"
    case .integer, .hugeInteger: "a whole number"
    case .float: "a fractional number"
    case .text: "text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}
