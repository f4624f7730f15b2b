import CtyunAPI
import CtyunClient
import JSON
import Runbook

/// Takes one step back, from wherever the journal says it is. What the run did not make it leaves alone.
struct StepBackward: Sendable {
  let work: StepWork
  private var context: RunContext { work.context }
  private var step: Step { work.step }

  init(_ context: RunContext, _ step: Step) { work = StepWork(context: context, step: step) }

  func run() async throws(JournalError) -> StepOutcome {
    do throws(StepInterruption) {
      var status = await work.status()
      while !status.isAtRest { status = try await advance(status) }
      return .settled
    } catch {
      switch error {
      case .outcome(let outcome): return outcome
      case .journal(let error): throw error
      }
    }
  }

  private func advance(_ status: StepStatus) async throws(StepInterruption) -> StepStatus {
    switch status.stage {
    case .planned, .undone, .remains: return status
    case .started, .accepted, .ambiguous, .waiting: return try await clear(status)
    case .failed(_, hasEffect: false), .skipped, .succeeded(isOwn: false):
      return try await work.record(.released)
    case .performed, .succeeded(isOwn: true), .failed(_, hasEffect: true): return try await begin(status)
    case .undoFailed:
      guard !context.isStopping else { throw .outcome(.stopped) }
      return try await work.record(.undoStarted)
    case .undoing, .undoAccepted, .undoWaiting, .undoAmbiguous: break
    }
    guard let undo = step.undo else { return try await work.record(.remains(reason: "it has no undo")) }
    switch undo.action {
    case .apiCall(let call): return try await take(back: call, undo, status)
    case .manual(let instruction): return try await ask(instruction, undo, status)
    case .wait(let condition): return try await wait(condition, undo)
    }
  }

  /// Finds out what became of a step that was under way, before it is taken back.
  private func clear(_ status: StepStatus) async throws(StepInterruption) -> StepStatus {
    switch step.action {
    case .wait:
      return try await work.record(
        .failed(StepFailure(.timedOut, "the run was taken back while it waited"), hasEffect: false))
    case .manual:
      // Whoever was asked may have begun.
      return try await work.record(.manualFailed(note: "the run was taken back before it was answered"))
    case .apiCall:
      let outcome: StepOutcome
      do throws(JournalError) { outcome = try await StepForward(context, step).reconcile() } catch {
        throw .journal(error)
      }
      let new = await work.status()
      if case .settled = outcome { return new }
      if new.stage != status.stage, !new.isUncertain { return new }
      throw .outcome(outcome)
    }
  }

  /// Writes down the intent, or that there is nothing to take back.
  private func begin(_ status: StepStatus) async throws(StepInterruption) -> StepStatus {
    if step.undo == nil {
      guard let remains = step.remains else { return try await work.record(.released) }
      return try await work.record(.remains(reason: remains.en))
    }
    guard !context.isStopping else { throw .outcome(.stopped) }
    if !status.isSuccess, let (found, requestID) = try await unknownOutputs(status) {
      _ = try await work.record(.performed(outputs: found, requestID: requestID))
    }
    return try await work.record(.undoStarted)
  }

  /// What the undo refers to and only the check tells, when the run was taken back before the check was made. Nil
  /// when nothing is missing, or nothing can be learnt.
  private func unknownOutputs(_ status: StepStatus) async throws(StepInterruption) -> (JSONObject, String)? {
    guard case .apiCall(let call)? = step.undo?.action, let condition = step.check.condition else {
      return nil
    }
    let missing = call.references.contains { $0.step == step.id && status.outputs[$0.output] == nil }
    guard missing else { return nil }
    for attempt in 0..<max(1, context.policy.attempts) {
      guard let look = try? await work.look(condition) else { return nil }
      if case .seen(let document, _, let requestID) = look {
        let found = work.outputs(.check, of: document).found
        if !found.isEmpty { return (found, requestID) }
      }
      guard await context.pause(step, condition.text.en, context.policy.backoff, attempt: attempt) else {
        throw .outcome(.stopped)
      }
    }
    return nil
  }

