import Execution
import JSON
import Testing

/// Every stage with every event: what follows is written down here a second time, as a table, so that a change of
/// the function is a change of the table too.
@Suite struct NextTests {
  static let failure = StepFailure(.refused, "no")
  static let other = StepFailure(.unequal, "other")

  static let stages: [(name: String, stage: StepStatus.Stage)] = [
    ("planned", .planned), ("started", .started), ("accepted", .accepted(order: "o-1")),
    ("ambiguous", .ambiguous(reason: "reset")), ("waiting", .waiting(reason: "somebody")),
    ("performed", .performed), ("succeeded", .succeeded(isOwn: true)), ("found", .succeeded(isOwn: false)),
    ("failed-", .failed(failure, hasEffect: false)), ("failed+", .failed(failure, hasEffect: true)),
    ("skipped", .skipped(note: "n")), ("undoing", .undoing), ("undoAccepted", .undoAccepted(order: nil)),
    ("undoWaiting", .undoWaiting(reason: "somebody")), ("undoAmbiguous", .undoAmbiguous(reason: "reset")),
    ("undoFailed", .undoFailed(failure)), ("undone", .undone), ("remains", .remains(reason: "billed")),
  ]

  static let events: [(name: String, event: JournalEvent)] = [
    ("planned", .planned), ("started", .started), ("accepted", .accepted(order: "o-2")),
    ("performed", .performed(outputs: ["id": "x"], requestID: "r")),
    ("found", .found(outputs: ["id": "x"], requestID: "r")), ("succeeded", .succeeded(outputs: ["id": "x"])),
    ("ambiguous", .ambiguous(reason: "again")), ("absent", .absent),
    ("failed-", .failed(other, hasEffect: false)), ("failed+", .failed(other, hasEffect: true)),
    ("waiting", .waiting(reason: "else")), ("manualDone", .manualDone(note: "n", outputs: ["id": "x"])),
    ("manualFailed", .manualFailed(note: "n")), ("skipped", .skipped(note: "n")), ("released", .released),
    ("undoStarted", .undoStarted), ("undoAccepted", .undoAccepted(order: "o-3")),
    ("undoWaiting", .undoWaiting(reason: "else")), ("undoAmbiguous", .undoAmbiguous(reason: "again")),
    ("undone", .undone(note: nil, requestID: "r")), ("undoFailed", .undoFailed(other)),
    ("remains", .remains(reason: "refused")), ("drifted", .drifted(other)),
  ]

  /// What may follow; everything else is illegal.
  static let legal: [String: [String: String]] = [
    "planned": ["started": "started", "found": "found", "failed-": "failed-", "skipped": "skipped"],
    "started": [
      "accepted": "accepted", "performed": "performed", "ambiguous": "ambiguous", "failed-": "failed-",
      "found": "found", "waiting": "waiting", "manualDone": "performed", "manualFailed": "failed+",
      "skipped": "skipped",
    ],
    "accepted": [
      "accepted": "accepted", "performed": "performed", "ambiguous": "ambiguous", "absent": "planned",
      "failed-": "failed-", "manualDone": "performed",
    ],
    "ambiguous": [
      "accepted": "accepted", "performed": "performed", "ambiguous": "ambiguous", "absent": "planned",
      "failed-": "failed-", "failed+": "failed+", "manualDone": "performed",
    ],
    "waiting": [
      "waiting": "waiting", "performed": "performed", "manualDone": "performed", "manualFailed": "failed+",
      "skipped": "skipped", "failed-": "failed-",
    ],
    "performed": [
      "succeeded": "succeeded", "failed+": "failed+", "performed": "performed", "released": "undone",
      "undoStarted": "undoing", "remains": "remains",
    ],
    "succeeded": [
      "released": "undone", "undoStarted": "undoing", "remains": "remains", "drifted": "failed+",
    ],
    "found": ["released": "undone", "drifted": "failed-"],
    "failed-": [
      "started": "started", "found": "found", "failed-": "failed-", "manualDone": "performed",
      "skipped": "skipped", "released": "undone",
    ],
    "failed+": [
      "started": "started", "performed": "performed", "manualDone": "performed", "released": "undone",
      "undoStarted": "undoing", "skipped": "skipped",
      "remains": "remains",
    ],
    "skipped": ["released": "undone"],
    "undoing": [
      "undoAccepted": "undoAccepted", "undoWaiting": "undoWaiting", "undoAmbiguous": "undoAmbiguous",
      "undone": "undone", "undoFailed": "undoFailed", "remains": "remains",
    ],
    "undoAccepted": [
      "undoAccepted": "undoAccepted", "undoAmbiguous": "undoAmbiguous", "undone": "undone",
      "undoFailed": "undoFailed",
    ],
    "undoWaiting": [
      "undoWaiting": "undoWaiting", "undone": "undone", "undoFailed": "undoFailed", "remains": "remains",
    ],
    "undoAmbiguous": [
      "undoAccepted": "undoAccepted", "undoAmbiguous": "undoAmbiguous", "undone": "undone",
      "undoFailed": "undoFailed",
    ],
    "undoFailed": [
      "undoStarted": "undoing", "undone": "undone", "undoFailed": "undoFailed", "remains": "remains",
    ],
    "undone": ["planned": "planned"],
    "remains": ["undoStarted": "undoing", "performed": "performed"],
  ]

