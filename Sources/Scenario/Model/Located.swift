public import Diagnostics

/// A value together with the place in the scenario file that says it.
///
/// Two located values are equal when their values are: the same scenario written as YAML and as JSON is the
/// same scenario.
@dynamicMemberLookup
public struct Located<Value: Sendable>: Sendable {
  /// What was said.
  public var value: Value
  /// Where it was said.
  public var location: SourceLocation

  /// Joins a value and its place.
  public init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }

  /// Reads through to the value's own members.
  public subscript<Member>(dynamicMember member: KeyPath<Value, Member>) -> Member { value[keyPath: member] }

  /// The same place, another value.
  public func map<Other: Sendable>(_ transform: (Value) throws -> Other) rethrows -> Located<Other> {
    Located<Other>(try transform(value), at: location)
  }
}

extension Located: Equatable where Value: Equatable {
  /// Compares values only.
  public static func == (left: Self, right: Self) -> Bool { left.value == right.value }
}

extension Located: Hashable where Value: Hashable {
  /// Hashes the value only.
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension Located: CustomStringConvertible {
  /// The value's own description.
  public var description: String { "\(value)" }
}