  // MARK: Calls

  private func take(
    back call: APICall, _ undo: Undo, _ status: StepStatus
  ) async throws(StepInterruption) -> StepStatus {
    let operation: CtyunAPI.Operation
    let arguments: Arguments
    do throws(StepFailure) {
      operation = try work.operation(of: call)
      arguments = try await context.arguments(call)
    } catch {
      // Without what it gave it cannot be called by name; perhaps it never came to be, or is gone.
      if let requestID = try await isGone(undo) { return try await finish(requestID) }
      return try await fail(error)
    }
    var status = status
    let token = work.token(.undo, status.generation)
    var orders = 0
    var failures = 0
    while true {
      var reason = "the order of \(operation.id) is not done"
      var refusal: StepFailure?
      switch await context.send(operation, arguments, as: call.account, token: token) {
      case .reply(let reply):
        switch operation.completion?.progress(of: reply.envelope.document) ?? .done {
        case .done: return try await check(undo, reply.requestID)
        case .failed(let state):
          return try await fail(
            StepFailure(
              .refused, "the order of \(operation.id) ended as \(state)", requestID: reply.requestID))
        case .pending(let state):
          status = try await acceptOnce(status, StepForward.order(in: reply.envelope.document) ?? state)
        }
      case .inProgress: status = try await acceptOnce(status, nil)
      case .refused(let answer, let requestID):
        // What is not there is gone already, and so is a setting of it.
        if answer.isNotFound {
          if let requestID = try await isMissing(undo) { return try await finish(requestID) }
          return try await check(undo, requestID)
        }
        reason = "\(answer)".covering(arguments.secrets)
        refusal = StepFailure(.refused, reason, requestID: requestID)
        if let requestID = try await isGone(undo) { return try await finish(requestID) }
      case .ambiguous(let sentence):
        reason = sentence.covering(arguments.secrets)
        status = try await work.record(.undoAmbiguous(reason: reason))
        refusal = StepFailure(.unreachable, reason)
      case .unreached(let sentence):
        reason = sentence.covering(arguments.secrets)
        refusal = StepFailure(.unreachable, reason)
      case .turnedAway(let sentence):
        // Perhaps the second copy of a request that was delivered twice: under another id it is let through.
        reason = sentence.covering(arguments.secrets)
        refusal = StepFailure(.uncallable, reason)
        if let requestID = try await isGone(undo) { return try await finish(requestID) }
      case .uncallable(let sentence):
        return try await fail(StepFailure(.uncallable, sentence.covering(arguments.secrets)))
      case .cancelled: throw .outcome(.stopped)
      }
      if let refusal {
        failures += 1
        // Parts of the cloud lag behind: what depended on it may still be seen for a moment.
        guard failures < context.policy.reconciliations else {
          if refusal.code == RunCode.unreachable.rawValue { throw .outcome(.unclear(refusal)) }
          return try await fail(refusal)
        }
        guard await context.pause(step, reason, context.policy.backoff, attempt: failures - 1) else {
          throw .outcome(.stopped)
        }
      } else {
        orders += 1
        guard orders < context.policy.orderCalls else {
          throw .outcome(.unclear(StepFailure(.timedOut, reason)))
        }
        guard await context.pause(step, reason, milliseconds: context.policy.orderMilliseconds) else {
          throw .outcome(.stopped)
        }
      }
    }
  }

  private func acceptOnce(_ status: StepStatus, _ order: String?) async throws(StepInterruption) -> StepStatus
  {
    if case .undoAccepted(let known) = status.stage, order == nil || known == order { return status }
    return try await work.record(.undoAccepted(order: order?.bounded(256)))
  }

  private func fail(_ failure: StepFailure) async throws(StepInterruption) -> StepStatus {
    _ = try await work.record(.undoFailed(failure))
    throw .outcome(.failed(failure))
  }

