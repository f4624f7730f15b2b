import JSON

/// One line of the journal: what happened, to what, when.
public struct JournalEntry: Sendable, Equatable {
  /// What happened.
  public enum Content: Sendable, Equatable {
    /// Something happened to the run as a whole.
    case run(RunMark)
    /// Something happened to a step, by its id.
    case step(String, JournalEvent)
  }

  /// Its number in the run, from 1.
  public var sequence: Int
  /// When it was written.
  public var moment: Moment
  /// What happened.
  public var content: Content

  /// Joins the parts.
  public init(sequence: Int, moment: Moment, content: Content) {
    self.sequence = sequence
    self.moment = moment
    self.content = content
  }
}

/// An entry as it stands in the file.
struct StoredEntry: Sendable, Equatable {
  var sequence: Int
  var moment: Int64
  /// Empty for the run as a whole.
  var step: String
  var event: String
  /// The particulars, as canonical JSON.
  var particulars: String
  /// What chains it to the entry before.
  var digest: [UInt8]
}

extension JournalEntry.Content {
  /// Step, event and particulars as they are stored.
  var stored: (step: String, event: String, particulars: String) {
    switch self {
    case .run(let mark): ("", mark.name, text(mark.particulars))
    case .step(let id, let event): (id, event.name, text(event.particulars))
    }
  }

  private func text(_ particulars: JSONObject) -> String {
    particulars.isEmpty
      ? "{}" : String(decoding: JSONValue.object(particulars).canonicalBytes(), as: UTF8.self)
  }

  /// Reads what is stored; nil when Isthmus never writes such a thing.
  init?(step: String, event: String, particulars: String) {
    let members: JSONObject
    if particulars == "{}" {
      members = [:]
    } else {
      let limits = JSONLimits(maximumDepth: 32, maximumBytes: 1 << 20, maximumValues: 1 << 16)
      guard let object = (try? JSONValue(parsing: particulars, limits: limits))?.objectValue else {
        return nil
      }
      members = object
    }
    if step.isEmpty {
      guard let mark = RunMark(name: event, members) else { return nil }
      self = .run(mark)
    } else {
      guard let event = JournalEvent(name: event, members) else { return nil }
      self = .step(step, event)
    }
  }
}

extension JournalEvent {
  /// What else there is to say, by name.
  var particulars: JSONObject {
    switch self {
    case .planned, .started, .absent, .released, .undoStarted: [:]
    case .accepted(let order), .undoAccepted(let order): JSONObject(["order": order])
    case .performed(let outputs, let requestID), .found(let outputs, let requestID):
      JSONObject(["request": requestID], outputs: outputs)
    case .succeeded(let outputs): JSONObject([:], outputs: outputs)
    case .ambiguous(let reason), .waiting(let reason), .undoWaiting(let reason), .undoAmbiguous(let reason),
      .remains(let reason):
      JSONObject(["reason": reason.bounded()])
    case .failed(let failure, let hasEffect): JSONObject(failure, hasEffect: hasEffect)
    case .manualDone(let note, let outputs): JSONObject(["note": note.bounded()], outputs: outputs)
    case .manualFailed(let note), .skipped(let note): JSONObject(["note": note.bounded()])
    case .undone(let note, let requestID): JSONObject(["note": note?.bounded(), "request": requestID])
    case .undoFailed(let failure), .drifted(let failure): JSONObject(failure, hasEffect: nil)
    }
  }

  /// Reads name and particulars; nil when they are none.
  init?(name: String, _ members: JSONObject) {
    let outputs = members["outputs"]?.objectValue ?? [:]
    let request = members["request"]?.stringValue
    let order = members["order"]?.stringValue
    let reason = members["reason"]?.stringValue
    let note = members["note"]?.stringValue
    switch name {
    case "planned": self = .planned
    case "started": self = .started
    case "accepted": self = .accepted(order: order)
    case "performed": self = .performed(outputs: outputs, requestID: request)
    case "found": self = .found(outputs: outputs, requestID: request)
    case "succeeded": self = .succeeded(outputs: outputs)
    case "absent": self = .absent
    case "released": self = .released
    case "undoStarted": self = .undoStarted
    case "undoAccepted": self = .undoAccepted(order: order)
    case "undone": self = .undone(note: note, requestID: request)
    case "failed":
      guard let failure = StepFailure(members), let hasEffect = members["hasEffect"]?.boolValue else {
        return nil
      }
      self = .failed(failure, hasEffect: hasEffect)
    case "undoFailed", "drifted":
      guard let failure = StepFailure(members) else { return nil }
      self = name == "drifted" ? .drifted(failure) : .undoFailed(failure)
    case "ambiguous", "waiting", "undoWaiting", "undoAmbiguous", "remains":
      guard let reason else { return nil }
      switch name {
      case "ambiguous": self = .ambiguous(reason: reason)
      case "waiting": self = .waiting(reason: reason)
      case "undoWaiting": self = .undoWaiting(reason: reason)
      case "undoAmbiguous": self = .undoAmbiguous(reason: reason)
      default: self = .remains(reason: reason)
      }
    case "manualDone", "manualFailed", "skipped":
      guard let note else { return nil }
      switch name {
      case "manualDone": self = .manualDone(note: note, outputs: outputs)
      case "manualFailed": self = .manualFailed(note: note)
      default: self = .skipped(note: note)
      }
    default: return nil
    }
  }
}

extension RunMark {
  var name: String {
    switch self {
    case .began: "began"
    case .ended: "ended"
    }
  }

  var particulars: JSONObject {
    switch self {
    case .began(let direction, let command, let who):
      JSONObject(["direction": direction.rawValue, "command": command.bounded(), "who": who.bounded(256)])
    case .ended(let standing, let reason):
      JSONObject(["standing": standing.rawValue, "reason": reason?.bounded()])
    }
  }

  init?(name: String, _ members: JSONObject) {
    switch name {
    case "began":
      guard let direction = members["direction"]?.stringValue.flatMap(RunState.Direction.init(rawValue:)),
        let command = members["command"]?.stringValue, let who = members["who"]?.stringValue
      else { return nil }
      self = .began(direction, command: command, who: who)
    case "ended":
      guard let standing = members["standing"]?.stringValue.flatMap(RunState.Standing.init(rawValue:)) else {
        return nil
      }
      self = .ended(standing, reason: members["reason"]?.stringValue)
    default: return nil
    }
  }
}

extension StepFailure {
  init?(_ members: JSONObject) {
    guard let code = members["code"]?.stringValue, let message = members["message"]?.stringValue else {
      return nil
    }
    self.init(
      code: code, message: message, expected: members["expected"]?.stringValue,
      found: members["found"]?.stringValue, requestID: members["request"]?.stringValue)
  }
}

extension JSONObject {
  /// The texts that are there, and the outputs if there are any.
  fileprivate init(_ texts: KeyValuePairs<String, String?>, outputs: JSONObject = [:]) {
    self.init()
    for (name, text) in texts { if let text { self[name] = .string(text) } }
    if !outputs.isEmpty { self["outputs"] = .object(outputs) }
  }

  fileprivate init(_ failure: StepFailure, hasEffect: Bool?) {
    self.init([
      "code": failure.code, "message": failure.message, "expected": failure.expected, "found": failure.found,
      "request": failure.requestID,
    ])
    if let hasEffect { self["hasEffect"] = .bool(hasEffect) }
  }
}
