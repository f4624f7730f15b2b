import Addressing
import Diagnostics
import Scenario

extension Trace {
  /// As a network engineer reads a traceroute, with reasons: a numbered line for each place, under it what was decided
  /// there and because of what, an `x` where packets would have ended.
  ///
  /// - Parameter width: the columns of the terminal; nil when nobody looks at one.
  public func text(width: Int? = nil) -> String {
    TraceText(trace: self, width: width ?? HangingText.usualWidth).text
  }
}

/// A trace on its way to the terminal.
private struct TraceText {
  let trace: Trace
  let width: Int

  var text: String {
    let down = trace.down.isEmpty ? "" : ", while \(trace.down.joined(separator: ", ")) is down"
    var lines = line("trace from \(trace.from) to \(trace.to)\(down)", "", indent: 2)
    let classes = trace.classes
    if classes.count > 1 { lines += overview(classes) }
    for (part, flow) in classes {
      lines.append("")
      lines += heading(part, flow)
      lines += way("forward", flow.forward) + way("return", flow.back) + blockers(flow.blockers)
      if !flow.assumptions.isEmpty {
        lines.append("  assumed")
        for assumption in flow.assumptions { lines += line(assumption, "    - ", indent: 6) }
      }
    }
    if !trace.unknownSources.isEmpty {
      lines.append("")
      lines += line(
        "no answer for \(trace.unknownSources.summary): the scenario does not say where these hosts are", "",
        indent: 2)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ text: String, _ first: String, indent: Int) -> [String] {
    HangingText.lines(text, first: first, indent: indent, width: width)
  }

  /// Where packets do not all share one fate, the answer comes before its reasons.
  private func overview(_ classes: [(part: AnswerPart, flow: FlowClass)]) -> [String] {
    var lines = ["", "\(classes.count) classes of packets"]
    for (part, flow) in classes {
      lines += line(
        packets(part, flow), "  " + HangingText.padded(flow.verdict.rawValue, to: 13), indent: 15)
    }
    return lines
  }

  private func packets(_ part: AnswerPart, _ flow: FlowClass) -> String {
    let ports = flow.sources.ports == .clients ? "" : ", client ports \(flow.sources.ports)"
    let stranger = part.isStranger ? ", though the site does not list them" : ""
    let whole = part.isStranger ? flow.sources.addresses : part.origin.addresses
    // A name stands with its address; a range says it all.
    let address = part.addresses.ranges.first.flatMap { $0.first == $0.last ? $0.first : nil }
    let destination =
      address.flatMap { "\($0)" == part.destination ? nil : "\(part.destination) (\($0))" }
      ?? part.destination
    return "\(flow.sources.addresses.summary(within: whole)) in \(part.origin.name)\(stranger)\(ports) -> "
      + "\(destination) \(part.port)"
  }

  private func heading(_ part: AnswerPart, _ flow: FlowClass) -> [String] {
    line("\(flow.verdict.rawValue): \(packets(part, flow))", "", indent: 2)
      + line(ExamplePacket.text(part, flow), "  example  ", indent: 11)
  }

  private func way(_ title: String, _ hops: [Hop]) -> [String] {
    guard !hops.isEmpty else { return [] }
    var lines = ["  \(title)"]
    var number = 0
    var node: String?
    // Where the ways part, and how far the furthest has come.
    var branch: String?
    var fork: (number: Int, node: String?) = (0, nil)
    var furthest = 0
    for hop in hops {
      if hop.branch != branch {
        if branch == nil { fork = (number, node) }
        furthest = max(furthest, number)
        (number, node) = hop.branch == nil ? (furthest, nil) : fork
        branch = hop.branch
        lines += line(branch.map { "way \($0)" } ?? "all ways", "      ", indent: 8)
      }
      if hop.node != node {
        number += 1
        node = hop.node
        lines += line(hop.node, "  \(padded(number))  ", indent: 8)
      }
      lines += line(hop.decision, hop.isBlocked ? "      x " : "        ", indent: 10)
      guard let entry = hop.entry else { continue }
      let place = trace.shortPlace(hop.location).map { " (\($0))" } ?? ""
      lines += line(entry + place, "          because of ", indent: 12)
    }
    return lines
  }

  private func blockers(_ blockers: [Blocker]) -> [String] {
    guard !blockers.isEmpty else { return [] }
    var lines = ["  blockers"]
    for (index, blocker) in blockers.enumerated() {
      let way = blocker.direction == .forward ? "on the way out" : "on the way back"
      lines += line(
        "\(blocker.verdict.rawValue) \(way), at \(blocker.node): \(blocker.message)",
        "  \(padded(index + 1))  ", indent: 7)
      if let place = trace.place(blocker.location) { lines += line(place, "       --> ", indent: 11) }
      if let help = blocker.help { lines += line(help, "       help: ", indent: 13) }
    }
    return lines
  }

  private func padded(_ number: Int) -> String { number < 10 ? " \(number)" : "\(number)" }
}
