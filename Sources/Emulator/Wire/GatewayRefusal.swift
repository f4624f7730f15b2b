import JSON

/// The gateway did not let a request through to the service: a status outside 200–299.
struct GatewayRefusal: Error {
  /// The HTTP status, with the last part of the error code.
  enum Reason: String {
    case badRequest = "BadRequest"
    case unauthorized = "Unauthorized"
    case replayed = "Replayed"
    case notFound = "NotFound"
    case methodNotAllowed = "MethodNotAllowed"
    case tooLarge = "TooLarge"
    case throttled = "Throttled"
    case failed = "Failed"

    var status: Int {
      switch self {
      case .badRequest: 400
      case .unauthorized: 401
      case .replayed: 403
      case .notFound: 404
      case .methodNotAllowed: 405
      case .tooLarge: 413
      case .throttled: 429
      case .failed: 500
      }
    }

    var chinese: String {
      switch self {
      case .badRequest: "请求无法解析"
      case .unauthorized: "鉴权失败"
      case .replayed: "请求重复"
      case .notFound: "接口不存在"
      case .methodNotAllowed: "请求方法不支持"
      case .tooLarge: "请求过大"
      case .throttled: "请求过于频繁"
      case .failed: "网关错误"
      }
    }
  }

  /// The row of the ledger that this refusal comes from; nil for a fault.
  let behaviour: Behaviour?
  let reason: Reason
  let status: Int
  let message: String
  var headers: [(name: String, value: String)] = []

  init(
    _ behaviour: Behaviour?, _ reason: Reason, status: Int? = nil, _ message: String,
    headers: [(name: String, value: String)] = []
  ) {
    self.behaviour = behaviour
    self.reason = reason
    self.status = status ?? reason.status
    self.message = message
    self.headers = headers
  }

  var code: String { "Openapi.Gateway.\(reason.rawValue)" }

  /// The envelope, so that a person who looks at the body learns why.
  var reply: WireReply {
    let envelope: JSONValue = [
      "statusCode": 900, "message": .string(message), "description": .string("\(reason.chinese)：\(message)"),
      "errorCode": .string(code), "error": .string(code),
    ]
    return WireReply(
      status: status, headers: [WireReply.jsonContent] + headers,
      body: Array(envelope.text(pretty: false).utf8))
  }
}

extension WireReply {
  static let jsonContent = (name: "Content-Type", value: "application/json;charset=UTF-8")
}
