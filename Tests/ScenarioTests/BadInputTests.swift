import Diagnostics
import Testing

@testable import Scenario

/// What people feed to a reader that is no scenario: each gives one located error and no value.
@Suite struct BadInputTests {
  struct Input: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var place: String
    var path = "scenario.yaml"

    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8], _ place: String, path: String = "scenario.yaml") {
      self.name = name
      self.bytes = bytes
      self.place = place
      self.path = path
    }

    init(_ name: String, _ text: String, _ place: String, path: String = "scenario.yaml") {
      self.init(name, Array(text.utf8), place, path: path)
    }
  }

  static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    var bytes: [UInt8] = mark ? (bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) : []
    for unit in text.utf16 {
      let pair = [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
      bytes += bigEndian ? pair : pair.reversed()
    }
    return bytes
  }

  static let inputs = [
    Input("zero bytes", "", "1:1 FMT001"),
    Input("zero bytes of JSON", "", "1:1 FMT001", path: "a.json"),
    Input("white space", " \n\n  \n", "1:1 FMT001"),
    Input("white space of JSON", " \n ", "2:2 FMT001", path: "a.json"),
    Input("comments only", "# nothing\n# at all\n", "1:1 FMT001"),
    Input("an empty document", "# nothing\n---\n", "3:1 FMT001"),
    Input("null", "null\n", "1:1 FMT001"),
    Input("a byte order mark and nothing else", [0xEF, 0xBB, 0xBF], "1:1 FMT001"),
    Input("UTF-16, little end first", utf16("version: 1\n", bigEndian: false, mark: true), "1:1 FMT001"),
    Input("UTF-16, big end first", utf16("version: 1\n", bigEndian: true, mark: true), "1:1 FMT001"),
    Input("UTF-16 without a mark", utf16("version: 1\n", bigEndian: false, mark: false), "1:1 FMT001"),
    Input("UTF-32", [0xFF, 0xFE, 0, 0, 0x76, 0, 0, 0], "1:1 FMT001"),
    Input("UTF-16 as JSON", utf16("{}", bigEndian: false, mark: true), "1:1 FMT001", path: "a.json"),
    Input("Latin-1", Array("name: caf".utf8) + [0xE9, 0x0A], "1:10 FMT001"),
    Input("an overlong form", Array("name: ".utf8) + [0xC0, 0xAF], "1:7 FMT001"),
    Input("a surrogate in UTF-8", Array("name: ".utf8) + [0xED, 0xA0, 0x80], "1:7 FMT001"),
    Input("beyond Unicode", Array("name: ".utf8) + [0xF4, 0x90, 0x80, 0x80], "1:7 FMT001"),
    Input("a cut character", Array("a: 1\nname: ".utf8) + [0xE4, 0xBA], "2:7 FMT001"),
    Input("a NUL byte", "version: 1\nname: a\0b\n", "2:8 FMT001"),
    Input("an ELF file", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0], "1:1 FMT001"),
    Input("a gzip file", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0], "1:1 FMT001"),
    Input("an escape sequence", "name: \u{1B}[31m\n", "1:7 FMT001"),
    Input("a C1 control", "name: a\u{80}\n", "1:8 FMT001"),
    Input("a byte order mark inside", "name: a\u{FEFF}\n", "1:8 FMT001"),
    Input("a tab as indentation", "accounts:\n\thub: {}\n", "2:1 FMT002"),
    Input("an open bracket", "accounts: [a, b\n", "2:1 FMT002"),
    Input("an open quote", "name: \"abc\nregion: r\n", "3:1 FMT002"),
    Input("cut in the middle", "version: 1\nname: n\nsites: { hq: { prefi", "3:21 FMT002"),
    Input("bad indentation", "accounts:\n  a: {}\n b: {}\n", "3:2 FMT002"),
    Input("a colon too many", "name: a: b\n", "1:8 FMT002"),
    Input("a reserved character", "name: @home\n", "1:7 FMT002"),
    Input("two documents", "name: a\n---\nname: b\n", "2:1 FMT002"),
    Input("JSON with a comma at the end", "{\"version\": 1,}", "1:14 FMT002", path: "a.json"),
    Input("JSON cut", "{\"version\": 1", "1:14 FMT002", path: "a.json"),
    Input("JSON with a comment", "{ // x\n}", "1:3 FMT002", path: "a.json"),
    Input("JSON twice", "{} {}", "1:4 FMT002", path: "a.json"),
    Input("JSON with a key twice", "{\"a\": 1, \"a\": 2}", "1:10 FMT003", path: "a.json"),
    Input(
      "JSON with a number too large", "{\"version\": 99999999999999999999}", "1:13 FMT009", path: "a.json"),
    Input("JSON with a raw tab", "{\"name\": \"a\tb\"}", "1:12 FMT002", path: "a.json"),
    Input("a list", "- a\n- b\n", "1:1 FMT005"),
    Input("text", "hello\n", "1:1 FMT005"),
    Input("a number", "42", "1:1 FMT005", path: "a.json"),
    Input("Markdown", "# Title\n\nSome *text*.\n", "3:1 FMT005"),
    Input("HTML", "<html><body>\n", "1:1 FMT005"),
    Input("an unknown tag on the top", "!ruby/object:Gem {}\n", "1:1 FMT002"),
  ]

  @Test(arguments: inputs)
  func givesALocatedError(input: Input) {
    let reading = read(bytes: input.bytes, path: input.path)
    #expect(reading.places.contains(input.place), "\(reading.places) \(reading.diagnostics.map(\.message))")
    #expect(!reading.checked.isValid)
    #expect(reading.diagnostics.allSatisfy { $0.location != nil })
  }

  @Test func carriageReturnsAreLineBreaks() {
    let text =
      "version: 1\r\nname: n\r\nregion: r\r\naccounts:\r\n  hub: {}\r\nvpcs: { v: { account: hub, cidr: 10.0.0.0/8 } }\r\n"
    #expect(read(text).codes == [])
    #expect(read(text.replacing("\r\n", with: "\r")).codes == [])
  }

  @Test func tabsBehindValuesAreHarmless() {
    #expect(read("version: 1\t# one\nname:\tn\nregion: r\t\n").codes == [])
  }

  @Test func formatIsToldByNameAndThenByContent() {
    let json = #"{"version": 1, "name": "n", "region": "r"}"#
    #expect(read(json, path: "-").codes == [])
    #expect(read(json, path: "<stdin>").codes == [])
    #expect(read(json, path: "a.yaml").codes == [])
    #expect(read(json, path: "A.JSON").codes == [])
    #expect(read("\n  " + json.dropLast() + ",}", path: "-").codes == ["FMT002"])
    #expect(read("version: 1\nname: n\nregion: r\n", path: "-").codes == [])
    #expect(read("version: 1\n", path: "a.json").codes == ["FMT002"])
  }

  @Test func coreTagsAreHonoured() throws {
    let reading = read(
      "version: !!int 1\nname: !!str 12\nregion: ! 34\naccounts: !!map { a: !<tag:yaml.org,2002:map> {} }\n")
    #expect(reading.codes == ["REF004"])
    #expect(reading.checked.value?.region.value == "34")
    #expect(read("version: !!int one\nname: n\nregion: r\n").places == ["1:10 FMT005", "1:10 FMT005"])
    #expect(read("version: 1\nname: !!binary aGk\nregion: r\n").places == ["2:7 FMT002"])
    #expect(read("version: 1\nname: n\nregion: r\nexpect: !!set []\n").places == ["4:9 FMT002"])
  }
}
