import CtyunAPI
import EmulatorServer
import Foundation
import JSON
import Synchronization
import Testing

@testable import Emulator
@testable import EmulatorTests

@Suite struct StateFileTests {
  let clock = ManualClock()

  private func withFolder(_ work: (String) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "emulator-state-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await work("\(folder)/state")
  }

  private func open(
    _ path: String, _ fresh: Cloud = Bench.cloud(), journalBytes: Int = 8 << 20
  ) throws(StateFileError) -> (StateFile, EmulatedWire) {
    let (file, cloud) = try StateFile.open(path, fresh: fresh, journalBytes: journalBytes) {
      Issue.record("\($0)")
    }
    let wire = EmulatedWire.bench(cloud, resettingTo: fresh, clock: clock)
    wire.recordEffects { file.record($0, $1) }
    return (file, wire)
  }

  /// The state goes on as if nothing had been, also when nobody closed anything: with journals of one call and of
  /// thousands, and with a last line that was being written.
  @Test(arguments: [200, 3000, 8 << 20], [false, true]) func goesOn(_ journalBytes: Int, _ isTorn: Bool)
    async throws
  {
    try await withFolder { path in
      var (file, wire) = try open(path, journalBytes: journalBytes)
      for round in 0..<3 as Range<UInt64> {
        let target = WireTarget(DirectCarrier(wire: wire), wire, clock: clock)
        if round > 0 {
          wire.reset()
        }
        try ModelRun(seed: 20 + round, target: target).run(steps: 150)
        await file.close()
        if isTorn {
          let journals = try FileManager.default.contentsOfDirectory(
            atPath: (path as NSString).deletingLastPathComponent
          )
          .filter { $0.hasSuffix(".calls") }
          #expect(journals.count == 1)
          let journal = ((path as NSString).deletingLastPathComponent as NSString).appendingPathComponent(
            journals[0])
          let handle = try #require(FileHandle(forWritingAtPath: journal))
          handle.seekToEndOfFile()
          handle.write(Data(#"{"at":17357870450"#.utf8))
          try handle.close()
        }
        let before = try wire.cloud.snapshot()
        (file, wire) = try open(path, journalBytes: journalBytes)
        // The clock stands in the snapshot as of the last change.
        #expect(try wire.cloud.snapshot()["state"] == before["state"])
      }
      await file.close()
    }
  }

  @Test func seedsAreKeptAtOnce() async throws {
    try await withFolder { path in
      let (file, wire) = try open(path)
      try wire.plant(
        Seed([
          "version": 1, "progressions": ["endpoint": "polls:7"],
          "resources": Conformance.servers["resources"] ?? [],
        ]))
      let inventory = try wire.inventory()
      await file.close()
      let (again, other) = try open(path)
      #expect(try other.inventory() == inventory)
      #expect(other.cloud.configuration.progression(of: .endpoint) == .polls(7))
      await again.close()
    }
  }

  /// Who starts again with another pace must not change what has been answered.
  @Test func anotherPaceHoldsOnlyFromNowOn() async throws {
    try await withFolder { path in
      let (file, wire) = try open(path, Bench.cloud(progressions: [.peering: .immediate]))
      var bench = Bench(WireTarget(DirectCarrier(wire: wire), wire, clock: clock))
      let (one, two) = try bench.twoVPCs()
      try bench.ok("vpc.CreateVpcPeering", bench.peering(one, two))
      let inventory = try wire.inventory()
      await file.close()
      let (again, other) = try open(path, Bench.cloud(progressions: [.peering: .polls(9)]))
      #expect(try other.inventory() == inventory)
      #expect(other.cloud.configuration.progression(of: .peering) == .polls(9))
      await again.close()
    }
  }

  @Test func aSecondEmulatorIsRefused() async throws {
    try await withFolder { path in
      let (file, _) = try open(path)
      let error = #expect(throws: StateFileError.self) { _ = try open(path) }
      #expect(error?.message.contains("another emulator") == true)
      await file.close()
      let (again, _) = try open(path)
      await again.close()
    }
  }

  @Test(arguments: [
    ("", ":1:1"), ("{", ":1:2"), ("{}", "no state file"),
    (#"{"format":"isthmus-emulator-state-file"}"#, "no state file"),
    (#"{"format":"isthmus-emulator-state-file","version":2,"generation":1}"#, "no state file"),
    (
      #"{"format":"isthmus-emulator-state-file","version":1,"generation":1,"cloud":{}}"#,
      "no state of the emulator"
    ),
    (
      #"{"format":"isthmus-emulator-state-file","version":1,"generation":9223372036854775807,"cloud":{}}"#,
      "no state file"
    ),
  ]) func refusesWhatIsNoState(_ text: String, _ message: String) async throws {
    try await withFolder { path in
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: StateFileError.self) { _ = try open(path) }
      #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
      // Whatever it was, it is still there.
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(text.utf8))
    }
  }

  @Test func aBrokenJournalIsNamedWithItsLine() async throws {
    try await withFolder { path in
      let (file, wire) = try open(path)
      var bench = WireBench(DirectCarrier(wire: wire), clock: clock)
      try bench.ok(bench.create("one"))
      await file.close()
      let journal = "\(path).1.calls"
      let text = try String(contentsOfFile: journal, encoding: .utf8)
      try (text + "{}\n").write(toFile: journal, atomically: true, encoding: .utf8)
      let error = #expect(throws: StateFileError.self) { _ = try open(path) }
      #expect(error?.path == "\(journal):2")
    }
  }

  @Test func aFolderThatIsNotThere() async throws {
    try await withFolder { path in
      #expect(throws: StateFileError.self) { _ = try open("\(path)/no/state") }
    }
  }
}
