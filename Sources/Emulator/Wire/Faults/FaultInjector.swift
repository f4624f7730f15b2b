import CtyunAPI
public import JSON

/// Decides which calls are met by which fault: counts calls by rule, and draws where chance decides.
struct FaultInjector: Sendable {
  /// A rule that strikes.
  struct Strike {
    var rule: FaultRule
    /// What a fault may make of chance; the same for the same seed and call.
    var chance: UInt64
  }

  private struct Counter: Sendable {
    var matched = 0
    var fired = 0
    var random: SplitMix64
  }

  private(set) var faults = Faults()
  private var counters: [Counter] = []
  private var firings: [FaultReport.Firing] = []

  /// Begins with other faults, or anew with the same.
  mutating func begin(_ faults: Faults) {
    self.faults = faults
    counters = faults.rules.indices.map {
      Counter(random: SplitMix64(seed: faults.seed &+ UInt64($0) &* 0xD134_2543_DE82_EF95))
    }
    firings = []
  }

  /// How many changing calls back a read may have to look.
  var staleDepth: Int {
    faults.rules.map { if case .stale(let changes) = $0.fault { changes } else { 0 } }.max() ?? 0
  }

  /// The first rule that strikes at this call. Every rule that the call matches counts it and draws, so that
  /// rules do not change each other's sequence.
  mutating func strike(_ operation: CtyunAPI.Operation, account: String, requestID: String) -> Strike? {
    if counters.isEmpty { return nil }
    var strike: (place: Int, chance: UInt64)?
    for (place, rule) in faults.rules.enumerated() where rule.isAbout(operation, account: account) {
      counters[place].matched += 1
      let chance = counters[place].random.next()
      guard rule.occasion.includes(counters[place].matched, chance: chance), strike == nil else { continue }
      strike = (place, chance)
    }
    guard let strike else { return nil }
    counters[strike.place].fired += 1
    let rule = faults.rules[strike.place]
    if firings.count < FaultReport.maximumFirings {
      firings.append(
        FaultReport.Firing(
          rule: rule.name, fault: rule.fault.name, operation: operation.id, account: account,
          requestID: requestID))
    }
    return Strike(rule: rule, chance: strike.chance)
  }

  var report: FaultReport {
    FaultReport(
      seed: faults.seed,
      rules: zip(faults.rules, counters).map {
        FaultReport.Rule(name: $0.name, fault: $0.fault.name, matched: $1.matched, fired: $1.fired)
      }, firings: firings)
  }
}

/// Which faults met which calls.
public struct FaultReport: Sendable, Hashable {
  /// What became of one rule.
  public struct Rule: Sendable, Hashable {
    /// The rule's name.
    public var name: String
    /// The fault's name.
    public var fault: String
    /// How many calls it was about.
    public var matched: Int
    /// How many of them it met.
    public var fired: Int
  }

  /// One fault that met a call.
  public struct Firing: Sendable, Hashable {
    /// The rule's name.
    public var rule: String
    /// The fault's name.
    public var fault: String
    /// The operation's id.
    public var operation: String
    /// The caller.
    public var account: String
    /// The request id; empty for calls that came by no wire.
    public var requestID: String
  }

  /// How many firings are told one by one; beyond that they are only counted.
  public static let maximumFirings = 10_000

  /// Where chance began.
  public var seed: UInt64
  /// Each rule, in the order of the file.
  public var rules: [Rule]
  /// What met which call, in order.
  public var firings: [Firing]

  /// As the admin interface shows it.
  public var json: JSONValue {
    [
      "seed": .unsigned(seed),
      "rules": .array(
        rules.map {
          [
            "name": .string($0.name), "fault": .string($0.fault), "matched": .count($0.matched),
            "fired": .count($0.fired),
          ]
        }),
      "firings": .array(
        firings.map {
          [
            "rule": .string($0.rule), "fault": .string($0.fault), "operation": .string($0.operation),
            "account": .string($0.account), "requestID": .string($0.requestID),
          ]
        }),
    ]
  }
}

extension FaultRule {
  func isAbout(_ operation: CtyunAPI.Operation, account: String) -> Bool {
    switch calls {
    case .all: break
    case .reads: if operation.isMutating { return false }
    case .writes: if !operation.isMutating { return false }
    }
    if case .stale = fault, operation.isMutating { return false }
    return operations.contains { Glob.matches($0, operation.id) }
      && accounts.contains { Glob.matches($0, account) }
  }
}

extension Occasion {
  fileprivate func includes(_ count: Int, chance: UInt64) -> Bool {
    switch self {
    case .always: true
    case .nth(let number): count == number
    case .every(let number): count % number == 0
    case .first(let number): count <= number
    case .probability(let probability): Double(chance >> 11) * 0x1p-53 < probability
    }
  }
}
