/// Makes source files from data. Add one by listing it in `generators`.
protocol Generator: Sendable {
  /// What `script/generate` calls it.
  var name: String { get }
  /// The directory, relative to the package, that holds this generator's files and no others.
  var directory: String { get }
  /// The files, with paths relative to `directory`. Same input, same bytes.
  func files(in package: Package) throws -> [GeneratedFile]
}

/// A file to be written.
struct GeneratedFile: Sendable, Equatable {
  var path: String
  var text: String
}

/// All generators, in the order in which they run.
let generators: [any Generator] = [
  OperationsGenerator(), TypedOperationsGenerator(), ProfileGenerator(), RulePagesGenerator(),
  ScenarioTemplatesGenerator(),
]

/// Why generation stopped: where, and what is wrong there.
struct GeneratorError: Error, Sendable, CustomStringConvertible {
  var place: String
  var message: String

  var description: String { "\(place): \(message)" }
}
