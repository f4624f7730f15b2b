public import JSON

/// A request ready to be sent: nothing about it may change on the way, or its signature breaks.
public struct SignedRequest: Sendable {
  /// The operation it calls.
  public let operationID: String
  /// The verb.
  public let method: HTTPMethod
  /// The whole address, query included.
  public let url: String
  /// The headers; the transport adds `Host`, `Content-Length` and `User-Agent`, which are not signed.
  public let headers: [(name: String, value: String)]
  /// The bytes of the body; empty means that there is none.
  public let body: [UInt8]
  /// The signature and what it was made of.
  public let signature: EOPSignature

  /// Choices for which public clients of the cloud disagree.
  public struct Options: Sendable, Hashable {
    /// How far east of UTC the signature's date is written, in seconds.
    public var zoneOffset: Int
    /// A path to use in place of the declared one.
    public var path: String?
    /// Sends the parameters of a GET that `acceptsBody` as a JSON body, as the vendor's SDK does.
    public var putsGetParametersInBody: Bool

    /// The choices of the contract unless told otherwise.
    public init(
      zoneOffset: Int = EOPDate.beijing, path: String? = nil, putsGetParametersInBody: Bool = false
    ) {
      self.zoneOffset = zoneOffset
      self.path = path
      self.putsGetParametersInBody = putsGetParametersInBody
    }
  }

  /// Builds and signs a request.
  ///
  /// - Parameters:
  ///   - operation: what to call.
  ///   - arguments: its arguments; null ones are left out.
  ///   - baseURL: where, such as `http://127.0.0.1:8080`; the service's own address when nil.
  ///   - accessKey: who calls.
  ///   - instant: the clock's reading in seconds since 1970, UTC.
  ///   - requestID: a fresh UUID, lower case.
  /// - Throws: `RequestError` when the arguments break the operation's declaration, or when an address, a
  ///   key id or a request id cannot stand in a request.
  public init(
    _ operation: Operation, _ arguments: JSONObject, baseURL: String? = nil, accessKey: AccessKey,
    instant: Int64, requestID: String, options: Options = .init()
  ) throws(RequestError) {
    let problems = operation.problems(in: arguments)
    guard problems.isEmpty else { throw .problems(operation.id, problems) }
    guard accessKey.hasSafeID else { throw .badAccessKeyID }
    guard requestID.isVisibleASCII else { throw .badRequestID }
    let path = options.path ?? operation.path
    guard path.hasPrefix("/"), path.isVisibleASCII, !path.contains(where: { $0 == "?" || $0 == "#" }) else {
      throw .badPath(path)
    }

    let inBody = operation.method == .post || (operation.acceptsBody && options.putsGetParametersInBody)
    var members = JSONObject()
    var parameters: [(name: String, value: String)] = []
    for (name, value) in arguments where value != .null {
      if inBody {
        members[name] = value
      } else {
        try Self.append(value, named: name, to: &parameters)
      }
    }
    let query = FormEncoding.query(parameters)
    let hasBody = operation.method == .post || !members.isEmpty

    operationID = operation.id
    method = operation.method
    url =
      try Self.checked(baseURL ?? operation.service.defaultBaseURL) + path
      + (query.isEmpty ? "" : "?\(query)")
    body = hasBody ? Array(JSONValue.object(members).text(pretty: false).utf8) : []
    signature = EOPSignature(
      key: accessKey, requestID: requestID,
      date: EOPDate(secondsSince1970: instant, zoneOffset: options.zoneOffset), query: query, body: body)
    headers = signature.headers + (hasBody ? [("Content-Type", "application/json")] : [])
  }

  /// Adds what a value says in a query: text as it is, numbers and truth values as they are written, an
  /// array as one parameter per element.
  private static func append(
    _ value: JSONValue, named name: String, to parameters: inout [(name: String, value: String)]
  ) throws(RequestError) {
    switch value {
    case .null: break
    case .string(let text): parameters.append((name, text))
    case .bool, .integer, .unsigned, .double: parameters.append((name, value.text(pretty: false)))
    case .array(let elements):
      for element in elements {
        if case .array = element { throw .notForQuery(name) }
        try append(element, named: name, to: &parameters)
      }
    case .object: throw .notForQuery(name)
    }
  }

  /// An address without its final slashes.
  private static func checked(_ baseURL: String) throws(RequestError) -> String {
    var rest = Substring(baseURL)
    while rest.hasSuffix("/") { rest.removeLast() }
    let text = String(rest)
    guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }),
      text.isVisibleASCII, text.utf8.count > scheme.utf8.count,
      !text.contains(where: { "?#@\\\"<>".contains($0) })
    else { throw .badBaseURL(baseURL) }
    return text
  }
}

/// Why no request could be built. Nothing has been sent.
public enum RequestError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The arguments do not fit the operation.
  case problems(String, [ParameterProblem])
  /// The address is not `http://host` or `https://host`, with or without a port and a path.
  case badBaseURL(String)
  /// The path does not begin with a slash or holds what a path cannot.
  case badPath(String)
  /// The access key's id holds spaces, control characters or nothing at all.
  case badAccessKeyID
  /// The request id holds spaces, control characters or nothing at all.
  case badRequestID
  /// A value that a query cannot carry.
  case notForQuery(String)

  /// What is wrong and with what.
  public var description: String {
    switch self {
    case .problems(let id, let problems):
      "\(id): \(problems.map(\.description).joined(separator: "; "))"
    case .badBaseURL(let url): "\(url) is not an address of the form https://host"
    case .badPath(let path): "\(path) is not a path"
    case .badAccessKeyID: "the access key id must be visible characters without spaces"
    case .badRequestID: "the request id must be visible characters without spaces"
    case .notForQuery(let name): "\(name): an object or a nested list cannot travel in a query"
    }
  }
}
