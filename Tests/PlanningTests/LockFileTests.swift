import Diagnostics
import JSON
import TestSupport
import Testing

@testable import Planning
@testable import Scenario

private let file = SourceFileID(rawValue: 0)

private func read(_ text: String) -> Checked<LockFile> { LockFile.read(Array(text.utf8), file: file) }

private func rendered(_ text: String) -> String {
  var sources = SourceMap()
  _ = sources.add(path: "isthmus.lock.json", bytes: Array(text.utf8))
  return renderText(read(text).diagnostics, sources: sources)
}

struct LockFileTests {
  static let entries = [
    LockFile.Entry(kind: "vlan", owner: "line/dc/b", value: "2", reason: "lowest"),
    LockFile.Entry(kind: "name", owner: "endpoint/\"订单\"\n", value: "订单", reason: "\u{1}"),
    LockFile.Entry(kind: "vlan", owner: "line/dc/a", value: "1", reason: "lowest"),
    LockFile.Entry(kind: "of-tomorrow", owner: "thing/x", value: "{anything}", reason: ""),
  ]

  @Test func `what is written reads back and is written the same`() throws {
    let lock = LockFile(entries: Self.entries)
    let back = LockFile.read(lock.bytes, file: file)
    #expect(back.diagnostics == [])
    #expect(back.value == lock)
    #expect(back.value?.bytes == lock.bytes)
    #expect(LockFile(entries: Self.entries.reversed()).digest == lock.digest)
    #expect(try JSONValue(parsing: lock.text)["entries"]?.arrayValue?.count == 4)
  }

  @Test func `an entry is a line, sorted by kind and owner`() {
    expectGolden(LockFile(entries: Self.entries).text, "lock/entries.json")
    #expect(LockFile().text == "{\n  \"version\": 1,\n  \"entries\": []\n}\n")
    #expect(read(LockFile().text).value == LockFile())
  }

  @Test func `any layout of the same entries is the same lock file`() throws {
    let lock = LockFile(entries: Self.entries)
    let value = try JSONValue(parsing: lock.text)
    #expect(read(value.text(pretty: false)).value == lock)
    #expect(read(lock.text.split(separator: "\n").joined(separator: "\r\n")).value == lock)
  }

  @Test(arguments: [
    ("empty", ""),
    ("cut", "{\"version\": 1, \"entries\": ["),
    ("list", "[]\n"),
    ("no-version", "{\"entries\": []}\n"),
    ("no-entries", "{\"version\": 1}\n"),
    ("newer", "{\"version\": 2, \"entries\": [], \"more\": 1}\n"),
    ("version-zero", "{\"version\": 0, \"entries\": []}\n"),
    ("version-text", "{\"version\": \"1\", \"entries\": []}\n"),
    ("unknown-key", "{\"version\": 1, \"entries\": [], \"note\": 1}\n"),
    ("entries-object", "{\"version\": 1, \"entries\": {}}\n"),
    (
      "bad-entries",
      """
      {
        "version": 1,
        "entries": [
          7,
          {"kind": "vlan", "owner": "line/dc/a", "value": 7, "reason": ""},
          {"kind": "vlan", "owner": "line/dc/a", "value": "7"},
          {"kind": "vlan", "owner": "line/dc/a", "value": "7", "reason": "", "because": ""},
          {"kind": "subnet", "owner": "subnet/v/s", "value": "10.0.0.1/24", "reason": ""},
          {"kind": "vlan", "owner": "line/dc/b", "value": "7", "reason": ""},
          {"kind": "vlan", "owner": "line/dc/b", "value": "8", "reason": ""}
        ]
      }

      """
    ),
    (
      "merge",
      """
      {
        "version": 1,
        "entries": [
      <<<<<<< HEAD
          {"kind": "vlan", "owner": "line/dc/a", "value": "7", "reason": ""}
      =======
          {"kind": "vlan", "owner": "line/dc/a", "value": "8", "reason": ""}
      >>>>>>> topic
        ]
      }

      """
    ),
  ])
  func `a faulty lock file is refused at the place of the fault`(name: String, text: String) {
    let result = read(text)
    #expect(result.value == nil)
    #expect(!result.diagnostics.isEmpty)
    #expect(result.diagnostics.allSatisfy { $0.code == "LCK001" && $0.severity == .error })
    expectGolden(rendered(text), "lock/\(name).txt")
  }

