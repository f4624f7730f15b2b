/// Diagnostics as text for people: one block each, in file order, then a line that counts them.
///
/// ```
/// error[PRT003]: two port mappings listen on tcp/443
///   --> scenario.yaml:12:44
///    |
/// 12 |       - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
///    |                                        ^^^
///    = help: give each mapping an endpoint port of its own
/// ```
///
/// The rule at the left stays on every line, since people paste half messages. Source text is shown with
/// control characters made visible, so no escape sequence of a scenario reaches the terminal; colour is added
/// only when asked for.
///
/// Warnings and infos with the same code, message and help fold once there are more than
/// `TextRenderer.foldThreshold` of them: the first is shown, with the count and the first places of the
/// others. Errors never fold. Nothing folds in JSON and SARIF.
///
/// - Returns: the text with a line break at its end, or "" when there are no diagnostics.
public func renderText(_ diagnostics: [Diagnostic], sources: SourceMap, color: Bool = false) -> String {
  TextRenderer(sources: sources, color: color).render(resolve(diagnostics, in: sources))
}

/// Writes resolved diagnostics as text; see `renderText`.
public struct TextRenderer: Sendable {
  /// Up to so many identical warnings are shown each for itself.
  public static let foldThreshold = 3
  /// Related places shown with an excerpt; those behind them get a line each.
  static let maximumExcerpts = 4
  /// Related places named at all; those behind them are counted.
  static let maximumRelated = 16
  /// Folded places named.
  static let maximumFoldedPlaces = 4

  private let sources: SourceMap
  private let color: Bool

  /// Takes excerpts from `sources`, which must be the map the diagnostics were resolved in.
  public init(sources: SourceMap, color: Bool = false) {
    self.sources = sources
    self.color = color
  }

  /// One block per diagnostic in the given order, a blank line between them, and the summary line.
  public func render(_ diagnostics: [ResolvedDiagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    let folds = FoldedDiagnostics(diagnostics, threshold: Self.foldThreshold)
    var output = ""
    for (index, diagnostic) in diagnostics.enumerated() where !folds.isHidden(index) {
      render(diagnostic, others: folds.others(of: index), into: &output)
      output += "\n"
    }
    output += DiagnosticSummary(diagnostics.lazy.map(\.severity)).description + "\n"
    return output
  }

  private func render(
    _ diagnostic: ResolvedDiagnostic, others: [ResolvedPlace?], into output: inout String
  ) {
    let shown = diagnostic.related.prefix(Self.maximumExcerpts)
    let places = [diagnostic.place] + shown.map(\.place)
    let largest = places.reduce(0) { max($0, $1?.endLine ?? 0) }
    let gutter = String(repeating: " ", count: max(1, String(largest).utf8.count))

    let heading = VisibleText.lines(diagnostic.message)
    output += TextStyle(diagnostic.severity)
      .apply("\(diagnostic.severity.rawValue)[\(VisibleText.line(diagnostic.code))]", color: color)
    output += TextStyle.emphasis.apply(": \(heading[0])", color: color) + "\n"
    for line in heading.dropFirst() { output += "\(gutter)   \(line)".withoutTrailingSpaces + "\n" }

    if let place = diagnostic.place {
      show(place, mark: "^", style: TextStyle(diagnostic.severity), gutter: gutter, into: &output)
    }
    for related in shown {
      add(.note, "note", related.message, gutter: gutter, into: &output)
      if let place = related.place { show(place, mark: "-", style: .rule, gutter: gutter, into: &output) }
    }
    for related in diagnostic.related.dropFirst(shown.count).prefix(Self.maximumRelated - shown.count) {
      let place = related.place.map { " (\(name(of: $0)))" } ?? ""
      add(.note, "note", related.message + place, gutter: gutter, into: &output)
    }
    if diagnostic.related.count > Self.maximumRelated {
      let rest = diagnostic.related.count - Self.maximumRelated
      add(.note, "note", "and \(rest) more related", gutter: gutter, into: &output)
    }
    if !others.isEmpty {
      add(.note, "note", folded(others), gutter: gutter, into: &output)
    }
    if let help = diagnostic.help {
      add(.help, "help", help, gutter: gutter, into: &output)
    }
  }

  private func name(of place: ResolvedPlace) -> String {
    "\(VisibleText.line(place.file)):\(place.line):\(place.column)"
  }

  private func folded(_ others: [ResolvedPlace?]) -> String {
    let named = others.lazy.compactMap { $0 }.prefix(Self.maximumFoldedPlaces).map(name)
    var text = "the same \(others.count) more times"
    if !named.isEmpty { text += ": " + named.joined(separator: ", ") }
    if !named.isEmpty, others.count > named.count { text += " and \(others.count - named.count) others" }
    return text
  }

  private func add(
    _ style: TextStyle, _ label: String, _ message: String, gutter: String, into output: inout String
  ) {
    let lines = VisibleText.lines(message)
    output += "\(gutter) \(TextStyle.rule.apply("=", color: color)) "
    output += "\(style.apply("\(label):", color: color)) \(lines[0])".withoutTrailingSpaces + "\n"
    let indent = gutter + String(repeating: " ", count: 3 + label.utf8.count + 2)
    for line in lines.dropFirst() { output += (indent + line).withoutTrailingSpaces + "\n" }
  }

  private func show(
    _ place: ResolvedPlace, mark: Character, style: TextStyle, gutter: String, into output: inout String
  ) {
    output += "\(gutter)\(TextStyle.rule.apply("-->", color: color)) \(name(of: place))\n"
    guard let source = sources[place.location.file] else { return }
    let rule = TextStyle.rule.apply("|", color: color)
    output += "\(gutter) \(rule)\n"
    let excerpt = Excerpt(place, source: source)
    for (index, line) in excerpt.lines.enumerated() {
      if index > 0, excerpt.hasGap, index == excerpt.lines.count - 1 {
        output += TextStyle.rule.apply("...", color: color) + "\n"
      }
      let number = String(line.number)
      let padding = String(repeating: " ", count: max(0, gutter.utf8.count - number.utf8.count))
      output += padding + TextStyle.rule.apply(number, color: color)
      output += " \(rule)" + (line.text.isEmpty ? "" : " \(line.text)").withoutTrailingSpaces + "\n"
      if line.markWidth > 0 {
        output += "\(gutter) \(rule) " + String(repeating: " ", count: line.markStart)
        output += style.apply(String(repeating: mark, count: line.markWidth), color: color) + "\n"
      }
    }
  }
}

extension String {
  /// No line of output ends in blanks: they get lost when pasted, and goldens would hide them.
  fileprivate var withoutTrailingSpaces: String {
    guard utf8.last == 0x20 else { return self }
    var copy = self
    while copy.utf8.last == 0x20 { copy.unicodeScalars.removeLast() }
    return copy
  }
}
