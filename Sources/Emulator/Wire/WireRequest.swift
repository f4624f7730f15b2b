/// A request as it came over the wire, before anything of it is believed.
public struct WireRequest: Sendable {
  /// The HTTP method.
  public var method: String
  /// The path, undecoded.
  public var path: String
  /// What stands after `?`, undecoded; empty when nothing does.
  public var query: String
  /// The header fields.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: [UInt8]

  /// Joins the parts.
  public init(
    method: String, path: String, query: String = "", headers: [(name: String, value: String)] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// The values of a header field, whatever the case of its name.
  func values(of name: String) -> [String] {
    headers.compactMap { field in
      let isNamed =
        field.name.utf8.count == name.utf8.count
        && zip(field.name.utf8, name.utf8).allSatisfy {
          $0 == $1 || ($0 ^ $1 == 0x20 && (0x61...0x7A).contains($0 | 0x20))
        }
      return isNamed ? field.value : nil
    }
  }
}
