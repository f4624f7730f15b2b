import JSON

/// Members that the emulator keeps and hands back without needing to understand them.
struct Document: Hashable, Sendable, Codable {
  var members: JSONObject

  init(_ members: JSONObject = [:]) { self.members = members }

  subscript(key: String) -> JSONValue? {
    get { members[key] }
    set { members[key] = newValue }
  }

  /// Takes over all members of another object; what is there stays where the other is silent.
  mutating func merge(_ other: JSONObject) {
    for (key, value) in other { members[key] = value }
  }

  // The coders of this room take a document as it is; any other coder would have to go through text.
  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let object = (try? JSONValue(parsing: text))?.objectValue else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a JSON object is wanted"))
    }
    members = object
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(JSONValue.object(members).text(pretty: false))
  }
}
