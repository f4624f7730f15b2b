import Diagnostics
import Execution
import Runbook

/// How a session stands, as a person sees it: a pure value out of its events, drawn as lines of any width.
struct RunBoard: Sendable {
  /// A step that something is done for.
  private struct Active: Sendable {
    var since: Moment
    var reason: String?
    var nextLook: Moment?
  }

  private let runbook: Runbook
  private let language: Language
  private let positions: [String: Int]
  private var direction: RunState.Direction
  private var statuses: [StepStatus]
  private var active: [Int: Active] = [:]
  private var began: Moment?
  private var run = ""
  private var last: [String] = []

  /// The board of a run as its journal has it.
  init(_ runbook: Runbook, statuses: [StepStatus], direction: RunState.Direction, language: Language = .en) {
    self.runbook = runbook
    self.language = language
    self.statuses = statuses
    self.direction = direction
    positions = Dictionary(
      zip(runbook.steps.map(\.id), runbook.steps.indices), uniquingKeysWith: { first, _ in first })
  }

  /// Takes in what happened.
  mutating func take(_ event: RunEvent, at moment: Moment) {
    switch event {
    case .sessionBegan(let run, let direction, _):
      self.run = run.text
      self.direction = direction
      began = began ?? moment
      active = [:]
    case .stepChanged(let id, let what, let status):
      guard let place = positions[id] else { return }
      statuses[place] = status
      if isAtWork(status) {
        active[place] = Active(since: active[place]?.since ?? moment, reason: status.reason)
      } else {
        active[place] = nil
      }
      if let line = PlainProgress.line(for: runbook.steps[place], what, status, language) { remember(line) }
    case .looking(let id, let reason, let milliseconds):
      guard let place = positions[id] else { return }
      active[place, default: Active(since: moment)].reason = reason
      active[place]?.nextLook = moment.advanced(by: milliseconds)
    case .tookOver(let owner): remember("took the lock over from \(owner)")
    case .sessionEnded: active = [:]
    }
  }

  private mutating func remember(_ line: String) {
    last.append(line)
    if last.count > 4 { last.removeFirst(last.count - 4) }
  }

  private func isAtWork(_ status: StepStatus) -> Bool {
    switch status.stage {
    case .started, .accepted, .ambiguous, .waiting, .performed, .undoing, .undoAccepted, .undoWaiting,
      .undoAmbiguous:
      true
    default: false
    }
  }

  private func isSettled(_ status: StepStatus) -> Bool {
    direction == .forward ? status.isDone : status.isAtRest
  }

  // MARK: Drawing

  /// The lines of the board; none is wider than the terminal, and there are no more than it has rows.
  func lines(width: Int, height: Int, now: Moment, paint: Paint) -> [String] {
    var lines = [header(now, paint)]
    lines += phases(width, paint)
    let working = active.sorted { $0.key < $1.key }
    let room = max(1, height - lines.count - last.count - 3)
    if !working.isEmpty { lines.append("") }
    for (place, item) in working.prefix(room) { lines.append(line(place, item, width, now, paint)) }
    if working.count > room { lines.append(paint.dim("  … and \(working.count - room) more")) }
    if !last.isEmpty { lines.append("") }
    lines += last.map { "  " + $0 }
    return lines.prefix(max(1, height - 1)).map { paint.cut($0, to: max(1, width - 1)) }
  }

  private func header(_ now: Moment, _ paint: Paint) -> String {
    let settled = statuses.count(where: isSettled)
    let verb = direction == .forward ? "applying" : "taking back"
    var parts = ["\(settled)/\(statuses.count)"]
    if let began { parts.append(Elapsed.text(now.since(began))) }
    let left = secondsLeft(now)
    if left > 0 { parts.append("about \(Elapsed.text(left * 1000)) left") }
    return paint.bold("\(runbook.scenario)") + "  \(verb)  " + parts.joined(separator: " · ")
      + (run.isEmpty ? "" : paint.dim("  \(run)"))
  }

  private func phases(_ width: Int, _ paint: Paint) -> [String] {
    Phase.allCases.compactMap { phase in
      let places = runbook.steps.indices.filter { runbook.steps[$0].phase == phase }
      guard !places.isEmpty else { return nil }
      let settled = places.count { isSettled(statuses[$0]) }
      let length = min(24, max(4, width - 40))
      let filled = settled * length / places.count
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: length - filled)
      let name = phase.identifier.padding(to: 10)
      let isDone = settled == places.count
      return "  \(name) \(isDone ? paint.green(bar) : bar) \(settled)/\(places.count)"
    }
  }

  private func line(_ place: Int, _ item: Active, _ width: Int, _ now: Moment, _ paint: Paint) -> String {
    let step = runbook.steps[place]
    var end = "  " + Elapsed.text(now.since(item.since))
    if let next = item.nextLook, next > now { end += ", looks again in \(Elapsed.text(next.since(now)))" }
    let title = step.title[language] + (item.reason.map { " – \($0)" } ?? "")
    let mark = item.reason == nil ? paint.cyan("●") : paint.yellow("◌")
    let room = max(8, width - 6 - paint.width(of: end))
    return "  \(mark) \(paint.cut(title, to: room))\(paint.dim(end))"
  }

  /// How long everything that is left usually takes, in seconds, when steps that can run side by side do.
  private func secondsLeft(_ now: Moment) -> Int64 {
    var ends = [Int64](repeating: 0, count: statuses.count)
    let order = direction == .forward ? Array(runbook.steps.indices) : runbook.steps.indices.reversed()
    // Backward a step waits for those that depend on it: their ends are handed down before it is looked at.
    var longest: Int64 = 0
    for place in order {
      let step = runbook.steps[place]
      var start = ends[place]
      if direction == .forward {
        for id in step.dependsOn { if let other = positions[id] { start = max(start, ends[other]) } }
      }
      let usual = direction == .forward ? step.durationSeconds : step.undo?.durationSeconds ?? 0
      var own = isSettled(statuses[place]) || step.isWaitMostly ? 0 : Int64(usual)
      if let item = active[place] { own = max(0, own - now.since(item.since) / 1000) }
      ends[place] = start + own
      longest = max(longest, ends[place])
      if direction == .backward {
        for id in step.dependsOn {
          if let other = positions[id] { ends[other] = max(ends[other], ends[place]) }
        }
      }
    }
    return longest
  }
}

extension StepStatus {
  /// What is waited for; nil when nothing is.
  var reason: String? {
    switch stage {
    case .waiting(let reason), .ambiguous(let reason), .undoWaiting(let reason), .undoAmbiguous(let reason):
      reason
    default: nil
    }
  }
}

extension String {
  /// The text with spaces behind it up to a width; for texts of one column a character.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

/// Durations as people say them.
enum Elapsed {
  /// `4 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`.
  static func text(_ milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds) / 1000
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(seconds / 60) min" + (seconds % 60 == 0 ? "" : " \(seconds % 60) s")
    case ..<86_400: return "\(seconds / 3600) h" + (seconds / 60 % 60 == 0 ? "" : " \(seconds / 60 % 60) min")
    default: return "\(seconds / 86_400) d" + (seconds / 3600 % 24 == 0 ? "" : " \(seconds / 3600 % 24) h")
    }
  }
}
