import Diagnostics
import TestSupport
import Testing

@testable import Scenario

/// Every value and every key knows where it stands.
@Suite struct LocationTests {
  /// The piece of the text that a location spans, with its line and column.
  private func piece(_ location: Diagnostics.SourceLocation, _ reading: Reading) -> String {
    guard let file = reading.sources[location.file] else { return "nowhere" }
    let position = file.position(at: location.start)
    let text = String(decoding: file.bytes[Int(location.start)..<Int(location.end)], as: UTF8.self)
    return "\(position.line):\(position.column) \(text)"
  }

  private let head = "version: 1\nname: n\nregion: r\n"

  @Test func valuesAndNamesInBlocksAndFlows() throws {
    let reading = read(
      head + """
        accounts:
          hub: { id: "10001", email: 'net@hub.example' }
        sites:
          hq:
            prefixes:
              - 10.1.0.0/24   # office
              - "10.2.0.0/24"
        vpcs:
          net: { account: hub, cidr: 10.9.0.0/16 }

        """)
    let scenario = try #require(reading.checked.value)
    expectDiagnostics(reading.checked.diagnostics, sources: reading.sources)
    let hub = try #require(scenario.accounts.entry("hub"))
    #expect(piece(hub.name.location, reading) == "5:3 hub")
    let id = try #require(hub.value.id)
    #expect(piece(id.location, reading) == "5:14 \"10001\"")
    let email = try #require(hub.value.email)
    #expect(piece(email.location, reading) == "5:30 'net@hub.example'")
    let prefixes = try #require(scenario.sites["hq"]).prefixes
    #expect(piece(prefixes[0].location, reading) == "9:9 10.1.0.0/24")
    #expect(piece(prefixes[1].location, reading) == "10:9 \"10.2.0.0/24\"")
    let vpc = try #require(scenario.vpcs["net"])
    #expect(piece(vpc.location, reading) == "12:8 { account: hub, cidr: 10.9.0.0/16 }")
  }

  @Test func blocksEndWithTheirLastChild() throws {
    let reading = read(
      head
        + "accounts: { a: {} }\nvpcs:\n  v:\n    account: a\n    cidr: 10.0.0.0/16\n\n# a comment\n\nsites: {}\n"
    )
    let vpc = try #require(reading.checked.value?.vpcs["v"])
    #expect(piece(vpc.location, reading) == "7:5 account: a\n    cidr: 10.0.0.0/16")
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineBreaksOfEveryKind(lineBreak: String) throws {
    let text =
      "version: 1\nname: n\nregion: r\ndescription: \"网络 🚇 x\"\nvpcs:\n  云网: { account: 某, cidr: 10.0.0.1/16 }\n"
    let reading = read(text.replacing("\n", with: lineBreak))
    #expect(reading.places == ["6:18 REF001", "6:27 ADR001"])
    let name = try #require(reading.checked.value?.vpcs.entry("云网")?.name)
    #expect(piece(name.location, reading) == "6:3 云网")
    #expect(reading.checked.value?.vpcs["云网"]?.cidr.description == "10.0.0.0/16")
  }

  @Test func aByteOrderMarkShiftsNothing() throws {
    let text = head + "description: é\nexpext: []\n"
    #expect(read(text).places == ["5:1 FMT004"])
    let marked = read(bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(marked.places == ["5:1 FMT004"])
    let json = read(
      bytes: [0xEF, 0xBB, 0xBF] + Array(#"{"version":1,"name":"n","region":"r","expext":[]}"#.utf8),
      path: "x.json")
    #expect(json.places == ["1:38 FMT004"])
  }

  @Test func jsonHasPlacesToo() throws {
    let reading = read(
      #"{"version": 1, "name": "n", "region": "r", "sites": {"hq": {"prefixes": ["10.0.0.0/33"]}}}"#,
      path: "a.json")
    #expect(reading.places == ["1:84 FMT008"])
    let name = read(#"{"version": 1, "name": "n", "region": "r", "sites": {"hq": {}}}"#, path: "-")
    let entry = try #require(name.checked.value?.sites.entry("hq"))
    #expect(piece(entry.name.location, name) == "1:54 \"hq\"")
  }

  @Test func aFaultInsideATextIsUnderlinedThere() throws {
    let reading = read(head + "sites: { hq: { prefixes: [10.1.2.3000/24, \"10.0.0.0/40\"] } }\n")
    #expect(reading.places == ["4:34 FMT008", "4:53 FMT008"])
  }

  @Test func escapesKeepThePlaceOfTheWholeValue() throws {
    let reading = read(head + "sites: { hq: { prefixes: [\"10.1.0.0\\u002F33\"] } }\n")
    #expect(reading.places == ["4:27 FMT008"])
  }
}
