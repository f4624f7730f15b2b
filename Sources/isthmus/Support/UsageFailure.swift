import ArgumentParser

/// A command that was used wrongly.
struct UsageFailure: Error {
  /// What is wrong, without a full stop; help may follow on lines of its own.
  var message: String

  init(message: String) { self.message = message }

  /// What the parser found, in the form that all messages have: one sentence, what the argument is for, and where to read
  /// more in place of the whole usage.
  init(parsing error: any Error) {
    let text = Isthmus.message(for: error)
    // As in `Missing expected argument`, not in `IP is no address`.
    let isSentence = text.dropFirst().first?.isLowercase == true
    message = isSentence ? text.prefix(1).lowercased() + text.dropFirst() : text
    // The parser tells these nowhere but in its own form: a line `Help:  …` and a last one, `See 'isthmus check --help' …`.
    let lines = Isthmus.fullMessage(for: error).split(separator: "\n")
    for line in lines where line.hasPrefix("Help:") {
      message += "\n  = help: \(line.dropFirst("Help:".count).drop { $0 == " " })"
    }
    let parts = lines.last?.split(separator: "'") ?? []
    if parts.count == 3, parts[1].hasSuffix("--help") {
      message += "\n  = help: `\(parts[1])` shows how it is used"
    }
  }
}
