import CtyunAPI
import Digests
import JSON

extension Behaviour {
  static let sameToken = Behaviour(
    "CLD-007", .contract,
    "A call with the client token of an earlier one gets the earlier answer and has no further effect.",
    "README §3; tokens count per account and operation")
  static let otherBody = Behaviour(
    "CLD-008", .assumption, "A client token that comes again with other arguments is refused.")
  static let refusalKeepsToken = Behaviour(
    "CLD-009", .assumption, "A refused call changes nothing and does not use its client token up.")

  static let tokens = [sameToken, otherBody, refusalKeepsToken]
}

/// The client tokens seen, with what came of them.
struct TokenLedger: Codable, Sendable {
  /// Who used a token, and for what.
  struct Key: Hashable, Codable, Sendable {
    var account: String
    var operation: String
    var token: String
  }

  /// What a token stands for.
  struct Entry: Codable, Sendable {
    var key: Key
    /// Of the arguments, so that other ones are noticed.
    var digest: String
    /// The order that the call placed, if it placed one.
    var order: String?
    /// The answer, if it was complete.
    var envelope: Document?
  }

  /// How many tokens are remembered; the oldest are forgotten first.
  static let capacity = 200_000

  private var entries: [Key: Entry] = [:]
  /// The keys by age; those before `oldest` are forgotten.
  private var keys: [Key] = []
  private var oldest = 0

  init() {}

  subscript(key: Key) -> Entry? { entries[key] }

  mutating func remember(_ entry: Entry) {
    if entries.updateValue(entry, forKey: entry.key) == nil { keys.append(entry.key) }
    while keys.count - oldest > Self.capacity {
      entries[keys[oldest]] = nil
      oldest += 1
    }
    if oldest > Self.capacity {
      keys.removeFirst(oldest)
      oldest = 0
    }
  }

  /// The digest of arguments, without the token itself.
  static func digest(of arguments: JSONObject) -> String {
    var rest = arguments
    rest["clientToken"] = nil
    let digest = Hash.sha256.digest(JSONValue.object(rest).canonicalBytes())
    return hex(digest.bytes.prefix(16))
  }

  init(from decoder: any Decoder) throws {
    for entry in try [Entry](from: decoder) { remember(entry) }
  }

  func encode(to encoder: any Encoder) throws {
    try keys[oldest...].compactMap { entries[$0] }.encode(to: encoder)
  }
}
