import ArgumentParser
import Diagnostics
import Emulator
import Execution
import JSON
import LocalFiles
import Planning
import Rehearsal
import Runbook

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `isthmus rehearse`: the same change, played through against the emulator.
struct RehearseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Play the whole change through against an emulated cloud: apply, check, take back, compare.",
    discussion: """
      Runs in this process and in virtual time: weeks take seconds. What the scenario adopts is there, people and \
      other parties do their part at once; everything else is what `isthmus apply` runs.

      Examples:
        isthmus rehearse scenario.yaml
        isthmus rehearse scenario.yaml --faults faults.yaml --verbose
        isthmus rehearse scenario.yaml --every-step
        isthmus rehearse scenario.yaml --write-seed cloud.json     # for isthmus emulator --seed

      Exit codes: 0 applied, taken back, nothing left; 1 errors in the scenario; 9 something did not work.
      """)

  @OptionGroup var input: ScenarioArgument
  @OptionGroup var locking: LockOptions
  @Option(name: .long, help: "What goes wrong by purpose (YAML or JSON).", completion: .file()) var faults:
    String?
  @Flag(
    name: .long, help: "Play it through with each fault at each step, and print what an operator would see.")
  var everyStep = false
  @Option(name: .long, help: "Where chance begins.") var seed: UInt64 = 1
  @Option(
    name: .long, help: "Play nothing; write what the scenario adopts as a seed of the emulator.",
    completion: .file())
  var writeSeed: String?
  @Flag(name: .shortAndLong, help: "Show every step.") var verbose = false
  @OptionGroup var display: DisplayOptions

  func run() async throws {
    try locking.validate(for: input.scenario)
    var pipeline = IsthmusPipeline()
    let made = try pipeline.runbook(path: input.scenario, lockPath: locking.path(for: input.scenario))
    Findings.report(of: pipeline)
    guard let (outcome, runbook) = made else { throw ExitStatus.errorsFound }
    if let writeSeed {
      let seed = Seeding.seed(for: outcome.plan, profile: pipeline.appliedProfile)
      try Files.write(seed.document.text() + "\n", to: writeSeed)
      return
    }
    let profile = pipeline.appliedProfile
    let folder = try ScratchFolder()
    defer { folder.remove() }
    if everyStep {
      let table = try await FaultMatrix.play(
        runbook, plan: outcome.plan, profile: profile, folder: folder.path, seed: seed)
      switch display.format {
      case .json: Terminal.write(table.json.text() + "\n")
      case .text: Terminal.write(table.markdown)
      }
      if !table.isFlawless { throw ExitStatus.failed }
      return
    }
    let observer: any RunObserver =
      switch (display.format, verbose) {
      case (.json, _): JSONProgress()
      case (.text, true): PlainProgress(runbook, language: display.lang) { Terminal.write($0) }
      case (.text, false): NoObserver()
      }
    let rehearsal: DressRehearsal
    do {
      rehearsal = try await DressRehearsal(
        runbook, plan: outcome.plan, profile: profile, journal: folder.path + "/journal.sqlite",
        faults: try wantedFaults(), seed: seed, observer: observer)
    } catch let error as ContentError {
      throw UsageFailure(message: "what the scenario adopts cannot stand side by side: \(error)")
    }
    switch display.format {
    case .json: Terminal.write(RehearsalText.json(rehearsal).text(pretty: false) + "\n")
    case .text: Terminal.write(RehearsalText.text(rehearsal, display.lang))
    }
    if !rehearsal.isFlawless { throw ExitStatus.failed }
  }

  private func wantedFaults() throws -> Faults {
    guard let faults else { return Faults() }
    return try EmulatorFile(faults, noun: "faults").located { document throws(ContentError) in
      try Faults(document)
    }
  }
}

/// A folder of this process alone, for the journal of a rehearsal.
struct ScratchFolder {
  let path: String

  init() throws(FileFailure) {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("isthmus-\(UUID().uuidString)").path
    try Files.makeDirectory(path)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// A rehearsal in words.
enum RehearsalText {
  static func text(_ rehearsal: DressRehearsal, _ language: Language) -> String {
    var text = "before     \(counts(rehearsal.before))\n"
    for act in rehearsal.forward { text += line("applied", act, language) }
    text += "made       \(rehearsal.made.surplus.count) things"
    text +=
      rehearsal.made.changed.isEmpty ? "\n" : ", changed \(rehearsal.made.changed.count) that were there\n"
    for act in rehearsal.backward { text += line("taken back", act, language) }
    if !rehearsal.faults.firings.isEmpty { text += "faults     \(rehearsal.faults.firings.count) struck\n" }
    if rehearsal.left.isEmpty {
      text += "after      the inventory is the one before\n"
    } else {
      text += "after      the inventory is not the one before:\n"
      for line in rehearsal.left.lines { text += "  \(VisibleText.line(line))\n" }
    }
    return text
  }

  private static func counts(_ inventory: JSONValue) -> String {
    let counts = InventoryDifference.counts(inventory).map { "\($0.count) \($0.kind)" }
    return counts.isEmpty ? "an empty cloud" : counts.joined(separator: ", ")
  }

  private static func line(_ what: String, _ act: DressRehearsal.Act, _ language: Language) -> String {
    let settled = act.report.settledCount
    let head = what.padding(to: 10)
    let took = "\(act.requests) requests, \(Elapsed.text(act.milliseconds)) by the cloud's clock"
    switch act.end {
    case .ended(let state, _) where state.isFinished:
      return "\(head) \(settled) of \(act.report.steps.count) steps, every check held; \(took)\n"
    case .ended(let state, let reason):
      return "\(head) \(state.standing.rawValue) at \(settled) of \(act.report.steps.count) steps; \(took)\n"
        + (reason.map { "           \(VisibleText.line($0))\n" } ?? "")
    case .killed: return "\(head) killed\n"
    case .broken(let error): return "\(head) \(error)\n"
    }
  }

  static func json(_ rehearsal: DressRehearsal) -> JSONValue {
    func acts(_ acts: [DressRehearsal.Act]) -> JSONValue {
      .array(
        acts.map { act in
          [
            "report": act.report.json, "requests": .integer(Int64(act.requests)),
            "milliseconds": .integer(act.milliseconds),
          ]
        })
    }
    return [
      "event": "rehearsal", "flawless": .bool(rehearsal.isFlawless), "applied": acts(rehearsal.forward),
      "takenBack": acts(rehearsal.backward), "made": .array(rehearsal.made.lines.map { .string($0) }),
      "left": .array(rehearsal.left.lines.map { .string($0) }),
    ]
  }
}
