import CtyunClient
public import Execution
public import Runbook
import Synchronization

/// A run of a scenario's change against an emulated cloud, across as many processes as it takes.
///
/// What runs is what runs outside: executor, journal and client. Only time, the network's last metre and the people
/// are played.
public final class RehearsedRun: Sendable {
  /// How a session ended.
  public enum End: Sendable, Equatable {
    /// By itself.
    case ended(RunState, reason: String?)
    /// Its process was killed.
    case killed
    /// The journal could be written no more.
    case broken(JournalError)
  }

  /// The cloud it works on.
  public let cloud: RehearsedCloud
  private let runbook: Runbook
  private let path: String
  private let id: RunID
  private let policy: RunPolicy
  private let random: SeededNumbers

  /// A run that has not begun; its journal is a new file at that path.
  ///
  /// - Throws: ``JournalError`` when the file cannot be made.
  public init(
    of runbook: Runbook, on cloud: RehearsedCloud, journal path: String, seed: UInt64 = 1,
    policy: RunPolicy = RunPolicy()
  ) throws(JournalError) {
    self.runbook = runbook
    self.cloud = cloud
    self.path = path
    self.policy = policy
    random = SeededNumbers(seed: seed)
    id = random.withGenerator { RunID(using: &$0) }
    let store = try JournalStore(path: path, for: .write)
    defer { store.close() }
    let header = RunHeader(
      id: id, scenario: runbook.scenario, region: runbook.region, endpointURL: nil,
      planDigest: runbook.planDigest, lockDigest: "",
      runbookDigest: runbook.digest, who: "rehearsal",
      program: "rehearsal", began: cloud.begin().now)
    _ = try store.create(header, runbook)
  }

  /// One session in a process of its own.
  ///
  /// - Parameters:
  ///   - direction: which way.
  ///   - observer: who watches.
  ///   - person: who answers; the people of the cloud when nil.
  ///   - kill: called before and after each request; true ends the process at that very moment.
  public func session(
    _ direction: RunState.Direction, observer: any RunObserver = NoObserver(), person: (any Operator)? = nil,
    killing kill: KillSwitch? = nil
  ) async -> End {
    await session(direction, observer: observer, person: person, killing: kill, tracing: nil)
  }

  func session(
    _ direction: RunState.Direction, observer: any RunObserver = NoObserver(), person: (any Operator)? = nil,
    killing kill: KillSwitch? = nil, tracing trace: RequestTrace?
  ) async -> End {
    let time = cloud.begin()
    let store: JournalStore
    do throws(JournalError) { store = try JournalStore(path: path, for: .write) } catch {
      return .broken(error)
    }
    defer { store.close() }
    let reason = ReasonKeeper(observer)
    let result = await time.run { [self] () -> Result<RunState, JournalError> in
      do throws(JournalError) {
        let journal = try Journal(store, run: id, clock: time)
        let client = cloud.client(in: time, random: random, killing: kill, tracing: trace)
        let executor = await Executor(
          journal: journal, caller: client, clock: time, person: person ?? RehearsalOperator(of: cloud),
          secrets: RehearsalSecrets(), observer: reason, policy: policy, spread: { [random] in random.unit() }
        )
        switch direction {
        case .forward: return .success(try await executor.apply(command: "rehearse", who: "rehearsal"))
        case .backward: return .success(try await executor.rollback(command: "rehearse", who: "rehearsal"))
        }
      } catch { return .failure(error) }
    }
    switch result {
    case nil: return .killed
    case .success(let state)?: return .ended(state, reason: reason.last)
    case .failure(let error)?: return .broken(error)
    }
  }

  /// Answers an undo that failed: the thing stays, as `isthmus skip` says it.
  ///
  /// - Throws: `JournalError`, or `AnswerError` when the step is no such undo.
  public func leaveStanding(_ step: String, note: String) async throws {
    let store = try JournalStore(path: path, for: .write)
    defer { store.close() }
    let time = cloud.begin()
    let failure = await time.run { [id] () -> (any Error)? in
      do {
        let journal = try Journal(store, run: id, clock: time)
        let event = try await journal.ledger.event(for: .skip(note: note), of: step)
        try await journal.record(event, of: step)
        return nil
      } catch { return error }
    }
    if case let error?? = failure { throw error }
  }

  /// The client tokens of every step's first life, with the step.
  func firstTokens() -> [String: String] {
    var tokens: [String: String] = [:]
    for step in runbook.steps {
      for purpose in [ClientToken.Purpose.action, .undo] {
        tokens[ClientToken.derive(run: id, step: step.id, generation: 0, purpose: purpose)] = step.id
      }
    }
    return tokens
  }

  /// How the run stands.
  public func report() throws(JournalError) -> RunReport {
    let store = try JournalStore(path: path, for: .read)
    defer { store.close() }
    return RunReport(try store.load(id), kind: .rehearsal)
  }

  /// Hands on what happens, and remembers why the session ended.
  private final class ReasonKeeper: RunObserver {
    private let observer: any RunObserver
    private let reason = Mutex<String?>(nil)

    init(_ observer: any RunObserver) { self.observer = observer }

    var last: String? { reason.withLock { $0 } }

    func observe(_ event: RunEvent, at moment: Moment) {
      if case .sessionEnded(_, let why) = event { reason.withLock { $0 = why } }
      observer.observe(event, at: moment)
    }
  }
}

/// Ends the process of a rehearsal at one of its changing requests.
public final class KillSwitch: Sendable {
  /// On which side of the effect.
  public enum Side: String, Sendable, CaseIterable {
    /// The intent is on disk, and nothing was sent.
    case beforeSending = "before sending"
    /// The cloud has done it, and the process knows nothing of it.
    case afterEffect = "after the effect"
  }

  private let side: Side
  private let request: Int
  private let count = Atomic<Int>(0)

  /// Kills at the n-th changing request, counted from 1.
  public init(at request: Int, _ side: Side) {
    self.request = request
    self.side = side
  }

  /// Whether it struck.
  public var hasStruck: Bool { count.load(ordering: .acquiring) >= request }

  /// Counts a changing request before it is sent; whether the process ends here.
  func countsDown() -> Bool { count.add(1, ordering: .acquiringAndReleasing).newValue == request }

  var strikesBefore: Bool { side == .beforeSending }
}
