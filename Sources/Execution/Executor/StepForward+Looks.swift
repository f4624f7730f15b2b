import CtyunAPI
import JSON
import Runbook

/// Looking for what a call made, where its reply does not tell.
extension StepForward {
  /// What stands there under the natural key; looks again while nobody answers.
  func find(
    _ condition: StepCondition, _ operation: CtyunAPI.Operation, _ arguments: Arguments
  ) async throws(StepInterruption) -> (Finding, String?) {
    var reason = ""
    for attempt in 0..<max(1, context.policy.attempts) {
      if attempt > 0, await !context.pause(step, reason, context.policy.backoff, attempt: attempt - 1) {
        throw .outcome(.stopped)
      }
      do throws(StepFailure) {
        switch try await work.look(condition) {
        case .seen(let document, let expectations, let requestID):
          return (Finding(document, expectations, operation, arguments.values), requestID)
        case .notFound(_, let requestID): return (.absent, requestID)
        case .refused(let refusal, _): reason = "\(refusal)"
        case .unreached(let sentence): reason = sentence
        }
      } catch { throw .outcome(.unclear(error)) }
    }
    throw .outcome(.unclear(StepFailure(.unreachable, reason)))
  }

  /// After an ambiguous call, a refusal to do it again may mean that it is done: the check tells, where it can be
  /// made without the reply, and where something is made: the check of a setting may hold without it, because not
  /// every setting can be read. The request that shows it; nil when it does not hold.
  func standsThereAnyway(_ operation: CtyunAPI.Operation) async throws(StepInterruption) -> String? {
    guard operation.makesThing, let condition = step.check.condition, !condition.refers(to: step.id),
      !step.outputs.contains(where: { $0.source == .action })
    else { return nil }
    guard case .seen(let document, let expectations, let requestID)? = try? await work.look(condition),
      expectations.allSatisfy({ $0.judge(document) == .holds })
    else { return nil }
    return requestID
  }

  /// A refusal at the first sending may mean that what is wanted came along with a thing of this run, as a reverse
  /// service brings its first transit address: then it stands inside what an earlier step made, and nobody else's
  /// thing is taken for ours. The request that shows it; nil when it is not so.
  func cameWithOwn(_ operation: CtyunAPI.Operation) async throws(StepInterruption) -> String? {
    guard let call = step.check.condition?.call, !call.references.isEmpty else { return nil }
    return try await standsThereAnyway(operation)
  }

  /// A request that something on the way delivered twice is refused the second time, although the first copy had its
  /// effect. Where a natural key tells, nothing stood there before it was sent: what stands there now as it was asked
  /// for is this run's. The request that shows it; nil when nothing does.
  func isThereNow(
    _ operation: CtyunAPI.Operation, _ arguments: Arguments
  ) async throws(StepInterruption) -> String? {
    guard case .lookUp(let condition) = Reconciliation(operation, of: step) else { return nil }
    let (finding, requestID) = try await lookOften(condition, operation, arguments)
    return finding == .equal ? requestID : nil
  }

  /// Whether something in the account has the name that a call gives. When nothing has, however often one looks, no
  /// sending of it had its effect. Nil where that cannot be told: of things without a name, where nobody answers, and
  /// of orders, whose thing may come yet.
  func standsByName(
    _ call: APICall, _ operation: CtyunAPI.Operation, _ arguments: Arguments
  ) async throws(StepInterruption) -> Bool? {
    var resolved = call
    resolved.parameters = arguments.values
    guard let space = NameSpace.all.first(where: { $0.maker == operation.id }),
      let name = arguments.values[space.name]?.scalarText, let list = Operations.named(space.list),
      let filter = space.arguments(for: resolved)
    else { return nil }
    for look in 1...max(1, context.policy.looksBeforeAbsent) {
      if look > 1 {
        guard
          await context.pause(step, "looking whether it was done", context.policy.backoff, attempt: look - 1)
        else { throw .outcome(.stopped) }
      }
      guard case .reply(let document, _) = await context.reader.read(list, filter, as: call.account) else {
        return nil
      }
      if space.rows(in: document).contains(where: { $0[space.member]?.scalarText == name }) { return true }
    }
    return operation.completion == nil ? false : nil
  }

  /// Looks until something is found, or nothing was found several times: a call may still be on its way while the
  /// first look is made.
  func lookOften(
    _ condition: StepCondition, _ operation: CtyunAPI.Operation, _ arguments: Arguments
  ) async throws(StepInterruption) -> (Finding, String?) {
    var look = 1
    while true {
      let found = try await find(condition, operation, arguments)
      guard found.0 == .absent, look < context.policy.looksBeforeAbsent else { return found }
      guard await context.pause(step, "looking whether it was done", context.policy.backoff, attempt: look)
      else { throw .outcome(.stopped) }
      look += 1
    }
  }
}
