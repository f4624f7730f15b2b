import CtyunAPI
import JSON

extension Behaviour {
  static let queryOrBody = Behaviour(
    "WIRE-011", .provider,
    "A call's arguments come by query or as a JSON body, whatever its method; the body wins where both name one.",
    "README-cda, Oddities; that the body wins is assumed")
  static let queryTypes = Behaviour(
    "WIRE-012", .provider,
    "In a query numbers, truth values and lists are text: true and True alike, a list as a repeated name.",
    "Python clients write True; of a repeated name that is no list the first one counts")
  static let malformed = Behaviour(
    "WIRE-013", .assumption,
    "A query or a body that cannot be read (escapes, UTF-8, JSON, depth) is refused with status 400, a larger "
      + "one with 413.")

  static let arguments = [queryOrBody, queryTypes, malformed]
}

/// Reads the arguments of a call from what came over the wire.
struct ArgumentReader {
  /// What a request may have. The body's bytes are counted by the server too, before they are all there.
  static let limits = JSONLimits(
    maximumDepth: 32, maximumBytes: EmulatedWire.maximumBodyBytes, maximumValues: 100_000)
  static let maximumQueryBytes = 32 << 10

  typealias Query = [(name: String, value: String)]

  /// The decoded query.
  static func query(_ request: WireRequest) throws(GatewayRefusal) -> Query {
    guard request.query.utf8.count <= maximumQueryBytes else {
      throw GatewayRefusal(
        .malformed, .tooLarge, "the query has more than \(maximumQueryBytes) bytes")
    }
    guard request.body.count <= EmulatedWire.maximumBodyBytes else {
      throw GatewayRefusal(
        .malformed, .tooLarge, "the body has more than \(EmulatedWire.maximumBodyBytes) bytes")
    }
    if request.query.isEmpty { return [] }
    guard let query = FormEncoding.parameters(ofQuery: request.query) else {
      throw GatewayRefusal(
        .malformed, .badRequest, "the query holds a broken escape or bytes that are no UTF-8")
    }
    return query
  }

  /// The arguments of query and body together.
  static func arguments(
    of operation: CtyunAPI.Operation, query: Query, body: [UInt8]
  ) throws(GatewayRefusal) -> JSONObject {
    var arguments = try members(of: body)
    if query.isEmpty { return arguments }
    let given = arguments
    for (name, text) in query where given[name] == nil {
      let type = operation.parameter(named: name)?.type ?? .string
      if case .array(let element) = type {
        guard !text.isEmpty else { continue }
        let elements = arguments[name]?.arrayValue ?? []
        arguments[name] = .array(elements + [value(text, element)])
      } else if arguments[name] == nil {
        if text.isEmpty, type != .string { continue }
        arguments[name] = value(text, type)
      }
    }
    return arguments
  }

  private static func members(of body: [UInt8]) throws(GatewayRefusal) -> JSONObject {
    if body.isEmpty { return [:] }
    let document: JSONValue
    do throws(JSONError) {
      document = try JSONValue(parsing: body, limits: limits)
    } catch {
      throw GatewayRefusal(.malformed, .badRequest, "the body is no JSON: \(error)")
    }
    switch document {
    case .object(let members): return members
    case .null: return [:]
    default: throw GatewayRefusal(.malformed, .badRequest, "the body is JSON but no object")
    }
  }

  /// What a text in a query means. One that does not mean its type stays text, and the service refuses it.
  private static func value(_ text: String, _ type: ValueType) -> JSONValue {
    switch type {
    case .integer: return Int64(text).map { .integer($0) } ?? .string(text)
    case .number:
      return Int64(text).map { .integer($0) } ?? Double(text).flatMap { $0.isFinite ? .double($0) : nil }
        ?? .string(text)
    case .boolean:
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default: return .string(text)
      }
    case .object: return (try? JSONValue(parsing: text, limits: limits)) ?? .string(text)
    case .string, .array: return .string(text)
    }
  }
}
