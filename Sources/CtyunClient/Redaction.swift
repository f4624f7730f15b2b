import CtyunAPI
public import JSON

/// Takes out of what is logged whatever could be used: signatures, passwords, BGP keys.
public enum Redaction {
  /// What stands in place of what was taken out.
  static let mark = "***"

  /// Whether a member's name says that its value is secret.
  public static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return secretNames.contains(name) || secretParts.contains { name.contains($0) }
  }

  /// A document without its secrets.
  public static func json(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object):
      .object(
        JSONObject(object.map { ($0.key, isSecret($0.key) ? .string(mark) : json($0.value)) }))
    case .array(let elements): .array(elements.map(json))
    default: value
    }
  }

  /// A body without its secrets. Of what is no JSON only the size is told: nobody knows what it holds.
  static func body(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "" }
    guard let value = try? JSONValue(parsing: bytes) else { return "(\(bytes.count) bytes that are no JSON)" }
    return json(value).text(pretty: false)
  }

  /// Headers without the signature and without cookies.
  static func headers(_ headers: [(name: String, value: String)]) -> String {
    headers.map { name, value in
      switch name.lowercased() {
      case "eop-authorization": "\(name): \(authorization(value))"
      case "authorization", "proxy-authorization", "cookie", "set-cookie": "\(name): \(mark)"
      default: "\(name): \(value.visible(upTo: 500))"
      }
    }
    .joined(separator: "; ")
  }

  /// An address without the secrets in its query.
  static func url(_ url: String) -> String {
    guard let middle = url.firstIndex(of: "?") else { return url }
    let query = url[url.index(after: middle)...].split(separator: "&", omittingEmptySubsequences: false).map {
      part in
      let name = part.prefix { $0 != "=" }
      return isSecret(FormEncoding.unescape(name) ?? String(name)) ? "\(name)=\(mark)" : String(part)
    }
    return url[...middle] + query.joined(separator: "&")
  }

  private static func authorization(_ value: String) -> String {
    guard let start = value.range(of: "Signature=") else { return mark }
    return value[..<start.upperBound] + mark
  }

  private static let secretNames: Set<String> = ["sk", "bgpkey", "md5", "privatekey", "secretkey"]
  private static let secretParts = ["password", "passwd", "secret", "md5key", "authkey"]
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? { ranges(of: text).first }
}
