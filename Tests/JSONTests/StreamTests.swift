import JSON
import Testing

/// What is written piece by piece is what is written at once.
struct StreamTests {
  private static let value: JSONValue = [
    "name": "日本語 \"quoted\"\n\u{1}", "empty": [], "nothing": [:], "numbers": [1, -2, 3.5, true, .null],
    "nested": [["b": 1, "a": [[], ["deep"]]], []], "least": .integer(.min), "most": .unsigned(.max),
    "wide": .array((0..<40).map { .integer($0) }),
  ]

  private func streamed(_ style: JSONStyle, _ body: (inout JSONStream) -> Void) -> (text: String, pieces: Int)
  {
    var bytes: [UInt8] = []
    var pieces = 0
    JSONStream.write(
      style,
      to: {
        bytes += $0
        pieces += 1
      }, body)
    return (String(decoding: bytes, as: UTF8.self), pieces)
  }

  /// Opens every object and array by hand.
  private func write(_ value: JSONValue, _ style: JSONStyle, to stream: inout JSONStream) {
    switch value {
    case .object(let object):
      let members = style == .canonical ? object.members.sorted { $0.key < $1.key } : object.members
      stream.object { stream in
        for member in members {
          stream.write(key: member.key)
          write(member.value, style, to: &stream)
        }
      }
    case .array(let elements) where elements.contains { $0.arrayValue != nil || $0.objectValue != nil }:
      stream.array { stream in
        for element in elements { write(element, style, to: &stream) }
      }
    default: stream.write(value)
    }
  }

  @Test(arguments: [JSONStyle.canonical, .compact, .pretty])
  func piecesAreTheWhole(style: JSONStyle) {
    let large = JSONValue.array(Array(repeating: Self.value, count: 1_000))
    let whole =
      style == .canonical
      ? String(decoding: large.canonicalBytes(), as: UTF8.self) : large.text(pretty: style == .pretty)
    let byValue = streamed(style) { $0.write(large) }
    #expect(byValue.text == whole)
    #expect(byValue.pieces > 2)
    #expect(streamed(style) { write(large, style, to: &$0) }.text == whole)
  }
}
