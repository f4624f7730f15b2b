import Logging

/// Writes log entries to standard error, a line each: `call operation=vpce.ShowEndpoint account=hub …`.
struct StandardErrorLog: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  init(level: Logger.Level) { logLevel = level }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// The order in which people read the facts of a call; others follow by name.
  private static let order = [
    "operation", "account", "request", "attempt", "status", "milliseconds", "id", "method", "url", "headers",
    "body",
  ]

  func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let names = facts.keys.sorted { left, right in
      let places = [left, right].map { Self.order.firstIndex(of: $0) ?? Self.order.count }
      return places[0] == places[1] ? left < right : places[0] < places[1]
    }
    let text = names.map { name in
      let value = facts[name].map { "\($0)" } ?? ""
      return " \(name)=\(value.isEmpty || value.contains(" ") ? "\"\(value)\"" : value)"
    }
    Terminal.writeError("\(event.message)\(text.joined())\n")
  }
}
