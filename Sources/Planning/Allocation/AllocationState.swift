import Addressing
import Diagnostics
import Scenario

/// What the parts of the allocator share and fill: decisions, findings, the lock file's entries.
struct AllocationState {
  let scenario: Scenario
  let profile: CloudProfile
  private(set) var decisions: [Allocation] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let lockEntries: [LockFile.Entry]
  /// Whether the scenario still has the owner of each lock entry, whatever becomes of its value.
  private var isWanted: [Bool]
  /// The lock entry after the one that was found last.
  private var nextPlace = 0

  init(scenario: Scenario, profile: CloudProfile, lock: LockFile?) {
    self.scenario = scenario
    self.profile = profile
    lockEntries = lock?.entries ?? []
    isWanted = [Bool](repeating: false, count: lockEntries.count)
  }

  /// Notes that the scenario has something to decide here, and returns what the lock file says of it.
  @discardableResult
  mutating func want(_ kind: Allocation.Kind, _ owner: String) -> LockFile.Entry? {
    guard let place = place(of: kind.rawValue, owner) else { return nil }
    isWanted[place] = true
    nextPlace = place + 1
    return lockEntries[place]
  }

  /// Where the lock file's entry stands. Most are asked for in their order, so the next one is looked at first; the
  /// others are found by halving.
  private func place(of kind: String, _ owner: String) -> Int? {
    func isThere(_ place: Int) -> Bool {
      place < lockEntries.count && lockEntries[place].owner == owner && lockEntries[place].kind == kind
    }
    if isThere(nextPlace) { return nextPlace }
    var range = lockEntries.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if Decisions.precedes((lockEntries[middle].kind, lockEntries[middle].owner), (kind, owner)) {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return isThere(range.lowerBound) ? range.lowerBound : nil
  }

  /// The entries of that kind whose owners the scenario no longer has, in order. Only right once all of that kind
  /// are wanted.
  func stale(_ kind: Allocation.Kind) -> [(entry: LockFile.Entry, value: DecidedValue)] {
    lockEntries.indices.compactMap { place in
      guard !isWanted[place], lockEntries[place].kind == kind.rawValue,
        let value = DecidedValue(parsing: lockEntries[place].value, kind: kind)
      else { return nil }
      return (lockEntries[place], value)
    }
  }

  /// Records what the scenario fixes; a lock entry that says otherwise is reported.
  mutating func fix(_ kind: Allocation.Kind, _ owner: String, _ value: DecidedValue, reason: String? = nil) {
    if let entry = want(kind, owner), entry.value != value.text {
      contradict(entry, "the scenario says \(value.text)", severity: .info)
    }
    decisions.append(
      Allocation(
        kind: kind, owner: owner, value: value.text, reason: reason ?? "the scenario fixes it", origin: .fixed
      ))
  }

  /// Records what the lock file kept, with the reason it was chosen for.
  mutating func keep(_ entry: LockFile.Entry, kind: Allocation.Kind, pool: String?) {
    decisions.append(
      Allocation(
        kind: kind, owner: entry.owner, value: entry.value, reason: entry.reason, origin: .kept, pool: pool))
  }

  /// Records what is chosen now.
  mutating func choose(
    _ kind: Allocation.Kind, _ owner: String, _ value: DecidedValue, reason: String, pool: String?,
    skipped: [String] = []
  ) {
    decisions.append(
      Allocation(
        kind: kind, owner: owner, value: value.text, reason: reason, origin: .chosen, pool: pool,
        skipped: skipped))
  }

  /// Reports that a lock entry cannot be kept. The scenario wins; `why` says with what.
  mutating func contradict(_ entry: LockFile.Entry, _ why: String, severity: Severity = .warning) {
    let isFixed = severity == .info
    diagnostics.append(
      Diagnostic(
        code: "LCK002", severity: severity,
        message: "the lock file keeps \(entry.kind) \(entry.value) for \(entry.owner), but \(why)",
        location: entry.location,
        help: isFixed
          ? "the scenario wins; the entry goes when the plan is written"
          : "a new value is chosen; if the old one is in use already, its owner will move. To keep it, change "
            + "the scenario back"))
  }

  /// Reports that an adopted resource lacks a value, which nobody may invent.
  mutating func reportMissing(_ what: String, of owner: String, why: String, at location: SourceLocation) {
    diagnostics.append(
      Diagnostic(
        code: "FMT006", severity: .error, message: "\(owner) needs \(what): \(why)", location: location,
        help: "write down what is in use; a value made up here would not be the one in the cloud"))
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Reports lock entries that nobody asked about. Entries of kinds unknown here are not judged.
  mutating func reportStaleEntries() {
    let stale = lockEntries.indices.filter {
      !isWanted[$0] && Allocation.Kind(rawValue: lockEntries[$0].kind) != nil
    }.map { lockEntries[$0] }
    guard let first = stale.first else { return }
    let bound = 8
    var related = stale.prefix(bound).dropFirst().map {
      Related(message: "\($0.kind) \($0.value) of \($0.owner)", location: $0.location)
    }
    if stale.count > bound { related.append(Related(message: "and \(stale.count - bound) more")) }
    let rest = stale.count == 1 ? "" : ", and \(stale.count - 1) more"
    diagnostics.append(
      Diagnostic(
        code: "LCK003", severity: .info,
        message: "the lock file keeps \(first.kind) \(first.value) for \(first.owner)\(rest), which the "
          + "scenario does not ask for",
        location: first.location,
        help:
          "the values stay reserved; prune the lock file once what they belonged to is gone from the cloud",
        related: related))
  }
}
