/// How long something that takes time takes.
public enum Progression: Sendable, Hashable, CustomStringConvertible {
  /// Done with the call that asks for it.
  case immediate
  /// Done with the n-th look at it. Repeating the order looks, and so does listing things of its type.
  case polls(Int)
  /// Done so many milliseconds later.
  case after(milliseconds: Int64)

  /// What takes time.
  public enum Subject: String, Sendable, Hashable, CaseIterable, Codable {
    /// The order of an endpoint, until it is `started`.
    case endpoint
    /// The removal of an endpoint, until it is `refunded`.
    case endpointRemoval = "endpoint-removal"
    /// The addresses of a removed endpoint, until they are free. Nothing looks at them, so polls count as
    /// immediate here.
    case endpointAddress = "endpoint-address"
    /// The order of a peering, until it is `done`.
    case peering
    /// The removal of a peering, until it is `done`.
    case peeringRemoval = "peering-removal"
    /// Binding an HA virtual IP to a server, or unbinding it, until it is `done`.
    case highAvailabilityBinding = "havip-binding"
    /// An analysis of a network path.
    case pathAnalysis = "path-analysis"
    /// The health of a load balancer's target, until it is `online`.
    case targetHealth = "target-health"
    /// The first result of a Direct Connect health check.
    case healthCheck = "health-check"

    /// What is assumed unless something else is configured. Only addresses are free at once: the contract
    /// says no more than that the vendor's provider waits for them.
    public var standard: Progression { self == .endpointAddress ? .immediate : .polls(2) }
  }

  /// Reads `immediate`, `polls:3` or `after:1500ms`, `after:30s`, `after:2m`; nil when it is none of them.
  public init?(_ text: String) {
    if text == "immediate" {
      self = .immediate
      return
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "polls":
      guard let count = Int(parts[1]), (0...1_000_000).contains(count) else { return nil }
      self = .polls(count)
    case "after":
      guard let milliseconds = DurationText.milliseconds(String(parts[1])) else { return nil }
      self = .after(milliseconds: Int64(milliseconds))
    default: return nil
    }
  }

  /// The form that `init(_:)` reads.
  public var description: String {
    switch self {
    case .immediate: "immediate"
    case .polls(let count): "polls:\(count)"
    case .after(let milliseconds): "after:\(milliseconds)ms"
    }
  }
}

/// The state of something on its way: how often it was looked at and when it began.
struct Progress: Codable, Sendable, Hashable {
  var subject: Progression.Subject
  var began: EmulatorInstant
  var looks = 0
  var isDone = false

  /// Whether it is done by now, by the clock or by being looked at.
  mutating func look(now: EmulatorInstant, progression: Progression, counts: Bool) -> Bool {
    if isDone { return true }
    if counts { looks += 1 }
    switch progression {
    case .immediate: isDone = true
    case .polls(let count): isDone = looks >= count
    case .after(let milliseconds): isDone = now >= began.advanced(byMilliseconds: milliseconds)
    }
    return isDone
  }
}
