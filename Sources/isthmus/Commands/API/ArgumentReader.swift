import CtyunAPI
import JSON

/// Makes the arguments of a call out of what stands on the command line.
struct ArgumentReader {
  let operation: CtyunAPI.Operation
  private(set) var arguments: JSONObject

  /// Begins with the members of a body.
  init(_ operation: CtyunAPI.Operation, body: JSONObject = [:]) {
    self.operation = operation
    arguments = body
  }

  /// Takes `name=value`, `name.member=value` or `name[0].member=value`. The value is read by the declared type of what
  /// it is for; a text that does not fit is kept, so that the check of the call names it.
  mutating func take(_ text: String) throws(UsageFailure) {
    guard let middle = text.firstIndex(of: "="), middle != text.startIndex else {
      throw UsageFailure(message: "--param \(text): write NAME=VALUE")
    }
    let steps = try Self.steps(text[..<middle], of: text)
    let value = String(text[text.index(after: middle)...])
    guard case .member(let name) = steps[0] else {
      throw UsageFailure(message: "--param \(text): begin with a name")
    }
    let parameter = operation.parameter(named: name)
    arguments[name] = try Self.set(
      value, at: steps.dropFirst(), in: arguments[name], parameter: parameter, isElement: false, text)
  }

  /// One step of a path.
  private enum Step {
    case member(String)
    case element(Int)
  }

  private static func steps(_ path: Substring, of text: String) throws(UsageFailure) -> [Step] {
    var steps: [Step] = []
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let name = pieces.first, !name.isEmpty else {
        throw UsageFailure(message: "--param \(text): a name is missing before the =")
      }
      steps.append(.member(String(name)))
      for piece in pieces.dropFirst() {
        guard piece.last == "]", let index = Int(piece.dropLast()), (0..<1000).contains(index) else {
          throw UsageFailure(message: "--param \(text): write the place in a list as [0], [1] …")
        }
        steps.append(.element(index))
      }
    }
    return steps
  }

  /// The old value with the text put where the steps lead. Lists grow by one element at most, so that none has holes.
  private static func set(
    _ value: String, at steps: ArraySlice<Step>, in old: JSONValue?, parameter: Parameter?, isElement: Bool,
    _ text: String
  ) throws(UsageFailure) -> JSONValue {
    guard let step = steps.first else {
      if isElement { return parameter?.elementValue(fromText: value) ?? .string(value) }
      return parameter?.value(fromText: value) ?? .string(value)
    }
    switch step {
    case .member(let name):
      var object = old?.objectValue ?? JSONObject()
      object[name] = try set(
        value, at: steps.dropFirst(), in: object[name],
        parameter: parameter?.fields.first { $0.name == name },
        isElement: false, text)
      return .object(object)
    case .element(let index):
      var elements = old?.arrayValue ?? []
      guard index <= elements.count else {
        throw UsageFailure(
          message: "--param \(text): the element before it, [\(elements.count)], comes first")
      }
      let new = try set(
        value, at: steps.dropFirst(), in: index < elements.count ? elements[index] : nil,
        parameter: parameter,
        isElement: true, text)
      if index < elements.count { elements[index] = new } else { elements.append(new) }
      return .array(elements)
    }
  }
}
