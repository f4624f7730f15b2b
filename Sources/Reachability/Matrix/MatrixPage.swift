import Addressing
import Scenario

/// A matrix as a page: one table of sources against ports, and what each failure changes.
///
/// The page stands alone: no script, no other file. Ports of one endpoint that are received alike share a column.
public struct MatrixPage {
  let matrix: Matrix
  let failures: FailureMatrix?
  let title: String

  /// A browser shows a table of this many cells without trouble; the other forms list all.
  private static let mostCells = 100_000
  private static let listed = 12

  /// Joins the matrix and, when asked for, what single failures change.
  ///
  /// - Parameter title: the scenario's name.
  public init(_ matrix: Matrix, failures: FailureMatrix? = nil, title: String) {
    self.matrix = matrix
    self.failures = failures
    self.title = title
  }

  /// The page.
  public var html: String {
    let columns = MatrixColumns(matrix)
    let rows = matrix.origins.indices.map { MatrixRows(matrix, origin: $0) }
    var text = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Who can reach what: \(Self.escaped(title))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <h1>Who can reach what</h1>
      <p class="lead">\(Self.escaped(title)): \(count(rows.map(\.rows.count).reduce(0, +), "row")) of sources, \
      \(count(matrix.columns.count, "port")) of \(count(columns.endpoints.count, "endpoint")). \
      Sources that no port tells apart share a row.</p>

      """
    text += legend(rows)
    text += table(rows, columns)
    if let failures { text += section(of: failures, columns) }
    return text + "</body>\n</html>\n"
  }

  private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

  private func legend(_ rows: [MatrixRows]) -> String {
    let used = Set(matrix.answers.flatMap { $0.map(\.verdict) })
    let entries = Verdict.allCases.filter(used.contains).map {
      "<li><span class=\"v \($0.rawValue)\">\($0.label)</span> \(Self.escaped($0.meaning))</li>"
    }
    return "<ul class=\"legend\">\n\(entries.joined(separator: "\n"))\n</ul>\n"
  }

  /// A column of the table: ports of one endpoint that are received alike.
  private struct Group {
    var kind: Int
    var columns: [Int]
  }

  private func table(_ rows: [MatrixRows], _ columns: MatrixColumns) -> String {
    let height = max(1, rows.map(\.rows.count).reduce(0, +))
    var endpoints: [(first: Int, groups: [Group])] = []
    var width = 0
    var left = 0
    for endpoint in columns.endpoints {
      var groups: [Group] = []
      for index in endpoint {
        let kind = matrix.columns[index].kind
        if let known = groups.firstIndex(where: { $0.kind == kind }) {
          groups[known].columns.append(index)
        } else {
          groups.append(Group(kind: kind, columns: [index]))
        }
      }
      if (width + groups.count) * height > Self.mostCells, width > 0 {
        left += 1
        continue
      }
      width += groups.count
      endpoints.append((endpoint.lowerBound, groups))
    }
    var text =
      "<div class=\"scroll\">\n<table>\n<thead>\n<tr><th class=\"corner\" colspan=\"2\" rowspan=\"2\">from</th>"
    for endpoint in endpoints {
      let column = matrix.columns[endpoint.first]
      text += "<th class=\"endpoint\" colspan=\"\(endpoint.groups.count)\">\(Self.escaped(column.endpoint))"
      text += "<small>\(column.address)</small></th>"
    }
    text += "</tr>\n<tr>"
    for endpoint in endpoints {
      for (index, group) in endpoint.groups.enumerated() {
        let ports = PortSummary.text(group.columns.map { matrix.columns[$0].port })
        text += "<th class=\"port\(index == 0 ? " first" : "")\">\(ports)</th>"
      }
    }
    text += "</tr>\n</thead>\n"
    for origin in matrix.origins.indices {
      text += body(origin, rows[origin], endpoints.map(\.groups))
    }
    text += "</table>\n</div>\n"
    if left > 0 {
      text +=
        "<p class=\"note\">\(count(left, "endpoint")) more would make the table too large for a browser: "
      text += "<code>--format csv</code> and <code>--format json</code> hold all.</p>\n"
    }
    return text
  }

  private func body(_ origin: Int, _ rows: MatrixRows, _ endpoints: [[Group]]) -> String {
    let place = matrix.origins[origin]
    var text = "<tbody>\n"
    for row in rows.rows.indices {
      text += "<tr>"
      if row == 0 {
        text += "<th class=\"origin\" rowspan=\"\(rows.rows.count)\">\(Self.escaped(place.name))</th>"
      }
      let all = rows.rows[row].prefixes.map { "\($0)" }.joined(separator: " ")
      let short = rows.rows[row].summary(within: place.addresses)
      text += "<th class=\"sources\" title=\"\(all)\">\(Self.escaped(short))</th>"
      for groups in endpoints {
        for (index, group) in groups.enumerated() {
          let first = index == 0 ? " first" : ""
          guard let verdict = rows.verdict(row: row, answer: matrix.cells[origin][group.kind]) else {
            text += "<td class=\"none\(first)\" title=\"other address family\">–</td>"
            continue
          }
          text +=
            "<td class=\"v \(verdict.rawValue)\(first)\" title=\"\(verdict.meaning)\">\(verdict.label)</td>"
        }
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n"
  }

  // MARK: Failures

  private func section(of failures: FailureMatrix, _ columns: MatrixColumns) -> String {
    var text = """
      <h2>When one thing fails</h2>
      <div class="scroll">
      <table class="failures">
      <thead><tr><th>down</th><th>effect</th><th>from</th><th>to</th><th>how</th></tr></thead>

      """
    for failure in failures.failures {
      let rows = self.rows(of: failure, columns)
      text += "<tbody>\n"
      for (index, row) in rows.enumerated() {
        text += "<tr>"
        if index == 0 {
          text += "<th rowspan=\"\(rows.count)\">\(Self.escaped(failure.component.name))</th>"
        }
        text += row + "</tr>\n"
      }
      text += "</tbody>\n"
    }
    return text + "</table>\n</div>\n"
  }

  private func rows(of failure: FailureMatrix.Failure, _ columns: MatrixColumns) -> [String] {
    func row(
      _ effect: String, _ name: String, _ origin: Int, _ sources: PrefixSet, _ list: [Int], _ how: String
    )
      -> String
    {
      let place = matrix.origins[origin]
      let from = "\(place.name) \(sources.summary(within: place.addresses))"
      return "<td><span class=\"v \(effect)\">\(name)</span></td><td>\(Self.escaped(from))</td>"
        + "<td>\(Self.escaped(columns.summary(list, limit: Self.listed)))</td><td>\(Self.escaped(how))</td>"
    }
    var rows: [String] = []
    for change in failure.lost {
      rows.append(
        row("lost", "lost", change.origin, change.sources, change.columns, change.verdict.words))
    }
    for change in failure.asymmetric {
      rows.append(
        row(
          "asymmetric", "asymmetric", change.origin, change.sources, change.columns,
          "answers come back over other lines"))
    }
    for move in failure.moved {
      let how = "from \(MatrixText.names(move.from)) to \(MatrixText.names(move.to))"
      rows.append(row("moved", "moves", move.origin, move.sources, move.columns, how))
    }
    let most = Self.listed * 4
    if rows.count > most {
      let more = "<td colspan=\"4\" class=\"calm\">and \(rows.count - most) more</td>"
      rows = Array(rows.prefix(most)) + [more]
    }
    return rows.isEmpty ? ["<td colspan=\"4\" class=\"calm\">nothing changes for clients</td>"] : rows
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }

  private static let style = """

    :root { color-scheme: light dark; --ink: #1b2430; --soft: #5b6675; --line: #d9dee5; --paper: #fff; --head: #f4f6f9;
      --yes: #d9f2df; --yes-ink: #14532d; --warn: #fdf0c8; --warn-ink: #713f12; --no: #fbe0e0; --no-ink: #7f1d1d;
      --mute: #eceff3; --mute-ink: #475569; --move: #dbeafe; --move-ink: #1e3a8a; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6eaf0; --soft: #9aa6b5; --line: #323b47; --paper: #14181e; --head: #1c222a;
        --yes: #163e26; --yes-ink: #a7f3c0; --warn: #44360f; --warn-ink: #fde68a; --no: #4a1d20; --no-ink: #fecaca;
        --mute: #262d37; --mute-ink: #aeb9c7; --move: #1b2f57; --move-ink: #bfdbfe; } }
    * { box-sizing: border-box; }
    body { font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; color: var(--ink); background: var(--paper);
      margin: 0 auto; padding: 2rem clamp(1rem, 3vw, 3rem); max-width: 110rem; }
    h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
    h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
    .lead, .note { color: var(--soft); margin: 0 0 1rem; }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; padding: 0; margin: 0 0 1.25rem;
      font-size: .85rem; color: var(--soft); }
    .legend .v, .failures .v { display: inline-block; border-radius: .3rem; padding: 0 .5rem; }
    .scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: .5rem; }
    table { border-collapse: separate; border-spacing: 0; font-size: .875rem; width: max-content; min-width: 100%; }
    th, td { padding: .4rem .7rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
    tbody:last-child tr:last-child > * { border-bottom: 0; }
    thead th { background: var(--head); position: sticky; top: 0; z-index: 2; font-weight: 600; }
    thead tr:nth-child(2) th { top: 3.3rem; font-weight: 400; color: var(--soft); }
    thead tr:first-child th { height: 3.3rem; }
    .failures thead tr:first-child th { height: auto; text-align: left; }
    .corner { left: 0; z-index: 3; text-align: left; vertical-align: bottom; }
    .endpoint { border-left: 1px solid var(--line); }
    .endpoint small { display: block; font-weight: 400; color: var(--soft); font-variant-numeric: tabular-nums; }
    .first { border-left: 1px solid var(--line); }
    tbody th { text-align: left; background: var(--paper); font-weight: 400; }
    th.origin { font-weight: 600; vertical-align: top; }
    th.sources { font-variant-numeric: tabular-nums; border-right: 1px solid var(--line); position: sticky; left: 0;
      z-index: 1; }
    td { text-align: center; }
    .failures { width: 100%; }
    .failures td { text-align: left; white-space: normal; vertical-align: top; }
    .failures td:nth-of-type(2) { white-space: nowrap; }
    .failures td:nth-of-type(3) { min-width: 14rem; }
    .failures tbody th { font-weight: 600; vertical-align: top; }
    .delivered { background: var(--yes); color: var(--yes-ink); }
    .asymmetric { background: var(--warn); color: var(--warn-ink); }
    .filteredIn, .filteredOut, .loop, .notListening, .notAccepted, .unresolved, .lost {
      background: var(--no); color: var(--no-ink); }
    .noRoute, .notModelled { background: var(--mute); color: var(--mute-ink); }
    .moved { background: var(--move); color: var(--move-ink); }
    .none, .calm { color: var(--soft); }
    @media print { .scroll { max-height: none; overflow: visible; } body { padding: 0; } }

    """
}

extension Verdict {
  /// It in a cell: a sign and a word, so that nobody depends on colours.
  fileprivate var label: String {
    switch self {
    case .delivered: "✓ yes"
    case .asymmetric: "⇄ asymmetric"
    case .notModelled: "? \(words)"
    default: "✕ \(words)"
    }
  }

  /// Its name as words: `not listening`.
  fileprivate var words: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : "\($1)" }
  }
}
