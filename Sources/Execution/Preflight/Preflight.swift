import CtyunAPI
public import CtyunClient
public import Diagnostics
import JSON
public import Runbook

/// Looks before the first change whether a run can come to its end: everything that can be known by reading.
///
/// Nothing is sent that changes anything. The findings say what was looked at as well as what is wrong, so that the
/// list itself is evidence.
public struct Preflight: Sendable {
  /// Whether the files that the runbook was made from are still as they were read for it.
  public struct Binding: Sendable, Equatable {
    /// Whether the scenario is.
    public var isScenarioTheSame: Bool
    /// Whether the lock file is, or says what the plan of the runbook says.
    public var isLockTheSame: Bool

    /// Joins both.
    public init(isScenarioTheSame: Bool, isLockTheSame: Bool) {
      self.isScenarioTheSame = isScenarioTheSame
      self.isLockTheSame = isLockTheSame
    }

    /// Whether the same plan would be made now.
    public var holds: Bool { isScenarioTheSame && isLockTheSame }
  }

  /// How many things of a kind an account may have.
  public struct Limit: Sendable, Equatable {
    /// How many.
    public var value: Int
    /// What a scenario calls the limit (`endpoints-per-account`).
    public var name: String
    /// How bad it is to have more: an error where the limit is certain, a warning where nobody has confirmed it.
    public var severityOfExcess: Severity

    /// Joins the parts.
    public init(_ value: Int, name: String, severityOfExcess: Severity) {
      self.value = value
      self.name = name
      self.severityOfExcess = severityOfExcess
    }
  }

  private let runbook: Runbook
  private let reader: CloudReader
  private let secrets: any SecretKeeper
  private let binding: Binding?
  private let limits: [String: Limit]
  private let clockSkewMilliseconds: Int64?

  /// A preflight of a runbook.
  ///
  /// - Parameters:
  ///   - caller: whoever calls the cloud.
  ///   - secrets: who knows what stands in no file.
  ///   - binding: what the scenario and lock file are now; nil when the runbook stands alone.
  ///   - limits: how many things an account may have, by the operation that makes them (`vpc.CreateVpc`).
  ///   - clockSkewMilliseconds: how far the machine's clock is ahead of the cloud's; nil to go by the dates of its
  ///     answers.
  public init(
    _ runbook: Runbook, caller: any CloudCaller, secrets: any SecretKeeper, binding: Binding? = nil,
    limits: [String: Limit] = [:], clockSkewMilliseconds: Int64? = nil
  ) {
    self.runbook = runbook
    reader = CloudReader(caller: caller)
    self.secrets = secrets
    self.binding = binding
    self.limits = limits
    self.clockSkewMilliseconds = clockSkewMilliseconds
  }

  /// Looks at everything.
  ///
  /// - Returns: what was seen, by topic; an error among it means that the run should not begin.
  public func findings() async -> [PreflightFinding] {
    var findings = freshness()
    let inspection = AccountInspection(reader: reader, region: runbook.region, purpose: .begin)
    let result = await inspection.look(
      at: APICall.accounts(of: runbook.steps.flatMap { $0.forwardCalls + $0.undoCalls }))
    let usable = result.usable
    findings +=
      result.findings
      + inspection.clock(clockSkewMilliseconds ?? result.clockLead?.inMilliseconds, result)
    if let account = usable.first { findings += await region(as: account) }
    findings += await SecretInspection(keeper: secrets, severity: .error).look(
      at: runbook.steps.flatMap { [($0.id, $0.action), ($0.id, $0.undo?.action)] })
    findings += await adopted(usable)
    findings += await names(usable)
    findings += await prices(usable)
    let order = PreflightFinding.Topic.allCases
    return findings.enumerated().sorted { left, right in
      let one = order.firstIndex(of: left.element.topic) ?? 0
      let other = order.firstIndex(of: right.element.topic) ?? 0
      return (one, left.offset) < (other, right.offset)
    }.map(\.element)
  }

  // MARK: Without the cloud

  private func freshness() -> [PreflightFinding] {
    if let problem = runbook.problems().first {
      return [
        PreflightFinding(.freshness, .error, "the runbook cannot be run: \(problem)", step: problem.step)
      ]
    }
    guard let binding else { return [] }
    var findings: [PreflightFinding] = []
    if !binding.isScenarioTheSame {
      findings.append(
        PreflightFinding(
          .freshness, .error, "the scenario was changed after the plan was made",
          help: "read what changed, and plan again"))
    }
    if !binding.isLockTheSame {
      findings.append(
        PreflightFinding(
          .freshness, .error, "the lock file was changed after the plan was made",
          help: "plan again, and look why it changed"))
    }
    return findings.isEmpty
      ? [
        PreflightFinding(
          .freshness, .info, "the runbook belongs to the scenario and the lock file as they are")
      ]
      : findings
  }

  // MARK: With the cloud

  private func region(as account: String) async -> [PreflightFinding] {
    guard case .reply(let document, _) = await reader.read(Operations.CTECS.listRegions, [:], as: account)
    else {
      return [PreflightFinding(.region, .warning, "the cloud does not list its resource pools")]
    }
    let ids = (document["returnObj"]?["regionList"]?.arrayValue ?? []).compactMap {
      $0["regionID"]?.stringValue
    }
    if ids.contains(runbook.region) {
      return [PreflightFinding(.region, .info, "the resource pool \(runbook.region) is known")]
    }
    return [
      PreflightFinding(
        .region, .error, "the cloud knows no resource pool \(runbook.region)",
        help: "`isthmus api call ctecs.ListRegions` lists them")
    ]
  }

