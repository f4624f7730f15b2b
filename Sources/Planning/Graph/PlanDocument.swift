import Digests
public import JSON
import Scenario

/// A plan as it is written to a file: its graph and its digest, made once.
public struct PlanDocument: Sendable {
  /// The resources in order.
  public let graph: ResourceGraph
  /// SHA-256 of the canonical JSON of everything but this digest itself, lower-case hex. A runbook names the
  /// plan it was written from by it.
  public let digest: String
  private let body: JSONObject

  /// Makes graph and digest of a plan.
  public init(_ plan: Plan) { self.init(plan, graph: ResourceGraph(plan)) }

  /// Makes the digest of a plan whose graph is known already.
  public init(_ plan: Plan, graph: ResourceGraph) {
    self.graph = graph
    body = plan.body(graph: graph)
    digest = Hash.sha256.digest(JSONValue.object(body).canonicalBytes()).hex
  }

  /// The plan file's content: `scenario`, `digest`, `region`, `scenarioDigest`, `lockDigest`, `endpointNAT`,
  /// `changeWindow`, `assumptions`, `allocations`, `resources`, `expectations`.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = []
    for member in body.members {
      members.append((member.key, member.value))
      if members.count == 1 { members.append(("digest", .string(digest))) }
    }
    return .object(JSONObject(members))
  }
}

extension Plan {
  /// SHA-256 of the plan's canonical JSON, lower-case hex. Costs as much as writing the plan:
  /// ``PlanDocument`` keeps it.
  public var digest: String { PlanDocument(self).digest }

  /// The plan file's content.
  public var json: JSONValue { PlanDocument(self).json }

  fileprivate func body(graph: ResourceGraph) -> JSONObject {
    var body: JSONObject = [
      "scenario": .string(scenario),
      "region": .string(region),
      "scenarioDigest": .string(scenarioDigest),
      "lockDigest": .string(lockDigest),
      "endpointNAT": jsonList(endpointNAT),
    ]
    if let changeWindow {
      body["changeWindow"] = [
        "start": .string(changeWindow.start.value),
        "durationMinutes": .integer(Int64(changeWindow.durationMinutes.value)),
      ]
    }
    body["assumptions"] = .array(assumptions.map(\.json))
    body["allocations"] = .array(allocations.map(\.json))
    body["resources"] = .array(graph.resources.map(\.json))
    body["expectations"] = .array(expectations.map(\.json))
    return body
  }
}

extension Assumption {
  /// Its form in a plan file.
  fileprivate var json: JSONValue {
    ["key": .string(key), "value": .string(value), "source": .string(source)]
  }
}

extension Allocation {
  /// Its form in a plan file.
  fileprivate var json: JSONValue {
    var properties = Properties()
    properties.set("kind", kind.rawValue)
    properties.set("owner", owner)
    properties.set("value", value)
    properties.set("reason", reason)
    properties.set("origin", origin.rawValue)
    properties.set("pool", ifPresent: pool)
    if !skipped.isEmpty { properties.set("skipped", texts: skipped) }
    return .object(properties.object)
  }
}

extension Expectation {
  /// Its form in a plan file.
  fileprivate var json: JSONValue {
    var properties = Properties()
    properties.set("from", from.value.description)
    properties.set("to", to.value.description)
    properties.set("port", port.value.description)
    properties.set("allow", allow.value)
    properties.set("because", ifPresent: because?.value)
    properties.set("during", (during?.value ?? .normal).rawValue)
    return .object(properties.object)
  }
}
