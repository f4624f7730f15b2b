import CtyunAPI
import Diagnostics
import Scenario

/// How a credentials file is written, and what is said of one that is written otherwise.
struct CredentialsForm {
  let path: String
  let source: SourceFile?

  func keys(in tree: LocatedTree) throws(CredentialsFailure) -> [String: AccessKey] {
    let top = try members(of: tree, "the file", ["profiles"])
    guard let profiles = top["profiles"] else {
      throw failure("the key `profiles` is missing", at: tree.location)
    }
    guard case .mapping(let entries, _) = profiles else {
      throw failure("`profiles` must map names to keys", at: profiles.location)
    }
    var keys: [String: AccessKey] = [:]
    for (name, value) in entries {
      guard isName(name.value) else {
        throw failure("a profile's name is 1 to 64 letters, digits, `-`, `_` or `.`", at: name.location)
      }
      let what = "the profile \(name.value)"
      let parts = try members(of: value, what, ["accessKey", "secretKey"])
      keys[name.value] = AccessKey(
        id: try text(parts["accessKey"], "accessKey", of: what, at: name.location),
        secret: Secret(try text(parts["secretKey"], "secretKey", of: what, at: name.location)))
    }
    guard !keys.isEmpty else { throw failure("there is no profile", at: profiles.location) }
    return keys
  }

  func failure(_ message: String, at location: SourceLocation?) -> CredentialsFailure {
    let position = location.flatMap { location in source?.position(at: location.start) }
    let place = position.map { "\(path):\($0.line):\($0.column)" } ?? path
    return CredentialsFailure(
      "\(place): \(message)",
      help: "write profiles as `profiles: { NAME: { accessKey: …, secretKey: … } }`")
  }

  /// Whether a message of the reader says nothing of the content: those on grammar and on size do not.
  func isQuotable(_ finding: Diagnostic) -> Bool { ["FMT001", "FMT003", "FMT010"].contains(finding.code) }

  private func members(
    of tree: LocatedTree, _ what: String, _ known: [String]
  ) throws(CredentialsFailure) -> [String: LocatedTree] {
    guard case .mapping(let entries, _) = tree else {
      throw failure(
        "\(what) must be a mapping with \(known.map { "`\($0)`" }.joined(separator: " and "))",
        at: tree.location)
    }
    var members: [String: LocatedTree] = [:]
    for (key, value) in entries {
      guard known.contains(key.value) else {
        // The key itself is not repeated: with a colon in the wrong place it may be the secret.
        let meant = closestMatch(to: key.value, among: known)
        throw failure(
          "\(what) has a key that is not known" + (meant.map { " (did you mean `\($0)`?)" } ?? ""),
          at: key.location)
      }
      members[key.value] = value
    }
    return members
  }

  private func text(
    _ value: LocatedTree?, _ key: String, of what: String, at place: SourceLocation
  ) throws(CredentialsFailure) -> String {
    guard let value else { throw failure("\(what) lacks `\(key)`", at: place) }
    guard case .scalar(let text) = value, !text.value.isEmpty, text.value.utf8.count <= 256,
      text.value.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw failure("`\(key)` must be 1 to 256 visible characters without spaces", at: value.location)
    }
    return text.value
  }

  private func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}
