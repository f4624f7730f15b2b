public import JSON
public import Testing

/// Fails with the lines in which two inventories differ.
public func expectSame(
  _ actual: JSONValue, _ wanted: JSONValue, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual != wanted else { return }
  let difference = unifiedDiff(wanted.text(), actual.text())
  Issue.record("\(comment.map { "\($0)\n" } ?? "")\(difference)", sourceLocation: sourceLocation)
}

extension JSONValue {
  /// The value without members of that name, at any depth.
  public func without(_ name: String) -> JSONValue {
    switch self {
    case .array(let elements): .array(elements.map { $0.without(name) })
    case .object(let object):
      .object(JSONObject(object.filter { $0.key != name }.map { ($0.key, $0.value.without(name)) }))
    default: self
    }
  }

  /// An inventory without the numbers of its things, rows in the order of their texts: for runs whose steps came in
  /// another order.
  public var unordered: JSONValue {
    guard case .object(let kinds) = self else { return self }
    var result = JSONObject()
    for (kind, rows) in kinds {
      let texts = (rows.arrayValue ?? []).map { row in
        row.text(pretty: false).split(separator: "<").enumerated().map { index, part in
          guard index > 0, let end = part.firstIndex(of: ">"), let colon = part[..<end].lastIndex(of: ":")
          else { return String(part) }
          return String(part[..<colon]) + String(part[end...])
        }.joined(separator: "<")
      }
      result[kind] = .array(texts.sorted().map { .string($0) })
    }
    return .object(result)
  }
}
