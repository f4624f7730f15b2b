import CtyunAPI
import Execution
import Foundation
import JSON
import TestSupport
import Testing

/// A state directory and the real processes that want it: who may work there, and what happens when its disk does not.
@Suite struct StateDirectoryTests {
  private static let scenario = "zos-from-vpc"

  /// Something at a scenario's proving ground, where blocking does no harm.
  private func onGround(_ body: @escaping @Sendable (ProvingGround) throws -> Void) async throws {
    try await BlockingWork.share([0], among: 1) { _, folder in
      try body(ProvingGround(Self.scenario, in: folder))
    }
  }

  /// The change, held in the middle of its first call that makes something.
  private struct Held {
    let process: RunProcess
    private let call: HeldCall

    init(_ ground: ProvingGround, _ state: String) throws {
      call = HeldCall(of: "vpc.CreateVpc", at: ground.gate)
      process = try ground.apply(state)
      call.wait()
    }

    func letGo() { call.letGo() }
  }

  // MARK: Who may work there

  @Test func whoeverComesSecondIsTurnedAway() async throws {
    try await onGround { ground in
      let held = try Held(ground, "change")
      let owner = "apply of run-"
      let second =
        [ground.words(toApply: "change")]
        + ["resume", "rollback"].map { ground.words(of: $0, "change") }
        + ["done", "failed", "skip"].map { [$0, "vpc/batch-vpc/create", "--note", "n", "--state", "change"] }
      for words in second {
        let (end, output) = try ground.start(words).wait()
        #expect(end == .exit(11), "\(words[0]): \(output)")
        #expect(output.contains("in use: \(owner)"), "\(words[0]): \(output)")
        #expect(output.contains(" by ops@"), "\(output)")
        #expect(output.contains("(process \(held.process.pid)) since 20"), "\(output)")
        #expect(!output.contains("call operation="), "\(words[0]) called the cloud: \(output)")
      }
      let status = try ground.start(["status", "--state", "change"]).wait()
      #expect(status.end == .exit(0) && status.output.contains("in use: \(owner)"), "\(status.output)")

      // One that is stopped is alive all the same.
      kill(held.process.pid, SIGSTOP)
      let resumed = try ground.start("resume", "change").wait()
      #expect(resumed.end == .exit(11), "\(resumed.output)")
      kill(held.process.pid, SIGCONT)
      held.letGo()
      let (end, output) = held.process.wait()
      #expect(end == .exit(0), "\(output)")
    }
  }

  @Test func ofSeveralAtOnceOneBegins() async throws {
    try await onGround { ground in
      let alone = try ground.apply("alone").wait()
      #expect(alone.end == .exit(0), "\(alone.output)")
      let applied = try ground.inventory()
      for round in 0..<3 {
        try ground.reset()
        let state = "change-\(round)"
        let ends = try (0..<4).map { _ in try ground.apply(state) }.map { $0.wait() }
        #expect(ends.count { $0.end == .exit(0) } == 1, "\(ends.map(\.output))")
        for (end, output) in ends where end != .exit(0) {
          // The others find the first one at work, or done.
          let isDone = end == .exit(2) && output.contains("which is done")
          #expect(isDone || end == .exit(11), "\(output)")
        }
        let store = try JournalStore(path: "\(ground.folder.path)/\(state)/journal.sqlite", for: .read)
        #expect(try store.runs().count == 1)
        expectSame(try ground.inventory(), applied)
      }
    }
  }

