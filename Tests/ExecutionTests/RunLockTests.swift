import Execution
import Foundation
import JSON
import Testing

/// The lock of a state directory, against real processes.
@Suite struct RunLockTests {
  let folder: Folder
  let now = Moment(milliseconds: 1_764_770_400_000)

  init() throws { folder = try Folder() }

  private var path: String { folder.path + "/lock" }

  private func me(_ run: String = "run-0123456789ab") -> LockOwner {
    .current(run: run, command: "apply", who: "ops", since: now)
  }

  /// A process that holds the lock as another Isthmus would, and says so when it does.
  private func holder(writing owner: (Int32) -> LockOwner) throws -> Process {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exec 9>>'\(path)'; flock 9; echo held; exec sleep 600"]
    process.standardOutput = pipe
    try process.run()
    #expect(String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self) == "held\n")
    try write(owner(process.processIdentifier))
    return process
  }

  private func write(_ owner: LockOwner) throws {
    let json: JSONValue = [
      "run": .string(owner.run), "command": .string(owner.command), "who": .string(owner.who),
      "host": .string(owner.host), "boot": .string(owner.boot), "process": .integer(Int64(owner.process)),
      "processStart": .string(owner.processStart), "since": .integer(owner.since.milliseconds),
    ]
    try Data(json.canonicalBytes()).write(to: URL(fileURLWithPath: path))
  }

  private func kill(_ process: Process) {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private func owner(_ process: Int32, _ change: (inout LockOwner) -> Void = { _ in }) -> LockOwner {
    var owner = me("run-aaaaaaaaaaaa")
    owner.process = process
    owner.processStart = ""
    change(&owner)
    return owner
  }

  @Test func oneAtATimeAndFreeAgainAfterwards() throws {
    var first: RunLock? = try RunLock(directory: folder.path, as: me())
    #expect(first?.previous == nil)
    let held = RunLock.owner(directory: folder.path)
    #expect(held?.isAlive == true)
    #expect(held?.owner == me())
    #expect(throws: LockError.held(me())) { try RunLock(directory: folder.path, as: me("run-bbbbbbbbbbbb")) }
    first = nil
    #expect(RunLock.owner(directory: folder.path) == nil)
    let second = try RunLock(directory: folder.path, as: me())
    #expect(second.previous == nil)
    withExtendedLifetime(second) {}
  }

  @Test func aLivingOwnersLockIsNeverTaken() throws {
    let process = try holder { owner($0) }
    defer { kill(process) }
    for steal in [nil, "run-aaaaaaaaaaaa"] {
      #expect(throws: LockError.held(owner(process.processIdentifier))) {
        try RunLock(directory: folder.path, as: me(), steal: steal)
      }
    }
    #expect(RunLock.owner(directory: folder.path)?.isAlive == true)
    #expect(throws: LockError.held(owner(process.processIdentifier))) {
      try RunLock.expectFree(directory: folder.path)
    }
  }

  @Test func lookingMakesNothing() throws {
    try RunLock.expectFree(directory: folder.path)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aKilledOwnersLockIsTakenOver() throws {
    let process = try holder { owner($0) }
    kill(process)
    #expect(RunLock.owner(directory: folder.path)?.isAlive == false)
    let lock = try RunLock(directory: folder.path, as: me())
    #expect(lock.previous?.process == process.processIdentifier)
    withExtendedLifetime(lock) {}
  }

  @Test func aProcessThatOnlyHasTheSameNumberIsNoOwner() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sleep")
    process.arguments = ["600"]
    try process.run()
    defer { kill(process) }
    try write(owner(process.processIdentifier) { $0.processStart = "1" })
    let lock = try RunLock(directory: folder.path, as: me())
    #expect(lock.previous != nil)
    withExtendedLifetime(lock) {}
  }

  @Test func aProcessThatLivesWithoutHoldingTheLockIsNotRobbed() throws {
    // As on a file system that does not keep locks: the word in the file counts.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sleep")
    process.arguments = ["600"]
    try process.run()
    defer { kill(process) }
    try write(owner(process.processIdentifier))
    #expect(throws: LockError.self) { try RunLock(directory: folder.path, as: me()) }
  }

  @Test func anotherBootOfTheMachineIsProof() throws {
    try write(owner(1) { $0.boot = "another" })
    let lock = try RunLock(directory: folder.path, as: me())
    #expect(lock.previous?.boot == "another")
    withExtendedLifetime(lock) {}
  }

  @Test func anotherMachineIsAskedAbout() throws {
    let other = owner(4711) { $0.host = "elsewhere" }
    try write(other)
    #expect(throws: LockError.heldElsewhere(other)) { try RunLock(directory: folder.path, as: me()) }
    #expect(throws: LockError.heldElsewhere(other)) {
      try RunLock(directory: folder.path, as: me(), steal: "run-bbbbbbbbbbbb")
    }
    let lock = try RunLock(directory: folder.path, as: me(), steal: other.run)
    #expect(lock.previous == other)
    withExtendedLifetime(lock) {}
  }

  @Test func whateverStandsInTheFileIsBorne() throws {
    for text in ["", "{", "null", "[]", "{\"run\":1}", String(repeating: "x", count: 100_000), "\u{0}\u{0}"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let lock = try RunLock(directory: folder.path, as: me())
      #expect(lock.previous == nil)
      withExtendedLifetime(lock) {}
    }
  }

  @Test func aDirectoryThatCannotBeUsedIsAnError() throws {
    #expect(throws: LockError.self) { try RunLock(directory: folder.path + "/none", as: me()) }
    // A link could lead anywhere.
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.path + "/target")
    #expect(throws: LockError.self) { try RunLock(directory: folder.path, as: me()) }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/target"))
  }
}
