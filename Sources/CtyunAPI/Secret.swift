import Digests

/// Text that must never be seen: it prints as `***` wherever a value can be printed, compares in constant
/// time, and offers no way to encode or read it. Only the signature, in this module, reaches inside.
public struct Secret: Sendable, Equatable {
  let bytes: [UInt8]

  /// Hides a text.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether there is nothing to hide.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Takes the same time wherever the first difference lies.
  public static func == (left: Self, right: Self) -> Bool { equalInConstantTime(left.bytes, right.bytes) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Three asterisks.
  public var description: String { "***" }

  /// Three asterisks.
  public var debugDescription: String { "***" }

  /// Nothing to look into: `dump` prints three asterisks.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// What the cloud gives an account to sign with.
public struct AccessKey: Sendable, Equatable, CustomStringConvertible {
  /// The access key (AK): names the account, travels with every request.
  public let id: String
  /// The secret key (SK): never travels.
  public let secret: Secret

  /// A key of these two parts.
  public init(id: String, secret: Secret) {
    self.id = id
    self.secret = secret
  }

  /// The id alone.
  public var description: String { "\(id):***" }

  /// Whether the id can stand in a header: visible ASCII without spaces, so that nothing can be smuggled in.
  var hasSafeID: Bool { id.isVisibleASCII }
}

extension String {
  /// At least one and at most 256 characters of ASCII, none of them a space or a control character.
  var isVisibleASCII: Bool {
    (1...256).contains(utf8.count) && utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
