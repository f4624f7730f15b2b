import Testing

@testable import generate

@Suite struct GeneratedFilesTests {
  @Test func areUpToDate() throws {
    let root = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
    let package = Package(root: root)
    for generator in generators {
      let outdated = try package.outdated(generator)
      #expect(outdated == [], "run script/generate")
    }
  }
}
