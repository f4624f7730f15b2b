import Addressing
public import Diagnostics
import Planning
import Scenario

/// Judges what a scenario expects against its plan: for all packets of each expectation, not for samples.
public struct ExpectationJudge {
  private let network: Network
  private var normal: Inquiry
  /// One network for each single failure, made when first asked for.
  private var failed: [Int: Inquiry] = [:]
  /// What stops flows that must work, each once, however many flows it stops.
  private var causes: [Cause: Int] = [:]
  private var stopped: [Diagnostic] = []
  /// The other flows that each of them stops.
  private var alsoStopped: [Int: [Related]] = [:]
  /// How many of those a finding names.
  private static let shownFlows = 8

  /// The same blockers under the same code are one mistake.
  private struct Cause: Hashable {
    var code: String
    var blockers: [Blocker]
  }

  /// Judges every expectation of a plan; about n log n in its size for each.
  ///
  /// - Returns: FLW findings at the expectations, each with the shortest packet that breaks it, the way it takes, and
  ///   the line of the scenario that stands in its way.
  public static func judge(_ network: Network) -> [Diagnostic] {
    guard !network.plan.expectations.isEmpty else { return [] }
    var judge = ExpectationJudge(network)
    let others = network.plan.expectations.flatMap { judge.findings(for: $0) }
    for (index, flows) in judge.alsoStopped {
      judge.stopped[index].related += flows.prefix(shownFlows)
      if flows.count > shownFlows {
        judge.stopped[index].related.append(
          Related(message: "stopped by the same: \(flows.count - shownFlows) more flows"))
      }
    }
    return (others + judge.stopped).sorted()
  }

  private init(_ network: Network) {
    self.network = network
    normal = Inquiry(network)
  }

  private mutating func findings(for expectation: Expectation) -> [Diagnostic] {
    let answer = normal.answer(
      from: expectation.from.value, to: expectation.to.value, port: expectation.port.value)
    guard !answer.parts.isEmpty else {
      return [unjudged(expectation, "the scenario does not say where \(expectation.from.value) is")]
    }
    if !answer.unknownSources.isEmpty {
      return [
        unjudged(
          expectation, "the scenario does not say where hosts of \(answer.unknownSources.summary) are")
      ]
    }
    return expectation.allow.value
      ? wanted(expectation, answer) : forbidden(expectation, answer)
  }

  // MARK: Flows that must work

  private mutating func wanted(_ expectation: Expectation, _ answer: Answer) -> [Diagnostic] {
    let strangers = answer.parts.filter(\.isStranger)
    if !strangers.isEmpty, strangers.count == answer.parts.count,
      !answer.classes.contains(where: { $0.flow.verdict.isSuccess })
    {
      let sources = strangers[0].classes.reduce(PrefixSet()) { $0.union($1.sources.addresses) }
      return [
        unjudged(
          expectation, "no site lists \(sources.summary)",
          help: "add the range to `prefixes` of the site where these hosts are")
      ]
    }
    let judged = answer.classes.filter { !$0.part.isStranger }
    if let worst = Self.shortest(
      judged.filter { !$0.flow.verdict.isSuccess && $0.flow.verdict != .notModelled })
    {
      reportBlocked(expectation, worst.part, worst.flow, code: "FLW001", during: nil)
      return []
    }
    if let open = Self.shortest(judged.filter { $0.flow.verdict == .notModelled }) {
      return [unjudged(expectation, open.flow.blockers.first?.message ?? "the model cannot tell")]
    }
    var findings: [Diagnostic] = []
    if let split = Self.shortest(judged.filter { $0.flow.verdict == .asymmetric }) {
      findings.append(asymmetric(expectation, split.part, split.flow))
    }
    guard expectation.during?.value == .anySingleFailure else { return findings }
    judgeRedundancy(expectation, judged)
    return findings
  }

  /// Every line and every router, one at a time. An attachment is no thing that breaks: no plan can double it.
  private mutating func judgeRedundancy(
    _ expectation: Expectation, _ judged: [(part: AnswerPart, flow: FlowClass)]
  ) {
    var broken: [(component: Component, part: AnswerPart, flow: FlowClass)] = []
    for (index, component) in network.model.components.enumerated() where component.kind != .attachment {
      var inquiry = failed.removeValue(forKey: index) ?? normal.whileDown([index])
      let answer = inquiry.answer(
        from: expectation.from.value, to: expectation.to.value, port: expectation.port.value)
      failed[index] = inquiry
      let lost = answer.classes.filter { !$0.part.isStranger && !$0.flow.verdict.isSuccess }
      if let worst = Self.shortest(lost) {
        broken.append((component, worst.part, worst.flow))
      }
    }
    guard let first = broken.first else { return }
    reportBlocked(
      expectation, first.part, first.flow, code: "FLW003", during: broken.map(\.component))
  }

  // MARK: Flows that must not work

