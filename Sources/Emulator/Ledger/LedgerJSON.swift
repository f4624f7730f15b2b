public import JSON

extension Behaviours {
  /// The ledger as programs read it.
  public static var json: JSONValue { json(of: all) }

  /// Some rows of the ledger as programs read them.
  public static func json(of rows: [Behaviour]) -> JSONValue {
    .array(
      rows.map {
        [
          "id": .string($0.id), "source": .string($0.source.rawValue), "sentence": .string($0.sentence),
          "detail": .string($0.detail),
        ]
      })
  }
}

extension Coverage {
  /// Only some of the operations.
  public func filtered(_ isWanted: (Entry) -> Bool) -> Coverage {
    Coverage(entries: entries.filter(isWanted))
  }

  /// The coverage as programs read it.
  public var json: JSONValue {
    .array(
      entries.map {
        [
          "operation": .string($0.operation), "level": .string($0.level.rawValue),
          "summary": .string($0.summary),
          "note": .string($0.note),
        ]
      })
  }
}
