import Addressing
public import Diagnostics
public import JSON
import Scenario

/// The answer to `isthmus trace`, as text and as JSON.
public struct Trace {
  /// The question, as asked.
  public var from: String
  /// The question, as asked.
  public var to: String
  /// What has failed, by name.
  public var down: [String]
  /// The answers, one for each port asked for.
  public var answers: [Answer]
  let sources: SourceMap

  /// Joins the parts.
  public init(from: String, to: String, down: [String], answers: [Answer], sources: SourceMap) {
    self.from = from
    self.to = to
    self.down = down
    self.answers = answers
    self.sources = sources
  }

  var classes: [(part: AnswerPart, flow: FlowClass)] { answers.flatMap(\.classes) }

  var unknownSources: PrefixSet { answers.first?.unknownSources ?? PrefixSet() }

  /// One class: exactly `{"verdict", "forward", "return", "blockers", "assumptions"}`. Several, the same for each under
  /// `classes`, with the packets they hold: `{"classes": [{"packets": {…}, "verdict", …}], "unanswered": […]}`.
  public var json: JSONValue {
    let classes = classes
    if classes.count == 1, let only = classes.first, unknownSources.isEmpty {
      return .object(JSONObject(json(of: only.flow)))
    }
    return [
      "classes": .array(
        classes.map { .object(JSONObject([("packets", packets($0.part, $0.flow))] + json(of: $0.flow))) }),
      "unanswered": .array(unknownSources.prefixes.map { .string("\($0)") }),
    ]
  }

  private func json(of flow: FlowClass) -> [(String, JSONValue)] {
    [
      ("verdict", .string(flow.verdict.rawValue)), ("forward", .array(flow.forward.map(json))),
      ("return", .array(flow.back.map(json))), ("blockers", .array(flow.blockers.map(json))),
      ("assumptions", .array(flow.assumptions.map { .string($0) })),
    ]
  }

  private func packets(_ part: AnswerPart, _ flow: FlowClass) -> JSONValue {
    [
      "origin": .string(part.origin.name),
      "sources": .array(flow.sources.addresses.prefixes.map { .string("\($0)") }),
      "clientPorts": .string("\(flow.sources.ports)"), "destination": .string(part.destination),
      "addresses": .array(part.addresses.prefixes.map { .string("\($0)") }), "port": .string("\(part.port)"),
      "example": .string(ExamplePacket.text(part, flow)),
    ]
  }

  private func json(of hop: Hop) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("node", .string(hop.node)), ("decision", .string(hop.decision)), ("blocked", .bool(hop.isBlocked)),
    ]
    if let branch = hop.branch { members.append(("branch", .string(branch))) }
    if let entry = hop.entry { members.append(("entry", .string(entry))) }
    if let place = place(hop.location) { members.append(("location", .string(place))) }
    return .object(JSONObject(members))
  }

  private func json(of blocker: Blocker) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("verdict", .string(blocker.verdict.rawValue)), ("direction", .string(blocker.direction.rawValue)),
      ("node", .string(blocker.node)), ("message", .string(blocker.message)),
    ]
    if let place = place(blocker.location) { members.append(("location", .string(place))) }
    if let help = blocker.help { members.append(("help", .string(help))) }
    return .object(JSONObject(members))
  }

  /// `scenario.yaml:12:3`.
  func place(_ location: SourceLocation?) -> String? {
    guard let location, let file = sources[location.file] else { return nil }
    let position = file.position(at: location.start)
    return "\(file.path):\(position.line):\(position.column)"
  }

  /// The same without folders and column: beside a hop the line is what matters.
  func shortPlace(_ location: SourceLocation?) -> String? {
    guard let location, let file = sources[location.file] else { return nil }
    let name = file.path.split(separator: "/").last ?? ""
    return "\(name):\(file.position(at: location.start).line)"
  }
}
