import Foundation
import TestSupport
import Testing

/// `isthmus apply` and `resume` at a real terminal: a person looks, answers, and wants to stop.
@Suite struct LiveTerminalTests {
  @Test func aPersonFollowsARunAndStopsItInOrder() async throws {
    try await BlockingWork.share([0], among: 1) { _, folder in
      let ground = try ProvingGround("zos-from-vpc", in: folder)
      let call = HeldCall(of: "vpc.CreateVpc", at: ground.gate)
      let terminal = try ground.atTerminal(ground.words(toApplyAsked: "change"), columns: 80, rows: 24)
      func answer(_ question: String, _ reply: String) throws {
        let (screen, isShown) = terminal.shows { $0.hasSuffix(question) }
        try #require(isShown, "never asked \(question):\n\(screen)")
        terminal.type(reply + "\n")
      }
      try answer("Begin? [y/N]", "y")
      try answer("done, failed, later?", "done")
      try answer("evidence:", "the quota mail of Tuesday")
      // Somebody thinks about the next question while the network is made.
      call.wait()
      try answer("done, failed, later?", "perhaps")
      try answer("Type one of: done, failed, later.\ndone, failed, later?", "later")
      let (board, isRunning) = terminal.shows { $0.contains("● Create VPC batch-vpc") }
      #expect(isRunning, "\(board)")
      #expect(board.contains("zos-from-vpc  applying 1/10"), "\(board)")
      #expect(board.contains("prepare"), "\(board)")
      #expect(terminal.isEchoing == false, "what is typed would tear the board")
      terminal.type("\u{03}")
      let (stopping, isStopping) = terminal.shows { $0.contains("stopping: finishing what is under way") }
      #expect(isStopping, "\(stopping)")
      call.letGo()

      let (end, screen) = terminal.wait()
      #expect(end == .exit(8), "\(screen.text)")
      // What the terminal broke itself are findings and their notes, printed before the run.
      let complaints = screen.complaints.filter {
        !$0.hasPrefix("wrapped:   = ") && !$0.hasPrefix("wrapped:   info[")
      }
      #expect(complaints == [], "\(screen.text)")
      #expect(screen.isCursorBelow, "\(screen.text)")
      #expect(screen.isColored)
      #expect(terminal.isEchoing == true)
      // The record says each thing once, and nothing is left of the boards in between.
      for line in ["✓ Make account analytics ready", "✓ Create VPC batch-vpc"] {
        #expect(screen.text.components(separatedBy: line).count == 2, "\(line) in:\n\(screen.text)")
      }
      #expect(!screen.text.contains("● "), "\(screen.text)")
      #expect(!screen.text.contains("stopping"), "\(screen.text)")
      #expect(screen.text.contains("is paused: 2 of 10 steps are done."), "\(screen.text)")

      ground.gate.reset()
      let again = try ground.atTerminal(
        ground.words(of: "resume", "change").filter { $0 != "--verbose" }, ["NO_COLOR": "1"], columns: 60,
        rows: 20)
      let (finished, last) = again.wait()
      #expect(finished == .exit(0), "\(last.text)")
      #expect(last.complaints == [], "\(last.text)")
      #expect(!last.isColored)
      #expect(last.text.contains("10 of 10 steps"), "\(last.text)")
    }
  }

  @Test func aPersonIsAskedWhatToDoWhenAStepFailsAlthoughManualStepsAreAssumed() async throws {
    try await BlockingWork.share([0], among: 1) { _, folder in
      let ground = try ProvingGround("zos-from-vpc", in: folder)
      let refusal =
        #"{"kind": "business-failure", "code": "Openapi.Order.Balance", "message": "nothing left"}"#
      let rule = #"{"operations": "vpce.CreateEndpoint", "first": 2, "fault": \#(refusal)}"#
      try ground.ask("PUT", "faults", body: #"{"version": 1, "rules": [\#(rule)]}"#)
      let words = ground.words(toApply: "change").filter { $0 != "--verbose" }
      let terminal = try ground.atTerminal(words, columns: 80, rows: 24)
      let question = "retry, rollback, pause?"
      for (reply, count) in [("retry", 1), ("rollback", 2)] {
        let (screen, isShown) = terminal.shows {
          $0.hasSuffix(question) && $0.components(separatedBy: question).count == count + 1
        }
        try #require(isShown, "not asked \(count) times:\n\(screen)")
        #expect(screen.contains("Openapi.Order.Balance"), "\(screen)")
        terminal.type(reply + "\n")
      }
      let (end, screen) = terminal.wait()
      #expect(end == .exit(14), "\(screen.text)")
      #expect(screen.text.contains("failed and is taken back."), "\(screen.text)")
    }
  }
}
