import CtyunAPI
import JSON
import Runbook

/// The work on one step, in small pieces that both directions use.
struct StepWork: Sendable {
  let context: RunContext
  let step: Step

  func record(_ event: JournalEvent) async throws(StepInterruption) -> StepStatus {
    do throws(JournalError) { return try await context.record(event, of: step) } catch {
      throw .journal(error)
    }
  }

  func status() async -> StepStatus { await context.journal.status(of: step.id) }

  func token(_ purpose: ClientToken.Purpose, _ generation: Int) -> String {
    ClientToken.derive(run: context.run, step: step.id, generation: generation, purpose: purpose)
  }

  /// The operation of a call; a runbook that was inspected has no others.
  func operation(of call: APICall) throws(StepFailure) -> CtyunAPI.Operation {
    guard let operation = Operations.named(call.operation) else {
      throw StepFailure(.uncallable, "the contract knows no \(call.operation)")
    }
    return operation
  }

  // MARK: Reading

  /// What a condition's read said.
  enum Look: Sendable {
    /// The reply, the expectations with their references resolved, and the request.
    case seen(JSONValue, [ReplyExpectation], requestID: String)
    /// The thing that is asked for does not exist.
    case notFound(BusinessFailure, requestID: String?)
    /// The cloud refused to answer.
    case refused(BusinessFailure, requestID: String?)
    /// Nobody answered.
    case unreached(String)
  }

  /// Reads once what a condition asks for.
  ///
  /// - Throws: ``StepFailure`` when it cannot be asked.
  func look(_ condition: StepCondition) async throws(StepFailure) -> Look {
    let operation = try operation(of: condition.call)
    let known = await context.journal.values(
      of: condition.expectations.compactMap { ResultReference(json: $0.value) })
    let arguments = try await context.arguments(condition.call)
    var expectations = condition.expectations
    for index in expectations.indices {
      expectations[index].value = try Arguments.resolve(
        expectations[index].value, for: operation.id, result: { known[$0] })
    }
    switch await context.reader.read(operation, arguments.values, as: condition.call.account) {
    case .reply(let document, let requestID): return .seen(document, expectations, requestID: requestID)
    case .refused(let refusal, let requestID):
      return refusal.isNotFound
        ? .notFound(refusal, requestID: requestID) : .refused(refusal, requestID: requestID)
    // A gateway that turns a read away may let the next one through, and what cannot be read is not wrong for that.
    case .unreached(let reason), .turnedAway(let reason):
      return .unreached(reason.covering(arguments.secrets))
    case .uncallable(let reason):
      throw StepFailure(.uncallable, reason.covering(arguments.secrets))
    }
  }

  /// What a condition came to after looking again and again.
  enum Watch: Sendable {
    /// It holds: the reply that shows it.
    case holds(JSONValue, requestID: String)
    /// It did not hold in time: the last difference.
    case missed(StepFailure)
    /// Nobody answered.
    case unreached(String)
    /// The session ends.
    case stopped
    /// It is left for another session.
    case left
  }

  /// Looks at a condition until it holds or its time is over.
  ///
  /// - Parameters:
  ///   - backoff: the distances between two looks.
  ///   - limit: milliseconds after which it is left, if that is sooner than its own time.
  ///   - isGone: whether "not found" is what is wanted.
  ///   - onFirstMiss: called when the first look does not show it.
  ///   - accepts: a further condition on the reply, such as outputs that have to be there.
  func watch(
    _ condition: StepCondition, _ backoff: Backoff, limit: Int64? = nil, isGone: Bool = false,
    onFirstMiss: () async throws(StepInterruption) -> Void = {},
    accepts: (JSONValue) -> StepFailure? = { _ in nil }
  ) async throws(StepInterruption) -> Watch {
    let start = context.clock.now
    let timeout = Int64(clamping: condition.timeoutSeconds).multipliedReportingOverflow(by: 1000)
    let patience = timeout.overflow ? .max : timeout.partialValue
    var attempt = 0
    while true {
      let look: Look
      do throws(StepFailure) { look = try await self.look(condition) } catch { return .missed(error) }
      var miss: StepFailure?
      var isUnreached = false
      switch look {
      case .seen(let document, let expectations, let requestID):
        miss = Self.difference(document, expectations, condition, requestID) ?? accepts(document)
        if miss == nil { return .holds(document, requestID: requestID) }
      case .notFound(let refusal, let requestID):
        if isGone { return .holds(.null, requestID: requestID ?? "") }
        miss = StepFailure(.unequal, "\(condition.text.en): \(refusal)", requestID: requestID)
      case .refused(let refusal, let requestID):
        miss = StepFailure(.refused, "\(refusal)", requestID: requestID)
      case .unreached(let reason):
        isUnreached = true
        miss = StepFailure(.unreachable, reason)
      }
      if attempt == 0 { try await onFirstMiss() }
      let spent = context.clock.now.since(start)
      let failure = miss ?? StepFailure(.timedOut, condition.text.en)
      if spent >= patience { return isUnreached ? .unreached(failure.message) : .missed(failure) }
      if let limit, spent >= limit { return .left }
      guard await context.pause(step, condition.text.en, backoff, attempt: attempt) else { return .stopped }
      attempt += 1
    }
  }

  /// The first expectation that a reply does not meet.
  private static func difference(
    _ document: JSONValue, _ expectations: [ReplyExpectation], _ condition: StepCondition, _ requestID: String
  ) -> StepFailure? {
    for expectation in expectations {
      switch expectation.judge(document) {
      case .holds: continue
      case .absent(let expected):
        return StepFailure(
          .unequal, "\(condition.call.operation) does not show what was planned", expected: expected,
          found: "nothing", requestID: requestID)
      case .different(let expected, let found):
        return StepFailure(
          .unequal, "\(condition.call.operation) shows something else than was planned", expected: expected,
          found: found, requestID: requestID)
      }
    }
    return nil
  }

  // MARK: Outputs

  /// The largest value that a step may hand on.
  private static let largestOutput = 8_192

  /// The values that a reply gives, and the first one that it lacks.
  func outputs(_ source: Output.Source, of document: JSONValue) -> (found: JSONObject, missing: Output?) {
    var found = JSONObject()
    var missing: Output?
    for output in step.outputs where output.source == source {
      if let value = output.path?.value(in: document), !value.isBlank,
        value.canonicalBytes().count <= Self.largestOutput
      {
        found[output.name] = value
      } else if missing == nil {
        missing = output
      }
    }
    return (found, missing)
  }

  func missingOutput(_ output: Output, _ operation: String, _ requestID: String?) -> StepFailure {
    StepFailure(
      .missingOutput, "the reply of \(operation) lacks \(output.name), which later steps need",
      expected: output.path.map { "\($0)" }, found: "nothing", requestID: requestID)
  }
}
