import JSON

/// What a value may be, as the field tables say it: the source of the JSON Schema and of the reference.
indirect enum SchemaType: Sendable {
  /// Text of a form; the pattern is a regular expression that Python and ECMAScript read alike.
  case text(phrase: String, pattern: String?)
  /// Text that may be written as a number, such as an account id.
  case identifier(phrase: String)
  /// True or false.
  case boolean
  /// A whole number.
  case integer(ClosedRange<Int>)
  /// One of a few words.
  case words([String])
  /// One of several.
  case either([SchemaType])
  /// A list.
  case list(SchemaType)
  /// A mapping from names the engineer chooses.
  case map(SchemaType, namePattern: String, phrase: String)
  /// A mapping with known keys.
  case record(RecordDescription)

  /// In a sentence, after "must be".
  var phrase: String {
    switch self {
    case .text(let phrase, _): phrase
    case .identifier(let phrase): phrase
    case .boolean: "true or false"
    case .integer(let range):
      range.count == 1
        ? "the whole number \(range.lowerBound)"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .words(let words):
      words.count == 1 ? "`\(words[0])`" : "one of " + words.map { "`\($0)`" }.joined(separator: ", ")
    case .either(let types): types.map(\.phrase).joined(separator: ", or ")
    case .list(let element): "a list, each " + element.phrase
    case .map(_, _, let phrase): "a mapping from " + phrase
    case .record(let record): "a mapping (" + record.name + ")"
    }
  }
}

/// A record of the format: its name, what it is, and its keys.
struct RecordDescription: Sendable {
  /// Keys of which at most one, or exactly one, may stand.
  struct Exclusion: Sendable {
    var keys: [String]
    var isRequired: Bool
  }

  /// The name in the schema's definitions.
  var name: String
  /// One line.
  var documentation: String
  /// The keys in the order of the documentation.
  var fields: [FieldDescription] = []
  /// Which keys exclude each other.
  var exclusions: [Exclusion] = []
  /// Whether keys that begin with `x-` are let pass (a place for anchors).
  var allowsExtensions = false
}

/// A key of a record.
struct FieldDescription: Sendable {
  /// As written.
  var name: String
  /// Whether it must stand.
  var isRequired: Bool
  /// One line.
  var documentation: String
  /// What it takes.
  var type: SchemaType
  /// What holds when it does not stand, where that is a value.
  var defaultValue: JSONValue?
  /// How it may look.
  var example: JSONValue?
}
