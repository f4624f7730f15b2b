public import JSON

/// A value that nobody writes down: execution asks its keeper for it when the call is made.
///
/// It stands in parameters as `{"$secret": "bgp-key/hq-dc/line-a"}`; neither plan, runbook nor journal ever
/// holds the value.
public struct SecretReference: Sendable, Hashable {
  /// The name under which execution knows the value.
  public var name: String

  /// A reference to the secret of that name.
  public init(name: String) { self.name = name }

  /// The key of the BGP session over a line (RFC 2385), agreed between the cloud account and the site.
  public static func bgpKey(directConnect: String, line: String) -> SecretReference {
    SecretReference(name: "bgp-key/\(directConnect)/\(line)")
  }

  /// What stands for the value where people read or type it: `<BGP-KEY-hq-dc/line-a>` on the router and in the call
  /// alike, so that nobody takes one secret for two, and with its whole name, so that nobody takes two for one.
  public var placeholder: String {
    let parts = name.split(separator: "/", maxSplits: 1)
    let owner = parts.count > 1 ? "-\(parts[1])" : ""
    return "<\((parts.first ?? "").uppercased())\(owner)>"
  }

  /// The JSON form that stands in parameters.
  public var json: JSONValue { ["$secret": .string(name)] }

  /// Reads the JSON form; nil when the value is no such reference.
  public init?(json: JSONValue) {
    guard case .object(let object) = json, object.count == 1, let name = object["$secret"]?.stringValue
    else { return nil }
    self.init(name: name)
  }
}
