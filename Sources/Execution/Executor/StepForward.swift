import CtyunAPI
import CtyunClient
import JSON
import Runbook

/// Does one step, from wherever the journal says it is.
struct StepForward: Sendable {
  let work: StepWork
  var context: RunContext { work.context }
  var step: Step { work.step }

  init(_ context: RunContext, _ step: Step) { work = StepWork(context: context, step: step) }

  func run() async throws(JournalError) -> StepOutcome {
    do throws(StepInterruption) {
      var status = await work.status()
      while true {
        if let outcome = outcome(of: status) { return outcome }
        status = try await advance(status)
      }
    } catch {
      switch error {
      case .outcome(let outcome): return outcome
      case .journal(let error): throw error
      }
    }
  }

  /// Finds out what became of the step's call, without doing anything else: for a rollback.
  func reconcile() async throws(JournalError) -> StepOutcome {
    do throws(StepInterruption) {
      var status = await work.status()
      while true {
        switch status.stage {
        case .started, .accepted, .ambiguous: status = try await advance(status)
        default: return .settled
        }
      }
    } catch {
      switch error {
      case .outcome(let outcome): return outcome
      case .journal(let error): throw error
      }
    }
  }

  private func outcome(of status: StepStatus) -> StepOutcome? {
    switch status.stage {
    case .succeeded, .skipped: .settled
    default: nil
    }
  }

  /// One transition; throws the outcome when there is none to be made now.
  private func advance(_ status: StepStatus) async throws(StepInterruption) -> StepStatus {
    switch status.stage {
    case .undone: return try await work.record(.planned)
    case .remains: return try await work.record(.performed(outputs: [:], requestID: nil))
    case .performed: return try await check()
    case .succeeded, .skipped: return status
    case .undoing, .undoAccepted, .undoWaiting, .undoAmbiguous, .undoFailed:
      throw .outcome(.failed(StepFailure(.stuck, "\(step.id) is half taken back; roll the run back first")))
    default: break
    }
    switch step.action {
    case .apiCall(let call): return try await advance(status, call)
    case .wait(let condition): return try await wait(status, condition)
    case .manual(let instruction): return try await ask(status, instruction)
    }
  }

  // MARK: Calls

  private func advance(_ status: StepStatus, _ call: APICall) async throws(StepInterruption) -> StepStatus {
    switch status.stage {
    // Its token stands for an order that is over: what is ordered anew needs another one.
    case .failed(let failure, hasEffect: false) where failure.code == RunCode.failedOrder.rawValue:
      guard !context.isStopping else { throw .outcome(.stopped) }
      return try await work.record(.released)
    case .planned, .failed(_, hasEffect: false): return try await start(status, call)
    case .failed(let failure, hasEffect: true):
      // A setting that was refused when it was sent again is sent once more; what was made is checked once more.
      if failure.code == RunCode.refused.rawValue { return try await start(status, call) }
      return try await work.record(.performed(outputs: [:], requestID: nil))
    case .started: return try await work.record(.ambiguous(reason: "the process ended before an answer came"))
    case .accepted, .ambiguous: return try await settle(status, call)
    default: throw .outcome(.stopped)
    }
  }

  /// Looks before the first sending where that is due, writes down the intent, and sends.
  private func start(_ status: StepStatus, _ call: APICall) async throws(StepInterruption) -> StepStatus {
    guard !context.isStopping else { throw .outcome(.stopped) }
    let operation: CtyunAPI.Operation
    let arguments: Arguments
    do throws(StepFailure) {
      operation = try work.operation(of: call)
      arguments = try await context.arguments(call)
    } catch { return try await fail(error) }
    if case .lookUp(let condition) = Reconciliation(operation, of: step) {
      let (finding, requestID) = try await find(condition, operation, arguments)
      switch finding {
      case .absent: break
      case .equal where !operation.makesThing:
        return try await work.record(.found(outputs: [:], requestID: requestID))
      case .equal:
        return try await fail(
          StepFailure(
            .conflict, "what \(operation.id) would make stands there already, and this run did not make it",
            requestID: requestID))
      case .different(let expected, let found):
        return try await fail(
          StepFailure(
            .conflict, "something that \(operation.id) would collide with stands there already",
            expected: expected, found: found, requestID: requestID))
      }
    }
    let started = try await work.record(.started)
    return try await send(started, call, operation, arguments)
  }

  private func fail(_ failure: StepFailure) async throws(StepInterruption) -> StepStatus {
    _ = try await work.record(.failed(failure, hasEffect: false))
    throw .outcome(.failed(failure))
  }

