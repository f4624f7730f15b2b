/// The faults of form that the reader reports, by their stable codes.
enum FormatFault: String, Sendable, CaseIterable {
  /// The file is not readable text: empty, binary, or in another encoding than UTF-8.
  case unreadable = "FMT001"
  /// The text breaks the grammar of YAML or JSON.
  case syntax = "FMT002"
  /// A mapping has a key twice.
  case duplicateKey = "FMT003"
  /// A key that the format does not know.
  case unknownKey = "FMT004"
  /// A value of another type than the key takes.
  case wrongType = "FMT005"
  /// A required key is missing.
  case missingKey = "FMT006"
  /// A word outside the allowed set.
  case unknownWord = "FMT007"
  /// An address, prefix, port, name or time that is not written as one.
  case malformed = "FMT008"
  /// A number outside its bounds.
  case outOfRange = "FMT009"
  /// Too large, too deep, or too many aliases.
  case tooLarge = "FMT010"
  /// A version of the format that this program does not read.
  case version = "FMT011"
  /// Keys that exclude each other.
  case exclusiveKeys = "FMT012"

  /// What to do where nothing closer is known.
  var generalHelp: String {
    switch self {
    case .unreadable: "give a YAML or JSON file in UTF-8"
    case .syntax: "look at the lines before, too: a quote, a bracket or a colon may be missing there"
    case .duplicateKey: "keep one of the two"
    case .unknownKey: "remove it; `isthmus schema` lists the keys"
    case .wrongType: "write a value of that type, or remove the key"
    case .missingKey: "add it; `isthmus schema` says what it takes"
    case .unknownWord: "write one of the allowed words"
    case .malformed: "`isthmus schema` says how it is written"
    case .outOfRange: "write a number within the bounds"
    case .tooLarge: "split the scenario, or write it flatter"
    case .version: "use a version of the format that this program reads"
    case .exclusiveKeys: "keep one of them"
    }
  }
}
