public import JSON

/// The JSON Schema of scenarios (draft 2020-12), made from the decoder's own tables.
///
/// Editors complete and underline with it. It lets a little more pass than the decoder, which also reads what text
/// means; what the schema refuses, the decoder refuses too.
public enum ScenarioSchema {
  /// Where the schema says it lives.
  static let identifier = "https://isthmus.invalid/schema/scenario-1.json"

  /// The schema.
  public static var json: JSONValue {
    var definitions: [String: JSONValue] = [:]
    let root = ScenarioFormat.table.description
    var schema: JSONObject = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": .string(identifier),
      "title": "Isthmus scenario",
    ]
    for member in record(root, &definitions) { schema[member.key] = member.value }
    let sorted = definitions.sorted { $0.key < $1.key }
    schema["$defs"] = .object(JSONObject(sorted.map { ($0.key, $0.value) }))
    return .object(schema)
  }

  private static func record(
    _ record: RecordDescription, _ definitions: inout [String: JSONValue]
  ) -> JSONObject {
    var properties = JSONObject()
    for field in record.fields { properties[field.name] = property(field, &definitions) }
    var schema: JSONObject = [
      "description": .string(record.documentation),
      "type": "object",
      "properties": .object(properties),
    ]
    if record.allowsExtensions { schema["patternProperties"] = ["^x-": true] }
    schema["additionalProperties"] = false
    let required = record.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    let exclusions = record.exclusions.map(exclusion)
    if !exclusions.isEmpty { schema["allOf"] = .array(exclusions) }
    return schema
  }

  private static func exclusion(_ exclusion: RecordDescription.Exclusion) -> JSONValue {
    if exclusion.isRequired {
      return ["oneOf": .array(exclusion.keys.map { ["required": [.string($0)]] })]
    }
    return ["not": ["required": .array(exclusion.keys.map { .string($0) })]]
  }

  private static func property(
    _ field: FieldDescription, _ definitions: inout [String: JSONValue]
  ) -> JSONValue {
    var schema: JSONObject = ["description": .string(field.documentation)]
    for member in type(field.type, &definitions) { schema[member.key] = member.value }
    if let value = field.defaultValue { schema["default"] = value }
    if let example = field.example { schema["examples"] = [example] }
    return .object(schema)
  }

  private static func type(_ type: SchemaType, _ definitions: inout [String: JSONValue]) -> JSONObject {
    switch type {
    case .text(_, let pattern):
      var schema: JSONObject = ["type": "string", "minLength": 1]
      if let pattern { schema["pattern"] = .string(pattern) }
      return schema
    case .identifier:
      return ["type": ["string", "number"], "minLength": 1]
    case .boolean:
      return ["type": "boolean"]
    case .integer(let range):
      return [
        "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
        "maximum": .integer(Int64(range.upperBound)),
      ]
    case .words(let words):
      return words.count == 1 ? ["const": .string(words[0])] : ["enum": .array(words.map { .string($0) })]
    case .either(let types):
      return ["anyOf": .array(types.map { .object(self.type($0, &definitions)) })]
    case .list(let element):
      return ["type": "array", "items": .object(self.type(element, &definitions))]
    case .map(let element, let namePattern, _):
      return [
        "type": "object", "propertyNames": ["pattern": .string(namePattern)],
        "additionalProperties": .object(self.type(element, &definitions)),
      ]
    case .record(let description):
      if definitions[description.name] == nil {
        // Taken before its parts are walked, so that a record within itself would end too.
        definitions[description.name] = .null
        definitions[description.name] = .object(record(description, &definitions))
      }
      return ["$ref": .string("#/$defs/\(description.name)")]
    }
  }
}