  @Test(arguments: [
    (Allocation.Kind.subnet, "10.0.0.0/24", "10.0.0.0/024"), (.subnet, "0.0.0.0/0", "::/0"),
    (.subnetIPv6, "2001:db8::/64", "2001:DB8::/64"), (.endpointAddress, "10.0.0.1", "10.0.0.1/32"),
    (.endpointIPv6Address, "::1", "0:0:0:0:0:0:0:1"), (.vlan, "0", "-1"), (.vlan, "4294967295", "4294967296"),
    (.asn, "64512", "064512"), (.interconnect, "cloud=10.0.0.1/30 site=10.0.0.2/30", "cloud=10.0.0.1/30"),
    (.interconnect, "cloud=10.0.0.0/31 site=10.0.0.1/31", "cloud=10.0.0.1/30 site=10.0.0.5/30"),
    (.interconnectIPv6, "cloud=fd00::1/126 site=fd00::2/126", "cloud=10.0.0.1/30 site=10.0.0.2/30"),
    (.name, "x", ""),
  ])
  func `a value has one text`(kind: Allocation.Kind, good: String, bad: String) {
    #expect(DecidedValue(parsing: good, kind: kind)?.text == good)
    #expect(DecidedValue(parsing: bad, kind: kind) == nil)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `damaged bytes never trap and what is accepted is sound`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sound = LockFile(entries: Self.entries).bytes
    for _ in 0..<400 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        guard !bytes.isEmpty else { break }
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: position)
        case 2: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: position)
        default: bytes.removeSubrange(position...)
        }
      }
      let result = LockFile.read(bytes, file: file)
      if let lock = result.value {
        #expect(result.diagnostics == [])
        #expect(LockFile.read(lock.bytes, file: file).value == lock)
      } else {
        #expect(!result.diagnostics.isEmpty)
        #expect(
          result.diagnostics.allSatisfy { finding in
            finding.location.map { Int($0.start) <= bytes.count && Int($0.end) <= bytes.count } == true
          })
      }
    }
  }

  @Test func `one owner in two spellings is one owner`() {
    // Composed and decomposed, with entries between them in the order of scalars.
    let owners = ["e\u{301}", "f", "\u{E9}"]
    let entries = owners.map { LockFile.Entry(kind: "name", owner: $0, value: "x", reason: "") }
    #expect(LockFile(entries: entries).entries.map(\.owner) == ["e\u{301}", "f"])
    let lines = owners.map {
      "{\"kind\": \"name\", \"owner\": \"\($0)\", \"value\": \"x\", \"reason\": \"\"}"
    }
    let text = "{\"version\": 1, \"entries\": [\(lines.joined(separator: ","))]}"
    #expect(read(text).diagnostics.map(\.message) == ["name of \u{E9} is decided twice"])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `an update keeps what was not asked about and takes what was decided`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let kinds: [Allocation.Kind] = [.vlan, .name, .subnet]
    func some() -> [(kind: Allocation.Kind, owner: String)] {
      (0..<60).map { _ in
        (kinds.randomElement(using: &random) ?? .name, "o\(Int.random(in: 0..<40, using: &random))")
      }
    }
    let lock = LockFile(
      entries: some().map { .init(kind: $0.kind.rawValue, owner: $0.owner, value: "old", reason: "") })
    let decisions = Decisions(
      some().map {
        Allocation(
          kind: $0.kind, owner: $0.owner, value: "new", reason: "",
          origin: Bool.random(using: &random) ? .fixed : .chosen)
      })
    var expected = Dictionary(uniqueKeysWithValues: lock.entries.map { ($0.key, $0.value) })
    for allocation in decisions.allocations {
      let key = LockFile.Entry.Key(kind: allocation.kind.rawValue, owner: allocation.owner)
      expected[key] = allocation.origin == .fixed ? nil : allocation.value
    }
    let updated = lock.updated(with: decisions)
    #expect(Dictionary(uniqueKeysWithValues: updated.entries.map { ($0.key, $0.value) }) == expected)
    #expect(LockFile(entries: updated.entries.reversed()) == updated)
  }

  @Test func `thousands of faults are reported as a hundred`() {
    let text =
      "{\"version\":1,\"entries\":[" + Array(repeating: "1", count: 5000).joined(separator: ",") + "]}"
    #expect(read(text).diagnostics.count == 100)
  }
}

