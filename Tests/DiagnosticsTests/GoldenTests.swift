import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct GoldenTests {
  private static var isRecording: Bool { ProcessInfo.processInfo.environment["ISTHMUS_RECORD"] == "1" }

  private func withTemporaryPath(_ body: (String) -> Void) {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: directory) }
    body(directory.appendingPathComponent("deep/golden.txt").path)
  }

  @Test func `a missing golden is recorded and fails once`() {
    withTemporaryPath { path in
      withKnownIssue {
        expectFile("a\n", at: path)
      } matching: {
        $0.comments.contains { $0.rawValue.contains("is missing; recorded") }
      }
      expectFile("a\n", at: path)
    }
  }

  @Test(.disabled(if: isRecording, "a recording run rewrites it"))
  func `a difference fails with a diff and stays`() {
    withTemporaryPath { path in
      withKnownIssue { expectFile("a\nb\n", at: path) }
      withKnownIssue {
        expectFile("a\nc\n", at: path)
      } matching: {
        $0.comments.contains { $0.rawValue.contains("@@ -1,2 +1,2 @@\n a\n-b\n+c\n") }
      }
      let kept = try? Data(contentsOf: URL(fileURLWithPath: path))
      #expect(kept == Data("a\nb\n".utf8))
    }
  }
}
