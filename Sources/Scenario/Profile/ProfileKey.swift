public import Addressing
public import Diagnostics

/// A value of the cloud profile.
public enum ProfileValue: Sendable, Hashable {
  /// Ranges of addresses.
  case prefixes([Prefix])
  /// A count, a length, a number of seconds.
  case integer(Int)
  /// A closed range of numbers.
  case range(ClosedRange<Int>)
  /// Yes or no.
  case boolean(Bool)
  /// A word or a pattern.
  case text(String)
  /// Several numbers.
  case integers([Int])
}

/// A number of the cloud profile that a scenario knows better. It then counts as confirmed.
public struct ProfileOverride: Sendable, Equatable {
  /// Which one.
  public var key: Located<String>
  /// What it is.
  public var value: Located<ProfileValue>

  /// Joins key and value.
  public init(key: Located<String>, value: Located<ProfileValue>) {
    self.key = key
    self.value = value
  }
}
