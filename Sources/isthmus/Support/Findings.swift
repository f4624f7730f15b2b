import Diagnostics
import JSON
import Planning

/// The findings of a command, as people and programs read them.
enum Findings {
  /// The findings in the wanted form. Colour only where a person reads standard output.
  static func rendered(of pipeline: IsthmusPipeline, as format: CheckCommand.Format, to path: String)
    -> String
  {
    switch format {
    case .text:
      pipeline.diagnostics.isEmpty
        ? "nothing found\n"
        : renderText(
          pipeline.diagnostics, sources: pipeline.sources, color: path == "-" && Terminal.isColorful())
    case .json: renderJSON(pipeline.diagnostics, sources: pipeline.sources).text()
    case .sarif:
      renderSARIF(
        pipeline.diagnostics, sources: pipeline.sources, rules: RuleRegistry.all.map(\.sarifRule),
        toolVersion: Version.current
      ).text()
    }
  }

  /// Says on standard error that there are errors, without their text: the answer is about the scenario as it stands.
  static func mention(_ pipeline: IsthmusPipeline) {
    let codes = Set(pipeline.diagnostics.filter { $0.severity == .error }.map(\.code)).sorted()
    guard !codes.isEmpty else { return }
    Terminal.writeError(
      "isthmus: `isthmus check` finds errors (\(codes.joined(separator: ", "))); the answer is about the scenario "
        + "as it stands\n")
  }

  /// Prints findings to standard error, beside an output that is something else. Nothing is printed when there
  /// are none.
  static func report(of pipeline: IsthmusPipeline) {
    guard !pipeline.diagnostics.isEmpty else { return }
    Terminal.writeError(
      renderText(
        pipeline.diagnostics, sources: pipeline.sources, color: Terminal.isColorful(standardError: true)))
  }
}
