import CtyunAPI
import JSON
import Testing

@testable import Emulator

/// Expects a reply to have the declared shape: every declared member, of its type, and no other member but
/// the known second spellings.
func expectShape(_ envelope: JSONObject, of operation: CtyunAPI.Operation) {
  let value = envelope["returnObj"] ?? .null
  let fields = operation.reply.fields
  switch operation.reply.shape {
  case .none: #expect(value == .null, "\(operation.id): a payload where none is declared")
  case .strings: #expect(value.arrayValue?.allSatisfy { $0.stringValue != nil } == true, "\(operation.id)")
  case .object:
    guard let object = value.objectValue else {
      Issue.record("\(operation.id): returnObj is no object")
      return
    }
    expectMembers(object, fields, operation, "returnObj")
  case .objects:
    guard let elements = value.arrayValue else {
      Issue.record("\(operation.id): returnObj is no array")
      return
    }
    for element in elements {
      expectMembers(element.objectValue ?? [:], fields, operation, "returnObj[]")
    }
  }
  for field in operation.reply.fieldsBeside {
    #expect(
      envelope[field.name]?.integerValue != nil, "\(operation.id): \(field.name) is missing beside returnObj")
  }
}

private func expectMembers(
  _ object: JSONObject, _ fields: [ReplyField], _ operation: CtyunAPI.Operation, _ path: String
) {
  guard !fields.isEmpty else { return }
  for field in fields {
    guard let value = object[field.name] else {
      Issue.record("\(operation.id): \(path).\(field.name) is missing")
      continue
    }
    #expect(fits(value, field.type), "\(operation.id): \(path).\(field.name) is \(value), not \(field.type)")
    guard !field.fields.isEmpty else { continue }
    for element in value.arrayValue ?? (value.isNull ? [] : [value]) {
      expectMembers(element.objectValue ?? [:], field.fields, operation, "\(path).\(field.name)")
    }
  }
  let known = Set(
    fields.map(\.name) + fields.flatMap { OtherSpellings.of($0.name, in: operation.service) })
  for key in object.keys { #expect(known.contains(key), "\(operation.id): \(path).\(key) is not declared") }
}

private func fits(_ value: JSONValue, _ type: ValueType) -> Bool {
  switch (type, value) {
  case (_, .null), (.string, .string), (.integer, .integer), (.boolean, .bool), (.object, .object): true
  case (.number, _): value.doubleValue != nil
  case (.array(let element), .array(let elements)): elements.allSatisfy { fits($0, element) }
  default: false
  }
}
