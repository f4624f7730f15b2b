public import JSON

/// Something wrong with the arguments of a call, found before anything is sent.
public struct ParameterProblem: Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Sendable, Hashable {
    /// The operation knows no such argument. The name it may have been meant to be, if one is close.
    case unknown(suggestion: String?)
    /// A required argument is absent. The conditions that make it required; none, when it always is.
    case missing(when: [Condition])
    /// A required argument is the empty string.
    case empty
    /// None of these is given, and one must be.
    case noneOf([String])
    /// The same argument is given twice, under its name and under another one.
    case givenTwice(as: String)
    /// The value is of another type.
    case wrongType(expected: ValueType, found: String)
    /// The value breaks a limit.
    case outside(Constraint, found: String)
  }

  /// Which argument: `rules[0].serverPort`. Empty for a problem of the call as a whole.
  public let path: String
  /// What is wrong.
  public let kind: Kind

  /// One sentence, without the operation's name.
  public var description: String {
    switch kind {
    case .unknown(let suggestion?): "\(path): no such parameter; did you mean \(suggestion)?"
    case .unknown(nil): "\(path): no such parameter"
    case .missing(let conditions) where conditions.isEmpty: "\(path): is required"
    case .missing(let conditions):
      "\(path): is required when \(conditions.map(\.description).joined(separator: " and "))"
    case .empty: "\(path): must not be empty"
    case .noneOf(let names): "one of \(names.joined(separator: ", ")) is required"
    case .givenTwice(let name): "\(path): is given twice, also as \(name)"
    case .wrongType(let expected, let found): "\(path): must be of type \(expected), not \(found)"
    case .outside(let constraint, let found): "\(path): must be \(constraint), not \(found)"
    }
  }
}

extension Operation {
  /// Everything wrong with these arguments, in the order of the declaration, unknown names last; empty when
  /// the call may be sent.
  ///
  /// An argument that is null counts as absent, as the vendor's own client sends it; so does an empty string
  /// for an argument that is not required.
  ///
  /// - Parameter isUnknownYet: true for values that stand for something learnt later, such as a reference to
  ///   an earlier step's result. Anything may come of them, so nothing is said about them.
  public func problems(
    in arguments: JSONObject, isUnknownYet: (JSONValue) -> Bool = { _ in false }
  ) -> [ParameterProblem] {
    withoutActuallyEscaping(isUnknownYet) { isUnknownYet in
      var check = ParameterCheck(isUnknownYet: isUnknownYet)
      check.check(arguments, against: parameters, path: "")
      for names in atLeastOneOf where !names.contains(where: { check.isGiven(arguments[$0]) }) {
        check.report(.noneOf(names), at: "")
      }
      return check.problems
    }
  }
}
