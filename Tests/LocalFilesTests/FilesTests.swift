import Foundation
import LocalFiles
import Testing

@Suite struct FilesTests {
  @Test func replacesAndReadsBack() throws {
    try inFolder { folder in
      let path = folder + "/plan.json"
      try write("old", to: path)
      try Files.replace(path) { use in
        for piece in ["ne", "w"] { Array(piece.utf8).withUnsafeBytes(use) }
      }
      #expect(try text(of: path) == "new")
      #expect(try names(in: folder) == ["plan.json"], "nothing half-written stays behind")
    }
  }

  @Test func readsNoMoreThanOneByteBeyondTheLimit() throws {
    try inFolder { folder in
      let path = folder + "/large"
      try write(String(repeating: "x", count: 1000), to: path)
      #expect(try Files.read(path, limit: 10).count == 11)
      #expect(try Files.read(path, limit: 1000).count == 1000)
    }
  }

  @Test func keepsThePermissionsOfWhatIsThere() throws {
    try inFolder { folder in
      let path = folder + "/secret"
      try Files.replace(path, permissions: 0o600) { _ in }
      try write("two", to: path)
      #expect(try permissions(of: path) == 0o600)
    }
  }

  @Test func replacesWhatALinkNames() throws {
    try inFolder { folder in
      let (path, link) = (folder + "/real", folder + "/link")
      try write("old", to: path)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      try write("new", to: link)
      #expect(try text(of: path) == "new")
      #expect(Files.areSame(path, link))
    }
  }

  @Test func tellsFilesApart() throws {
    try inFolder { folder in
      let (one, two, absent) = (folder + "/one", folder + "/two", folder + "/absent")
      for path in [one, two] { try write("same", to: path) }
      #expect(!Files.areSame(one, two))
      #expect(!Files.areSame(one, absent))
      #expect(Files.areSame(absent, absent))
    }
  }

  @Test(arguments: ["", "/absent/plan.json"])
  func refusesWithTheReason(place: String) throws {
    try inFolder { folder in
      let failure = #expect(throws: FileFailure.self) { try write("text", to: folder + place) }
      #expect(failure?.action == "write")
      #expect(failure?.path == folder + place)
      let left = try names(in: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func makesFoldersThatOnlyTheOwnerEnters() throws {
    try inFolder { folder in
      for _ in 1...2 { try Files.makeDirectory(folder + "/a/b") }
      #expect(try permissions(of: folder + "/a/b") == 0o700)
      try write("text", to: folder + "/file")
      #expect(throws: FileFailure.self) { try Files.makeDirectory(folder + "/file/b") }
    }
  }

  private func write(_ text: String, to path: String) throws {
    try Files.replace(path) { Array(text.utf8).withUnsafeBytes($0) }
  }

  private func text(of path: String) throws -> String {
    String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
  }

  private func permissions(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
  }

  /// Hands a folder to `use` that nobody else has, and removes it with all it holds.
  private func inFolder(_ use: (String) throws -> Void) throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appendingPathComponent("isthmus-files-\(UUID().uuidString)").path
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: folder) }
    try use(folder)
  }
}
