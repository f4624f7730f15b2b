import Digests

/// The token that makes a repetition of a call harmless: the cloud answers a token it knows with the order it placed
/// for it.
///
/// Derived, not drawn: whoever resumes a run finds the same token again. The generation is part of it, so that a
/// step that is done again after its undo cannot meet the order of its earlier life.
public enum ClientToken {
  /// What the call does.
  public enum Purpose: String, Sendable {
    /// The step's action.
    case action
    /// The step's undo.
    case undo
  }

  /// The token: 36 characters in the form of a UUID (version 8, RFC 9562: made by a scheme of one's own).
  public static func derive(run: RunID, step: String, generation: Int, purpose: Purpose) -> String {
    let seed = "isthmus token 1\n\(run.text)\n\(purpose.rawValue)\n\(generation)\n\(step)"
    var bytes = Array(Hash.sha256.digest(seed).bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let text = hex(bytes)
    var parts: [Substring] = []
    var rest = text[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }
}
