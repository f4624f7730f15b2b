import Emulator
import JSON

/// What whoever runs the emulator can ask of it, under `/_emulator/`: for tests and tools, never for clients of the
/// cloud.
struct AdminInterface: Sendable {
  static let prefix = "/_emulator/"
  /// Seeds can be large.
  static let maximumBodyBytes = 64 << 20

  let wire: EmulatedWire

  /// What everybody gets who does not come from this machine.
  static let refusal = WireReply.error(403, "Forbidden", "/_emulator/ answers on the loopback address only")

  func answer(_ request: WireRequest) -> WireReply {
    // A page in a browser of this machine comes from the loopback address too; it cannot hide where it is from.
    guard Self.isLocal(host: Self.header("host", of: request)), Self.header("origin", of: request) == nil
    else {
      return Self.refusal
    }
    let name = request.path.dropFirst(Self.prefix.count)
    guard let actions = Self.actions[String(name)] else {
      return .error(
        404, "NotFound",
        "there is \(Self.actions.keys.sorted().map { Self.prefix + $0 }.joined(separator: ", "))")
    }
    guard let action = actions[request.method] else {
      let methods = actions.keys.sorted().joined(separator: ", ")
      var reply = WireReply.error(405, "MethodNotAllowed", "\(request.path) takes \(methods)")
      reply.headers.append(("Allow", methods))
      return reply
    }
    do {
      return try action(self, request)
    } catch let error as ContentError {
      return .json(400, ["path": .string(error.path), "message": .string(error.message)])
    } catch let error as JSONError {
      return .json(
        400,
        [
          "line": .integer(Int64(error.line)), "column": .integer(Int64(error.column)),
          "message": .string(error.message),
        ])
    } catch {
      return .error(500, "Failed", "\(error)")
    }
  }

  private typealias Action = @Sendable (AdminInterface, WireRequest) throws -> WireReply

  private static let actions: [String: [String: Action]] = [
    "health": [
      "GET": { admin, _ in .json(200, ["status": "ok", "requests": .integer(Int64(admin.wire.requestCount))])
      }
    ],
    "inventory": [
      "GET": { admin, request in
        switch request.query {
        case "", "ids=kept": .json(200, try admin.wire.inventory(ids: .kept))
        case "ids=numbered": .json(200, try admin.wire.inventory(ids: .numbered))
        default: .error(400, "BadRequest", "the query may be ids=kept or ids=numbered")
        }
      }
    ],
    "reset": [
      "POST": { admin, _ in
        admin.wire.reset()
        return .json(200, ["status": "ok"])
      }
    ],
    "seed": [
      "POST": { admin, request in
        try admin.wire.plant(Seed(try JSONValue(parsing: request.body)))
        return .json(200, ["status": "ok"])
      }
    ],
    "faults": [
      "GET": { admin, _ in .json(200, admin.wire.faults.report.json) },
      "PUT": { admin, request in
        admin.wire.setFaults(try Faults(try JSONValue(parsing: request.body)))
        return .json(200, admin.wire.faults.report.json)
      },
      "DELETE": { admin, _ in
        admin.wire.setFaults(Faults())
        return .json(200, admin.wire.faults.report.json)
      },
    ],
    "log": ["GET": { admin, _ in .json(200, .array(admin.wire.log.map(\.json))) }],
    "behaviours": ["GET": { _, _ in .json(200, Behaviours.json) }],
    "coverage": ["GET": { _, _ in .json(200, Coverage().json) }],
  ]

  private static func header(_ name: String, of request: WireRequest) -> String? {
    request.headers.first { $0.name.lowercased() == name }?.value
  }

  /// Whether a host is a name of this machine; a page that lets its own name point here says that name.
  private static func isLocal(host: String?) -> Bool {
    guard let host else { return true }
    var name = Substring(host.lowercased())
    if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].allSatisfy(\.isNumber) {
      name = name[..<colon]
    }
    let isAddress = name.hasPrefix("127.") && name.allSatisfy { $0.isNumber || $0 == "." }
    return name == "localhost" || name == "[::1]" || isAddress
  }
}

extension WireReply {
  /// Canonical JSON with a final line feed.
  static func json(_ status: Int, _ value: JSONValue) -> WireReply {
    WireReply(
      status: status, headers: [("Content-Type", "application/json;charset=UTF-8")],
      body: value.canonicalBytes() + [0x0A])
  }

  /// An envelope that says what is wrong.
  static func error(_ status: Int, _ reason: String, _ message: String) -> WireReply {
    .json(
      status,
      [
        "statusCode": 900, "errorCode": .string("Openapi.Gateway.\(reason)"),
        "error": .string("Openapi.Gateway.\(reason)"), "message": .string(message),
        "description": .string(message),
      ])
  }
}