  @Test func theLockOfAnotherMachineIsTakenOnlyByItsName() async throws {
    try await onGround { ground in
      let held = try Held(ground, "change")
      held.process.kill()
      held.letGo()
      let file = ground.folder.appending(path: "change/lock")
      let left = try JSONValue(parsing: Array(try Data(contentsOf: file)))
      let run = try #require(left["run"]?.stringValue)
      var owner = try #require(left.objectValue)
      owner["host"] = "bastion-2"
      try Data(JSONValue.object(owner).canonicalBytes()).write(to: file)
      for steal in [[], ["--steal", "run-000000000000"]] {
        let (end, output) = try ground.start(ground.words(of: "resume", "change", steal)).wait()
        #expect(end == .exit(11), "\(output)")
        #expect(
          output.contains("no longer runs on bastion-2") && output.contains("--steal \(run)"), "\(output)")
        #expect(!output.contains("call operation="), "\(output)")
      }
      // It takes the lock as well, and then sees that nobody waits for the answer.
      let note = ["done", "vpc/batch-vpc/create", "--note", "n", "--state", "change"]
      #expect(try ground.start(note).wait().end == .exit(11))
      #expect(try ground.start(note + ["--steal", "run-000000000000"]).wait().end == .exit(11))
      let (end, output) = try ground.start("resume", "change", "--steal", run).wait()
      #expect(end == .exit(0), "\(output)")
      #expect(output.contains("Took over the lock of apply of \(run) by ops@bastion-2"), "\(output)")
    }
  }

  @Test func aDroppedConnectionPausesInOrder() async throws {
    try await onGround { ground in
      let held = try Held(ground, "change")
      kill(held.process.pid, SIGHUP)
      #expect(held.process.prints("stopping"))
      // The kernel and the shell both tell of it.
      kill(held.process.pid, SIGHUP)
      held.letGo()
      let (end, output) = held.process.wait()
      #expect(end == .exit(8), "\(output)")
      let resumed = try ground.start("resume", "change").wait()
      #expect(resumed.end == .exit(0), "\(resumed.output)")
    }
  }

  // MARK: Its disk

  /// A change that waits for a person.
  private static func paused(_ ground: ProvingGround, _ state: String) throws {
    let words = ground.words(toApply: state).filter { $0 != "--assume-manual-done" }
    let (end, output) = try ground.start(words).wait()
    try #require(end == .exit(8), "\(output)")
  }

  @Test func nothingIsSentForADamagedJournal() async throws {
    try await onGround { ground in
      try Self.paused(ground, "change")
      let journal = "\(ground.folder.path)/change/\(JournalStore.fileName)"
      // Whoever closes it brings everything into the one file.
      try JournalStore(path: journal, for: .write).close()
      let whole = Array(try Data(contentsOf: URL(filePath: journal)))
      let before = try ground.inventory()
      let kind = Array(#""kind": "api""#.utf8)
      let place = try #require(whole.firstRange(of: kind)?.lowerBound)
      let damages: [(String, [UInt8])] = [
        ("no database", Array("hello".utf8)), ("cut off", Array(whole.prefix(whole.count / 2))),
        ("empty", []),
        ("no header", [UInt8](repeating: 0, count: 100) + whole.dropFirst(100)),
        (
          "a page of zeros",
          Array(whole.prefix(4096)) + [UInt8](repeating: 0, count: 4096) + whole.dropFirst(8192)
        ),
        (
          "another word",
          Array(whole.prefix(place)) + Array(#""kind": "apo""#.utf8) + whole.dropFirst(place + kind.count)
        ),
      ]
      for (damage, bytes) in damages {
        let folder = ground.folder.appending(path: damage)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: folder.appending(path: "journal.sqlite"))
        for command in ["resume", "rollback", "status", "evidence"] {
          let words =
            command == "status" || command == "evidence"
            ? [command, "--state", damage] : ground.words(of: command, damage)
          let (end, output) = try ground.start(words).wait()
          #expect(end == .exit(12), "\(damage), \(command): \(output)")
          #expect(output.contains("isthmus: ") && output.contains("= help: "), "\(output)")
          #expect(!output.contains("call operation="), "\(damage), \(command): \(output)")
        }
      }
      expectSame(try ground.inventory(), before)
    }
  }

  @Test func whatIsNoDirectoryIsSaid() async throws {
    try await onGround { ground in
      try Data().write(to: ground.folder.appending(path: "file"))
      for state in ["file", "file/change"] {
        let (end, output) = try ground.apply(state).wait()
        #expect(end == .exit(12) || end == .exit(3), "\(output)")
        #expect(output.contains("isthmus: ") && output.contains("file"), "\(output)")
        #expect(output.changingCalls == [], "\(output)")
      }
    }
  }

  /// Whether this system lets a test have a disk of its own.
  private static let hasOwnDisks =
    (try? Shell.inScratchFolder { folder in
      try Shell.run("mkdir m && unshare -rm mount -t tmpfs tmpfs m", in: folder).code == 0
    }) ?? false

  /// Runs a script in a mount namespace of its own, where a small disk is mounted at `change`.
  ///
  /// - Parameter lines: commands; those of `isthmus` leave their output and exit code in order.
  private static func onDisk(
    _ kilobytes: Int, of ground: ProvingGround, _ lines: [[String]]
  ) throws -> [(output: String, code: Int32)] {
    var script = "mkdir change\nmount -t tmpfs -o size=\(kilobytes)k tmpfs change\n"
    var count = 0
    for words in lines {
      script += words.joined(separator: " ")
      if words[0] == "isthmus" {
        script += " > \(count).txt 2>&1; echo $? > \(count).code"
        count += 1
      }
      script += "\n"
    }
    try Data(script.utf8).write(to: ground.folder.appending(path: "script.sh"))
    _ = try Shell.run("unshare -rm sh script.sh", in: ground.folder)
    return try (0..<count).map { index in
      let texts = try ["txt", "code"].map {
        try String(contentsOf: ground.folder.appending(path: "\(index).\($0)"), encoding: .utf8)
      }
      return (texts[0], try #require(Int32(texts[1].trimmingCharacters(in: .newlines))))
    }
  }

  private static let status = ["isthmus", "status", "--state", "change"]

  /// The disk has room for the lock and half a journal, then for more and more of the run.
  @Test(.enabled(if: hasOwnDisks), arguments: [120, 200, 260, 300, 340])
  func aFullDiskStopsTheRunBeforeTheNextCall(kilobytes: Int) async throws {
    try await onGround { ground in
      let alone = try ground.apply("alone").wait()
      #expect(alone.end == .exit(0), "\(alone.output)")
      let applied = try ground.inventory()
      try ground.reset()
      let apply = ["isthmus"] + ground.words(toApply: "change")
      let results = try Self.onDisk(
        kilobytes, of: ground,
        [
          apply, Self.status, ["mount", "-o", "remount,size=20m", "change"], apply,
          ["isthmus"] + ground.words(of: "resume", "change"),
        ])
      let (first, status, again, resumed) = (results[0], results[1], results[2], results[3])
      #expect(first.code == 12 && first.output.contains("the disk is full"), "\(first.output)")
      let isBegun = first.output.contains("applying 10 steps")
      #expect(status.code == (isBegun ? 0 : 12), "\(status.output)")
      #expect(again.code == (isBegun ? 2 : 0), "\(again.output)")
      #expect(resumed.code == 0, "\(resumed.output)")
      // What was sent had its place on the disk before.
      for (operation, kind) in [("vpc.CreateVpc", "vpc/"), ("vpce.CreateEndpoint", "endpoint/")]
      where first.output.contains("call operation=\(operation) ") {
        let line = status.output.split(separator: "\n").first { $0.contains(" \(kind)") }
        #expect(line.map { !$0.contains("planned") } ?? false, "\(status.output)")
      }
      expectSame(try ground.inventory(), applied)
    }
  }

  @Test(.enabled(if: hasOwnDisks)) func nothingIsSentFromAReadOnlyDisk() async throws {
    try await onGround { ground in
      let before = try ground.inventory()
      let apply = ["isthmus"] + ground.words(toApply: "change")
      let results = try Self.onDisk(
        20_000, of: ground,
        [
          ["mount", "-o", "remount,ro", "change"], apply, ["mount", "-o", "remount,rw", "change"],
          apply.filter { $0 != "--assume-manual-done" }, ["mount", "-o", "remount,ro", "change"],
          ["isthmus"] + ground.words(of: "resume", "change"),
          ["isthmus"] + ground.words(of: "rollback", "change"),
          Self.status, ["mount", "-o", "remount,rw", "change"],
          ["isthmus"] + ground.words(of: "rollback", "change"),
        ])
      #expect(results.map(\.code) == [12, 8, 12, 12, 12, 0], "\(results)")
      for result in results where result.code == 12 {
        #expect(result.output.lowercased().contains("read-only"), "\(result.output)")
        #expect(result.output.changingCalls == [], "\(result.output)")
      }
      expectSame(try ground.inventory(), before)
    }
  }
}

extension String {
  /// The calls in a verbose output that change something; the preflight reads before a run has a directory.
  fileprivate var changingCalls: [String] {
    split(separator: "call operation=").dropFirst().map { String($0.prefix { $0 != " " && $0 != "\n" }) }
      .filter { Operations.named($0)?.isMutating != false }
  }
}
