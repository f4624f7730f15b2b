public import Scenario

/// What goes wrong with a call, by purpose.
public enum Fault: Sendable, Hashable {
  /// Nobody listens: the call does not arrive. On real sockets nobody listens for so long.
  case refused(milliseconds: Int)
  /// The connection is reset; nothing has happened.
  case resetBefore
  /// The call has its effect, then the connection is reset.
  case resetAfter
  /// The call has its effect, and no reply ever comes.
  case replyDropped
  /// The call has its effect at once, and the reply comes so much later.
  case slow(milliseconds: Int)
  /// Status 429 with a `Retry-After` if there is one; nothing has happened.
  case throttled(retryAfterSeconds: Int?)
  /// A status from 500 to 599, before or after the effect.
  case serverError(status: Int, afterEffect: Bool)
  /// statusCode 900 with this code; nothing has happened.
  case businessFailure(code: String, message: String)
  /// A read shows things as they were so many changing calls ago.
  case stale(changes: Int)
  /// The call has its effect, and the body of the reply is no JSON.
  case garbage
  /// The call arrives twice, as from a proxy that tries again, and the answer to the second one comes back. Where the
  /// gateway notices that it is the same request, the second one is turned away.
  case twice(isNoticed: Bool)
  /// From this call on a limit of the cloud's profile has another value.
  case quota(ProfileKey, Int)
  /// The process ends after the effect, without a reply.
  case exit

  /// The name in files and reports.
  public var name: String {
    switch self {
    case .refused: "refused"
    case .resetBefore: "reset-before"
    case .resetAfter: "reset-after"
    case .replyDropped: "reply-dropped"
    case .slow: "slow"
    case .throttled: "throttled"
    case .serverError: "server-error"
    case .businessFailure: "business-failure"
    case .stale: "stale"
    case .garbage: "garbage"
    case .twice: "twice"
    case .quota: "quota"
    case .exit: "exit"
    }
  }

  /// All names, in the order of the documentation.
  public static let names = [
    "refused", "reset-before", "reset-after", "reply-dropped", "slow", "throttled", "server-error",
    "business-failure", "stale", "garbage", "twice", "quota", "exit",
  ]
}

/// At which of the calls that a rule is about it strikes.
public enum Occasion: Sendable, Hashable {
  /// At all of them.
  case always
  /// At the n-th alone, counted from 1.
  case nth(Int)
  /// At every n-th.
  case every(Int)
  /// At the first n.
  case first(Int)
  /// At each with this probability, from 0 to 1.
  case probability(Double)
}

/// A fault, and which calls it is about.
public struct FaultRule: Sendable, Hashable {
  /// Which calls, by what they do.
  public enum Calls: String, Sendable, Hashable, CaseIterable {
    /// All of them.
    case all
    /// Those that change nothing.
    case reads
    /// Those that change something.
    case writes
  }

  /// What the report calls it.
  public var name: String
  /// Operation ids, with `*` for any characters: `vpce.*Endpoint`.
  public var operations: [String]
  /// Account names, with `*` alike.
  public var accounts: [String]
  /// Whether it is about reads, writes or both.
  public var calls: Calls
  /// At which of them.
  public var occasion: Occasion
  /// What happens.
  public var fault: Fault

  /// A rule about every call unless told otherwise.
  public init(
    name: String, operations: [String] = ["*"], accounts: [String] = ["*"], calls: Calls = .all,
    occasion: Occasion = .always, fault: Fault
  ) {
    self.name = name
    self.operations = operations
    self.accounts = accounts
    self.calls = calls
    self.occasion = occasion
    self.fault = fault
  }
}

/// All that goes wrong by purpose. The same faults meet the same calls in the same way.
public struct Faults: Sendable, Hashable {
  /// Where chance begins.
  public var seed: UInt64
  /// The rules; of those that strike at one call the first one counts.
  public var rules: [FaultRule]

  /// No faults unless told otherwise.
  public init(seed: UInt64 = 1, rules: [FaultRule] = []) {
    self.seed = seed
    self.rules = rules
  }
}
