/// What an operation answers inside the common envelope.
public struct Reply: Sendable, Hashable {
  /// What `returnObj` is.
  public let shape: ReplyShape
  /// The members of `returnObj`, or of each of its elements. All of them may be absent or null.
  public let fields: [ReplyField]
  /// Members that stand beside `returnObj`, such as page counters.
  public let fieldsBeside: [ReplyField]

  init(_ shape: ReplyShape, _ fields: [ReplyField] = [], beside: [ReplyField] = []) {
    self.shape = shape
    self.fields = fields
    self.fieldsBeside = beside
  }
}

/// The shape of `returnObj` by the contract. Real replies vary between an object and an array of one object;
/// read them through `ReplyEnvelope` or `ResultPath`, which treat both alike.
public enum ReplyShape: String, Sendable, Hashable {
  /// Nothing: absent or null.
  case none
  /// One object.
  case object
  /// An array of objects.
  case objects
  /// An array of strings.
  case strings
}

/// A member of a reply.
public struct ReplyField: Sendable, Hashable {
  /// Its exact name.
  public let name: String
  /// Its type by the contract; numbers and strings get swapped in places.
  public let type: ValueType
  /// What is known about it; may be empty.
  public let note: String
  /// Members, when it is an object or an array of objects.
  public let fields: [ReplyField]

  init(_ name: String, _ type: ValueType, _ note: String = "", _ fields: [ReplyField] = []) {
    self.name = name
    self.type = type
    self.note = note
    self.fields = fields
  }
}