  /// Sends, again where that is harmless, until there is an answer to write down. The step is started, accepted or
  /// ambiguous.
  private func send(
    _ begun: StepStatus, _ call: APICall, _ operation: CtyunAPI.Operation, _ arguments: Arguments
  ) async throws(StepInterruption) -> StepStatus {
    var status = begun
    let token = work.token(.action, status.generation)
    var calls = 0
    var misses = 0
    var denials = 0
    var refusals = 0
    while true {
      calls += 1
      switch await context.send(operation, arguments, as: call.account, token: token) {
      case .reply(let reply):
        let progress = operation.completion?.progress(of: reply.envelope.document) ?? .done
        switch progress {
        case .done:
          let (found, missing) = work.outputs(.action, of: reply.envelope.document)
          guard let missing else {
            return try await work.record(.performed(outputs: found, requestID: reply.requestID))
          }
          // A reply may come before the id that it will name; the same token asks again.
          misses += 1
          if operation.takesClientToken || !operation.isMutating, misses < context.policy.attempts {
            if await context.pause(
              step, "\(operation.id) does not name \(missing.name) yet", context.policy.backoff,
              attempt: misses - 1)
            {
              continue
            }
            throw .outcome(.stopped)
          }
          _ = try await work.record(.performed(outputs: found, requestID: reply.requestID))
          let failure = work.missingOutput(missing, operation.id, reply.requestID)
          _ = try await work.record(.failed(failure, hasEffect: true))
          throw .outcome(.failed(failure))
        case .failed(let state):
          return try await fail(
            StepFailure(
              .failedOrder, "the order of \(operation.id) ended as \(state)", requestID: reply.requestID))
        case .pending(let state):
          status = try await acceptOnce(status, Self.order(in: reply.envelope.document) ?? state)
        }
      case .inProgress: status = try await acceptOnce(status, nil)
      case .refused(let refusal, let requestID):
        let failure = StepFailure(.refused, "\(refusal)".covering(arguments.secrets), requestID: requestID)
        switch status.stage {
        case .accepted:
          // What asks for an order is refused, not the order: it may come to its end all the same.
          refusals += 1
          let text =
            "the order of \(operation.id) was taken, and asking for it is refused: \(failure.message)"
          guard refusals < context.policy.reconciliations else {
            throw .outcome(.unclear(StepFailure(.ambiguous, text, requestID: requestID)))
          }
          guard await context.pause(step, text, context.policy.backoff, attempt: refusals - 1) else {
            throw .outcome(.stopped)
          }
          continue
        case .ambiguous where refusal.isAboutWhatStands && operation.takesClientToken && operation.makesThing:
          // The token would have been answered with what it made: what stands there is somebody else's.
          if let requestID = try await standsThereAnyway(operation) {
            return try await work.record(.performed(outputs: [:], requestID: requestID))
          }
          return try await fail(failure)
        case .ambiguous: return try await weigh(failure, call, operation, arguments)
        default: break
        }
        // Where a look before the sending showed nothing, what stands there now came with it.
        if let requestID = try await isThereNow(operation, arguments) {
          return try await work.record(.performed(outputs: [:], requestID: requestID))
        }
        if let requestID = try await cameWithOwn(operation) {
          return try await work.record(.found(outputs: [:], requestID: requestID))
        }
        return try await fail(failure)
      case .unreached(let reason):
        let text = reason.covering(arguments.secrets)
        guard calls < context.policy.attempts else {
          let failure = StepFailure(.unreachable, text)
          // Nothing of this sending arrived; what was ambiguous before stays so.
          if case .started = status.stage { _ = try await work.record(.failed(failure, hasEffect: false)) }
          throw .outcome(.unclear(failure))
        }
        guard await context.pause(step, text, context.policy.backoff, attempt: calls - 1) else {
          throw .outcome(.stopped)
        }
        continue
      case .ambiguous(let reason):
        return try await work.record(.ambiguous(reason: reason.covering(arguments.secrets)))
      case .turnedAway(let reason):
        if case .started = status.stage, let requestID = try await isThereNow(operation, arguments) {
          return try await work.record(.performed(outputs: [:], requestID: requestID))
        }
        // Asked once more, under another request id: a key that may not do it is turned away again.
        denials += 1
        let text = reason.covering(arguments.secrets)
        if denials < 2, case .sendAgain = Reconciliation(operation, of: step) {
          guard await context.pause(step, text, context.policy.backoff, attempt: 0) else {
            throw .outcome(.stopped)
          }
          continue
        }
        let failure = StepFailure(.uncallable, text)
        guard case .started = status.stage else { throw .outcome(.unclear(failure)) }
        // The copy that was turned away may have been the second of two.
        guard try await standsByName(call, operation, arguments) == true else {
          return try await fail(failure)
        }
        return try await work.record(.ambiguous(reason: text))
      case .uncallable(let reason):
        let failure = StepFailure(.uncallable, reason.covering(arguments.secrets))
        if case .started = status.stage { return try await fail(failure) }
        throw .outcome(.unclear(failure))
      case .cancelled: throw .outcome(.stopped)
      }
      guard calls < context.policy.orderCalls else {
        throw .outcome(.unclear(StepFailure(.timedOut, "the order of \(operation.id) is not done")))
      }
      guard
        await context.pause(
          step, "the order of \(operation.id) is not done", milliseconds: context.policy.orderMilliseconds)
      else { throw .outcome(.stopped) }
    }
  }

