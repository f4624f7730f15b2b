import JSON

/// A JSON value as block-style YAML, the way people write scenarios: one key a line.
enum BlockYAML {
  static func text(of value: JSONValue) -> String {
    var text = ""
    write(value, indent: 0, to: &text)
    return text
  }

  private static func write(_ value: JSONValue, indent: Int, to text: inout String) {
    switch value {
    case .object(let object):
      for (key, member) in object {
        text += String(repeating: " ", count: indent) + key + ":"
        writeInline(member, indent: indent + 2, to: &text)
      }
    case .array(let elements):
      for element in elements {
        text += String(repeating: " ", count: indent) + "-"
        writeInline(element, indent: indent + 2, to: &text)
      }
    default: text += scalar(value) + "\n"
    }
  }

  private static func writeInline(_ value: JSONValue, indent: Int, to text: inout String) {
    switch value {
    case .object(let object) where !object.isEmpty:
      text += "\n"
      write(value, indent: indent, to: &text)
    case .array(let elements) where !elements.isEmpty:
      text += "\n"
      write(value, indent: indent, to: &text)
    case .object: text += " {}\n"
    case .array: text += " []\n"
    default: text += " " + scalar(value) + "\n"
    }
  }

  /// JSON's scalars are YAML's; text stays quoted, so that no word means anything else.
  private static func scalar(_ value: JSONValue) -> String { value.text(pretty: false) }
}
