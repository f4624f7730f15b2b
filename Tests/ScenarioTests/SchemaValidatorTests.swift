import JSON
import Testing

/// The validator itself, after the cases of the public JSON Schema test suite (draft 2020-12).
@Suite struct SchemaValidatorTests {
  @Test(arguments: [
    (#"{"type": "integer"}"#, ["1", "1.0", "-3"], ["1.5", "\"1\"", "true", "null", "[]", "{}"]),
    (#"{"type": ["string", "null"]}"#, ["\"\"", "null"], ["0", "false", "[]"]),
    (#"{"type": "number"}"#, ["1", "1.5", "18446744073709551615"], ["\"1\""]),
    (#"{"const": "a"}"#, ["\"a\""], ["\"b\"", "[\"a\"]"]),
    (#"{"enum": ["a", 1]}"#, ["\"a\"", "1", "1.0"], ["\"1\"", "null"]),
    (#"{"minimum": 1, "maximum": 3}"#, ["1", "3.0", "\"0\"", "null"], ["0", "3.1"]),
    (#"{"minLength": 2}"#, ["\"ab\"", "\"🚇🚇\"", "1"], ["\"a\"", "\"🚇\"", "\"\""]),
    (#"{"pattern": "b+"}"#, ["\"abc\"", "\"b\"", "1"], ["\"ac\"", "\"\""]),
    (#"{"pattern": "^b$"}"#, ["\"b\""], ["\"ab\"", "\"b\\n\"", "\"bb\""]),
    (#"{"anyOf": [{"type": "string"}, {"minimum": 2}]}"#, ["\"\"", "2", "null"], ["1"]),
    (#"{"oneOf": [{"type": "integer"}, {"minimum": 2}]}"#, ["1", "2.5"], ["3", "1.5"]),
    (#"{"allOf": [{"minimum": 1}, {"maximum": 2}]}"#, ["1"], ["0", "3"]),
    (#"{"not": {"type": "string"}}"#, ["1"], ["\"\""]),
    (#"{"items": {"type": "integer"}}"#, ["[]", "[1]", "{}"], ["[1, \"a\"]"]),
    (#"{"required": ["a"]}"#, [#"{"a": null}"#, "[]"], ["{}", #"{"b": 1}"#]),
    (#"{"propertyNames": {"pattern": "^a"}}"#, ["{}", #"{"ab": 1}"#], [#"{"b": 1}"#]),
    (#"{"properties": {"a": {"type": "string"}}}"#, [#"{"a": ""}"#, #"{"b": 1}"#], [#"{"a": 1}"#]),
    (#"{"patternProperties": {"^x": {"type": "string"}}}"#, [#"{"xa": "", "b": 1}"#], [#"{"xa": 1}"#]),
    (
      #"{"properties": {"a": true}, "patternProperties": {"^x-": true}, "additionalProperties": false}"#,
      [#"{"a": 1, "x-b": 2}"#], [#"{"b": 1}"#]
    ),
    (#"{"additionalProperties": {"type": "integer"}}"#, [#"{"a": 1}"#], [#"{"a": "1"}"#]),
    (##"{"$ref": "#/$defs/A", "minimum": 1, "$defs": {"A": {"maximum": 2}}}"##, ["1", "2"], ["0", "3"]),
    ("true", ["1", "{}"], []),
    ("false", [], ["1", "{}"]),
  ])
  func acceptsAndRefuses(schema: String, accepted: [String], refused: [String]) throws {
    let validator = try SchemaValidator(JSONValue(parsing: schema))
    for text in accepted { #expect(validator.faults(in: try JSONValue(parsing: text)) == [], "\(text)") }
    for text in refused { #expect(validator.faults(in: try JSONValue(parsing: text)) != [], "\(text)") }
  }

  @Test(arguments: [
    (#"{"properties": {"a": {"format": "ipv4"}}}"#, "/properties/a/format"),
    (#"{"$defs": {"A/B": {"maxItems": 2}}}"#, "/$defs/A~1B/maxItems"),
    (#"{"anyOf": [true, {"if": true}]}"#, "/anyOf/1/if"),
    (##"{"$ref": "#/$defs/A"}"##, "/$ref"),
    (#"{"items": {"$ref": "other.json"}}"#, "/items/$ref"),
    (#"{"type": "text"}"#, "/type"),
    (#"{"enum": []}"#, "/enum"),
    (#"{"enum": [[1]]}"#, "/enum"),
    (#"{"pattern": "("}"#, "/pattern"),
    (#"{"required": "a"}"#, "/required"),
    (#"{"not": 1}"#, "/not"),
  ])
  func refusesWhatItDoesNotKnow(schema: String, pointer: String) throws {
    let schema = try JSONValue(parsing: schema)
    let error = #expect(throws: SchemaError.self) { try SchemaValidator(schema) }
    #expect(error?.pointer == pointer)
  }

  @Test func saysWhere() throws {
    let validator = try SchemaValidator(
      ["items": ["properties": ["a/b": ["type": "string"]], "additionalProperties": false]])
    let faults = validator.faults(in: [["a/b": "x"], ["a/b": 1, "c": 2]])
    #expect(faults.map(\.description).sorted() == ["/1/a~1b type", "/1/c additionalProperties"])
  }
}
