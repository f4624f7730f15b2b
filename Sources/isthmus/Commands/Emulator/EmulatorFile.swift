import Diagnostics
import Emulator
import JSON
import LocalFiles
import Scenario

/// A seed or faults file: what it says, and where.
struct EmulatorFile {
  let path: String
  private let tree: LocatedJSON
  private let source: SourceFile?

  /// The largest file that is read.
  static let maximumBytes = 64 << 20

  /// Reads a file, YAML or JSON; `-` is standard input.
  ///
  /// - Parameter noun: what it should hold.
  init(_ path: String, noun: String) throws {
    let bytes = try Files.read(path, limit: Self.maximumBytes)
    var sources = SourceMap()
    let read = DataFile.read(bytes: bytes, path: path, noun: noun, into: &sources)
    guard let tree = read.value else {
      Terminal.writeError(
        renderText(read.diagnostics, sources: sources, color: Terminal.isColorful(standardError: true)))
      throw ExitStatus.errorsFound
    }
    self.path = path
    self.tree = tree
    source = sources.files.first
  }

  /// The document.
  var document: JSONValue { tree.value }

  /// Does something with the document, and says where in the file it failed.
  func located<Result>(_ work: (JSONValue) throws(ContentError) -> Result) throws -> Result {
    do throws(ContentError) {
      return try work(document)
    } catch {
      let offset = UInt32(clamping: tree.range(at: error.path).lowerBound)
      let place = source.map { $0.position(at: offset) }
      Terminal.writeError(
        "isthmus: \(path):\(place.map { "\($0.line):\($0.column): " } ?? " ")\(error)\n"
          + "  = help: docs/emulator.md says how such files are written\n")
      throw ExitStatus.errorsFound
    }
  }
}
