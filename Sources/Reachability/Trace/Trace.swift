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

  private var classes: [(part: AnswerPart, flow: FlowClass)] { answers.flatMap(\.classes) }

  private var unknownSources: PrefixSet { answers.first?.unknownSources ?? PrefixSet() }

  /// One class: `{"verdict", "forward", "return", "blockers", "assumptions", …}`; several: the same under `classes`.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("from", .string(from)), ("to", .string(to)), ("down", .array(down.map { .string($0) })),
    ]
    let classes = classes
    if classes.count == 1, let only = classes.first {
      members += json(of: only.part, only.flow)
    } else {
      members.append(("classes", .array(classes.map { .object(JSONObject(json(of: $0.part, $0.flow))) })))
    }
    if !unknownSources.isEmpty {
      members.append(("unknownSources", .array(unknownSources.prefixes.map { .string("\($0)") })))
    }
    return .object(JSONObject(members))
  }

  private func json(of part: AnswerPart, _ flow: FlowClass) -> [(String, JSONValue)] {
    [
      ("verdict", .string(flow.verdict.rawValue)), ("origin", .string(part.origin.name)),
      ("sources", .array(flow.sources.addresses.prefixes.map { .string("\($0)") })),
      ("clientPorts", .string("\(flow.sources.ports)")), ("destination", .string(part.destination)),
      ("addresses", .array(part.addresses.prefixes.map { .string("\($0)") })),
      ("port", .string("\(part.port)")), ("example", .string(ExamplePacket.text(part, flow))),
      ("forward", .array(flow.forward.map(json))), ("return", .array(flow.back.map(json))),
      ("blockers", .array(flow.blockers.map(json))),
      ("assumptions", .array(flow.assumptions.map { .string($0) })),
    ]
  }

  private func json(of hop: Hop) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("node", .string(hop.node)), ("decision", .string(hop.decision)), ("blocked", .bool(hop.isBlocked)),
    ]
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
  private func place(_ location: SourceLocation?) -> String? {
    guard let location, let file = sources[location.file] else { return nil }
    let position = file.position(at: location.start)
    return "\(file.path):\(position.line):\(position.column)"
  }

  /// The same without the folders: in a column of hops the line is what matters.
  private func shortPlace(_ location: SourceLocation?) -> String? {
    place(location).map { String($0.split(separator: "/").last ?? "") }
  }

  /// As a network engineer reads a traceroute, with reasons.
  public var text: String {
    var lines = [
      "trace from \(from) to \(to)" + (down.isEmpty ? "" : ", down: \(down.joined(separator: ", "))")
    ]
    for (part, flow) in classes {
      let ports = flow.sources.ports == .clients ? "" : ", client ports \(flow.sources.ports)"
      let stranger = part.isStranger ? ", an address the site does not list" : ""
      lines += [
        "",
        "\(flow.verdict.rawValue): \(flow.sources.addresses.summary) (\(part.origin.name)\(stranger)\(ports))"
          + " -> \(part.destination) \(part.port)",
        "  example  \(ExamplePacket.text(part, flow))",
      ]
      lines += hops("forward", flow.forward) + hops("return", flow.back)
      if !flow.blockers.isEmpty {
        lines.append("  blockers")
        for (index, blocker) in flow.blockers.enumerated() {
          lines.append(
            "  \(padded(index + 1)) \(blocker.verdict.rawValue) (\(blocker.direction.rawValue)) at \(blocker.node): \(blocker.message)"
          )
          if let place = place(blocker.location) { lines.append("       at \(place)") }
          if let help = blocker.help { lines.append("       help: \(help)") }
        }
      }
      if !flow.assumptions.isEmpty {
        lines.append("  assumed")
        lines += flow.assumptions.map { "     - \($0)" }
      }
    }
    if !unknownSources.isEmpty {
      lines += [
        "", "no answer for \(unknownSources.summary): the scenario does not say where these hosts are",
      ]
    }
    return lines.map { VisibleText.line($0) + "\n" }.joined()
  }

  private func hops(_ title: String, _ hops: [Hop]) -> [String] {
    guard !hops.isEmpty else { return [] }
    let width = min(36, hops.map { $0.node.count }.max() ?? 0)
    var lines = ["  \(title)"]
    for (index, hop) in hops.enumerated() {
      let node = hop.node + String(repeating: " ", count: max(0, width - hop.node.count))
      lines.append("  \(padded(index + 1)) \(hop.isBlocked ? "x" : " ") \(node)  \(hop.decision)")
      guard let entry = hop.entry else { continue }
      let written = shortPlace(hop.location).map { " (\($0))" } ?? ""
      lines.append("         \(String(repeating: " ", count: width))because of \(entry)\(written)")
    }
    return lines
  }

  private func padded(_ number: Int) -> String { number < 10 ? "  \(number)" : " \(number)" }
}
