import Foundation
import TestSupport
import Testing

/// Every folder of `scenarios/` holds a scenario with its lock file, its plan and its runbook, all up to date.
@Suite struct ShippedScenarioTests {
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: Shell.root.appending(path: "scenarios").path))
    ?? [])
    .filter {
      FileManager.default.fileExists(atPath: Shell.root.appending(path: "scenarios/\($0)/scenario.yaml").path)
    }
    .sorted()

  /// What stands beside a scenario, and the command that writes it.
  static let products = [
    ("findings.txt", "isthmus check scenario.yaml -o findings.txt"),
    ("plan.txt", "isthmus plan scenario.yaml -o plan.txt"),
    ("plan.json", "isthmus plan scenario.yaml --format json -o plan.json"),
    ("runbook.md", "isthmus runbook scenario.yaml -o runbook.md"),
    ("runbook.zh.md", "isthmus runbook scenario.yaml --lang zh -o runbook.zh.md"),
    ("runbook.json", "isthmus runbook scenario.yaml --format json -o runbook.json"),
  ]

  @Test func thereAreEight() { #expect(Self.names.count == 8) }

  @Test(arguments: names)
  func isUpToDate(_ name: String) throws {
    try Shell.inScratchFolder { scratch in
      let folder = scratch.appending(path: "scenarios/\(name)")
      let shipped = Shell.root.appending(path: "scenarios/\(name)")
      for (product, command) in Self.products {
        let (output, code) = try Shell.run(command, in: folder)
        #expect(code == 0, "\(command): \(output)")
        let text = try String(contentsOf: folder.appending(path: product), encoding: .utf8)
        expectFile(text, at: shipped.appending(path: product).path)
      }
      // The lock file is written by the first plan and must not move afterwards.
      let lock = try String(contentsOf: folder.appending(path: "scenario.lock.json"), encoding: .utf8)
      expectFile(lock, at: shipped.appending(path: "scenario.lock.json").path)
      #expect(FileManager.default.fileExists(atPath: shipped.appending(path: "README.md").path))
    }
  }

  /// A plan made without the lock file is the same plan: shipped lock files hold nothing by accident.
  @Test(arguments: names)
  func isPlannedTheSameWithoutItsLockFile(_ name: String) throws {
    try Shell.inScratchFolder { scratch in
      let folder = scratch.appending(path: "scenarios/\(name)")
      let command =
        "rm -f scenario.lock.json; isthmus plan scenario.yaml -o /dev/null; cat scenario.lock.json"
      let (output, _) = try Shell.run(command, in: folder)
      let shipped = Shell.root.appending(path: "scenarios/\(name)/scenario.lock.json")
      let lock = (try? String(contentsOf: shipped, encoding: .utf8)) ?? ""
      #expect(output.hasSuffix(lock))
    }
  }
}
