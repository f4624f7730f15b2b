import Foundation

/// A folder of its own for one test, gone with the object.
final class Folder: Sendable {
  let path: String

  init() throws {
    // Memory, where the system offers it as a disk: thousands of commits are waited for.
    let base = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm/" : NSTemporaryDirectory()
    path = base + "isthmus-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A file's bytes; none when it is not there.
  func bytes(_ name: String) throws -> [UInt8] {
    let file = path + "/" + name
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    return Array(try Data(contentsOf: URL(fileURLWithPath: file)))
  }

  var journal: String { path + "/journal.sqlite" }
}
