import JSON
import Runbook
import TestSupport
import Testing

@Suite("Runbook files")
struct RunbookFileTests {
  @Test("stay as reviewed")
  func golden() throws {
    expectGolden(try Sample.plan(shipped: "zos-from-vpc").runbook.jsonText, "json/zos-from-vpc.json")
  }

  @Test("read back as they were written", arguments: Sample.shipped)
  func roundTrip(_ name: String) throws {
    let runbook = try Sample.plan(shipped: name).runbook
    let json = try JSONValue(parsing: runbook.jsonText)
    #expect(json == runbook.json)
    #expect(try Runbook(json: json) == runbook)
  }

  @Test("may be empty")
  func empty() throws {
    let runbook = Runbook(scenario: "s", region: "r", planDigest: "00", steps: [])
    #expect(try Runbook(json: JSONValue(parsing: runbook.jsonText)) == runbook)
  }

  private static let sample: JSONValue = {
    let text = Text(en: "x", zh: "y")
    let call = APICall(operation: "vpc.ShowVpc", account: "a", parameters: ["regionID": "r", "vpcID": "v"])
    return Runbook(
      scenario: "s", region: "r", planDigest: "00",
      steps: [
        Step(
          id: "vpc/a/verify", phase: .network, owner: .account("a"), resource: "vpc/a", title: text,
          action: .apiCall(call), check: Check(text: text, expected: text), impact: .none, impactReason: text,
          isReversible: true, durationSeconds: 5)
      ]
    ).json
  }()

  /// The sample with one member of its step replaced, or taken out when nil.
  private func spoiled(_ name: String, _ value: JSONValue?) -> JSONValue {
    guard case .object(var runbook) = Self.sample, case .object(var step)? = runbook["steps"]?[0] else {
      return Self.sample
    }
    step[name] = value
    runbook["steps"] = [.object(step)]
    return .object(runbook)
  }

  @Test("are refused at the place of their fault")
  func faults() {
    let cases: [(JSONValue, String)] = [
      (.null, ""), (["plan": "00"], "scenario"), (spoiled("id", nil), "steps[0].id"),
      (spoiled("id", 5), "steps[0].id"), (spoiled("extra", 1), "steps[0]"),
      (spoiled("phase", "lunch"), "steps[0].phase"), (spoiled("owner", "site:"), "steps[0].owner"),
      (spoiled("owner", "somebody"), "steps[0].owner"), (spoiled("impact", "huge"), "steps[0].impact"),
      (spoiled("durationSeconds", -1), "steps[0].durationSeconds"),
      (spoiled("durationSeconds", .unsigned(.max)), "steps[0].durationSeconds"),
      (spoiled("durationSeconds", 1.5), "steps[0].durationSeconds"),
      (spoiled("kind", "wait"), "steps[0].kind"), (spoiled("dependsOn", "a"), "steps[0].dependsOn"),
      (spoiled("dependsOn", [1]), "steps[0].dependsOn[0]"),
      (spoiled("title", ["en": "x"]), "steps[0].title.zh"),
      (spoiled("action", ["kind": "magic"]), "steps[0].action"),
      (
        spoiled("action", ["kind": "api", "operation": "x", "account": "a", "parameters": []]),
        "steps[0].action.parameters"
      ),
      (spoiled("undo", []), "steps[0].undo"),
      (
        spoiled("outputs", [["name": "x", "source": "action", "path": "a[", "prompt": .null]]),
        "steps[0].outputs[0].path"
      ),
      (
        spoiled("outputs", [["name": "x", "source": "operator", "path": .null, "prompt": .null]]),
        "steps[0].outputs[0]"
      ),
    ]
    for (json, path) in cases {
      do {
        _ = try Runbook(json: json)
        Issue.record("\(json) was taken for a runbook")
      } catch {
        #expect(error.path == path, "\(error)")
        #expect(!error.message.isEmpty)
      }
    }
  }

  @Test("are refused, not fatal, whatever is missing", arguments: UInt64(0)..<40)
  func mutilated(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let whole = try Sample.plan(shipped: "same-account-cross-vpc").runbook.json
    let mutilated = Self.mutilate(whole, &random)
    guard mutilated != whole else { return }
    #expect(throws: RunbookError.self) { try Runbook(json: mutilated) }
  }

  /// Takes one member out of one object of the document, outside of free parameters and values.
  private static func mutilate(_ value: JSONValue, _ random: inout SeededGenerator) -> JSONValue {
    switch value {
    case .object(var object):
      let names = object.keys.filter { !["parameters", "value"].contains($0) }
      guard let name = names.randomElement(using: &random), let member = object[name] else { return value }
      let inner = mutilate(member, &random)
      object[name] = inner == member ? nil : inner
      return .object(object)
    case .array(var elements):
      guard let index = elements.indices.randomElement(using: &random) else { return value }
      elements[index] = mutilate(elements[index], &random)
      return .array(elements)
    default: return value
    }
  }
}
