public import Emulator
public import Execution
public import JSON
public import Planning
public import Runbook
public import Scenario

/// A whole change played through: applied, checked, taken back, and the cloud compared with the one before.
public struct DressRehearsal: Sendable {
  /// How a session of it ended, with what it took.
  public struct Act: Sendable {
    /// How it ended.
    public var end: RehearsedRun.End
    /// Requests to the cloud.
    public var requests: Int
    /// How long it took by the cloud's clock, in milliseconds.
    public var milliseconds: Int64
    /// How every step stood then.
    public var report: RunReport
  }

  /// The way forward: one session, and one more for each time that it stopped and could go on.
  public let forward: [Act]
  /// The way back.
  public let backward: [Act]
  /// What the change made: the cloud after it against the one before.
  public let made: InventoryDifference
  /// What is left when it is taken back; empty when nothing is.
  public let left: InventoryDifference
  /// The things of the cloud before.
  public let before: JSONValue
  /// Which faults struck.
  public let faults: FaultReport

  /// How often a stopped session is resumed before the rehearsal gives up.
  public static let patience = 5

  /// Plays a change through.
  ///
  /// - Parameters:
  ///   - runbook: the change.
  ///   - plan: its plan.
  ///   - profile: the profile the plan was made with.
  ///   - journal: where the journal of the rehearsal is written.
  ///   - faults: what goes wrong on the way.
  ///   - observer: who watches.
  /// - Throws: `ContentError` when what is adopted cannot stand side by side, `JournalError` when the journal cannot be
  ///   written.
  public init(
    _ runbook: Runbook, plan: Plan, profile: CloudProfile, journal: String, faults: Faults = Faults(),
    seed: UInt64 = 1, observer: any RunObserver = NoObserver()
  ) async throws {
    let cloud = try RehearsedCloud(for: plan, profile: profile, seed: seed)
    before = try cloud.wire.inventory()
    cloud.wire.setFaults(faults)
    let run = try RehearsedRun(of: runbook, on: cloud, journal: journal, seed: seed)
    forward = try await Self.play(run, .forward, observer)
    let after = try cloud.wire.inventory()
    made = InventoryDifference(from: before, to: after)
    backward = try await Self.play(run, .backward, observer)
    left = InventoryDifference(from: before, to: try cloud.wire.inventory())
    self.faults = cloud.wire.faults.report
  }

  private static func play(
    _ run: RehearsedRun, _ direction: RunState.Direction, _ observer: any RunObserver
  ) async throws -> [Act] {
    var acts: [Act] = []
    repeat {
      let requests = run.cloud.wire.requestCount
      let start = run.cloud.now
      let end = await run.session(direction, observer: observer)
      acts.append(
        Act(
          end: end, requests: run.cloud.wire.requestCount - requests,
          milliseconds: run.cloud.now.since(start),
          report: try run.report()))
      guard case .ended(let state, _) = end, !state.isFinished else { break }
    } while acts.count < patience
    return acts
  }

  /// Whether everything was made, everything was taken back, and nothing is left.
  public var isFlawless: Bool {
    forward.last?.end.isFinished == true && backward.last?.end.isFinished == true && left.isEmpty
  }
}

extension RehearsedRun.End {
  /// Whether nothing was left to do.
  public var isFinished: Bool {
    if case .ended(let state, _) = self { state.isFinished } else { false }
  }
}
