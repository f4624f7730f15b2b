/// The steps as a picture: one by one while they are few, by phase and owner, or by phase alone.
struct StepChart {
  /// Pictures with more boxes cannot be read, and viewers refuse charts of 500 edges or 50 000 characters.
  private static let mostNodes = 60
  private static let mostEdges = 200

  /// The chart's lines.
  let lines: [String]
  /// What a box is.
  let explanation: Text

  init(_ document: RunbookDocument) {
    let index = document.index
    if index.steps.count <= Self.mostNodes {
      let chart = Self.steps(document)
      if chart.edgeCount <= Self.mostEdges {
        lines = chart.lines
        explanation = DocumentSentences.stepGraphLegend
        return
      }
    }
    if index.shares.count <= Self.mostNodes {
      let chart = Self.groups(document)
      if chart.edgeCount <= Self.mostEdges {
        lines = chart.lines
        explanation = DocumentSentences.collapsedSteps
        return
      }
    }
    lines = Self.phases(document).lines
    explanation = DocumentSentences.collapsedPhases
  }

  private static func steps(_ document: RunbookDocument) -> MermaidChart {
    let index = document.index
    var chart = MermaidChart(direction: "TB")
    var ids: [String] = []
    var phase: (phase: Phase, group: MermaidChart.Group)?
    for (place, step) in index.steps.enumerated() {
      let group: MermaidChart.Group
      if let current = phase, current.phase == step.phase {
        group = current.group
      } else {
        group = chart.group("phase", [document.word(step.phase.title)])
        phase = (step.phase, group)
      }
      ids.append(
        chart.node(
          "step", ["\(place + 1) · \(step.title[document.language])", step.owner.title[document.language]],
          shape: step.isWaitMostly ? .stadium : .box, in: group))
    }
    for (place, befores) in reduced(index).enumerated() {
      for before in befores { chart.edge(ids[before], ids[place]) }
    }
    chart.style(
      "final", "stroke-width:4px", ids: ids.indices.filter { !index.steps[$0].isReversible }.map { ids[$0] })
    chart.style(
      "waiting", "stroke-dasharray:5 5",
      ids: ids.indices.filter { index.steps[$0].isWaitMostly }.map { ids[$0] })
    return chart
  }

  /// For each step the dependencies that no other of its dependencies implies. Cubic at worst in the number of
  /// steps, which is ``mostNodes`` at most.
  private static func reduced(_ index: RunbookIndex) -> [[Int]] {
    var reachable: [Set<Int>] = []
    var result: [[Int]] = []
    for (place, step) in index.steps.enumerated() {
      let befores = step.dependsOn.compactMap(index.place(of:)).filter { $0 < place }.sorted()
      let implied = befores.reduce(into: Set<Int>()) { $0.formUnion(reachable[$1]) }
      result.append(befores.filter { !implied.contains($0) })
      reachable.append(implied.union(befores))
    }
    return result
  }

  private static func groups(_ document: RunbookDocument) -> MermaidChart {
    let index = document.index
    var chart = MermaidChart(direction: "TB")
    var ids: [String] = []
    var shareOfStep = [Int](repeating: 0, count: index.steps.count)
    var frames: [Phase: MermaidChart.Group] = [:]
    for (number, share) in index.shares.enumerated() {
      let frame = frames[share.phase] ?? chart.group("phase", [document.word(share.phase.title)])
      frames[share.phase] = frame
      let count = document.word(DocumentSentences.steps(share.places.count))
      ids.append(chart.node("part", [share.owner.title[document.language], count], in: frame))
      for place in share.places { shareOfStep[place] = number }
    }
    for place in index.steps.indices {
      for before in index.steps[place].dependsOn.compactMap(index.place(of:))
      where shareOfStep[before] != shareOfStep[place] {
        chart.edge(ids[shareOfStep[before]], ids[shareOfStep[place]])
      }
    }
    return chart
  }

  private static func phases(_ document: RunbookDocument) -> MermaidChart {
    var chart = MermaidChart(direction: "TB")
    var counts: [Phase: Int] = [:]
    for place in document.index.steps.indices { counts[document.index.steps[place].phase, default: 0] += 1 }
    var before: String?
    for phase in Phase.allCases {
      guard let count = counts[phase] else { continue }
      let id = chart.node(
        "phase", [document.word(phase.title), document.word(DocumentSentences.steps(count))])
      if let before { chart.edge(before, id) }
      before = id
    }
    return chart
  }
}
