import Foundation
import TestSupport
import Testing

/// Sessions at the command line. A file dropped into `Scripts` is a test; `script/test --record` rewrites it.
@Suite struct ScriptTests {
  static let scripts: [String] =
    ((try? FileManager.default.contentsOfDirectory(
      atPath: Shell.root.appending(path: "Tests/isthmusTests/Scripts").path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  @Test func thereAreScripts() { #expect(!Self.scripts.isEmpty) }

  @Test(arguments: scripts)
  func script(_ name: String) throws {
    let path = "Tests/isthmusTests/Scripts/\(name)"
    let written = try String(contentsOf: Shell.root.appending(path: path), encoding: .utf8)
    let run = try Shell.inScratchFolder { try Transcript(parsing: written).run(in: $0) }
    expectFile(run.text, at: Shell.root.appending(path: path).path)
  }
}
