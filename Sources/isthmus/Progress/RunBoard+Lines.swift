import Diagnostics
import Execution
import Runbook

/// The board as lines: who, how far and how long; the phases; what is being done; what is waited for.
extension RunBoard {
  /// The lines of the board; each is narrower than the terminal, and there are fewer than it has rows.
  ///
  /// Where room is scarce the phases become one line, then the reasons of waits go, then steps, then everything but the
  /// first line.
  func lines(width: Int, height: Int, now: Moment, paint: Paint) -> [String] {
    let canvas = Canvas(columns: max(1, width - 1), now: now, paint: paint)
    let room = max(1, height - 1)
    let working = active.sorted { left, right in
      let (isLeftIdle, isRightIdle) = (left.value.reason != nil, right.value.reason != nil)
      return isLeftIdle == isRightIdle ? left.key < right.key : isRightIdle
    }
    var top = [header(canvas)]
    if isStopping { top.append("  " + paint.yellow(words.stopping)) }
    let grid = phases(canvas)
    // The largest picture that has room for three steps, or for those there are.
    let wanted = min(3, working.count) + (working.isEmpty ? 0 : 1)
    if 1 + top.count + grid.count + wanted <= room {
      top = [""] + top + grid
    } else if top.count + 1 + wanted <= room {
      top.append(total(canvas))
    }
    return (top + steps(working, room - top.count, canvas)).prefix(room)
      .map { paint.cut($0, to: canvas.columns) }
  }

  /// One line for those who are about to read something else.
  func summary(width: Int, now: Moment, paint: Paint) -> String {
    header(Canvas(columns: max(1, width - 1), now: now, paint: paint))
  }

  /// What every line is drawn on.
  private struct Canvas {
    var columns: Int
    var now: Moment
    var paint: Paint
  }

  private var words: ProgressWords { ProgressWords(language) }

  /// What the run is and how it stands; what has no room is left out, the last first.
  private func header(_ canvas: Canvas) -> String {
    let settled = statuses.indices.count(where: isSettled)
    var facts = ["\(words.verb(direction)) \(settled)/\(statuses.count)"]
    if let began { facts.append(Elapsed.text(canvas.now.since(began))) }
    let left = secondsLeft(canvas.now)
    if left > 0, settled < statuses.count {
      let waits = shapes.indices.contains { shapes[$0].isWaitMostly && !isSettled($0) }
      facts.append(words.left(Elapsed.about(left), besidesWaits: waits && direction == .forward))
    }
    if !run.isEmpty { facts.append(run) }
    let name = VisibleText.line(runbook.scenario)
    var width = canvas.paint.width(of: name)
    var line = canvas.paint.bold(name)
    for (place, fact) in facts.enumerated() {
      let text = (place == 0 ? "  " : " · ") + fact
      width += canvas.paint.width(of: text)
      guard place == 0 || width <= canvas.columns else { break }
      line += place == facts.count - 1 && !run.isEmpty ? canvas.paint.dim(text) : text
    }
    return line
  }

  // MARK: Phases

  /// Every phase that has steps: its name, a bar and its count, in up to three columns.
  private func phases(_ canvas: Canvas) -> [String] {
    var counts: [Phase: (settled: Int, all: Int)] = [:]
    for place in shapes.indices {
      counts[shapes[place].phase, default: (0, 0)].all += 1
      if isSettled(place) { counts[shapes[place].phase]?.settled += 1 }
    }
    let present = Phase.allCases.compactMap { phase in counts[phase].map { (phase, $0) } }
    let columns = min(3, max(1, canvas.columns / 28))
    let rows = (present.count + columns - 1) / columns
    let cell = min(40, canvas.columns / columns)
    let nameWidth = present.map { TextWrap.width(of: words.name(of: $0.0)) }.max() ?? 0
    let countWidth = present.map { "\($0.1.settled)/\($0.1.all)".count }.max() ?? 0
    let barWidth = max(4, cell - 2 - nameWidth - 1 - 1 - countWidth - 2)
    let cells = present.map { phase, count in
      let name = words.name(of: phase)
      let gap = String(repeating: " ", count: nameWidth - TextWrap.width(of: name))
      let text = "\(count.settled)/\(count.all)".padding(to: countWidth)
      return "  \(name)\(gap) \(bar(count.settled, of: count.all, barWidth, canvas.paint)) \(text)"
    }
    return (0..<rows).map { row in
      let line = stride(from: row, to: cells.count, by: rows).map { cells[$0] }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The whole run as one bar.
  private func total(_ canvas: Canvas) -> String {
    let settled = statuses.indices.count(where: isSettled)
    return "  " + bar(settled, of: statuses.count, min(60, max(4, canvas.columns - 4)), canvas.paint)
  }

  /// A bar; it is full only when all is done, and empty only when nothing is.
  private func bar(_ settled: Int, of all: Int, _ width: Int, _ paint: Paint) -> String {
    let filled =
      settled == all ? width : settled == 0 ? 0 : min(width - 1, max(1, settled * width / max(1, all)))
    let full = String(repeating: "█", count: filled)
    return (settled == all ? paint.green(full) : paint.cyan(full))
      + paint.dim(String(repeating: "░", count: width - filled))
  }

  // MARK: Steps

  private func steps(
    _ working: [(key: Int, value: Active)], _ room: Int, _ canvas: Canvas
  ) -> [String] {
    guard !working.isEmpty, room > 0 else { return [] }
    let hasGap = room > 1
    let room = room - (hasGap ? 1 : 0)
    let shown = working.count <= room ? working.count : max(0, room - 1)
    // A wait says on a second line what it waits for, where all of them can.
    let waits = working.prefix(shown).count { $0.value.reason != nil }
    let hasReasons = shown == working.count && shown + waits <= room
    var lines = hasGap ? [""] : []
    for (place, item) in working.prefix(shown) {
      lines += step(place, item, hasReason: hasReasons, canvas)
    }
    if shown < working.count {
      lines.append(canvas.paint.dim("  … \(words.more(working.count - shown))"))
    }
    return lines
  }

  private func step(_ place: Int, _ item: Active, hasReason: Bool, _ canvas: Canvas) -> [String] {
    let paint = canvas.paint
    let elapsed = Elapsed.text(canvas.now.since(item.since))
    let mark = item.reason == nil ? paint.cyan("●") : paint.yellow("◌")
    let end = min(canvas.columns, 100)
    let room = max(8, end - 4 - 2 - elapsed.count)
    let reason = item.reason.map(VisibleText.line)
    var title = VisibleText.line(runbook.steps[place].title[language])
    if !hasReason, let reason { title += " – \(reason)" }
    title = paint.cut(title, to: room)
    let gap = String(repeating: " ", count: max(2, end - 4 - paint.width(of: title) - elapsed.count))
    let line = "  \(mark) \(title)\(gap)\(paint.dim(elapsed))"
    guard hasReason, let reason else { return [line] }
    var look = ""
    if let next = item.nextLook, next > canvas.now {
      look = " · \(words.looksAgain(in: Elapsed.text(next.since(canvas.now) + 999)))"
    }
    let why = paint.cut(reason, to: max(8, end - 6 - paint.width(of: look)))
    return [line, paint.dim("      \(why)\(look)")]
  }
}

extension String {
  /// The text with spaces behind it up to a width; for texts of one column a character.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
