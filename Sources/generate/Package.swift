import Foundation
import JSON

/// The checkout that generators read from and write to.
struct Package {
  /// Its root directory.
  let root: String

  /// The JSON document in a file of the package.
  func json(_ path: String) throws -> JSONValue {
    guard let data = FileManager.default.contents(atPath: "\(root)/\(path)") else {
      throw GeneratorError(place: path, message: "cannot be read")
    }
    do {
      return try JSONValue(parsing: [UInt8](data))
    } catch {
      throw GeneratorError(place: "\(path):\(error.line):\(error.column)", message: error.message)
    }
  }

  /// The text of a file of the package.
  func text(_ path: String) throws -> String {
    guard let text = text(of: path) else { throw GeneratorError(place: path, message: "cannot be read") }
    return text
  }

  /// The names in a directory of the package, sorted; none when there is no such directory.
  func names(in directory: String) throws -> [String] { try present(in: directory) }

  /// Whether there is such a file.
  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(root)/\(path)") }

  /// What differs between the generated files and those on disk; the paths of missing, stale and
  /// superfluous files, sorted.
  func outdated(_ generator: any Generator) throws -> [String] {
    let files = try generator.files(in: self)
    let stale = files.filter { text(of: "\(generator.directory)/\($0.path)") != $0.text }
    let names = Set(files.map(\.path))
    let superfluous = try present(in: generator.directory).filter { !names.contains($0) }
    return (stale.map(\.path) + superfluous).map { "\(generator.directory)/\($0)" }.sorted()
  }

  /// Writes what is outdated, removes what is superfluous, and returns the paths touched.
  func update(_ generator: any Generator) throws -> [String] {
    let outdated = try outdated(generator)
    let files = try generator.files(in: self)
    try FileManager.default.createDirectory(
      atPath: "\(root)/\(generator.directory)", withIntermediateDirectories: true)
    for path in outdated {
      if let file = files.first(where: { "\(generator.directory)/\($0.path)" == path }) {
        try Data(file.text.utf8).write(to: URL(filePath: "\(root)/\(path)"), options: .atomic)
      } else {
        try FileManager.default.removeItem(atPath: "\(root)/\(path)")
      }
    }
    return outdated
  }

  private func text(of path: String) -> String? {
    FileManager.default.contents(atPath: "\(root)/\(path)").map { String(decoding: $0, as: UTF8.self) }
  }

  private func present(in directory: String) throws -> [String] {
    guard FileManager.default.fileExists(atPath: "\(root)/\(directory)") else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(directory)").sorted()
  }
}
