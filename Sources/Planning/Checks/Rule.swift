public import Diagnostics
public import JSON
public import Scenario

/// One thing that can be wrong with a scenario: one type, one file, one page in `docs/rules`, one fixture.
public protocol Rule: SendableMetatype {
  /// What the rule is called and how bad its findings are.
  static var metadata: RuleMetadata { get }
  /// Everything of this kind that is wrong with the scenario, in any order. References that do not resolve are
  /// passed over in silence: the decoder has reported them.
  static func check(_ context: CheckContext) -> [Diagnostic]
}

extension Rule {
  /// A finding of this rule, with the rule's own severity unless another is given.
  ///
  /// - Parameters:
  ///   - message: what is wrong, in one sentence without a full stop, with the values.
  ///   - location: the place to change.
  ///   - help: what to write instead.
  ///   - related: the other places that belong to it.
  static func finding(
    _ message: String, at location: SourceLocation?, help: String? = nil, related: [Related] = [],
    severity: Severity? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: metadata.code, severity: severity ?? metadata.severity, message: message, location: location,
      help: help, related: related)
  }
}

/// What is said of a diagnostic code wherever codes are listed.
public struct RuleMetadata: Sendable, Hashable {
  /// Whether a code is still given out. Codes are never used for something else.
  public enum Status: String, Sendable {
    /// Given out.
    case stable
    /// No longer given out; its page says since when and why.
    case retired
  }

  /// Which part of Isthmus finds it.
  public enum Finder: String, Sendable {
    /// The decoder, while it reads a scenario.
    case decoder
    /// A rule, on the decoded scenario.
    case rule
    /// The planner, while it decides.
    case planner
    /// Reachability, when it judges what the scenario expects of the plan.
    case reachability
    /// The runbook, once its steps and their durations are known.
    case runbook
    /// A run, when something stops it.
    case execution
  }

  /// The stable code, three letters and three digits (`PRT003`).
  public var code: String
  /// The name in kebab case; it names the fault, not the cure (`duplicate-port-mapping`).
  public var name: String
  /// The fault in a few words.
  public var title: String
  /// How bad its findings are, unless one says otherwise.
  public var severity: Severity
  /// The version of Isthmus that gave the code out first.
  public var since: String
  /// Whether it is still given out.
  public var status: Status
  /// Who finds it.
  public var finder: Finder
  /// The values of the cloud profile that it rests on.
  public var profileKeys: [ProfileKey]

  /// Joins the parts.
  public init(
    code: String, name: String, title: String, severity: Severity, since: String = "0.1.0",
    status: Status = .stable, finder: Finder = .rule, profileKeys: [ProfileKey] = []
  ) {
    self.code = code
    self.name = name
    self.title = title
    self.severity = severity
    self.since = since
    self.status = status
    self.finder = finder
    self.profileKeys = profileKeys
  }

  /// As `isthmus explain --format json` prints it.
  public var json: JSONValue {
    [
      "code": .string(code), "name": .string(name), "title": .string(title),
      "severity": .string(severity.rawValue), "since": .string(since), "status": .string(status.rawValue),
      "finder": .string(finder.rawValue),
    ]
  }

  /// As a SARIF report describes it.
  public var sarifRule: RuleDescription {
    RuleDescription(code: code, name: name, summary: title, severity: severity)
  }
}
