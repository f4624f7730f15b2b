public import JSON

extension JSONValue {
  /// Whether this value of a call's parameters stands for one that is learnt when the runbook is run: a result
  /// of an earlier step, or a secret. This is what `Operation.problems(in:isUnknownYet:)` asks for.
  public var isRunbookReference: Bool {
    ResultReference(json: self) != nil || SecretReference(json: self) != nil
  }
}

extension APICall {
  /// The results of earlier steps that the parameters refer to, in the order in which they stand.
  public var references: [ResultReference] {
    var found: [ResultReference] = []
    Self.collect(.object(parameters), into: &found)
    return found
  }

  /// The secrets that the parameters refer to, in the order in which they stand.
  public var secrets: [SecretReference] {
    var found: [SecretReference] = []
    Self.collect(.object(parameters), into: &found)
    return found
  }

  // Parameters are a few levels deep by the contract; a runbook from a file is bounded by the JSON limits.
  private static func collect(_ value: JSONValue, into found: inout [ResultReference]) {
    if let reference = ResultReference(json: value) {
      found.append(reference)
      return
    }
    switch value {
    case .array(let elements): for element in elements { collect(element, into: &found) }
    case .object(let object): for member in object { collect(member.value, into: &found) }
    default: break
    }
  }

  private static func collect(_ value: JSONValue, into found: inout [SecretReference]) {
    if let reference = SecretReference(json: value) {
      found.append(reference)
      return
    }
    switch value {
    case .array(let elements): for element in elements { collect(element, into: &found) }
    case .object(let object): for member in object { collect(member.value, into: &found) }
    default: break
    }
  }
}
