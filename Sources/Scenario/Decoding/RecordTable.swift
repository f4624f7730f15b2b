import JSON

/// A field of a record: where its slot is, and how its value is read.
struct Field<Value: Sendable>: Sendable {
  let index: Int
  let shape: Shape<Value>
}

/// The keys of a record, declared once.
struct RecordTable<Fields: Sendable>: Sendable {
  /// For the schema and the reference.
  let description: RecordDescription
  /// The typed fields.
  let fields: Fields
  /// What the decoder compares with.
  let keys: RecordKeys

  /// Declares a record: its name in the schema, one line on what it is, and its fields.
  init(_ name: String, _ documentation: String, _ declare: (inout FieldDeclarations) -> Fields) {
    var declarations = FieldDeclarations(RecordDescription(name: name, documentation: documentation))
    fields = declare(&declarations)
    description = declarations.description
    keys = RecordKeys(description)
  }
}

/// The keys of a record in the form that decoding compares.
struct RecordKeys: Sendable {
  let names: [[UInt8]]
  let required: [Bool]
  let exclusions: [(indices: [Int], keys: [String], isRequired: Bool)]
  let allowsExtensions: Bool
  let phrase: String
  private let description: RecordDescription

  init(_ description: RecordDescription) {
    self.description = description
    names = description.fields.map { Array($0.name.utf8) }
    required = description.fields.map(\.isRequired)
    exclusions = description.exclusions.map { exclusion in
      (
        description.fields.indices.filter { exclusion.keys.contains(description.fields[$0].name) },
        exclusion.keys, exclusion.isRequired
      )
    }
    allowsExtensions = description.allowsExtensions
    phrase = "a mapping (" + description.name + ")"
  }

  /// The names as text, for messages.
  var texts: [String] { description.fields.map(\.name) }

  /// How a key may be written, for messages.
  func suggestion(_ index: Int) -> String {
    let field = description.fields[index]
    guard let example = field.example?.text(pretty: false) else {
      return "add `\(field.name)`: \(field.type.phrase)"
    }
    return "for example `\(field.name): \(example)`"
  }
}

/// Collects the fields of a record while its table is declared.
struct FieldDeclarations {
  private(set) var description: RecordDescription

  init(_ description: RecordDescription) { self.description = description }

  /// A key that must stand.
  mutating func required<Value>(
    _ name: String, _ shape: Shape<Value>, _ documentation: String, example: JSONValue? = nil
  ) -> Field<Value> {
    add(name, shape, documentation, isRequired: true, default: nil, example: example)
  }

  /// A key that may stand.
  mutating func optional<Value>(
    _ name: String, _ shape: Shape<Value>, _ documentation: String, default defaultValue: JSONValue? = nil,
    example: JSONValue? = nil
  ) -> Field<Value> {
    add(name, shape, documentation, isRequired: false, default: defaultValue, example: example)
  }

  /// Of these keys exactly one must stand.
  mutating func exactlyOne(of keys: String...) {
    description.exclusions.append(RecordDescription.Exclusion(keys: keys, isRequired: true))
  }

  /// Of these keys at most one may stand.
  mutating func atMostOne(of keys: String...) {
    description.exclusions.append(RecordDescription.Exclusion(keys: keys, isRequired: false))
  }

  /// Keys that begin with `x-` are let pass.
  mutating func allowExtensions() { description.allowsExtensions = true }

  private mutating func add<Value>(
    _ name: String, _ shape: Shape<Value>, _ documentation: String, isRequired: Bool,
    default defaultValue: JSONValue?,
    example: JSONValue?
  ) -> Field<Value> {
    let index = description.fields.count
    description.fields.append(
      FieldDescription(
        name: name, isRequired: isRequired, documentation: documentation, type: shape.type,
        defaultValue: defaultValue, example: example))
    return Field(index: index, shape: shape)
  }
}
