import CtyunAPI
import JSON
import Synchronization
import Testing

@testable import Emulator

/// Carries requests to an emulator: in process, or over a socket.
protocol WireCarrier: Sendable {
  /// Sends a request; nil when no reply comes.
  func send(_ request: WireRequest) throws -> WireReply?
}

/// A clock that moves when a test says so.
final class ManualClock: Sendable {
  private let moment = Mutex(EmulatorInstant(secondsSince1970: 1_735_787_045))

  var now: EmulatorInstant { moment.withLock { $0 } }

  func advance(milliseconds: Int64) {
    moment.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) }
  }
}

/// The three accounts of the bench, each with a key.
enum WireKeys {
  static func key(of account: String) -> AccessKey {
    AccessKey(id: "AK-\(account)", secret: Secret("SK of \(account)"))
  }
}

extension EmulatedWire {
  /// A wire to a cloud of the bench, with a key for each account.
  static func bench(
    _ cloud: Cloud = Bench.cloud(), resettingTo initial: Cloud? = nil, clock: ManualClock,
    options: Options = Options()
  ) -> EmulatedWire {
    let wire = EmulatedWire(cloud, resettingTo: initial, options: options, now: { clock.now })
    for account in cloud.accounts where !account.name.isEmpty {
      wire.add(WireKeys.key(of: account.name), of: account)
    }
    return wire
  }
}

/// Hands requests over in process.
struct DirectCarrier: WireCarrier {
  let wire: EmulatedWire

  func send(_ request: WireRequest) throws -> WireReply? {
    guard case .reply(let reply, _) = wire.answer(request) else { return nil }
    return reply
  }
}

/// Writes and signs requests by hand, so that they can be wrong in every way.
struct RequestWriter {
  let clock: ManualClock
  private var serial = 0

  init(clock: ManualClock) { self.clock = clock }

  /// How one request differs from what the recipe makes.
  struct Deviation {
    var zone = EOPDate.beijing
    var secondsLate: Int64 = 0
    var requestID: String?
    /// What is signed in place of the query that is sent.
    var signedQuery: String?
    /// What is sent in place of the query by the recipe.
    var query: String?
    var signedBody: [UInt8]?
  }

  /// A fresh request id.
  mutating func requestID() -> String {
    serial += 1
    let tail = String(serial)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - tail.count) + tail
  }

  /// A signed request of an operation. Arguments of a GET travel in the query where they can.
  mutating func request(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, key: AccessKey
  ) -> WireRequest {
    let query = operation.method == .get ? Self.query(arguments) : nil
    return request(
      method: operation.method.rawValue, path: operation.path, query: FormEncoding.query(query ?? []),
      body: query == nil ? Array(JSONValue.object(arguments).text(pretty: false).utf8) : [], key: key)
  }

  /// A signed request of any kind.
  mutating func request(
    method: String, path: String, query: String = "", body: [UInt8] = [], key: AccessKey,
    _ deviation: Deviation = Deviation()
  ) -> WireRequest {
    let seconds = clock.now.milliseconds / 1000 - deviation.secondsLate
    let signature = EOPSignature(
      key: key, requestID: deviation.requestID ?? requestID(),
      date: EOPDate(secondsSince1970: seconds, zoneOffset: deviation.zone),
      query: deviation.signedQuery ?? query, body: deviation.signedBody ?? body)
    return WireRequest(
      method: method, path: path, query: deviation.query ?? query,
      headers: signature.headers + (body.isEmpty ? [] : [("Content-Type", "application/json")]), body: body)
  }

  /// The arguments as a query; nil when a query cannot say them.
  private static func query(_ arguments: JSONObject) -> [(name: String, value: String)]? {
    var query: [(name: String, value: String)] = []
    for (name, value) in arguments {
      for value in value.arrayValue ?? [value] {
        switch value {
        case .string(let text) where !text.isEmpty: query.append((name, text))
        case .bool, .integer: query.append((name, value.text(pretty: false)))
        default: return nil
        }
      }
      if value == .array([]) { return nil }
    }
    return query
  }
}

/// Calls over a wire, signed with the key of the account. Every reply is checked against the declared shape.
struct WireTarget: CallTarget {
  let carrier: any WireCarrier
  let clock: ManualClock
  /// The emulator at the other end, to learn what refused.
  let wire: EmulatedWire
  var writer: RequestWriter

  init(_ carrier: any WireCarrier, _ wire: EmulatedWire, clock: ManualClock) {
    self.carrier = carrier
    self.wire = wire
    self.clock = clock
    writer = RequestWriter(clock: clock)
  }

  var cloud: Cloud { wire.cloud }
  var refusedBy: Behaviour? { wire.log.last?.refusedBy.flatMap(Behaviours.named) }

  mutating func call(
    _ account: String, _ operation: String, _ parameters: JSONObject
  ) throws -> JSONObject {
    let operation = try #require(Operations.named(operation), "no operation \(operation)")
    let request = writer.request(operation, parameters, key: WireKeys.key(of: account))
    let reply = try #require(try carrier.send(request), "\(operation.id): no reply")
    #expect(reply.status == 200, "\(operation.id): \(String(decoding: reply.body, as: UTF8.self))")
    let envelope = try #require(try JSONValue(parsing: reply.body).objectValue)
    if envelope["statusCode"] == 800 { expectShape(envelope, of: operation) }
    return envelope
  }

  mutating func wait(milliseconds: Int64) { clock.advance(milliseconds: milliseconds) }
}
