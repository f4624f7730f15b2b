import CtyunAPI
import JSON
import Runbook

/// Compares the cloud with the plan when every step is done: whatever a check could read is read once more.
///
/// What the last step left an hour ago proves nothing about what the first one left yesterday. Checks that ask the
/// same question are answered by one read, so the cost is one read for each question, and the calls of an account run
/// side by side as its steps do.
///
/// A later step may change on purpose what an earlier one left (a rule that is first closed and then opened). So where
/// several checks speak of the same place of the same reply, the later one counts: see ``Question``.
struct FinalComparison: Sendable {
  /// What came of it.
  struct Result: Sendable {
    /// How many expectations hold.
    var held = 0
    /// Steps of the runbook whose effect is no longer as it was, in order.
    var differences: [(step: Int, failure: StepFailure)] = []
    /// Why nothing can be said about some of it.
    var unclear: StepFailure?
    /// Whether the session was told to end meanwhile.
    var isStopped = false

    mutating func add(_ other: Result) {
      held += other.held
      differences += other.differences
      unclear = unclear ?? other.unclear
      isStopped = isStopped || other.isStopped
    }
  }

  let context: RunContext
  let steps: [Step]

  /// Reads and compares. Nothing is written down.
  func run() async -> Result {
    var lanes: [[Question]] = []
    for questions in await questions().values {
      let width = min(questions.count, max(1, context.policy.stepsPerAccount))
      for lane in 0..<width {
        lanes.append(stride(from: lane, to: questions.count, by: width).map { questions[$0] })
      }
    }
    let whole = await withTaskGroup(of: Result.self) { group in
      for lane in lanes {
        group.addTask {
          var result = Result()
          for question in lane where !context.isStopRequested { result.add(await ask(question)) }
          return result
        }
      }
      return await group.reduce(into: Result()) { $0.add($1) }
    }
    var result = whole
    result.isStopped = result.isStopped || context.isStopRequested
    result.differences.sort { $0.step < $1.step }
    return result
  }

  /// The questions by account, each asked once.
  private func questions() async -> [String: [Question]] {
    let ledger = await context.journal.ledger
    var questions: [String: [Question]] = [:]
    var places: [String: Int] = [:]
    for (index, step) in steps.enumerated() {
      guard case .succeeded = ledger.statuses[index].stage, let condition = step.check.condition,
        let operation = Operations.named(condition.call.operation), !operation.isMutating,
        let arguments = try? await Arguments.resolve(
          condition.call, result: { ledger.value(of: $0) }, secrets: context.secrets)
      else { continue }
      let account = condition.call.account
      let key = "\(account) \(operation.id) \(JSONValue.object(arguments.values).text(pretty: false))"
      let place = places[key] ?? questions[account, default: []].count
      if places[key] == nil {
        places[key] = place
        questions[account, default: []].append(
          Question(operation: operation, arguments: arguments, account: account, asker: step))
      }
      for var expectation in condition.expectations {
        guard
          let value = try? Arguments.resolve(
            expectation.value, for: operation.id, result: { ledger.value(of: $0) })
        else { continue }
        expectation.value = value
        questions[account]?[place].expect(expectation, by: index)
      }
    }
    return questions
  }

  /// Asks until all is as expected; what differs is looked at a few times, because clouds do not show everything at
  /// once.
  private func ask(_ question: Question) async -> Result {
    var missed = 0
    var unreached = 0
    while true {
      var result = Result()
      let reading = await context.reader.read(
        question.operation, question.arguments.values, as: question.account)
      switch reading {
      case .reply(let document, let requestID):
        result = judge(question, document, requestID)
        missed += 1
        if result.differences.isEmpty || missed >= max(1, context.policy.looksBeforeAbsent) { return result }
      case .refused(let refusal, let requestID):
        missed += 1
        guard missed >= max(1, context.policy.looksBeforeAbsent) else { break }
        for step in question.steps {
          result.differences.append(
            (step, failure(question, expected: nil, found: "\(refusal)", requestID: requestID)))
        }
        return result
      case .unreached(let reason), .turnedAway(let reason), .uncallable(let reason):
        unreached += 1
        guard unreached >= max(1, context.policy.attempts) else { break }
        result.unclear = StepFailure(
          .unreachable, "the cloud cannot be compared with the plan: \(reason)")
        return result
      }
      let isOn = await context.pause(
        question.asker, "comparing the cloud with the plan", context.policy.backoff,
        attempt: missed + unreached - 1)
      guard isOn else {
        result.isStopped = true
        result.differences = []
        return result
      }
    }
  }

  private func judge(_ question: Question, _ document: JSONValue, _ requestID: String) -> Result {
    var result = Result()
    for (step, expectation) in question.expectations {
      switch expectation.judge(document) {
      case .holds: result.held += 1
      case .absent(let expected):
        result.differences.append(
          (step, failure(question, expected: expected, found: "nothing", requestID: requestID)))
      case .different(let expected, let found):
        result.differences.append(
          (step, failure(question, expected: expected, found: found, requestID: requestID)))
      }
    }
    return result
  }

  private func failure(
    _ question: Question, expected: String?, found: String, requestID: String?
  ) -> StepFailure {
    StepFailure(
      .drifted, "\(question.operation.id) no longer shows what was planned",
      expected: expected?.covering(question.arguments.secrets),
      found: found.covering(question.arguments.secrets), requestID: requestID)
  }
}

/// One read, and what is expected of its reply, by the steps that expect it.
private struct Question: Sendable {
  let operation: CtyunAPI.Operation
  let arguments: Arguments
  let account: String
  /// The first step that asks it.
  let asker: Step
  private var places: [ResultPath: [(step: Int, expectation: ReplyExpectation)]] = [:]
  private var order: [ResultPath] = []

  init(operation: CtyunAPI.Operation, arguments: Arguments, account: String, asker: Step) {
    self.operation = operation
    self.arguments = arguments
    self.account = account
    self.asker = asker
  }

  /// Expects something more of the reply. Of what was expected of the same place before only that stays which the new
  /// expectation does not speak against: a list may have to hold several values, and everything else has one state,
  /// the last.
  mutating func expect(_ new: ReplyExpectation, by step: Int) {
    if places[new.path] == nil { order.append(new.path) }
    var kept = places[new.path] ?? []
    switch new.comparison {
    case .equals, .absent: kept = []
    case .contains:
      kept.removeAll { [.equals, .absent].contains($0.expectation.comparison) || $0.expectation == new }
    case .present:
      kept.removeAll { [.present, .absent].contains($0.expectation.comparison) }
    }
    places[new.path] = kept + [(step, new)]
  }

  /// What is expected, by the steps that expect it.
  var expectations: [(step: Int, expectation: ReplyExpectation)] { order.flatMap { places[$0] ?? [] } }

  /// The steps that expect something.
  var steps: [Int] { Set(expectations.map(\.step)).sorted() }
}
