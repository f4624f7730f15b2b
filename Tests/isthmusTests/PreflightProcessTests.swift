import Foundation
import JSON
import Testing

/// What `isthmus apply` does before the first change, seen from outside.
@Suite struct PreflightProcessTests {
  private static let scenario = Shell.root.appending(path: "scenarios/zos-from-vpc/scenario.yaml").path

  /// A folder with the scenario and an emulator that holds what it adopts.
  private func withEmulator(_ test: (URL, (String) throws -> (output: String, code: Int32)) throws -> Void)
    throws
  {
    try Shell.inScratchFolder { folder in
      try FileManager.default.copyItem(atPath: Self.scenario, toPath: folder.appending(path: "s.yaml").path)
      _ = try Shell.run("isthmus rehearse s.yaml --write-seed seed.json; rm -f s.lock.json", in: folder)
      let process = try ChildProcess(
        Shell.products.appending(path: "isthmus").path,
        ["emulator", "--account", "analytics:AK:SK", "--seed", "seed.json"], in: folder, environment: [:],
        withErrors: false)
      let url = process.read(onlyALine: true)
      defer {
        kill(process.pid, SIGTERM)
        _ = process.wait()
      }
      try test(folder) { rest in
        try Shell.run(
          rest.replacing("APPLY", with: "isthmus apply s.yaml --endpoint-url \(url)"), in: folder)
      }
    }
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func aDryRunShowsWhatItReadAndLeavesNoTrace() throws {
    try withEmulator { folder, run in
      let before = try names(in: folder)
      let shown = try run("CTYUN_AK=AK CTYUN_SK=SK APPLY --dry-run")
      #expect(shown.code == 0, "\(shown.output)")
      for topic in ["freshness", "credentials", "region", "quota", "names", "clock"] {
        #expect(shown.output.contains("info[\(topic)]"), "\(topic): \(shown.output)")
      }
      #expect(try names(in: folder) == before)
      let read = try run("CTYUN_AK=AK CTYUN_SK=SK APPLY --dry-run --format json 2> /dev/null")
      let report = try JSONValue(parsing: read.output)
      #expect(report["findings"]?.arrayValue?.isEmpty == false)
      #expect(try names(in: folder) == before)
    }
  }

  @Test func withoutKeysItSaysSoAndDoesNotBegin() throws {
    try withEmulator { folder, run in
      let before = try names(in: folder)
      for options in ["--dry-run", "--dry-run --format json", "--yes", "--yes --format json"] {
        let shown = try run("HOME=/nonexistent APPLY --state change \(options)")
        #expect(shown.code == 13, "\(options): \(shown.output)")
        #expect(shown.output.contains("account analytics cannot sign"))
        #expect(shown.output.contains("error[EXE016]"))
      }
      #expect(try names(in: folder) == before)
    }
  }

  @Test func whoeverGoesOnWithoutKeysIsToldSo() throws {
    try withEmulator { folder, run in
      let keys = "CTYUN_AK=AK CTYUN_SK=SK"
      let begun = try run("\(keys) APPLY --yes --state change")
      #expect(begun.code == 8, "\(begun.output)")
      let journal = try run("isthmus evidence --state change").output
      for options in ["", "--format json"] {
        let shown = try run("HOME=/nonexistent isthmus resume --state change \(options)")
        #expect(shown.code == 13, "\(shown.output)")
        #expect(shown.output.contains("account analytics cannot sign"), "\(shown.output)")
        #expect(shown.output.contains("error[EXE016]"), "\(shown.output)")
      }
      #expect(try run("isthmus evidence --state change").output == journal, "nothing was written")
      let done = try run("\(keys) isthmus resume --assume-manual-done --state change")
      #expect(done.code == 0, "\(done.output)")
      let destroy = try run("HOME=/nonexistent isthmus destroy --yes --assume-manual-done --state change")
      #expect(destroy.code == 13 && destroy.output.contains("cannot sign"), "\(destroy.output)")
      let gone = try run("\(keys) isthmus destroy --yes --assume-manual-done --state change")
      #expect(gone.code == 0, "\(gone.output)")
    }
  }

  @Test func filesAreFoundFromAnotherDirectory() throws {
    try withEmulator { _, run in
      _ = try run(
        "printf 'profiles:\\n  analytics: { accessKey: AK, secretKey: SK }\\n' > keys.yaml; chmod 600 keys.yaml"
      )
      let begun = try run("APPLY --yes --credentials keys.yaml --state change")
      #expect(begun.code == 8, "\(begun.output)")
      let done = try run(
        "mkdir elsewhere; cd elsewhere; isthmus resume --assume-manual-done --state ../change")
      #expect(done.code == 0, "\(done.output)")
    }
  }

  @Test func oneServiceOnThisMachineLeavesTheOthersReal() throws {
    try withEmulator { folder, run in
      let shown = try run(
        "CTYUN_AK=AK CTYUN_SK=SK isthmus apply s.yaml --dry-run --assume-manual-done --endpoint-url vpce=http://127.0.0.1:1"
      )
      #expect(shown.code == 2, "\(shown.output)")
      #expect(shown.output.contains("for other services the real cloud is not one"), "\(shown.output)")
      let hidden = try run(
        "isthmus apply s.yaml --dry-run --assume-manual-done --endpoint-url http://localhost:1@cloud.invalid")
      #expect(hidden.code == 2, "\(hidden.output)")
    }
  }

  @Test func eachLineForProgramsSaysWhatItIs() throws {
    try withEmulator { _, run in
      func kinds(_ command: String) throws -> [String] {
        try run("CTYUN_AK=AK CTYUN_SK=SK \(command) --format json 2> /dev/null").output
          .split(separator: "\n").map { line in
            let object = try JSONValue(parsing: String(line))
            return object["kind"]?.stringValue ?? object["event"]?.stringValue ?? "?"
          }
      }
      let begun = try kinds("APPLY --yes --state change")
      #expect(begun.first == "announcement" && begun.last == "run", "\(begun)")
      #expect(begun.dropFirst().first == "session-began")
      let resumed = try kinds("isthmus resume --state change")
      #expect(resumed == ["announcement", "session-began", "session-ended", "run"])
      let dry = try run("CTYUN_AK=AK CTYUN_SK=SK APPLY --dry-run --format json 2> /dev/null").output
      #expect(try JSONValue(parsing: dry)["kind"]?.stringValue == "dry-run")
    }
  }

  @Test func aTakenNameKeepsTheRunFromBeginning() throws {
    try withEmulator { folder, run in
      let keys = "CTYUN_AK=AK CTYUN_SK=SK"
      let first = try run("\(keys) APPLY --yes --assume-manual-done --state one")
      #expect(first.code == 0, "\(first.output)")
      let second = try run("\(keys) APPLY --yes --assume-manual-done --state two")
      #expect(second.code == 13, "\(second.output)")
      #expect(second.output.contains("error[names]"))
      #expect(try !names(in: folder).contains("two"))
    }
  }

  @Test func whoIsKnownWithoutAnEnvironment() throws {
    try withEmulator { folder, run in
      _ = try run(
        "env -u USER -u LOGNAME CTYUN_AK=AK CTYUN_SK=SK APPLY --yes --assume-manual-done --state change")
      let name = try run("id -un").output.split(separator: "\n").first.map(String.init) ?? ""
      let evidence = try run("isthmus evidence --state change")
      #expect(!name.isEmpty && evidence.output.contains(name), "\(evidence.output.prefix(600))")
      #expect(!evidence.output.contains("unknown"))
    }
  }
}
