/// The result of a stage that reports instead of throwing: what could be made, and what was found.
///
/// A value may stand beside errors (the part that could be understood), so that the next stage can
/// look for more. Only `isValid` says that it may be acted upon.
public struct Checked<Value> {
  /// What was made, or nil when nothing could be.
  public var value: Value?
  /// What was found on the way, in any order.
  public var diagnostics: [Diagnostic]

  /// Joins a value to its findings.
  public init(_ value: Value?, diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }

  /// Joins a value to its findings.
  public init(value: Value?, diagnostics: [Diagnostic]) {
    self.init(value, diagnostics: diagnostics)
  }

  /// Whether there is a value and no error beside it.
  public var isValid: Bool { value != nil && !diagnostics.contains { $0.severity == .error } }

  /// The same findings beside a transformed value.
  public func map<Other, Failure: Error>(
    _ transform: (Value) throws(Failure) -> Other
  ) throws(Failure) -> Checked<Other> {
    guard let value else { return Checked<Other>(nil, diagnostics: diagnostics) }
    return Checked<Other>(try transform(value), diagnostics: diagnostics)
  }
}

extension Checked: Sendable where Value: Sendable {}
extension Checked: Equatable where Value: Equatable {}
extension Checked: Hashable where Value: Hashable {}
