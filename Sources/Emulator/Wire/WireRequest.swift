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

  /// The first value of a header field, whatever the case of its name.
  func header(_ name: String) -> String? {
    headers.first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name.lowercased() }?
      .value
  }
}
