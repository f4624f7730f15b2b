import Planning
import Scenario

/// The plan as a picture, from the site's routers over lines and gateway to endpoints, services and backends.
///
/// While it is small every thing is drawn. Beyond that the endpoints of a subnet and the services of a VPC become
/// one box each, then the VPCs of an account, and at last there is one box for each kind of thing.
struct TopologyChart {
  /// How much is drawn together.
  enum Detail: Int, CaseIterable {
    case everything, byNetwork, byAccount, byKind
  }

  /// Pictures with more boxes or arrows cannot be read, and viewers refuse charts of 500 edges or 50 000 characters.
  private static let mostNodes = 64
  private static let mostEdges = 128

  /// The chart's lines.
  let lines: [String]
  /// What was drawn.
  let detail: Detail

  init(_ document: RunbookDocument) {
    let plan = document.plan
    let counts = Self.nodeCounts(plan)
    for detail in Detail.allCases.dropLast() where counts[detail.rawValue] <= Self.mostNodes {
      var drawing = TopologyDrawing(document, detail: detail)
      drawing.draw()
      guard drawing.chart.edgeCount <= Self.mostEdges else { continue }
      lines = drawing.chart.lines
      self.detail = detail
      return
    }
    lines = Self.byKind(document).lines
    detail = .byKind
  }

  /// How many boxes each level of detail draws.
  private static func nodeCounts(_ plan: Plan) -> [Int] {
    let subnets = plan.vpcs.reduce(0) { $0 + $1.subnets.count }
    let lines = plan.directConnects.reduce(0) { $0 + $1.lines.count }
    let routers = plan.sites.reduce(0) { $0 + $1.routers.count + ($1.dns?.servers.count ?? 0) }
    let site = plan.sites.count + routers + lines + plan.directConnects.count
    return [
      site + subnets + plan.endpoints.count * 2 + plan.services.count + plan.backends.count,
      site + subnets + plan.vpcs.count * 2,
      plan.sites.count + plan.directConnects.count + plan.accounts.count,
    ]
  }

  private static func byKind(_ document: RunbookDocument) -> MermaidChart {
    let plan = document.plan
    var chart = MermaidChart(direction: "LR")
    let lines = plan.directConnects.reduce(0) { $0 + $1.lines.count }
    let boxes: [(Int, Text, MermaidChart.Shape)] = [
      (plan.sites.count, DocumentSentences.sites(plan.sites.count), .rounded),
      (lines, DocumentSentences.lines(lines), .stadium),
      (plan.vpcs.count, DocumentSentences.vpcs(plan.vpcs.count), .box),
      (plan.endpoints.count, DocumentSentences.endpoints(plan.endpoints.count), .hexagon),
      (plan.services.count, DocumentSentences.services(plan.services.count), .box),
    ]
    var before: String?
    for (count, text, shape) in boxes where count > 0 {
      let id = chart.node("kind", [document.word(text)], shape: shape)
      if let before { chart.edge(before, id) }
      before = id
    }
    return chart
  }
}

extension RunbookDocument {
  func writeTopology(to writer: inout MarkdownWriter) {
    guard !plan.sites.isEmpty || !plan.vpcs.isEmpty else { return }
    writer.heading(2, word(DocumentText.topology))
    let chart = TopologyChart(self)
    if chart.detail != .everything { writer.paragraph(word(DocumentSentences.collapsedTopology)) }
    writer.fence(chart.lines, syntax: "mermaid")
  }
}
