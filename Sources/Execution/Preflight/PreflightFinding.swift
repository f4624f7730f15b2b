public import Diagnostics
public import JSON

/// Something that the preflight noticed.
public struct PreflightFinding: Sendable, Hashable {
  /// What was looked at.
  public enum Topic: String, Sendable, CaseIterable {
    /// The runbook belongs to the scenario and the lock file as they are now.
    case freshness
    /// Each account can sign.
    case credentials
    /// The resource pool is known.
    case region
    /// There is room for what is made.
    case quota
    /// What it costs.
    case price
    /// No other thing has the names that are used.
    case names
    /// What is adopted stands there as described.
    case adopted
    /// The machine's clock is near the cloud's.
    case clock
    /// Secrets that the calls need are at hand.
    case secrets
    /// What the run made before can be seen.
    case sight
  }

  /// What was looked at.
  public var topic: Topic
  /// How bad it is: errors keep the run from starting, infos are for the record.
  public var severity: Severity
  /// What was seen, in one sentence without a full stop.
  public var message: String
  /// What to do; nil when nothing is to be done.
  public var help: String?
  /// The step it is about; nil when it is about the whole.
  public var step: String?

  /// Joins the parts.
  public init(
    _ topic: Topic, _ severity: Severity, _ message: String, help: String? = nil, step: String? = nil
  ) {
    self.topic = topic
    self.severity = severity
    self.message = message
    self.help = help
    self.step = step
  }

  /// The finding for programs.
  public var json: JSONValue {
    [
      "topic": .string(topic.rawValue), "severity": .string(severity.rawValue), "message": .string(message),
      "help": help.map { .string($0) } ?? .null, "step": step.map { .string($0) } ?? .null,
    ]
  }
}