  static func name(of stage: StepStatus.Stage) -> String {
    switch stage {
    case .failed(_, let hasEffect): hasEffect ? "failed+" : "failed-"
    case .undoAccepted: "undoAccepted"
    case .undoWaiting: "undoWaiting"
    case .undoAmbiguous: "undoAmbiguous"
    case .undoFailed: "undoFailed"
    default: StepStatus(stage).word
    }
  }

  @Test func everyPairIsDecided() throws {
    for (stageName, stage) in Self.stages {
      for (eventName, event) in Self.events {
        let before = StepStatus(stage, generation: 3, outputs: ["id": "old", "other": 1], requestID: "q")
        let wanted = Self.legal[stageName]?[eventName]
        do throws(IllegalEvent) {
          let after = try next(before, event)
          #expect(Self.name(of: after.stage) == wanted, "\(stageName) + \(eventName)")
          #expect(
            after.generation == (eventName == "planned" ? 4 : 3), "\(stageName) + \(eventName): generation")
        } catch {
          #expect(wanted == nil, "\(stageName) + \(eventName): \(error)")
          #expect(error.event == event.name)
        }
      }
    }
  }

  @Test func everyStageAndEventStandsInTheTable() {
    let tableEvents = Set(Self.legal.values.flatMap(\.keys))
    #expect(Set(Self.legal.keys) == Set(Self.stages.map(\.name)))
    #expect(tableEvents == Set(Self.events.map(\.name)))
    // The switch over all cases in `name` fails to compile when one is added; this finds one that no test uses.
    #expect(Set(Self.events.map(\.event.name)).count == 22)
  }

  @Test func outputsAreMergedAndKeptWhileTakenBack() throws {
    var status = StepStatus()
    for event: JournalEvent in [
      .started, .performed(outputs: ["id": "x"], requestID: "r1"),
      .succeeded(outputs: ["id": "x", "name": "n"]),
      .undoStarted, .undoAmbiguous(reason: "reset"),
    ] { status = try next(status, event) }
    #expect(status.outputs == ["id": "x", "name": "n"])
    #expect(status.requestID == "r1")
    status = try next(next(status, .undone(note: nil, requestID: nil)), .planned)
    #expect(status == StepStatus(.planned, generation: 1))
  }

  @Test func runsGoTheirWays() throws {
    let began = RunMark.began(.forward, command: "apply", who: "ops")
    let back = RunMark.began(.backward, command: "rollback", who: "ops")
    func go(_ marks: RunMark...) throws -> RunState? {
      var state: RunState?
      for mark in marks { state = try next(state, mark) }
      return state
    }
    #expect(
      try go(began, .ended(.succeeded, reason: nil), back, .ended(.rolledBack, reason: nil))?.isFinished
        == true)
    #expect(try go(began, began)?.standing == .running)
    #expect(try go(began, .ended(.paused, reason: "x"), began)?.direction == .forward)
    #expect(throws: IllegalEvent.self) { try go(back) }
    #expect(throws: IllegalEvent.self) { try go(began, .ended(.stuck, reason: nil)) }
    #expect(throws: IllegalEvent.self) { try go(began, back, began) }
    #expect(throws: IllegalEvent.self) { try go(began, back, .ended(.succeeded, reason: nil)) }
    #expect(throws: IllegalEvent.self) { try go(began, .ended(.succeeded, reason: nil), began) }
    #expect(try go(began, back, .ended(.rolledBack, reason: nil), began)?.direction == .forward)
    #expect(try go(began, back, .ended(.stuck, reason: nil), back)?.standing == .running)
  }
}
