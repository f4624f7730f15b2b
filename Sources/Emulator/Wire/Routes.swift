import CtyunAPI

extension Behaviour {
  static let unknownPath = Behaviour(
    "WIRE-008", .assumption, "A path that no operation has is not found: status 404.")
  static let otherMethod = Behaviour(
    "WIRE-009", .assumption,
    "A known path with another method is refused with status 405 and names the right one.")
  static let otherPaths = Behaviour(
    "WIRE-010", .provider, "An operation answers at every path under which a public client knows it.",
    "alternatePaths of the contract: DeleteHealthCheck, ListPhysicalLine and others")

  static let routes = [unknownPath, otherMethod, otherPaths]
}

/// Which operation answers at which path.
enum Routes {
  /// No two operations share a path; a test holds that.
  static let all: [String: CtyunAPI.Operation] = {
    var all: [String: CtyunAPI.Operation] = [:]
    for operation in Operations.all {
      for path in [operation.path] + operation.alternatePaths { all[path] = operation }
    }
    return all
  }()

  static func operation(_ request: WireRequest) throws(GatewayRefusal) -> CtyunAPI.Operation {
    guard let operation = all[request.path] else {
      throw GatewayRefusal(.unknownPath, .notFound, "no operation has the path \(request.path.prefix(200))")
    }
    guard request.method == operation.method.rawValue else {
      throw GatewayRefusal(
        .otherMethod, .methodNotAllowed, "\(operation.id) is called by \(operation.method.rawValue)",
        headers: [("Allow", operation.method.rawValue)])
    }
    return operation
  }
}
