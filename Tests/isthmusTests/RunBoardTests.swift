import Diagnostics
import Execution
import Foundation
import JSON
import Runbook
import TestSupport
import Testing

@testable import isthmus

/// What a person sees while the flagship is carried out, as frames: a function of what happened, the terminal's size
/// and the time.
@Suite struct RunBoardTests {
  private static let start = Moment(milliseconds: 1_796_306_400_000)
  private static let now = start.advanced(by: 754_000)

  private static func flagship() throws -> Runbook {
    let file = Shell.root.appending(path: "scenarios/idc-direct-connect/runbook.json")
    return try Runbook(json: JSONValue(parsing: Array(Data(contentsOf: file))))
  }

  /// A board at the busiest moment: much is done, calls run, and other people are waited for.
  private static func busy(_ language: Language = .en) throws -> RunBoard {
    let runbook = try flagship()
    var board = RunBoard(
      runbook, statuses: runbook.steps.map { _ in StepStatus() }, direction: .forward, language: language)
    let run = try #require(RunID("run-20261203abcd"))
    board.take(.sessionBegan(run: run, direction: .forward, steps: runbook.steps.count), at: start)
    for (place, step) in runbook.steps.prefix(40).enumerated() {
      let moment = start.advanced(by: Int64(place) * 15_000)
      let (event, stage): (JournalEvent, StepStatus.Stage) =
        switch place {
        case 30:
          (
            .waiting(reason: "the cloud says it is still being created"),
            .waiting(reason: "the cloud says it is still being created")
          )
        case 33:
          (.waiting(reason: "provider has to accept it"), .waiting(reason: "provider has to accept it"))
        case 36...: (.started, .started)
        default: (.succeeded(outputs: [:]), .succeeded(isOwn: true))
        }
      board.take(.stepChanged(step: step.id, event: event, status: StepStatus(stage)), at: moment)
    }
    board.take(
      .looking(
        step: runbook.steps[33].id, reason: "provider has to accept it", nextInMilliseconds: 40_000),
      at: now.advanced(by: -9_000))
    return board
  }

  private static func frame(_ board: RunBoard, _ width: Int, _ height: Int) -> String {
    board.lines(width: width, height: height, now: now, paint: Paint()).map { $0 + "\n" }.joined()
  }

  @Test(arguments: [(80, 24), (120, 40), (60, 20), (40, 10)])
  func fitsTheTerminal(width: Int, height: Int) throws {
    expectGolden(Self.frame(try Self.busy(), width, height), "board/\(width)x\(height).txt")
  }

  @Test func speaksChinese() throws {
    expectGolden(Self.frame(try Self.busy(.zh), 80, 24), "board/zh-80x24.txt")
  }

  @Test func saysThatItStops() throws {
    var board = try Self.busy()
    board.stop()
    expectGolden(Self.frame(board, 80, 24), "board/stopping.txt")
  }

  @Test func goesBackward() throws {
    let runbook = try Self.flagship()
    var board = try Self.busy()
    let run = try #require(RunID("run-20261203abcd"))
    board.take(.sessionBegan(run: run, direction: .backward, steps: runbook.steps.count), at: Self.now)
    let undone = runbook.steps.prefix(36).suffix(6)
    for step in undone {
      board.take(
        .stepChanged(step: step.id, event: .undone(note: nil, requestID: nil), status: StepStatus(.undone)),
        at: Self.now)
    }
    board.take(
      .stepChanged(step: runbook.steps[36].id, event: .undoStarted, status: StepStatus(.undoing)),
      at: Self.now.advanced(by: -3_000))
    expectGolden(Self.frame(board, 80, 24), "board/backward.txt")
  }

  /// Whatever the size, a frame leaves the last column and the last row free: a full line would wrap, and a full screen
  /// would scroll at every drawing.
  @Test func neverOutgrowsATerminal() throws {
    let boards = [try Self.busy(), try Self.busy(.zh)]
    let paint = Paint(isColorful: true)
    for board in boards {
      for width in 2...140 {
        for height in [2, 3, 5, 8, 13, 24, 60] {
          let lines = board.lines(width: width, height: height, now: Self.now, paint: paint)
          #expect(lines.count < height, "\(width)x\(height)")
          #expect(lines.allSatisfy { paint.width(of: $0) < width }, "\(width)x\(height)")
        }
      }
    }
  }

  /// Drawn over and over at a terminal, also one that is made narrower in between, nothing of an earlier picture stays.
  @Test func leavesNothingOfTheLastPicture() throws {
    let board = try Self.busy()
    for width in [80, 120] {
      var picture = Picture(paint: Paint())
      var screen = Screen(width: width)
      var kept: [String] = []
      for (height, note) in [(24, "first"), (10, "second"), (40, "third")] {
        kept.append(note)
        let lines = board.lines(width: width, height: height, now: Self.now, paint: Paint())
        let drawn = picture.replace(with: lines, keeping: [note], width: width)
        let bytes = try #require(drawn)
        screen.write(Array(bytes.replacing("\n", with: "\r\n").utf8))
        #expect(screen.text == (kept + lines).joined(separator: "\n") + "\n")
      }
      let again = picture.replace(with: picture.lines, width: width)
      #expect(again == nil)
      #expect(screen.complaints == [])
    }
  }

  @Test func wrapsAtSpacesAndBetweenWideCharacters() {
    #expect(
      TextWrap.lines("one two three four", columns: 9, first: "- ", rest: "  ") == [
        "- one two", "  three", "  four",
      ])
    #expect(TextWrap.lines("查询本资源池内，注册", columns: 9) == ["查询本资", "源池内，", "注册"])
    #expect(TextWrap.lines("abcdefghij", columns: 4) == ["abcd", "efgh", "ij"])
  }

  @Test(arguments: [
    (0, "0 s"), (59, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (7_500, "2 h 5 min"), (273_600, "3 d 4 h"),
  ])
  func saysDurations(seconds: Int64, text: String) {
    #expect(Elapsed.text(seconds * 1000) == text)
  }

  @Test func promisesNoSecondsOfWhatIsFarAway() {
    #expect(Elapsed.about(90) == "1 min 30 s")
    #expect(Elapsed.about(121) == "3 min")
    #expect(Elapsed.about(90_000) == "1 d 1 h")
  }
}