/// What becomes of lock entries when a scenario changes.
struct LockedDecisionTests {
  private static func scenario(_ change: (inout [(String, Endpoint)], inout VPC) -> Void) -> Scenario {
    var endpoints = [("a", Sketch.endpoint("v", "s")), ("b", Sketch.endpoint("v", "s"))]
    var vpc = Sketch.vpc("10.0.0.0/16", subnets: [("s", Sketch.subnet(24)), ("t", Sketch.subnet(24))])
    change(&endpoints, &vpc)
    return Sketch.scenario(vpcs: [("v", vpc)], endpoints: endpoints)
  }

  private static var lock: LockFile { LockFile().updated(with: decideCleanly(scenario { _, _ in })) }

  private func findings(_ scenario: Scenario) -> [String] {
    decide(scenario, lock: Self.lock).diagnostics.map { "\($0.code) \($0.severity.rawValue): \($0.message)" }
  }

  @Test func `the scenario wins over the lock file and says so`() {
    let fixed = Self.scenario { endpoints, _ in
      endpoints[0].1.address = .fixed(located(address("10.0.0.9")))
      endpoints[1].1.cloudName = located("bee")
    }
    #expect(
      findings(fixed) == [
        "LCK002 info: the lock file keeps endpoint-address 10.0.0.2 for endpoint/a, but the scenario says 10.0.0.9",
        "LCK002 info: the lock file keeps name endpoint-b for endpoint/b, but the scenario says bee",
      ])
    let after = Self.lock.updated(with: decide(fixed, lock: Self.lock).value ?? Decisions())
    #expect(!after.entries.contains { $0.owner == "endpoint/a" && $0.kind == "endpoint-address" })

