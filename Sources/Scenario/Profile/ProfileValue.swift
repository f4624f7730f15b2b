public import Addressing

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

  /// The kinds of values, for what a key takes and for messages.
  public enum Kind: String, Sendable, CaseIterable {
    /// A prefix or a list of prefixes.
    case prefixes
    /// A whole number.
    case integer
    /// A closed range, written `1-3999`.
    case range
    /// `true` or `false`.
    case boolean
    /// A text.
    case text
    /// A list of whole numbers.
    case integers
  }

  /// The kind of this value.
  public var kind: Kind {
    switch self {
    case .prefixes: .prefixes
    case .integer: .integer
    case .range: .range
    case .boolean: .boolean
    case .text: .text
    case .integers: .integers
    }
  }
}

extension ProfileValue: CustomStringConvertible {
  /// As a scenario would write it, lists joined by commas.
  public var description: String {
    switch self {
    case .prefixes(let prefixes): prefixes.map(\.description).joined(separator: ", ")
    case .integer(let number): "\(number)"
    case .range(let range): "\(range.lowerBound)-\(range.upperBound)"
    case .boolean(let truth): "\(truth)"
    case .text(let text): text
    case .integers(let numbers): numbers.map(String.init).joined(separator: ", ")
    }
  }
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
