public import CtyunClient
import JSON
import Runbook

/// Runs a runbook, or takes it back: one session of a run.
///
/// Steps whose neighbours are settled run side by side, of each account only so many at a time. Everything that
/// happens is in the journal before anything else rests on it, so a session may end at any moment, in whatever way;
/// the next one goes on where the journal says the run stands.
public actor Executor {
  private let context: RunContext
  private let steps: [Step]

  /// A session of the run that a journal belongs to.
  ///
  /// - Parameters:
  ///   - journal: the run's journal; its owner holds the lock of the state directory.
  ///   - caller: whoever calls the cloud.
  ///   - clock: the time.
  ///   - person: who is in command.
  ///   - secrets: who knows what stands in no file.
  ///   - observer: who watches.
  ///   - policy: how patient and how busy.
  ///   - spread: numbers from 0 up to 1 that spread attempts over time.
  public init(
    journal: Journal, caller: any CloudCaller, clock: any RunClock, person: any Operator,
    secrets: any SecretKeeper = KnownSecrets(), observer: any RunObserver = NoObserver(),
    policy: RunPolicy = RunPolicy(), spread: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) async {
    let ledger = await journal.ledger
    steps = ledger.runbook.steps
    context = RunContext(
      journal: journal, run: ledger.header.id, caller: caller, clock: clock, person: person, secrets: secrets,
      observer: observer, policy: policy, spread: spread)
  }

  /// Begins no new work, and lets what is under way come to an end that can be written down; waits are left.
  public nonisolated func stop() { context.stop() }

  /// Goes forward until all is done, or something or somebody has to be waited for, or a step fails. What follows a
  /// failure the person decides; a rollback happens in the same session.
  ///
  /// - Parameters:
  ///   - command: the command as it stands in the journal.
  ///   - who: who gave it.
  /// - Returns: where the run stands.
  /// - Throws: ``JournalError`` when the journal can be written no more; nothing was sent after that.
  public func apply(command: String, who: String) async throws(JournalError) -> RunState {
    try await session(.forward, command, who)
  }

  /// Takes back what the run made, in reverse order of dependency: after a failure, or everything when it is
  /// finished (`destroy`).
  ///
  /// - Returns: where the run stands.
  /// - Throws: ``JournalError`` when the journal can be written no more; nothing was sent after that.
  public func rollback(command: String, who: String) async throws(JournalError) -> RunState {
    try await session(.backward, command, who)
  }

  private func session(
    _ direction: RunState.Direction, _ command: String, _ who: String
  ) async throws(JournalError) -> RunState {
    var direction = direction
    let state = await context.journal.ledger.state
    // What is finished stays so: there is nothing to begin.
    if let state, state.isFinished, state.direction == direction { return state }
    while true {
      try await context.journal.mark(.began(direction, command: command, who: who))
      await context.tell(.sessionBegan(run: context.run, direction: direction, steps: steps.count))
      var result = try await drive(direction)
      if direction == .forward, result.isDone { try await compare(&result) }
      if direction == .forward, let (step, failure) = result.failure, !context.isStopRequested {
        switch await decide(failure, step) {
        case .retry:
          continue
        case .rollback:
          direction = .backward
          continue
        case .pause: break
        }
      }
      let (standing, reason) = result.standing(direction)
      try await context.journal.mark(.ended(standing, reason: reason))
      let state = RunState(standing, direction)
      await context.tell(.sessionEnded(state, reason: reason))
      return state
    }
  }

  /// Nothing is called done that the cloud does not hold any more.
  private func compare(_ result: inout Result) async throws(JournalError) {
    let comparison = await FinalComparison(context: context, steps: steps).run()
    result.isDone = false
    if comparison.differences.isEmpty {
      result.unclear = comparison.unclear
      result.isStopped = comparison.isStopped
      result.isDone = comparison.unclear == nil && !comparison.isStopped
      result.held = comparison.held
      return
    }
    var last: Int?
    for (index, failure) in comparison.differences where index != last {
      last = index
      try await context.record(.drifted(failure), of: steps[index])
      result.failure = result.failure ?? (steps[index], failure)
    }
  }

  private func decide(_ failure: StepFailure, _ step: Step) async -> FailureAnswer {
    let statuses = await context.journal.ledger.statuses
    let undoable = zip(steps, statuses).filter { $1.hasOwnEffect }.map(\.0)
    return await context.desk.ask { await $0.decide(failure, of: step, undoable: undoable.reversed()) }
  }

  /// What became of a session.
  private struct Result {
    var isDone = false
    /// How much of what the plan fixed was seen to hold after the last step.
    var held = 0
    var failure: (step: Step, failure: StepFailure)?
    var unclear: StepFailure?
    var waiting: Step?
    var isStopped = false

    func standing(_ direction: RunState.Direction) -> (RunState.Standing, String?) {
      if isDone, direction == .forward {
        return (.succeeded, "compared with the plan after the last step: \(held) values hold")
      }
      if isDone { return (.rolledBack, nil) }
      if let failure {
        return (direction == .forward ? .failed : .stuck, "\(failure.step.id): \(failure.failure)")
      }
      if let unclear { return (.paused, "\(unclear)") }
      if isStopped { return (.paused, "it was told to stop") }
      if let waiting { return (.paused, "\(waiting.id) waits for \(waiting.owner.identifier)") }
      return (.paused, "nothing can be done now")
    }
  }

  /// Works on steps until none may be worked on.
  private func drive(_ direction: RunState.Direction) async throws(JournalError) -> Result {
    // Only what is settled is kept: holding the statuses themselves would have the journal copy them at every event.
    let settled = await context.journal.ledger.statuses.map {
      direction == .forward ? $0.isDone : $0.isAtRest
    }
    var schedule = StepSchedule(
      steps, direction, limit: context.policy.stepsPerAccount, total: context.policy.stepsAtOnce,
      isSettled: { settled[$0] })
    context.letGo()
    var result = Result()
    var broken: JournalError?
    let context = context
    let steps = steps
    await withTaskGroup(of: (Int, Swift.Result<StepOutcome, JournalError>).self) { group in
      var isHeld = false
      while true {
        // Backward, one stuck step keeps only its own dependencies; forward, a failure holds everything.
        while !isHeld, !context.isStopping, let index = schedule.take() {
          group.addTask { (index, await Self.work(on: steps[index], direction, context)) }
        }
        guard let (index, outcome) = await group.next() else { break }
        var isSettled = false
        switch outcome {
        case .success(.settled): isSettled = true
        case .success(.waiting): result.waiting = result.waiting ?? steps[index]
        case .success(.stopped): result.isStopped = true
        case .success(.failed(let failure)):
          result.failure = result.failure ?? (steps[index], failure)
          if direction == .forward { isHeld = true }
        case .success(.unclear(let failure)):
          result.unclear = result.unclear ?? failure
          if direction == .forward { isHeld = true }
        case .failure(let error):
          broken = broken ?? error
          isHeld = true
        }
        // What waits for the world need not wait for the end of a session that is over.
        if isHeld { context.hold() }
        schedule.leave(index, isSettled: isSettled, direction)
      }
    }
    if let broken { throw broken }
    result.isDone = schedule.left == 0
    if !result.isDone, context.isStopRequested { result.isStopped = true }
    return result
  }

  private static func work(
    on step: Step, _ direction: RunState.Direction, _ context: RunContext
  ) async -> Swift.Result<StepOutcome, JournalError> {
    do throws(JournalError) {
      switch direction {
      case .forward:
        if context.policy.isStepByStep, await context.journal.status(of: step.id).stage == .planned,
          await !isWanted(step, context)
        {
          return .success(.stopped)
        }
        return .success(try await StepForward(context, step).run())
      case .backward:
        let status = await context.journal.status(of: step.id)
        if context.policy.isStepByStep, status.hasOwnEffect, !status.isGoingBack, let undo = step.undo {
          var asked = step
          asked.title = undo.title
          asked.action = undo.action
          guard await isWanted(asked, context) else { return .success(.stopped) }
        }
        return .success(try await StepBackward(context, step).run())
      }
    } catch { return .failure(error) }
  }

  /// Asks the person whether a step, or its undo, may begin; a no ends the session in order.
  private static func isWanted(_ step: Step, _ context: RunContext) async -> Bool {
    // Whoever stood in a queue is not asked when the session is ending meanwhile.
    await context.desk.ask { person in
      guard !context.isStopping else { return false }
      if await person.confirm(step) { return true }
      context.stop()
      return false
    }
  }
}

extension StepStatus {
  /// Whether there may be something in the world that rollback would take back.
  public var hasOwnEffect: Bool {
    switch stage {
    case .accepted, .ambiguous, .started, .performed, .succeeded(isOwn: true), .failed(_, hasEffect: true),
      .undoing, .undoAccepted, .undoWaiting, .undoAmbiguous, .undoFailed:
      true
    default: false
    }
  }
}
