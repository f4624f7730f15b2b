import CtyunAPI
import CtyunClient
import JSON
import Runbook

/// A runbook of any number of API calls in chains of one length, dealt out to four accounts. Each step makes a VPC and
/// reads it back, as the planner writes it.
struct GeneratedRunbook {
  static let accounts = 4
  /// A step makes one call and its check another.
  static let callsPerStep = 2

  var steps: Int
  /// How many steps follow one another.
  var chain: Int

  func runbook() throws -> Runbook {
    let width = max(1, steps / chain)
    return try Runbook(json: [
      "scenario": "bench", "region": "bench", "plan": .string(String(repeating: "0", count: 64)),
      "steps": .array((0..<steps).map { step($0, after: $0 < width ? nil : $0 - width, width) }),
    ])
  }

  private func step(_ number: Int, after previous: Int?, _ width: Int) -> JSONValue {
    let id = Self.id(number)
    let account = JSONValue.string("account-\(number % width % Self.accounts)")
    let text: JSONValue = ["en": .string("Create VPC v\(number)"), "zh": .string("创建 VPC v\(number)")]
    let vpc: JSONValue = ["$result": ["step": .string(id), "output": "vpcID"]]
    func call(_ operation: JSONValue, _ parameters: JSONValue) -> JSONObject {
      ["operation": operation, "account": account, "parameters": parameters]
    }
    var action = call(
      "vpc.CreateVpc", ["regionID": "bench", "name": .string("v\(number)"), "CIDR": "192.168.0.0/20"])
    action["kind"] = "api"
    let check: JSONValue = [
      "text": text, "expected": text, "commands": [],
      "condition": [
        "call": .object(call("vpc.ShowVpc", ["regionID": "bench", "vpcID": vpc])),
        "expectations": [["path": "returnObj.CIDR", "comparison": "equals", "value": "192.168.0.0/20"]],
        "text": text, "timeoutSeconds": 120,
      ],
    ]
    return [
      "id": .string(id), "phase": "network", "kind": "api",
      "owner": .string("account:account-\(number % width % Self.accounts)"),
      "resource": .string("vpc/v\(number)"), "title": text,
      "dependsOn": .array(previous.map { [.string(Self.id($0))] } ?? []), "action": .object(action),
      "check": check, "undo": .null, "impact": "none", "impactReason": text, "reversible": false,
      "remains": .null, "durationSeconds": 5, "waitMostly": false, "skippable": false,
      "outputs": [["name": "vpcID", "source": "action", "path": "returnObj.vpcID", "prompt": .null]],
    ]
  }

  private static func id(_ number: Int) -> String { "vpc/v\(number)/create" }
}

/// A cloud that answers the calls of a ``GeneratedRunbook``, each after the same time.
struct SteadyCloud: CloudCaller {
  let latency: Duration
  /// Told before each call that makes something.
  let beforeWrite: @Sendable () -> Void

  func call(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, as account: String
  ) async throws(CallFailure) -> CallReply {
    if operation.isMutating { beforeWrite() }
    if latency > .zero { try? await Task.sleep(for: latency, tolerance: .zero) }
    let made: JSONValue =
      operation.isMutating
      ? ["vpcID": .string("vpc-\(arguments["name"]?.stringValue ?? "")")]
      : ["vpcID": arguments["vpcID"] ?? .null, "CIDR": "192.168.0.0/20"]
    do {
      return CallReply(
        requestID: "bench",
        envelope: try ReplyEnvelope(["statusCode": 800, "message": "", "returnObj": made]))
    } catch {
      throw CallFailure(
        operationID: operation.id, account: account, requestID: "bench", cause: .decoding(error),
        effect: .unknown, attempts: 1)
    }
  }
}
