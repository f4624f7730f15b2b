import Digests
public import JSON
import Scenario

/// A plan as it is written to a file: its graph and its digest, made once.
///
/// The members of the file are `scenario`, `digest`, `region`, `scenarioDigest`, `lockDigest`, `endpointNAT`,
/// `changeWindow` (when one is said), `assumptions`, `allocations`, `resources`, `expectations`. It is written
/// piece by piece: a large plan is never held as one text or one tree.
public struct PlanDocument: Sendable {
  /// The plan.
  public let plan: Plan
  /// Its resources in order.
  public let graph: ResourceGraph
  /// SHA-256 of the canonical JSON of what is decided, lower-case hex: of everything but this digest itself and,
  /// in `allocations`, `origin`, `pool` and `skipped`. A plan made again from its own lock file decides the same
  /// and has the same digest, though what was chosen then is kept now. A runbook names its plan by it.
  public let digest: String

  /// Makes graph and digest of a plan.
  public init(_ plan: Plan) { self.init(plan, graph: ResourceGraph(plan)) }

  /// Makes the digest of a plan whose graph is known already.
  public init(_ plan: Plan, graph: ResourceGraph) {
    self.plan = plan
    self.graph = graph
    let members = Self.members(of: plan, graph: graph) { $0.decision }
    digest = Hash.sha256.digest { Self.write(members, .canonical, to: $0) }.hex
  }

  /// Writes the plan file, in pieces that are valid during the call only.
  public func write(_ style: JSONStyle = .pretty, to use: (UnsafeRawBufferPointer) -> Void) {
    var members = Self.members(of: plan, graph: graph)
    members.insert(Member("digest", .string(digest)), at: 1)
    Self.write(members, style, to: use)
  }

  /// The plan file as one text.
  public func text(_ style: JSONStyle = .pretty) -> String {
    var bytes: [UInt8] = []
    write(style) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The plan file as a tree.
  public var json: JSONValue {
    var object = JSONObject()
    for member in Self.members(of: plan, graph: graph) {
      object[member.key] = member.value
      if object.count == 1 { object["digest"] = .string(digest) }
    }
    return .object(object)
  }

  /// A member of the file; the elements of a list are made when they are written.
  private struct Member {
    enum Content {
      case value(JSONValue)
      case list(count: Int, element: (Int) -> JSONValue)
      case resources([Resource])
    }

    var key: String
    var content: Content

    init(_ key: String, _ value: JSONValue) {
      self.key = key
      content = .value(value)
    }

    init(_ key: String, _ resources: [Resource]) {
      self.key = key
      content = .resources(resources)
    }

    init<Element>(_ key: String, _ elements: [Element], _ json: @escaping (Element) -> JSONValue) {
      self.key = key
      content = .list(count: elements.count) { json(elements[$0]) }
    }

    var value: JSONValue {
      switch content {
      case .value(let value): value
      case .list(let count, let element): .array((0..<count).map(element))
      case .resources(let resources): .array(resources.map(\.json))
      }
    }
  }

  private static func members(
    of plan: Plan, graph: ResourceGraph, allocation: @escaping (Allocation) -> JSONValue = { $0.json }
  ) -> [Member] {
    var members = [
      Member("scenario", .string(plan.scenario)), Member("region", .string(plan.region)),
      Member("scenarioDigest", .string(plan.scenarioDigest)),
      Member("lockDigest", .string(plan.lockDigest)), Member("endpointNAT", jsonList(plan.endpointNAT)),
    ]
    if let window = plan.changeWindow {
      members.append(
        Member(
          "changeWindow",
          [
            "start": .string(window.start.value),
            "durationMinutes": .integer(Int64(window.durationMinutes.value)),
          ]))
    }
    members.append(Member("assumptions", plan.assumptions, \.json))
    members.append(Member("allocations", plan.allocations, allocation))
    members.append(Member("resources", graph.resources))
    members.append(Member("expectations", plan.expectations, \.json))
    return members
  }

  private static func write(
    _ members: [Member], _ style: JSONStyle, to use: (UnsafeRawBufferPointer) -> Void
  ) {
    let ordered =
      style == .canonical ? members.sorted { $0.key.precedesByScalars($1.key) } : members
    JSONStream.write(style, to: use) { stream in
      stream.object { stream in
        for member in ordered {
          stream.write(key: member.key)
          switch member.content {
          case .value(let value): stream.write(value)
          case .list(let count, let element):
            stream.array { stream in
              for index in 0..<count { stream.write(element(index)) }
            }
          case .resources(let resources):
            stream.array { stream in
              for resource in resources { resource.write(style, to: &stream) }
            }
          }
        }
      }
    }
  }
}

extension Plan {
  /// SHA-256 of the plan's canonical JSON, lower-case hex. Costs as much as writing the plan:
  /// ``PlanDocument`` keeps it.
  public var digest: String { PlanDocument(self).digest }

  /// The plan file's content.
  public var json: JSONValue { PlanDocument(self).json }
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
    var properties = decided
    properties.set("origin", origin.rawValue)
    properties.set("pool", ifPresent: pool)
    if !skipped.isEmpty { properties.set("skipped", texts: skipped) }
    return .object(properties.object)
  }

  /// What is decided, without how it came about.
  fileprivate var decision: JSONValue { .object(decided.object) }

  private var decided: Properties {
    var properties = Properties()
    properties.set("kind", kind.rawValue)
    properties.set("owner", owner)
    properties.set("value", value)
    properties.set("reason", reason)
    return properties
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
