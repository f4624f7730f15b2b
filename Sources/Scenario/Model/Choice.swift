/// Something the engineer fixed, or left for the planner to decide (`auto`, or simply not written).
public enum Choice<Value: Sendable>: Sendable {
  /// The planner decides.
  case auto
  /// The scenario decides.
  case fixed(Value)

  /// The fixed value, if there is one.
  public var fixed: Value? {
    if case .fixed(let value) = self { value } else { nil }
  }
}

extension Choice: Equatable where Value: Equatable {}
extension Choice: Hashable where Value: Hashable {}
