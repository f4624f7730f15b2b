import Foundation
import TestSupport
import Testing

/// The stories in `docs/examples`: each runs against an emulator that it starts, and tells what the golden file says.
@Suite struct ExampleTests {
  static let stories: [String] =
    ((try? FileManager.default.contentsOfDirectory(
      atPath: Shell.root.appending(path: "docs/examples").path)) ?? [])
    .filter { $0.hasSuffix(".sh") && $0 != "emulator.sh" }.sorted()

  @Test func thereAreStories() { #expect(Self.stories.count >= 5) }

  @Test(arguments: stories)
  func story(_ name: String) throws {
    let script = Shell.root.appending(path: "docs/examples/\(name)").path
    let (output, code) = try Shell.inScratchFolder { try Shell.run("sh '\(script)'", in: $0) }
    #expect(code == 0, "\(output)")
    expectGolden(output, "examples/\(name.dropLast(3)).txt")
  }
}
