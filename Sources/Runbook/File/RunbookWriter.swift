import CtyunAPI
public import JSON

extension Runbook {
  /// The runbook file's content: `plan`, `region`, `scenario`, `steps`.
  public var json: JSONValue {
    [
      "plan": .string(planDigest), "region": .string(region), "scenario": .string(scenario),
      "steps": .array(steps.map(\.json)),
    ]
  }

  /// Writes the runbook file, in pieces that are valid during the call only; at no time does the whole of it exist
  /// as a tree or as a text.
  ///
  /// - Parameters:
  ///   - style: the form; pretty for files that people look at.
  ///   - use: gets each piece.
  public func write(_ style: JSONStyle = .pretty, to use: (UnsafeRawBufferPointer) -> Void) {
    JSONStream.write(style, to: use) { stream in
      stream.object { stream in
        // In the order of the keys, which the canonical style asks for.
        stream.write(key: "plan")
        stream.write(.string(planDigest))
        stream.write(key: "region")
        stream.write(.string(region))
        stream.write(key: "scenario")
        stream.write(.string(scenario))
        stream.write(key: "steps")
        stream.array { stream in
          for step in steps { stream.write(step.json) }
        }
      }
    }
  }

  /// The runbook file as one text.
  public var jsonText: String {
    var bytes: [UInt8] = []
    write { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Text {
  var json: JSONValue { ["en": .string(en), "zh": .string(zh)] }
}

extension Step {
  /// The step's form in a runbook file.
  public var json: JSONValue {
    [
      "id": .string(id), "phase": .string(phase.identifier), "kind": .string(action.kind),
      "owner": .string(owner.identifier), "resource": .string(resource), "title": title.json,
      "dependsOn": .array(dependsOn.map(JSONValue.string)), "action": action.json, "check": check.json,
      "undo": undo?.json ?? .null, "impact": .string(impact.rawValue), "impactReason": impactReason.json,
      "reversible": .bool(isReversible), "remains": remains?.json ?? .null,
      "durationSeconds": .integer(Int64(durationSeconds)), "waitMostly": .bool(isWaitMostly),
      "skippable": .bool(isSkippable), "outputs": .array(outputs.map(\.json)),
    ]
  }
}

extension Action {
  var json: JSONValue {
    switch self {
    case .apiCall(let call):
      var object: JSONObject = ["kind": "api"]
      for member in call.members { object[member.key] = member.value }
      return .object(object)
    case .manual(let instruction):
      return [
        "kind": "manual", "text": instruction.text.json, "blocks": .array(instruction.blocks.map(\.json)),
      ]
    case .wait(let condition):
      var object: JSONObject = ["kind": "wait"]
      for member in condition.members { object[member.key] = member.value }
      return .object(object)
    }
  }
}

extension APICall {
  fileprivate var members: JSONObject {
    [
      "operation": .string(operation), "account": .string(account), "parameters": .object(parameters),
    ]
  }
}

extension Condition {
  fileprivate var members: JSONObject {
    [
      "call": .object(call.members),
      "expectations": .array(
        expectations.map { expectation in
          [
            "path": .string(expectation.path.description),
            "comparison": .string(expectation.comparison.rawValue), "value": expectation.value,
          ]
        }),
      "text": text.json, "timeoutSeconds": .integer(Int64(timeoutSeconds)),
    ]
  }
}

extension Instruction.Block {
  fileprivate var json: JSONValue {
    [
      "device": .string(device), "syntax": .string(syntax), "lines": .array(lines.map(JSONValue.string)),
      "notice": notice?.json ?? .null, "heading": heading?.json ?? .null,
    ]
  }
}

extension Check {
  fileprivate var json: JSONValue {
    [
      "text": text.json, "expected": expected.json,
      "condition": condition.map { .object($0.members) } ?? .null,
      "commands": .array(
        commands.map { command in
          [
            "host": .string(command.host), "command": .string(command.command),
            "expect": command.expect.json,
          ]
        }),
    ]
  }
}

extension Undo {
  fileprivate var json: JSONValue {
    [
      "title": title.json, "action": action.json, "check": check.json,
      "durationSeconds": .integer(Int64(durationSeconds)),
    ]
  }
}

extension Output {
  fileprivate var json: JSONValue {
    [
      "name": .string(name), "source": .string(source.rawValue),
      "path": path.map { .string($0.description) } ?? .null, "prompt": prompt?.json ?? .null,
    ]
  }
}
