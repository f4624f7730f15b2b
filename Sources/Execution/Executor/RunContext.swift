import CtyunAPI
import CtyunClient
import JSON
import Runbook
import Synchronization

/// What every step of a session shares: journal, cloud, clock, person, and the wish to stop.
final class RunContext: Sendable {
  let journal: Journal
  let reader: CloudReader
  let caller: any CloudCaller
  let clock: any RunClock
  let desk: Desk
  let secrets: any SecretKeeper
  let policy: RunPolicy
  let run: RunID
  private let relay: Relay
  private let spread: @Sendable () -> Double
  private let stopRequested = Atomic<Bool>(false)
  private let held = Atomic<Bool>(false)

  init(
    journal: Journal, run: RunID, caller: any CloudCaller, clock: any RunClock, person: any Operator,
    secrets: any SecretKeeper, observer: any RunObserver, policy: RunPolicy,
    spread: @escaping @Sendable () -> Double
  ) {
    self.journal = journal
    self.run = run
    reader = CloudReader(caller: caller)
    self.caller = caller
    self.clock = clock
    desk = Desk(person: person)
    self.secrets = secrets
    self.policy = policy
    relay = Relay(observer)
    self.spread = spread
  }

  /// Writes down what happened to a step; it is on disk when this returns.
  @discardableResult
  func record(_ event: JournalEvent, of step: Step) async throws(JournalError) -> StepStatus {
    let status = try await journal.record(event, of: step.id)
    await tell(.stepChanged(step: step.id, event: event, status: status))
    return status
  }

  func tell(_ event: RunEvent) async { await relay.send(event, clock.now) }

  /// Whether somebody wants the session to end.
  var isStopRequested: Bool { stopRequested.load(ordering: .acquiring) || Task.isCancelled }

  /// Whether no new work is to be begun: the session is to end, or something failed.
  var isStopping: Bool { isStopRequested || held.load(ordering: .acquiring) }

  func stop() { stopRequested.store(true, ordering: .releasing) }

  /// Something failed: what is under way comes to its end, and nothing new is begun.
  func hold() { held.store(true, ordering: .releasing) }

  func letGo() { held.store(false, ordering: .releasing) }

  /// Waits before another look; false when the session is ending meanwhile.
  func pause(_ step: Step, _ reason: String, _ backoff: Backoff, attempt: Int) async -> Bool {
    await pause(step, reason, milliseconds: backoff.milliseconds(attempt, spread: spread()))
  }

  /// Waits; false when the session is ending meanwhile. In short pieces, so that the end need not wait.
  func pause(_ step: Step, _ reason: String, milliseconds: Int64) async -> Bool {
    await tell(.looking(step: step.id, reason: reason, nextInMilliseconds: milliseconds))
    let end = clock.now.advanced(by: milliseconds)
    while !isStopping {
      let left = end.since(clock.now)
      if left <= 0 { return true }
      do throws(CancellationError) { try await clock.sleep(milliseconds: min(left, 500)) } catch {
        return false
      }
    }
    return false
  }

  /// The arguments of a step's call, references replaced.
  func arguments(_ call: APICall) async throws(StepFailure) -> Arguments {
    let known = await journal.values(of: call.references)
    return try await Arguments.resolve(call, result: { known[$0] }, secrets: secrets)
  }

  /// Calls once, and says what is to be done next.
  func send(
    _ operation: CtyunAPI.Operation, _ arguments: Arguments, as account: String, token: String?
  ) async -> CloudAnswer {
    var values = arguments.values
    if operation.takesClientToken { values["clientToken"] = token.map { .string($0) } }
    do throws(CallFailure) {
      return .reply(try await caller.call(operation, values, as: account))
    } catch { return CloudAnswer(error) }
  }
}

/// Where a person sits: one question at a time.
actor Desk {
  let person: any Operator
  private var isBusy = false
  private var queue: [CheckedContinuation<Void, Never>] = []

  init(person: any Operator) { self.person = person }

  func ask<Answer: Sendable>(_ question: @Sendable (any Operator) async -> Answer) async -> Answer {
    if isBusy { await withCheckedContinuation { queue.append($0) } }
    isBusy = true
    let answer = await question(person)
    if queue.isEmpty { isBusy = false } else { queue.removeFirst().resume() }
    return answer
  }
}

/// Tells the observer one thing after the other.
private actor Relay {
  private let observer: any RunObserver

  init(_ observer: any RunObserver) { self.observer = observer }

  func send(_ event: RunEvent, _ moment: Moment) { observer.observe(event, at: moment) }
}
