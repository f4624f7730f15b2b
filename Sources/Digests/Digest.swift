/// The outcome of a hash function or of a message authentication code.
public struct Digest: Sendable, Hashable, CustomStringConvertible {
  /// The bytes, first one first.
  public let bytes: [UInt8]

  /// A digest that came from elsewhere, to be compared with one of ours.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The bytes as small hexadecimal digits, two each.
  public var hex: String { Digests.hex(bytes) }

  /// The bytes in base64 with padding.
  public var base64: String { base64Encoded(bytes) }

  /// The hexadecimal form.
  public var description: String { hex }

  /// Whether both are the same, in a time that depends on their length only.
  public static func == (left: Digest, right: Digest) -> Bool {
    equalInConstantTime(left.bytes, right.bytes)
  }

  /// Feeds the bytes to the hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(bytes)
  }
}
