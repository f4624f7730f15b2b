/// A scenario to start from.
struct ScenarioTemplate: Sendable {
  /// The name of its folder in `scenarios/`.
  var name: String
  /// What it shows, in a line.
  var summary: String
  private var makeText: @Sendable () -> String

  init(name: String, summary: String, text: @escaping @Sendable () -> String) {
    self.name = name
    self.summary = summary
    self.makeText = text
  }

  /// The scenario with its comments.
  var text: String { makeText() }
}

/// The scenarios that came with Isthmus; `script/generate` puts them into the binary.
enum ScenarioTemplates {}
