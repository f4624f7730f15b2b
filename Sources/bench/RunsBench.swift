import CtyunAPI
import Execution
import JSON
import Runbook
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures runs: how near a run comes to the shortest one there can be, what the journal costs, and how soon a long
/// run goes on after it was interrupted. The executor and the journal are those of `isthmus apply`, the journal lies on
/// disk; only the cloud is a table. Each measurement is a process of its own.
struct RunsBench {
  /// How a child is told what to do, and what it has found out.
  private enum Work: String { case apply, interrupt, resume }

  private struct Failed: Error { var reason: String }

  var folder: String

  func run() -> Bool {
    print(
      "| steps | chains | latency | what | by the clock | processor | peak MiB |\n|--:|--:|--:|---|--:|--:|--:|"
    )
    var isFine = true
    for (steps, chain) in [(1000, 10), (1000, 100)] {
      isFine = line(.apply, steps, chain, latency: 50) && isFine
    }
    for steps in [1000, 10_000] { isFine = line(.apply, steps, 10, latency: 0) && isFine }
    return line(.interrupt, 10_000, 10, latency: 0) && line(.resume, 10_000, 10, latency: 0) && isFine
  }

  private func line(_ work: Work, _ steps: Int, _ chain: Int, latency: Int) -> Bool {
    let result = "\(folder)/result"
    unlink(result)
    let run = MeasuredRun([
      CommandLine.arguments[0], "--runs-work", work.rawValue, "\(steps)", "\(chain)", "\(latency)", folder,
    ])
    guard run.exitCode == 0, let file = fopen(result, "r") else {
      print("\(work.rawValue) of \(steps) steps FAILED with exit code \(run.exitCode)")
      return false
    }
    defer { fclose(file) }
    var seconds = 0.0
    withUnsafeMutablePointer(to: &seconds) { place in _ = withVaList([place]) { vfscanf(file, "%lf", $0) } }
    let perStep = "\(milliseconds(run.processorSeconds / Double(steps))) ms a step"
    var what = work.rawValue
    switch work {
    case .apply where latency > 0:
      // Every chain in turn, and every account's places always taken: no order of steps can be quicker. Then what every
      // check saw is read once more, which cannot begin before the last step is done.
      let step = Double(GeneratedRunbook.callsPerStep * latency) / 1000
      let places = Double(GeneratedRunbook.accounts * RunPolicy().stepsPerAccount)
      let comparison = Double(steps * latency) / 1000 / places
      let floor = max(Double(chain) * step, Double(steps) * step / places) + comparison
      what = "apply: \((seconds / floor * 1000).rounded() / 1000) of the shortest possible"
    case .apply: what = "apply"
    case .interrupt: what = "stopped half-way"
    case .resume: what = "resume, to its first call"
    }
    print(
      "| \(steps) | \(steps / chain) | \(latency) ms | \(what) | \(milliseconds(seconds)) ms | \(perStep) |"
        + " \(mebibytes(run)) |")
    return true
  }

  /// One measurement, in this process: `--runs-work WORK STEPS CHAIN LATENCY FOLDER`.
  static func work(_ words: [String]) async throws {
    let began = ContinuousClock.now
    guard words.count == 5, let work = Work(rawValue: words[0]), let steps = Int(words[1]),
      let chain = Int(words[2]), let latency = Int(words[3])
    else { throw Failed(reason: "usage: bench --runs-work WORK STEPS CHAIN LATENCY FOLDER") }
    let folder = words[4]
    let path = "\(folder)/\(JournalStore.fileName)"
    let clock = SystemClock()
    if work != .resume {
      for end in ["", "-wal", "-shm"] { unlink(path + end) }
    }
    let store = try JournalStore(path: path, for: .write)
    let journal: Journal
    if work == .resume {
      journal = try Journal(store, run: store.find("").id, clock: clock)
    } else {
      let runbook = try GeneratedRunbook(steps: steps, chain: chain).runbook()
      var random = SystemRandomNumberGenerator()
      let header = RunHeader(
        id: RunID(using: &random), scenario: runbook.scenario, region: runbook.region, endpointURL: nil,
        planDigest: runbook.planDigest, lockDigest: "", runbookDigest: runbook.digest, who: "bench",
        program: "bench", began: clock.now)
      journal = try Journal(store, begin: header, runbook, clock: clock)
    }
    let watch = Watch(stopAfter: work == .interrupt ? steps / 2 : .max)
    let cloud = SteadyCloud(latency: .milliseconds(latency)) { watch.countWrite() }
    let executor = await Executor(
      journal: journal, caller: cloud, clock: clock, person: Nobody(), spread: { 0.5 })
    watch.stops(executor)
    let start = work == .resume ? began : ContinuousClock.now
    let state = try await executor.apply(command: "bench", who: "bench")
    let end = ContinuousClock.now
    guard state.standing == (work == .interrupt ? .paused : .succeeded) else {
      throw Failed(reason: "the run ended as \(state.standing)")
    }
    let time = ((work == .resume ? watch.firstWrite : nil) ?? end) - start
    write(
      "\(Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)\n",
      to: "\(folder)/result")
  }

  /// Notes when the first thing is made, and stops a run that made enough.
  private final class Watch: Sendable {
    private let state = Mutex<(first: ContinuousClock.Instant?, count: Int, executor: Executor?)>(
      (nil, 0, nil))
    private let limit: Int

    init(stopAfter limit: Int) { self.limit = limit }

    var firstWrite: ContinuousClock.Instant? { state.withLock { $0.first } }

    func stops(_ executor: Executor) { state.withLock { $0.executor = executor } }

    func countWrite() {
      let now = ContinuousClock.now
      let stopped: Executor? = state.withLock {
        $0.first = $0.first ?? now
        $0.count += 1
        return $0.count == limit ? $0.executor : nil
      }
      stopped?.stop()
    }
  }

  /// Nobody is there to be asked, and nothing of the sort is in the runbook.
  private struct Nobody: Operator {
    func carryOut(_ task: ManualTask) async -> ManualAnswer { .later }
    func confirm(_ step: Step) async -> Bool { false }
    func decide(_ failure: StepFailure, of step: Step, undoable: [Step]) async -> FailureAnswer { .pause }
  }
}