    let taken = Self.scenario { endpoints, _ in
      endpoints[1].1.address = .fixed(located(address("10.0.0.2")))
    }
    #expect(
      findings(taken) == [
        "LCK002 info: the lock file keeps endpoint-address 10.0.0.3 for endpoint/b, but the scenario says 10.0.0.2",
        "LCK002 warning: the lock file keeps endpoint-address 10.0.0.2 for endpoint/a, "
          + "but it belongs to endpoint/b",
      ])
    #expect(decide(taken, lock: Self.lock).value?.endpointAddress("a") == address("10.0.0.3"))
  }

  @Test func `a fixed value equal to the locked one is no contradiction`() {
    #expect(
      findings(
        Self.scenario { endpoints, _ in endpoints[0].1.address = .fixed(located(address("10.0.0.2"))) }) == []
    )
  }

  @Test func `a locked subnet gives way to another length, a fixed neighbour and a new range`() {
    #expect(
      findings(
        Self.scenario { _, vpc in
          vpc.subnets.append(name: located("t"), value: Sketch.subnet(25))
        }) == [
          "LCK002 warning: the lock file keeps subnet 10.0.1.0/24 for subnet/v/t, but the scenario asks for a /25"
        ])
    #expect(
      findings(
        Self.scenario { _, vpc in
          vpc.subnets.append(name: located("u"), value: Sketch.subnet("10.0.1.128/25"))
        }) == [
          "LCK002 warning: the lock file keeps subnet 10.0.1.0/24 for subnet/v/t, "
            + "but it overlaps 10.0.1.128/25 (subnet/v/u)"
        ])
    #expect(
      findings(Self.scenario { _, vpc in vpc.cidr = located(prefix("10.0.0.0/24")) }).first
        == "LCK002 warning: the lock file keeps subnet 10.0.1.0/24 for subnet/v/t, but vpc/v does not contain it"
    )
  }

  @Test func `a stale address stays reserved until the lock file is pruned`() {
    let removed = Self.scenario { endpoints, _ in
      endpoints.removeFirst()
      endpoints.append(("c", Sketch.endpoint("v", "s")))
    }
    #expect(
      findings(removed) == [
        "LCK003 info: the lock file keeps endpoint-address 10.0.0.2 for endpoint/a, and 1 more, "
          + "which the scenario does not ask for"
      ])
    let decisions = decide(removed, lock: Self.lock).value ?? Decisions()
    #expect(decisions.endpointAddress("c") == address("10.0.0.4"))
    #expect(decisions.endpointAddress("b") == address("10.0.0.3"))
    #expect(
      decisions[.endpointAddress, "endpoint/c"]?.skipped.contains(
        "10.0.0.2: kept for endpoint/a, which is gone")
        == true)

    let pruned = Self.lock.pruned(to: decisions)
    let again = Self.scenario { endpoints, _ in
      endpoints.removeFirst()
      endpoints.append(("c", Sketch.endpoint("v", "s")))
      endpoints.append(("d", Sketch.endpoint("v", "s")))
    }
    let next = decideCleanly(again, lock: pruned)
    #expect(next.endpointAddress("c") == address("10.0.0.4"))
    #expect(next.endpointAddress("d") == address("10.0.0.2"))
  }

  @Test func `many stale entries are one finding`() {
    let lock = LockFile(
      entries: (0..<40).map {
        LockFile.Entry(
          kind: "endpoint-address", owner: "endpoint/old\($0)", value: "10.0.9.\($0)", reason: "")
      })
    let result = decide(Self.scenario { _, _ in }, lock: lock)
    #expect(result.diagnostics.map(\.code) == ["LCK003"])
    #expect(result.diagnostics.first?.related.last?.message == "and 32 more")
  }

  @Test func `entries of kinds that are unknown here are neither judged nor lost`() {
    let foreign = LockFile.Entry(kind: "of-tomorrow", owner: "x", value: "y", reason: "z")
    let lock = LockFile(entries: Self.lock.entries + [foreign])
    let decisions = decideCleanly(Self.scenario { _, _ in }, lock: lock)
    #expect(lock.updated(with: decisions) == lock)
    #expect(lock.pruned(to: decisions) == lock)
  }

  @Test func `two entries that clash are not both kept`() {
    let lock = LockFile(
      entries: ["a", "b"].map {
        LockFile.Entry(kind: "endpoint-address", owner: "endpoint/\($0)", value: "10.0.0.7", reason: "merged")
      })
    let result = decide(Self.scenario { _, _ in }, lock: lock)
    #expect(
      result.diagnostics.map(\.message) == [
        "the lock file keeps endpoint-address 10.0.0.7 for endpoint/b, but it belongs to endpoint/a"
      ])
    #expect(result.value?.endpointAddress("a") == address("10.0.0.7"))
    #expect(result.value?.endpointAddress("b") == address("10.0.0.2"))
  }

  @Test func `a VLAN stays while it works, though another line is given the same`() {
    func scenario(routers: [String]) -> Scenario {
      Sketch.scenario(
        sites: [("hq", Sketch.site(["172.16.0.0/24"]))],
        directConnects: [
          (
            "dc",
            Sketch.directConnect(
              site: "hq",
              lines: [
                ("a", Sketch.line(routers[0]) { $0.vlan = .fixed(located(101)) }),
                ("b", Sketch.line(routers[1])),
              ])
          )
        ])
    }
    let lock = LockFile(
      entries: [LockFile.Entry(kind: "vlan", owner: "line/dc/b", value: "101", reason: "decided")])
    let apart = decide(scenario(routers: ["ce1", "ce2"]), lock: lock)
    #expect(apart.diagnostics.isEmpty)
    #expect(apart.value?.vlan(directConnect: "dc", line: "b") == 101)
    let together = decide(scenario(routers: ["ce1", "ce1"]), lock: lock)
    #expect(
      together.diagnostics.map(\.message) == [
        "the lock file keeps vlan 101 for line/dc/b, but line/dc/a uses it on the same wire"
      ])
    #expect(together.value?.vlan(directConnect: "dc", line: "b") == 100)
  }
}
