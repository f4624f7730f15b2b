public import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Compares text with a golden file, which lies in the `Golden` directory beside the test's own file.
///
/// A difference fails the test with a unified diff. A missing golden is written and the test fails, so that
/// a new one is looked at before it counts. With `ISTHMUS_RECORD=1` in the environment every golden that
/// differs is rewritten, and the test fails as well: recording never passes silently.
///
/// - Parameters:
///   - actual: what the code under test made.
///   - relativePath: the path inside `Golden`, such as `text/long-line.txt`.
public func expectGolden(
  _ actual: String, _ relativePath: String, filePath: StaticString = #filePath,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let tests = URL(fileURLWithPath: "\(filePath)").deletingLastPathComponent()
  let golden = tests.appendingPathComponent("Golden").appendingPathComponent(relativePath)
  expectFile(actual, at: golden.path, sourceLocation: sourceLocation)
}

/// Compares text with a golden file anywhere, by the same rules as `expectGolden`.
public func expectFile(
  _ actual: String, at path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let file = URL(fileURLWithPath: path)
  let recorded = try? Data(contentsOf: file)
  if let recorded, Array(recorded) == Array(actual.utf8) { return }

  let isRecording = ProcessInfo.processInfo.environment["ISTHMUS_RECORD"] == "1"
  var message: String
  if let recorded {
    message = "\(path) differs (- golden, + actual):\n"
    message += unifiedDiff(String(decoding: recorded, as: UTF8.self), actual)
  } else {
    message = "\(path) is missing"
  }
  if isRecording || recorded == nil {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: file)
      message += recorded == nil ? "; recorded, look at it and run again" : "\nrecorded"
    } catch {
      message += "; could not be recorded: \(error)"
    }
  } else {
    message += "\nISTHMUS_RECORD=1 rewrites it"
  }
  Issue.record(Comment(rawValue: message), sourceLocation: sourceLocation)
}
