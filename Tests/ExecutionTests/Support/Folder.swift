import Foundation

/// A folder of its own for one test, gone with the object.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "isthmus-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var journal: String { path + "/journal.sqlite" }
}
