public import JSON

/// What the cloud answers to a call, and what the call did.
public struct Answer: Sendable, Hashable {
  /// The reply as it goes over the wire: the envelope with its payload.
  public var envelope: JSONObject
  /// What the call changed, in order; empty for reads and refusals.
  public var changes: [Change]
  /// The behaviour that refused the call; nil when it was not refused.
  public var refusedBy: Behaviour?
  /// Whether the state is another than before the call: even a read can move an order on by looking at it.
  public var isTouched: Bool

  /// Whether the cloud did what was asked, or began to.
  public var isSuccess: Bool { refusedBy == nil }

  /// The payload; null when there is none.
  public var returnObj: JSONValue { envelope["returnObj"] ?? .null }
}

/// One thing that a call made, changed or removed.
public struct Change: Sendable, Hashable, CustomStringConvertible {
  /// What happened to it.
  public enum Kind: String, Sendable, Hashable {
    /// It is new.
    case made
    /// It is there as before, with other values.
    case changed
    /// It is gone.
    case removed
  }

  /// What happened.
  public let kind: Kind
  /// To what.
  public let resource: ResourceKind
  /// Its id.
  public let id: String

  /// Such as `made vpc vpc-abcdefghij`.
  public var description: String { "\(kind.rawValue) \(resource.rawValue) \(id)" }
}
