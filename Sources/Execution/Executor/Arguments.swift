import JSON
import Runbook

/// A condition of a runbook; its plain name belongs to the contract too.
typealias StepCondition = Condition

/// The parameters of a call with every reference replaced, and what must not be seen of them.
struct Arguments: Sendable {
  var values: JSONObject
  var secrets: [String]

  /// Replaces the references of a call.
  ///
  /// - Parameters:
  ///   - result: what an earlier step gave.
  ///   - secret: what stands in no file.
  /// - Throws: ``StepFailure`` when one of them is not known.
  static func resolve(
    _ call: APICall, result: (ResultReference) -> JSONValue?, secrets keeper: any SecretKeeper
  ) async throws(StepFailure) -> Arguments {
    var known: [String: String] = [:]
    for reference in call.secrets where known[reference.name] == nil {
      guard let value = await keeper.value(of: reference), !value.isEmpty else {
        throw StepFailure(
          .uncallable, "\(call.operation) needs the secret \(reference.name), and nobody gave it")
      }
      known[reference.name] = value
    }
    let values = try replace(.object(call.parameters), result, known, call.operation)
    return Arguments(values: values.objectValue ?? [:], secrets: known.values.sorted())
  }

  /// A value with every reference replaced.
  static func resolve(
    _ value: JSONValue, for operation: String, result: (ResultReference) -> JSONValue?
  ) throws(StepFailure) -> JSONValue { try replace(value, result, [:], operation) }

  // As deep as the JSON reader allows a runbook to be.
  private static func replace(
    _ value: JSONValue, _ result: (ResultReference) -> JSONValue?, _ secrets: [String: String],
    _ operation: String
  ) throws(StepFailure) -> JSONValue {
    if let reference = ResultReference(json: value) {
      guard let value = result(reference) else {
        throw StepFailure(
          .uncallable, "\(operation) needs \(reference.output) of \(reference.step), which is not known")
      }
      return value
    }
    if let reference = SecretReference(json: value) {
      guard let text = secrets[reference.name] else {
        throw StepFailure(.uncallable, "\(operation) needs the secret \(reference.name) where none may stand")
      }
      return .string(text)
    }
    switch value {
    case .array(let elements):
      var replaced: [JSONValue] = []
      for element in elements { replaced.append(try replace(element, result, secrets, operation)) }
      return .array(replaced)
    case .object(let object):
      var replaced = JSONObject()
      for (name, member) in object { replaced[name] = try replace(member, result, secrets, operation) }
      return .object(replaced)
    default: return value
    }
  }
}

extension String {
  /// The text with every secret in it covered: clouds like to quote what they refuse. What was cut off in the middle of
  /// a secret, which an ellipsis shows, is covered too.
  func covering(_ secrets: [String]) -> String {
    var text = self
    func cover(_ part: String, _ cover: String) {
      text = text.split(separator: part, omittingEmptySubsequences: false).joined(separator: cover)
    }
    for secret in secrets where !secret.isEmpty {
      cover(secret, "***")
      guard text.contains("…") else { continue }
      for length in (1...secret.count).reversed() { cover(secret.prefix(length) + "…", "***…") }
    }
    return text
  }
}
