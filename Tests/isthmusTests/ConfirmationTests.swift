import Foundation
import Testing

/// What `isthmus apply` leaves alone until a person has said yes.
@Suite struct ConfirmationTests {
  /// The answer to the question, and what happens to the scenario's folder while it is asked.
  private func answering(
    _ answer: String,
    meanwhile: @escaping @Sendable (_ scenario: URL, _ lock: URL) throws -> Void = { _, _ in },
    then check: @escaping @Sendable (_ end: ChildProcess.End, _ screen: String, _ lock: URL) throws -> Void
  ) async throws {
    try await BlockingWork.share([0], among: 1) { _, folder in
      let ground = try ProvingGround("zos-from-vpc", in: folder)
      let scenario = folder.appending(path: "scenarios/zos-from-vpc/scenario.yaml")
      let lock = folder.appending(path: "scenarios/zos-from-vpc/scenario.lock.json")
      try FileManager.default.removeItem(at: lock)
      let terminal = try ground.atTerminal(ground.words(toApplyAsked: "change"), columns: 100, rows: 40)
      let (asked, isAsked) = terminal.shows { $0.hasSuffix("Begin? [y/N]") }
      try #require(isAsked, "\(asked)")
      #expect(!FileManager.default.fileExists(atPath: lock.path), "written before anybody said yes")
      try meanwhile(scenario, lock)
      terminal.type(answer + "\n")
      let (end, screen) = terminal.wait()
      try check(end, screen.text, lock)
      #expect(try ground.ledger("change") == nil)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "change").path))
    }
  }

  @Test func noMeansThatNothingIsWritten() async throws {
    try await answering(
      "n",
      then: { end, screen, lock in
        #expect(end == .exit(13), "\(screen)")
        #expect(screen.contains("Nothing was done."), "\(screen)")
        #expect(!FileManager.default.fileExists(atPath: lock.path))
      })
  }

  @Test func aScenarioThatChangedMeanwhileIsRefused() async throws {
    try await answering("y") { scenario, _ in
      let text = try String(contentsOf: scenario, encoding: .utf8)
      try (text + "# a word more\n").write(to: scenario, atomically: true, encoding: .utf8)
    } then: { end, screen, lock in
      #expect(end == .exit(13), "\(screen)")
      #expect(screen.contains("error[EXE015]"), "\(screen)")
      #expect(!FileManager.default.fileExists(atPath: lock.path))
    }
  }

  @Test func aLockFileThatChangedMeanwhileIsRefusedAndStaysAsItIs() async throws {
    let others = #"{"version": 1, "entries": []}"#
    try await answering("y") { _, lock in
      try others.write(to: lock, atomically: true, encoding: .utf8)
    } then: { end, screen, lock in
      #expect(end == .exit(13), "\(screen)")
      #expect(screen.contains("error[EXE015]"), "\(screen)")
      let kept = try String(contentsOf: lock, encoding: .utf8)
      #expect(kept == others)
    }
  }

  @Test func destroySaysHowMuchItTakesBackAndWhere() async throws {
    try await BlockingWork.share([0], among: 1) { _, folder in
      let ground = try ProvingGround("zos-from-vpc", in: folder)
      try #require(try ground.apply("change").wait().end == .exit(0))
      let words = ground.words(of: "destroy", "change").filter { $0 != "--yes" && $0 != "--verbose" }
      let terminal = try ground.atTerminal(words, columns: 200, rows: 40)
      let (asked, isAsked) = terminal.shows { $0.hasSuffix("take all of it back:") }
      try #require(isAsked, "\(asked)")
      #expect(asked.contains("by call, ") && asked.contains("by people, at http://127.0.0.1:"), "\(asked)")
      #expect(!asked.contains("REAL"), "\(asked)")
      terminal.type("no\n")
      let (end, screen) = terminal.wait()
      #expect(end == .exit(13), "\(screen.text)")
    }
  }
}
