public import JSON

/// What every reply of the cloud is wrapped in: `{statusCode, message, description, errorCode, returnObj}`.
///
/// Decoding is lenient where replies are known to vary: `statusCode` may be text, `returnObj` an object or an
/// array of one, anything may be null or absent. What is not known is kept in `document`.
public struct ReplyEnvelope: Sendable, Hashable {
  /// 800 is success; everything else is not. Nil when there is none that can be read.
  public let statusCode: Int?
  /// Text in English, if there is any.
  public let message: String?
  /// Text in Chinese, if there is any.
  public let details: String?
  /// A code of three parts such as `Openapi.Vpc.NotFound`, if there is one.
  public let errorCode: String?
  /// The payload as it came; null when there is none.
  public let returnObj: JSONValue
  /// The whole reply.
  public let document: JSONValue

  /// The payload as one object: itself, or the only element of an array.
  public var object: JSONObject? {
    switch returnObj {
    case .object(let object): object
    case .array(let elements) where elements.count == 1: elements[0].objectValue
    default: nil
    }
  }

  /// The payload as a list: itself, or the object alone; empty when there is none.
  public var elements: [JSONValue] {
    switch returnObj {
    case .null: []
    case .array(let elements): elements
    default: [returnObj]
    }
  }

  /// Decodes the bytes of a reply.
  ///
  /// - Throws: `ReplyError` when they are no JSON or no object; it names the byte where reading stopped.
  public init(decoding bytes: [UInt8], limits: JSONLimits = .init()) throws(ReplyError) {
    let document: JSONValue
    do {
      document = try JSONValue(parsing: bytes, limits: limits)
    } catch {
      throw ReplyError(message: error.message, offset: error.offset)
    }
    try self.init(document)
  }

  /// Reads a reply that is JSON already.
  public init(_ document: JSONValue) throws(ReplyError) {
    guard let object = document.objectValue else {
      throw ReplyError(message: "the reply is not an object", offset: 0)
    }
    self.document = document
    statusCode = object["statusCode"].flatMap(Self.integer)
    returnObj = object["returnObj"] ?? .null
    // Line lists of the dedicated-line service use subCode and subMsg in place of errorCode and description.
    message = Self.text(object, "message")
    details = Self.text(object, "description") ?? Self.text(object, "subMsg")
    errorCode = Self.text(object, "errorCode") ?? Self.text(object, "error") ?? Self.text(object, "subCode")
  }

  /// The failure this reply reports, or nil when it reports success. The dedicated-line service may say
  /// failure twice: in the status code, or by `result` "0" inside the payload.
  public func failure(of operation: Operation) -> BusinessFailure? {
    let inner = operation.service == .cda ? object : nil
    let isRefused = inner?["result"].flatMap(Self.integer) == 0
    guard statusCode != 800 || isRefused else { return nil }
    let innerCode = inner.flatMap { Self.text($0, "errorCode") }
    return BusinessFailure(
      operationID: operation.id, statusCode: statusCode,
      errorCode: (isRefused ? innerCode : nil) ?? errorCode ?? innerCode,
      message: message, details: details ?? inner.flatMap { Self.text($0, "errorMsg") })
  }

  private static func integer(_ value: JSONValue) -> Int? {
    switch value {
    case .integer(let integer): Int(exactly: integer)
    case .string(let text): Int(text)
    case .double(let double): Int(exactly: double)
    default: nil
    }
  }

  private static func text(_ object: JSONObject, _ key: String) -> String? {
    guard let text = object[key]?.stringValue, !text.isEmpty else { return nil }
    return text
  }
}

/// Bytes that are no reply of the cloud: a page of a proxy, half a document, something else entirely.
public struct ReplyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public let message: String
  /// At which byte.
  public let offset: Int

  /// One sentence.
  public var description: String { "the reply cannot be read: \(message) (byte \(offset))" }
}

/// The cloud understood the request and refused it.
public struct BusinessFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The operation that was refused.
  public let operationID: String
  /// The status code, usually 900.
  public let statusCode: Int?
  /// A code of three parts, if there is one.
  public let errorCode: String?
  /// Text in English, if there is any.
  public let message: String?
  /// Text in Chinese, if there is any.
  public let details: String?

  /// One line.
  public var description: String {
    let texts = [message, details].compactMap { $0 }.joined(separator: " / ")
    return "\(operationID) was refused: \(errorCode ?? "status \(statusCode.map(String.init) ?? "unknown")")"
      + (texts.isEmpty ? "" : " (\(texts))")
  }

  /// Whether the thing asked for does not exist. Some services say so by a code, the endpoint service by
  /// text alone.
  public var isNotFound: Bool {
    if let errorCode, errorCode.hasSuffix(".NotFound") { return true }
    let texts = [message, details].compactMap { $0?.lowercased() }
    return ["resource not found", "not exist apply", "endpointserviceid ensure"].contains { known in
      texts.contains { $0.contains(known) }
    }
  }

  /// Whether the refusal is about what stands in the cloud – a like-named thing, or something that is missing – and so
  /// comes from whoever would have done it, who knows client tokens; a refusal for want of money or right may come
  /// from further ahead. By the code's last part; few codes are known, and what is not known does not count.
  public var isAboutWhatStands: Bool {
    if isNotFound { return true }
    let reason = errorCode?.split(separator: ".").last?.lowercased() ?? ""
    return ["exist", "duplicate", "conflict", "overlap"].contains { reason.contains($0) }
  }

  /// Whether an order is still being worked on: the same call may succeed a little later.
  public var isInProgress: Bool { errorCode == "Openapi.Order.Inprogress" }
}

extension Paging {
  /// The rows of one page of a reply; empty when there are none.
  public func rows(in document: JSONValue) -> [JSONValue] {
    switch items.value(in: document) {
    case nil: []
    case .array(let rows)?: rows
    case let row?: [row]
    }
  }

  /// The number of all rows, if the reply tells it.
  public func totalCount(in document: JSONValue) -> Int? {
    guard let value = total?.value(in: document) else { return nil }
    return value.integerValue.flatMap { Int(exactly: $0) } ?? value.stringValue.flatMap { Int($0) }
  }
}