  /// Writes down that the cloud took the order, unless that is known.
  private func acceptOnce(_ status: StepStatus, _ order: String?) async throws(StepInterruption) -> StepStatus
  {
    if case .accepted(let known) = status.stage, order == nil || known == order { return status }
    return try await work.record(.accepted(order: order?.bounded(256)))
  }

  /// The order's id, where replies are known to name it.
  static func order(in document: JSONValue) -> String? {
    ResultPath(members: "returnObj", "masterOrderID").value(in: document)?.scalarText
  }

  /// Finds out what became of an ambiguous call, or goes on with an accepted one.
  private func settle(_ status: StepStatus, _ call: APICall) async throws(StepInterruption) -> StepStatus {
    let operation: CtyunAPI.Operation
    let arguments: Arguments
    do throws(StepFailure) {
      operation = try work.operation(of: call)
      arguments = try await context.arguments(call)
    } catch { throw .outcome(.unclear(error)) }
    if case .accepted = status.stage { return try await send(status, call, operation, arguments) }
    guard case .ambiguous(let reason) = status.stage else { return status }
    switch Reconciliation(operation, of: step) {
    case .ask:
      throw .outcome(
        .failed(StepFailure(.ambiguous, "nobody can say whether \(operation.id) was done: \(reason)")))
    case .sendAgain: return try await sendAgain(status, call, operation, arguments)
    case .lookUp(let condition): return try await lookUp(condition, status, call, operation, arguments)
    }
  }

  /// Looks whether an ambiguous call had its effect, and sends it again when nothing shows it, a few times. The step
  /// stays ambiguous meanwhile: what a slow list shows later is then still known to be this run's.
  private func lookUp(
    _ condition: StepCondition, _ begun: StepStatus, _ call: APICall, _ operation: CtyunAPI.Operation,
    _ arguments: Arguments
  ) async throws(StepInterruption) -> StepStatus {
    var status = begun
    for attempt in 0..<max(1, context.policy.reconciliations) {
      if attempt > 0 {
        guard await context.pause(step, "looking again", context.policy.backoff, attempt: attempt - 1) else {
          throw .outcome(.stopped)
        }
      }
      let (finding, requestID) = try await lookOften(condition, operation, arguments)
      switch finding {
      case .equal: return try await work.record(.performed(outputs: [:], requestID: requestID))
      case .different(let expected, let found):
        // It may be this run's thing, written in another way: only a person can tell, and nothing is let go of.
        throw .outcome(
          .failed(
            StepFailure(
              .conflict, "what stands there is not what \(operation.id) asked for, and may be what it made",
              expected: expected, found: found, requestID: requestID)))
      case .absent: status = try await send(status, call, operation, arguments)
      }
      guard case .ambiguous = status.stage else { return status }
    }
    guard case .ambiguous(let reason) = status.stage else { return status }
    throw .outcome(.unclear(StepFailure(.ambiguous, reason)))
  }

  /// What a refusal means to a call that was sent before and may have had its effect then.
  private func weigh(
    _ failure: StepFailure, _ call: APICall, _ operation: CtyunAPI.Operation, _ arguments: Arguments
  ) async throws(StepInterruption) -> StepStatus {
    if let requestID = try await standsThereAnyway(operation) {
      return try await work.record(.performed(outputs: [:], requestID: requestID))
    }
    if let requestID = try await isThereNow(operation, arguments) {
      return try await work.record(.performed(outputs: [:], requestID: requestID))
    }
    if operation.makesThing {
      if try await standsByName(call, operation, arguments) == false { return try await fail(failure) }
      return try await work.record(
        .ambiguous(reason: "an answer was lost, and asking again is refused: \(failure.message)"))
    }
    guard step.undo != nil else { return try await fail(failure) }
    // The first sending may have set what the second one was not allowed to: a rollback sets it back.
    _ = try await work.record(.failed(failure, hasEffect: true))
    throw .outcome(.failed(failure))
  }

