/// What is wrong with a YAML text, in our own words, and what to do about it.
///
/// libyaml names its faults by fixed sentences that speak of its grammar. Each is translated here; one that is not
/// listed (a later libyaml may have more) is described by what it was about to read.
struct YAMLFault {
  /// What is wrong, in one sentence without a full stop.
  var message: String
  /// What to do.
  var help: String?

  /// Translates a fault.
  ///
  /// - Parameters:
  ///   - problem: libyaml's own sentence.
  ///   - context: what libyaml was reading, in its own words.
  ///   - found: what stands at the place, in words.
  init(problem: String, context: String?, found: String) {
    switch problem {
    case "did not find expected ',' or '}'":
      self.init(
        "\(found) stands where a `,` or the closing `}` is wanted", "close the `{`, or put a comma between")
    case "did not find expected ',' or ']'":
      self.init(
        "\(found) stands where a `,` or the closing `]` is wanted", "close the `[`, or put a comma between")
    case "did not find expected key":
      self.init(
        "\(found) stands where the next key of this mapping is wanted",
        "indent it like the keys above it, and write `key: value`")
    case "did not find expected '-' indicator":
      self.init(
        "\(found) stands where the next `- ` of this list is wanted", "indent it like the entries above it")
    case "could not find expected ':'":
      self.init(
        "a line here has no `:` behind its key", "write `key: value`; a colon needs a space behind it")
    case "mapping values are not allowed in this context":
      self.init(
        "a second `:` stands in this value, or the line is indented too far",
        "put the value into quotes, or indent the line like its neighbours")
    case "mapping keys are not allowed in this context",
      "block sequence entries are not allowed in this context":
      self.init("\(found) cannot stand here", "begin it on a line of its own, indented below its key")
    case "found character that cannot start any token":
      self.init(
        "a value cannot begin with \(found)",
        "put the value into quotes; `@`, `` ` `` and `%` are reserved in YAML")
    case "did not find expected node content":
      self.init("\(found) stands where a value is wanted", "write the value, or remove what calls for one")
    case "found unexpected end of stream", "found unexpected document indicator":
      self.init("a quoted text is never closed", "close the quote")
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      self.init(
        "a `\\` here begins no escape that YAML knows", "write `\\\\` for a backslash, or use single quotes")
    case "found a tab character where an indentation space is expected",
      "found a tab character that violates indentation":
      self.init("a tab where YAML wants spaces", "indent with spaces")
    case "found undefined tag handle", "did not find expected tag URI", "did not find the expected '>'",
      "did not find expected '!'", "did not find URI escaped octet":
      self.init("`!` begins a tag, and none is known here", "put the value into quotes, or remove the tag")
    case "did not find expected alphabetic or numeric character":
      self.init(
        "`&` and `*` begin the name of an anchor, and none follows",
        "put the value into quotes, or name the anchor")
    case "did not find expected <document start>":
      self.init("\(found) stands behind the end of the scenario", "remove it; a scenario is one mapping")
    case "found unexpected ':'":
      self.init("a `:` stands in a value without quotes", "put the value into quotes")
    case "did not find expected comment or line break", "found an indentation indicator equal to 0":
      self.init("\(found) cannot stand behind `|` or `>`", "begin the text on the next line, indented")
    case "found incompatible YAML document":
      self.init(
        "the file asks for another version of YAML than 1.2", "remove the line that begins with `%YAML`")
    default:
      if context?.contains("directive") == true || problem.contains("%") {
        self.init(
          "a line that begins with `%` is a directive, and this one is not understood", "remove the line")
      } else {
        self.init("\(found) cannot be understood here", nil)
      }
    }
  }

  private init(_ message: String, _ help: String?) {
    self.message = message
    self.help = help
  }

  /// What stands at the place where libyaml says the broken thing began; nil when that says nothing.
  static func beginning(_ context: String) -> String? {
    switch context {
    case "while parsing a flow mapping": "the `{` is here"
    case "while parsing a flow sequence": "the `[` is here"
    case "while parsing a block mapping": "the mapping begins here"
    case "while parsing a block collection": "the list begins here"
    case "while scanning a quoted scalar", "while parsing a quoted scalar": "the quote is here"
    case "while scanning a simple key": "the line is here"
    case "while scanning a plain scalar", "while scanning a block scalar": "the value begins here"
    case "while scanning an anchor", "while scanning an alias": "the anchor is here"
    case "while scanning a tag", "while parsing a tag", "while parsing a node", "while parsing a block node",
      "while parsing a flow node", "while scanning for the next token":
      nil
    default: "it begins here"
    }
  }
}