  /// What the run adopts is read before anything is made: steps that only read, and rest on nothing that is made.
  private func adopted(_ usable: [String]) async -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    for step in runbook.steps {
      guard case .apiCall(let call) = step.action, usable.contains(call.account),
        Operations.named(call.operation)?.isMutating == false, let condition = step.check.condition,
        condition.call.references.isEmpty,
        !condition.expectations.contains(where: { $0.value.isRunbookReference }),
        let read = Operations.named(condition.call.operation)
      else { continue }
      findings.append(await look(at: step, condition, read))
    }
    return findings
  }

  private func look(
    at step: Step, _ condition: StepCondition, _ read: CtyunAPI.Operation
  ) async -> PreflightFinding {
    switch await reader.read(read, condition.call.parameters, as: condition.call.account) {
    case .reply(let document, _):
      for expectation in condition.expectations {
        switch expectation.judge(document) {
        case .holds: continue
        case .absent(let expected):
          return PreflightFinding(
            .adopted, .error, "\(step.resource) is not as described: expected \(expected), found nothing",
            help: "correct the scenario, or what stands there", step: step.id)
        case .different(let expected, let found):
          return PreflightFinding(
            .adopted, .error, "\(step.resource) is not as described: expected \(expected), found \(found)",
            help: "correct the scenario, or what stands there", step: step.id)
        }
      }
      return PreflightFinding(.adopted, .info, "\(step.resource) stands there as described", step: step.id)
    case .refused(let refusal, _):
      return PreflightFinding(
        .adopted, .error, "\(step.resource) cannot be read: \(refusal)",
        help: "check its id, and whether it belongs to account \(condition.call.account)", step: step.id)
    case .unreached(let reason), .turnedAway(let reason), .uncallable(let reason):
      return PreflightFinding(.adopted, .error, "\(step.resource) cannot be read: \(reason)", step: step.id)
    }
  }

  /// Whether names are free and there is room, kind by kind; every list is read once.
  private func names(_ usable: [String]) async -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    for space in NameSpace.all {
      var lists: [String: [JSONValue]?] = [:]
      var planned: [String: Int] = [:]
      var present: [String: Int] = [:]
      var taken = 0
      for step in runbook.steps {
        guard case .apiCall(let call) = step.action, call.operation == space.maker,
          usable.contains(call.account),
          let name = call.parameters[space.name]?.scalarText, let list = Operations.named(space.list)
        else { continue }
        planned[call.account, default: 0] += 1
        guard let arguments = space.arguments(for: call) else { continue }
        let key = call.account + " " + JSONValue.object(arguments).text(pretty: false)
        if lists[key] == nil {
          if case .reply(let document, _) = await reader.read(list, arguments, as: call.account) {
            let rows = space.rows(in: document)
            lists[key] = .some(rows)
            present[call.account, default: 0] += rows.count
          } else {
            lists[key] = .some(nil)
            findings.append(
              PreflightFinding(
                .names, .warning,
                "nobody can say whether the names of \(space.noun)s are free: \(space.list) gives no answer",
                step: step.id))
          }
        }
        guard let rows = lists[key] ?? nil, rows.contains(where: { $0[space.member]?.scalarText == name })
        else {
          continue
        }
        taken += 1
        findings.append(
          PreflightFinding(
            .names, .error,
            "account \(call.account) has a \(space.noun) named \(name) already, and no run made it",
            help: "adopt it with `existing:`, give the new one another name, or remove it", step: step.id))
      }
      if taken == 0, !planned.isEmpty {
        findings.append(PreflightFinding(.names, .info, "the names of the \(space.noun)s are free"))
      }
      guard let limit = limits[space.maker], space.scope != ["vpcID"] else { continue }
      for account in planned.keys.sorted() {
        let sum = planned[account, default: 0] + present[account, default: 0]
        let text =
          "account \(account) has \(present[account, default: 0]) of \(limit.value) \(space.noun)s and gets \(planned[account, default: 0])"
        findings.append(
          sum > limit.value
            ? PreflightFinding(.quota, limit.severityOfExcess, text, help: limit.helpOnExcess)
            : PreflightFinding(.quota, .info, text))
      }
    }
    return findings
  }

  /// What the endpoints cost, as far as the cloud can say before they are made.
  private func prices(_ usable: [String]) async -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    let query = Operations.VPCE.queryCreateEndpointPrice
    for step in runbook.steps {
      guard case .apiCall(let call) = step.action, call.operation == Operations.VPCE.createEndpoint.id,
        usable.contains(call.account)
      else { continue }
      var arguments = JSONObject()
      for (name, value) in call.parameters where query.parameter(named: name) != nil {
        arguments[name] = value
      }
      guard call.references.isEmpty, query.problems(in: arguments).isEmpty else {
        findings.append(
          PreflightFinding(
            .price, .info, "the price of \(step.resource) is not known before what it rests on is made",
            step: step.id))
        continue
      }
      if case .reply(let document, _) = await reader.read(query, arguments, as: call.account),
        let price = document["returnObj"]?["finalPrice"]?.scalarText
      {
        findings.append(PreflightFinding(.price, .info, "\(step.resource) costs \(price)", step: step.id))
      } else {
        findings.append(
          PreflightFinding(
            .price, .warning, "the cloud does not say what \(step.resource) costs", step: step.id))
      }
    }
    return findings
  }
}

extension Preflight.Limit {
  fileprivate var helpOnExcess: String {
    severityOfExcess == .error
      ? "ask for a higher quota, or make room"
      : "nobody has confirmed this limit for CTyun: ask, and write what holds: `profile: { \(name): … }`"
  }
}

extension [PreflightFinding] {
  /// Whether nothing among it keeps the run from beginning.
  public var allowsRun: Bool { !contains { $0.severity == .error } }
}