  /// Sends an ambiguous call again, a few times, with growing distances.
  private func sendAgain(
    _ begun: StepStatus, _ call: APICall, _ operation: CtyunAPI.Operation, _ arguments: Arguments
  ) async throws(StepInterruption) -> StepStatus {
    var status = begun
    for attempt in 0..<max(1, context.policy.reconciliations) {
      guard await context.pause(step, "asking again", context.policy.backoff, attempt: attempt) else {
        throw .outcome(.stopped)
      }
      status = try await send(status, call, operation, arguments)
      guard case .ambiguous = status.stage else { return status }
    }
    guard case .ambiguous(let reason) = status.stage else { return status }
    throw .outcome(.unclear(StepFailure(.ambiguous, reason)))
  }

  // MARK: Checks and waits

  private func check() async throws(StepInterruption) -> StepStatus {
    guard let condition = step.check.condition else { return try await work.record(.succeeded(outputs: [:])) }
    let watch = try await work.watch(
      condition, context.policy.backoff,
      accepts: { document in
        work.outputs(.check, of: document).missing.map {
          work.missingOutput($0, condition.call.operation, nil)
        }
      })
    switch watch {
    case .holds(let document, _):
      return try await work.record(.succeeded(outputs: work.outputs(.check, of: document).found))
    case .missed(let failure):
      _ = try await work.record(.failed(failure, hasEffect: true))
      throw .outcome(.failed(failure))
    case .unreached(let reason): throw .outcome(.unclear(StepFailure(.unreachable, reason)))
    case .stopped: throw .outcome(.stopped)
    case .left: throw .outcome(.waiting)
    }
  }

  private func wait(_ status: StepStatus, _ condition: StepCondition) async throws(StepInterruption)
    -> StepStatus
  {
    switch status.stage {
    case .planned, .failed:
      guard !context.isStopping else { throw .outcome(.stopped) }
      return try await work.record(.started)
    case .started, .waiting: break
    default: throw .outcome(.stopped)
    }
    let watch = try await work.watch(
      condition, context.policy.waiting, limit: context.policy.longestWaitMilliseconds,
      onFirstMiss: { () async throws(StepInterruption) in
        if case .waiting = status.stage { return }
        _ = try await work.record(.waiting(reason: condition.text.en))
      },
      accepts: { document in
        work.outputs(.action, of: document).missing.map {
          work.missingOutput($0, condition.call.operation, nil)
        }
      })
    switch watch {
    case .holds(let document, let requestID):
      return try await work.record(
        .performed(outputs: work.outputs(.action, of: document).found, requestID: requestID))
    case .missed(let failure):
      let late = StepFailure(
        .timedOut, "\(condition.text.en): not after \(condition.timeoutSeconds) s",
        expected: failure.expected,
        found: failure.found ?? failure.message, requestID: failure.requestID)
      return try await fail(late)
    case .unreached(let reason): throw .outcome(.unclear(StepFailure(.unreachable, reason)))
    case .stopped: throw .outcome(.stopped)
    case .left: throw .outcome(.waiting)
    }
  }

  // MARK: People

  private func ask(_ status: StepStatus, _ instruction: Instruction) async throws(StepInterruption)
    -> StepStatus
  {
    switch status.stage {
    case .planned, .failed(_, hasEffect: false):
      guard !context.isStopping else { throw .outcome(.stopped) }
      return try await work.record(.started)
    case .started: return try await work.record(.waiting(reason: ManualWait.reason(step.owner)))
    case .waiting, .failed(_, hasEffect: true): break
    default: throw .outcome(.stopped)
    }
    guard !context.isStopping else { throw .outcome(.waiting) }
    let task = ManualTask(
      step: step, isUndo: false, instruction: instruction, check: step.check,
      inputs: step.outputs.filter { $0.source == .operatorInput }, isSkippable: step.mayBeSkipped(status))
    let context = context
    // Whoever stood in a queue is not asked when the session is ending meanwhile.
    let answer = await context.desk.ask { context.isStopping ? .later : await $0.carryOut(task) }
    guard let event = answer.event(for: task, after: status) else { throw .outcome(.waiting) }
    let new = try await work.record(event)
    if case .failed(let failure, _) = new.stage { throw .outcome(.failed(failure)) }
    return new
  }
}
