import CtyunAPI
import JSON

/// A call on its way to its handler: checked against the contract, with names and absences put in one form.
struct Request {
  let account: CloudAccount
  let region: CloudRegion
  let operation: CtyunAPI.Operation
  let arguments: JSONObject
  let now: EmulatorInstant

  /// Whose things the call is about.
  var scope: Scope { Scope(account: account.name, region: region.id) }

  /// A text; nil when it is absent or empty.
  func text(_ name: String) -> String? { arguments.text(name) }

  /// A text that the contract requires; the check has seen that it is there.
  func required(_ name: String) -> String { arguments.text(name) ?? "" }

  /// A number, or the default of the contract.
  func integer(_ name: String) -> Int? {
    arguments.integer(name) ?? standard(name)?.integerValue.map { Int($0) }
  }

  /// A truth value, or the default of the contract.
  func flag(_ name: String) -> Bool? { arguments[name]?.boolValue ?? standard(name)?.boolValue }

  /// A text, or the default of the contract.
  func choice(_ name: String) -> String? { arguments.text(name) ?? standard(name)?.stringValue }

  /// A list of texts; nil when it is absent.
  func texts(_ name: String) -> [String]? { arguments.texts(name) }

  /// A list of objects.
  func objects(_ name: String) -> [JSONObject] { arguments.objects(name) }

  /// The ids in a text with commas; nil when it is absent.
  func listed(_ name: String) -> [String]? {
    text(name)?.split(separator: ",").map { String($0.trimmed()) }
  }

  private func standard(_ name: String) -> JSONValue? { operation.parameter(named: name)?.defaultValue }
}

extension Substring {
  /// Without spaces at the ends.
  func trimmed() -> Substring {
    var rest = self
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}

extension JSONObject {
  /// A text; nil when it is absent, empty or no text.
  func text(_ name: String) -> String? {
    guard let text = self[name]?.stringValue, !text.isEmpty else { return nil }
    return text
  }

  /// A whole number.
  func integer(_ name: String) -> Int? { self[name]?.integerValue.flatMap { Int(exactly: $0) } }

  /// A list of texts.
  func texts(_ name: String) -> [String]? { self[name]?.arrayValue?.compactMap(\.stringValue) }

  /// A list of objects; empty when it is absent.
  func objects(_ name: String) -> [JSONObject] { self[name]?.arrayValue?.compactMap(\.objectValue) ?? [] }
}