  /// Whether the undo's check shows at once that the thing is gone: the request that shows it. The check of a setting
  /// does not count, because not every setting can be read.
  private func isGone(_ undo: Undo) async throws(StepInterruption) -> String? {
    guard let condition = undo.check.condition, condition.expectsAbsence else { return nil }
    switch try? await work.look(condition) {
    case .seen(let document, let expectations, let requestID)?:
      return expectations.allSatisfy { $0.judge(document) == .holds } ? requestID : nil
    case .notFound(_, let requestID)?: return requestID ?? ""
    default: return nil
    }
  }

  /// Whether there is nothing where the undo's check looks, neither the setting nor another one in its place: the
  /// request that shows it.
  private func isMissing(_ undo: Undo) async throws(StepInterruption) -> String? {
    guard let condition = undo.check.condition else { return nil }
    switch try? await work.look(condition) {
    case .seen(let document, let expectations, let requestID)?:
      let isThere = expectations.contains { expectation in
        expectation.path.value(in: document).map { !$0.isBlank } ?? false
      }
      return isThere ? nil : requestID
    case .notFound(_, let requestID)?: return requestID ?? ""
    default: return nil
    }
  }

  /// Looks whether it is gone.
  private func check(_ undo: Undo, _ requestID: String?) async throws(StepInterruption) -> StepStatus {
    guard let condition = undo.check.condition else { return try await finish(requestID) }
    let watch = try await work.watch(
      condition, context.policy.backoff, isGone: condition.expectsAbsence)
    switch watch {
    case .holds: return try await finish(requestID)
    case .missed(let failure): return try await fail(failure)
    case .unreached(let reason): throw .outcome(.unclear(StepFailure(.unreachable, reason)))
    case .stopped: throw .outcome(.stopped)
    case .left: throw .outcome(.waiting)
    }
  }

  private func finish(_ requestID: String?) async throws(StepInterruption) -> StepStatus {
    try await work.record(.undone(note: nil, requestID: requestID?.isEmpty == true ? nil : requestID))
  }

  // MARK: People and waits

  private func ask(
    _ instruction: Instruction, _ undo: Undo, _ status: StepStatus
  ) async throws(StepInterruption) -> StepStatus {
    guard case .undoWaiting = status.stage else {
      return try await work.record(.undoWaiting(reason: ManualWait.reason(step.owner)))
    }
    guard !context.isStopping else { throw .outcome(.waiting) }
    let task = ManualTask(
      step: step, isUndo: true, instruction: instruction, check: undo.check, inputs: [], isSkippable: true)
    let context = context
    // Whoever stood in a queue is not asked when the session is ending meanwhile.
    let answer = await context.desk.ask { context.isStopping ? .later : await $0.carryOut(task) }
    guard let event = answer.event(for: task, after: status) else { throw .outcome(.waiting) }
    // A person says it is gone; where the cloud can be asked it is asked as well.
    if case .undone = event, let condition = undo.check.condition {
      let watch = try await work.watch(
        condition, context.policy.backoff, isGone: condition.expectsAbsence)
      switch watch {
      case .holds: break
      case .missed(let failure): return try await fail(failure)
      case .unreached(let reason): throw .outcome(.unclear(StepFailure(.unreachable, reason)))
      case .stopped, .left: throw .outcome(.waiting)
      }
    }
    let new = try await work.record(event)
    if case .undoFailed(let failure) = new.stage { throw .outcome(.failed(failure)) }
    return new
  }

  private func wait(_ condition: StepCondition, _ undo: Undo) async throws(StepInterruption) -> StepStatus {
    let watch = try await work.watch(
      condition, context.policy.waiting, limit: context.policy.longestWaitMilliseconds)
    switch watch {
    case .holds(_, let requestID): return try await check(undo, requestID)
    case .missed(let failure): return try await fail(failure)
    case .unreached(let reason): throw .outcome(.unclear(StepFailure(.unreachable, reason)))
    case .stopped: throw .outcome(.stopped)
    case .left: throw .outcome(.waiting)
    }
  }
}

extension StepCondition {
  /// Whether all of it is about something not being there: then "not found" is what is wanted.
  var expectsAbsence: Bool { expectations.allSatisfy { $0.comparison == .absent } }
}