  private func forbidden(_ expectation: Expectation, _ answer: Answer) -> [Diagnostic] {
    guard let open = Self.shortest(answer.classes.filter { $0.flow.verdict.isSuccess }) else {
      guard let unknown = Self.shortest(answer.classes.filter { $0.flow.verdict == .notModelled }) else {
        return []
      }
      return [unjudged(expectation, unknown.flow.blockers.first?.message ?? "the model cannot tell")]
    }
    let admitting = open.flow.forward.last {
      $0.decision.hasPrefix("accepted by") && $0.location != nil
    }
    var related = [packet(open.part, open.flow), way(open.flow)]
    if let admitting {
      related.append(
        Related(
          message: "\(admitting.node): \(admitting.decision), \(admitting.entry ?? "")",
          location: admitting.location))
    }
    return [
      Diagnostic(
        code: "FLW002", severity: .error,
        message:
          "\(expectation.from.value) must not reach \(expectation.to.value) on \(expectation.port.value), and does",
        location: expectation.location,
        help: admitting.map { "narrow what lets the packet in: \($0.entry ?? $0.decision)" }
          ?? "put an access list (`allow`) on the endpoint that leaves \(expectation.from.value) out",
        related: related)
    ]
  }

  // MARK: Findings

  private mutating func reportBlocked(
    _ expectation: Expectation, _ part: AnswerPart, _ flow: FlowClass, code: String, during: [Component]?
  ) {
    let what = "\(expectation.from.value) must reach \(expectation.to.value) on \(expectation.port.value)"
    let cause = Cause(code: code, blockers: flow.blockers)
    if let first = causes[cause], !flow.blockers.isEmpty {
      alsoStopped[first, default: []].append(
        Related(message: "stopped by the same: \(what)", location: expectation.location))
      return
    }
    causes[cause] = stopped.count
    // Where nothing listens, no filter is at fault.
    let lead = flow.blockers.first { $0.verdict == .notListening } ?? flow.blockers.first
    let message: String
    if let during, let first = during.first {
      let names = during.map(\.name).joined(separator: ", ")
      message =
        "\(what) during any single failure, and is cut off when \(first.name) is down"
        + (during.count > 1 ? " (each of \(names))" : "")
    } else {
      message = "\(what), and does not: \(lead?.message ?? flow.verdict.rawValue)"
    }
    var related = [packet(part, flow), way(flow)]
    related += flow.blockers.map {
      Related(
        message: "\($0.verdict.rawValue) (\($0.direction.rawValue)) at \($0.node): \($0.message)",
        location: $0.location)
    }
    let helps = flow.blockers.compactMap(\.help)
    let help: String
    if during != nil {
      let lines = network.model.components.count { $0.kind == .line }
      help =
        lines > 1
        ? lead?.help ?? "lead the flow over a second line, router and access point, or drop `during`"
        : "add a second line over another router and access point, or drop `during`"
    } else if let lead, lead.verdict == .notListening, let own = lead.help {
      help = own
    } else if let first = helps.first {
      help = first + (helps.count > 1 ? " (and see the other blockers)" : "")
    } else {
      help = "change what the notes name, or the expectation"
    }
    stopped.append(
      Diagnostic(
        code: code, severity: .error, message: message, location: expectation.location, help: help,
        related: related))
  }

  private func asymmetric(_ expectation: Expectation, _ part: AnswerPart, _ flow: FlowClass) -> Diagnostic {
    Diagnostic(
      code: "FLW005", severity: .warning,
      message:
        "\(expectation.from.value) reaches \(expectation.to.value) on \(expectation.port.value), "
        + "and the answers come back over other lines",
      location: expectation.location,
      help: "give both ends of each line the same preference, so that stateful devices see both halves",
      related: [
        packet(part, flow), way(flow),
        Related(message: "the way back: \(Self.words(flow.back))", location: nil),
      ])
  }

  private func unjudged(_ expectation: Expectation, _ reason: String, help: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "FLW004", severity: .warning, message: "this expectation cannot be judged: \(reason)",
      location: expectation.location,
      help: help ?? "name an endpoint, a site, a subnet or an address that the scenario describes")
  }

  private func packet(_ part: AnswerPart, _ flow: FlowClass) -> Related {
    Related(
      message: "for example \(ExamplePacket.text(part, flow)), one of \(flow.sources.addresses.summary)",
      location: nil)
  }

  private func way(_ flow: FlowClass) -> Related {
    Related(message: "its way: \(Self.words(flow.forward))", location: nil)
  }

  /// The places of a way, each once; where it parts, those of the way that something blocks.
  private static func words(_ hops: [Hop]) -> String {
    let shown =
      hops.first { $0.isBlocked && $0.branch != nil }?.branch ?? hops.lazy.compactMap(\.branch).first
    var names: [String] = []
    for hop in hops where hop.branch == nil || hop.branch == shown {
      if names.last != hop.node { names.append(hop.node) }
    }
    return names.isEmpty ? "nothing is sent" : names.joined(separator: " -> ")
  }

  /// The counterexample with the fewest things to explain, then the shortest way.
  private static func shortest(
    _ classes: [(part: AnswerPart, flow: FlowClass)]
  ) -> (part: AnswerPart, flow: FlowClass)? {
    classes.enumerated().min { one, other in
      let (left, right) = (one.element.flow, other.element.flow)
      return (left.blockers.count, left.forward.count + left.back.count, one.offset)
        < (right.blockers.count, right.forward.count + right.back.count, other.offset)
    }?.element
  }
}
