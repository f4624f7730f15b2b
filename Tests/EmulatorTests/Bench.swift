import CtyunAPI
import JSON
import Testing

@testable import Emulator

/// Something that answers calls: the engine itself, or a server with the engine behind it. Conformance cases
/// know nothing else of what they test.
protocol CallTarget {
  /// Answers a call with the whole reply document.
  mutating func call(_ account: String, _ operation: String, _ parameters: JSONObject) throws -> JSONObject
  /// The cloud that answers.
  var cloud: Cloud { get }
  /// What refused the last call.
  var refusedBy: Behaviour? { get }
  /// Lets time pass.
  mutating func wait(milliseconds: Int64)
}

/// The engine with a clock of its own. Every reply is checked against the shape that the contract declares.
struct EngineTarget: CallTarget {
  var cloud: Cloud
  var now = EmulatorInstant(secondsSince1970: 1_735_787_045)
  /// What refused the last call.
  var refusedBy: Behaviour?
  var changes: [Change] = []

  init(_ cloud: Cloud = Bench.cloud()) { self.cloud = cloud }

  mutating func call(
    _ account: String, _ operation: String, _ parameters: JSONObject
  ) throws -> JSONObject {
    let operation = try #require(Operations.named(operation), "no operation \(operation)")
    let answer = cloud.handle(Call(account: account, operation: operation, parameters: parameters), at: now)
    refusedBy = answer.refusedBy
    changes = answer.changes
    if answer.isSuccess { expectShape(answer.envelope, of: operation) }
    return answer.envelope
  }

  mutating func wait(milliseconds: Int64) { now = now.advanced(byMilliseconds: milliseconds) }
}

/// A cloud with three accounts and shorthands for what nearly every case needs.
struct Bench {
  static let region = CloudRegion.example.id
  static let otherRegion = "region-2"

  static func configuration(
    seed: UInt64 = 1, progressions: [Progression.Subject: Progression] = [:]
  ) -> CloudConfiguration {
    CloudConfiguration(
      seed: seed, regions: [.example, CloudRegion(id: otherRegion)],
      accounts: [
        CloudAccount(name: "hub", id: "10001", email: "net@hub.example"),
        CloudAccount(name: "orders", id: "10002", email: "ops@orders.example"),
        CloudAccount(name: "guest", id: "10003", email: "it@guest.example"),
      ], progressions: progressions)
  }

  static func cloud(seed: UInt64 = 1, progressions: [Progression.Subject: Progression] = [:]) -> Cloud {
    Cloud(configuration(seed: seed, progressions: progressions))
  }

  var target: any CallTarget
  /// Which account calls when nothing else is said.
  var account = "hub"
  private var tokens = 0

  init(_ target: any CallTarget = EngineTarget()) { self.target = target }

  /// The behaviour that refused the last call.
  var refusedBy: Behaviour? { target.refusedBy }

  /// A token that was not used before.
  mutating func token() -> String {
    tokens += 1
    return "token-\(tokens)"
  }

  /// Calls, with the region and a fresh token unless the parameters say otherwise. The whole reply.
  @discardableResult
  mutating func call(
    _ operation: String, _ parameters: JSONObject = [:], as other: String? = nil
  ) throws -> JSONObject {
    let declared = try #require(Operations.named(operation), "no operation \(operation)")
    var parameters = parameters
    if parameters["regionID"] == nil, declared.parameter(named: "regionID") != nil {
      parameters["regionID"] = .string(Self.region)
    }
    if declared.takesClientToken, parameters["clientToken"] == nil {
      parameters["clientToken"] = .string(token())
    }
    for (key, value) in parameters where value == .string("<absent>") { _ = value; parameters[key] = nil }
    return try target.call(other ?? account, operation, parameters)
  }

  /// Calls and expects success; `returnObj`.
  @discardableResult
  mutating func ok(
    _ operation: String, _ parameters: JSONObject = [:], as other: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSONValue {
    let reply = try call(operation, parameters, as: other)
    #expect(
      reply["statusCode"] == 800, "\(operation): \(reply["message"]?.stringValue ?? "")",
      sourceLocation: sourceLocation)
    #expect(reply["errorCode"] == "SUCCESS", sourceLocation: sourceLocation)
    return reply["returnObj"] ?? .null
  }

  /// Calls and expects a refusal with this code, by this behaviour.
  @discardableResult
  mutating func refused(
    _ operation: String, _ parameters: JSONObject = [:], as other: String? = nil, code: String,
    by behaviour: Behaviour? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSONObject {
    let reply = try call(operation, parameters, as: other)
    #expect(reply["statusCode"] == 900, "\(operation) was not refused", sourceLocation: sourceLocation)
    #expect(reply["errorCode"] == .string("Openapi.\(code)"), sourceLocation: sourceLocation)
    #expect(reply["message"]?.stringValue?.isEmpty == false, sourceLocation: sourceLocation)
    #expect(reply["description"]?.stringValue?.isEmpty == false, sourceLocation: sourceLocation)
    if let behaviour {
      #expect(refusedBy == behaviour, sourceLocation: sourceLocation)
    }
    return reply
  }

  /// Repeats an asynchronous call until it is done; `returnObj` of the last reply.
  @discardableResult
  mutating func finish(
    _ operation: String, _ parameters: JSONObject = [:], as other: String? = nil
  ) throws -> JSONValue {
    let declared = try #require(Operations.named(operation))
    let completion = try #require(declared.completion, "\(operation) is not asynchronous")
    var parameters = parameters
    if parameters["clientToken"] == nil { parameters["clientToken"] = .string(token()) }
    for _ in 0..<10 {
      let reply = try call(operation, parameters, as: other)
      try #require(reply["statusCode"] == 800, "\(operation): \(reply["message"]?.stringValue ?? "")")
      if case .done = completion.progress(of: .object(reply)) { return reply["returnObj"] ?? .null }
    }
    Issue.record("\(operation) is never done")
    return .null
  }
}

extension JSONValue {
  /// The text, also of the only element of an array.
  func text(_ keys: String...) -> String {
    var value = self
    for key in keys { value = (value.arrayValue?.first ?? value)[key] ?? .null }
    return value.stringValue ?? ""
  }
}
