import ArgumentParser
import CtyunAPI

/// An account with its key, as an option says it: `NAME:AK:SK`.
struct AccountArgument: ExpressibleByArgument, Sendable {
  var name: String
  var key: AccessKey

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }), Self.isPlain(parts[0]), Self.isPlain(parts[1])
    else { return nil }
    name = String(parts[0])
    key = AccessKey(id: String(parts[1]), secret: Secret(String(parts[2])))
  }

  /// Visible ASCII: what can stand in a header.
  private static func isPlain(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
