import CtyunAPI
import CtyunClient
import Diagnostics
import Execution
import JSON
import Planning
import Runbook

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One session of a run from the command line: the lock is held, the journal is open.
struct RunSession {
  let ledger: Ledger
  let journal: Journal
  let lock: RunLock
  let display: DisplayOptions
  let options: SessionOptions
  let cloud: CloudOptions
  let state: StateOptions
  let clock = Execution.SystemClock()

  /// Who gives the command, as journal and lock name them.
  static var who: String { UserName.current }

  /// Goes on with the last run of a state directory.
  init(
    continuing state: StateOptions, command: String, _ options: SessionOptions, _ display: DisplayOptions,
    _ cloud: CloudOptions
  ) throws {
    let store = try state.journal()
    let id = try store.find("").id
    lock = try Self.lock(state, run: id.text, command, options)
    let writer = try JournalStore(path: state.path, for: .write)
    journal = try Journal(writer, run: id, clock: clock)
    ledger = try writer.load(id)
    self.state = state
    self.display = display
    self.options = options
    let remembered = cloud.repeating(ledger.header.options)
    try remembered.refuseOtherCloud(than: ledger.header)
    self.cloud = remembered
  }

  /// Begins a run.
  init(
    beginning runbook: Runbook, plan lockDigest: String, in state: StateOptions, _ options: SessionOptions,
    _ display: DisplayOptions, _ cloud: CloudOptions
  ) throws {
    var random = SystemRandomNumberGenerator()
    let header = RunHeader(
      id: RunID(using: &random), scenario: runbook.scenario, region: runbook.region,
      endpointURL: cloud.endpointURL.isEmpty ? nil : cloud.endpointURL.joined(separator: " "),
      planDigest: runbook.planDigest, lockDigest: lockDigest, runbookDigest: runbook.digest, who: Self.who,
      program: Version.current, began: clock.now, options: cloud.remembered)
    lock = try Self.lock(state, run: header.id.text, "apply", options)
    // Another process may have begun a run, and even finished it, since this one looked.
    try state.refuseSecondRun()
    let writer = try JournalStore(path: state.path, for: .write)
    journal = try Journal(writer, begin: header, runbook, clock: clock)
    ledger = try writer.load(header.id)
    self.state = state
    self.display = display
    self.options = options
    self.cloud = cloud
  }

  private static func lock(
    _ state: StateOptions, run: String, _ command: String, _ options: SessionOptions
  ) throws(LockError) -> RunLock {
    let owner = LockOwner.current(run: run, command: command, who: who, since: Execution.SystemClock().now)
    return try RunLock(directory: state.state, as: owner, steal: options.steal)
  }

  /// Looks whether the calls that are left can be made, tells what it saw, and does not begin where they cannot. Nothing
  /// is written, here or in the cloud.
  func lookAhead(_ direction: RunState.Direction) async throws {
    try refuseMisuse()
    let secrets = try options.secrets()
    let findings = try await cloud.withClient(keys()) { client in
      let findings = await ContinuationPreflight(
        ledger, direction, caller: client, secrets: secrets, isAbsenceExpected: options.gone
      ).findings()
      // Whoever stops the look does not want what comes after it.
      guard !Task.isCancelled else { throw ExitStatus.notStarted }
      return findings
    }
    let report = RunReport(ledger, kind: .announcement, findings: findings)
    switch display.format {
    case .json: Terminal.write(report.json.text(pretty: false) + "\n")
    case .text:
      Terminal.write(
        Announcement(report, language: display.lang).text(goingOn: direction, at: cloud.addressText))
    }
    try findings.refuseErrors()
  }

  private func refuseMisuse() throws(UsageFailure) {
    try options.refuseAssuming(at: cloud)
    guard options.step, !Terminal.isInteractive || display.format == .json else { return }
    throw UsageFailure(message: "--step asks before every step, and nobody is there to be asked")
  }

  private func keys() throws(UsageFailure) -> Credentials {
    let accounts = Set(ledger.runbook.steps.compactMap(\.callingAccount))
    return try cloud.keys(isForOneAccount: accounts.count == 1)
  }

  /// Works until the session ends, and says how by its exit code.
  func work(_ direction: RunState.Direction, command: String) async throws {
    try refuseMisuse()
    let keys = try keys()
    let secrets = try options.secrets()
    if let previous = lock.previous {
      Terminal.writeError("Took over the lock of \(previous.description).\n")
    }
    let board = makeBoard(direction)
    defer { board?.end() }
    let keyboard = Keyboard()
    let observer: any RunObserver =
      switch display.format {
      case .json: JSONProgress()
      case .text: board ?? PlainProgress(ledger.runbook, language: display.lang) { Terminal.write($0) }
      }
    let end = try await cloud.withClient(keys, isCancelledBySignals: false) { client in
      let executor = await Executor(
        journal: journal, caller: client, clock: clock, person: person(board, keyboard, client),
        secrets: secrets, observer: observer, policy: options.policy)
      let signals = StopSignals(stopping(executor, board, keyboard))
      defer { withExtendedLifetime(signals) {} }
      switch direction {
      case .forward: return try await executor.apply(command: command, who: Self.who)
      case .backward: return try await executor.rollback(command: command, who: Self.who)
      }
    }
    board?.end()
    await tell(end, direction)
    if let status = ExitStatus(end, of: direction) { throw status }
  }

  /// What a wish to stop does: the first one ends the session in order, the second one the process.
  private func stopping(
    _ executor: Executor, _ board: LiveBoard?, _ keyboard: Keyboard
  ) -> @Sendable () -> Void {
    let words = ProgressWords(display.lang)
    return {
      if keyboard.isHungUp {
        board?.end()
        Terminal.writeError("\nLeft at once; `isthmus resume` looks after what was under way.\n")
        leaveAtOnce(with: .paused)
      }
      executor.stop()
      keyboard.hangUp()
      if let board { board.stop() } else { Terminal.writeError("\(words.stopping)\n") }
    }
  }

  /// No board where log lines would tear it.
  private func makeBoard(_ direction: RunState.Direction) -> LiveBoard? {
    guard display.format == .text, Terminal.isInteractive, Terminal.environment("TERM") != "dumb",
      !(cloud.isLogging && Terminal.isErrorShown)
    else {
      return nil
    }
    let board = RunBoard(
      ledger.runbook, statuses: ledger.statuses, direction: direction, language: display.lang)
    return LiveBoard(board, paint: Paint(isColorful: Terminal.isColorful()))
  }

  private func person(_ board: LiveBoard?, _ keyboard: Keyboard, _ client: CtyunClient) -> any Operator {
    let asked = asked(board, keyboard)
    guard options.assumeManualDone else { return asked }
    return AssumingOperator(
      other: asked, region: ledger.runbook.region, caller: client,
      accounts: Set(ledger.runbook.steps.compactMap(\.callingAccount)).sorted())
  }

  /// Who answers questions: the person at the terminal, or what was said beforehand.
  private func asked(_ board: LiveBoard?, _ keyboard: Keyboard) -> any Operator {
    let answer: FailureAnswer =
      switch options.onFailure {
      case .rollback: .rollback
      case .ask, .pause: .pause
      }
    guard display.format == .text else { return AbsentOperator(onFailure: answer) }
    guard Terminal.isInteractive else {
      return InstructingOperator(language: display.lang, onFailure: answer)
    }
    return TerminalOperator(
      language: display.lang, onFailure: options.onFailure, keyboard: keyboard, board: board)
  }

  /// What is left to do, in words.
  private func tell(_ end: RunState, _ direction: RunState.Direction) async {
    let report = RunReport(await journal.ledger)
    switch display.format {
    case .json: Terminal.write(report.json.text(pretty: false) + "\n")
    case .text:
      let text = ReportText(report, language: display.lang, state: state)
      Terminal.write("\n" + text.ending(end, of: direction))
    }
  }
}

extension ExitStatus {
  /// What a run's standing means to a script; nil when all that was wanted is done.
  ///
  /// - Parameter direction: what was wanted.
  init?(_ state: RunState, of direction: RunState.Direction) {
    switch state.standing {
    case .succeeded: return nil
    case .rolledBack where direction == .backward: return nil
    case .rolledBack: self = .takenBack
    case .paused, .running: self = .paused
    case .failed: self = .failed
    case .stuck: self = .stuck
    }
  }
}

extension Step {
  /// The account that signs its call; nil for what people do.
  var callingAccount: String? {
    switch action {
    case .apiCall(let call): call.account
    case .wait(let condition): condition.call.account
    case .manual: check.condition?.call.account
    }
  }
}

extension SessionOptions {
  /// Manual steps are assumed to be done only where nothing real is touched.
  func refuseAssuming(at cloud: CloudOptions) throws(UsageFailure) {
    guard assumeManualDone, !cloud.isLoopback else { return }
    throw UsageFailure(
      message: "--assume-manual-done is for an emulator on this machine; \(cloud.addressText) is not one")
  }
}

extension CloudOptions {
  /// A run belongs to the cloud that it was begun at. Only an emulator on this machine may have come back on another port.
  fileprivate func refuseOtherCloud(than header: RunHeader) throws(UsageFailure) {
    let begun = header.endpointURL ?? ""
    guard endpointURL.joined(separator: " ") != begun else { return }
    var then = self
    then.endpointURL = begun.isEmpty ? [] : begun.split(separator: " ").map(String.init)
    guard !isLoopback || !then.isLoopback else { return }
    throw UsageFailure(
      message:
        "\(header.id) was begun at \(then.addressText), and this is \(addressText)\n  = help: a run goes on where it was begun; leave --endpoint-url and ISTHMUS_ENDPOINT_URL out"
    )
  }

  /// Where calls go, in words.
  var addressText: String {
    guard !endpointURL.isEmpty else { return "the real cloud" }
    return endpointURL.joined(separator: ", ") + (isReal ? ", for other services the real cloud" : "")
  }

  /// Whether calls of some service go to the cloud that bills.
  var isReal: Bool { bases.contains { $0.base == $0.service.defaultBaseURL } }

  /// Whether every call of every service stays on this machine.
  var isLoopback: Bool { bases.allSatisfy { isLoopback($0.base) } }

  /// What each service is called at; an address that cannot be read counts for nothing.
  private var bases: [(service: Service, base: String)] {
    let addresses = (try? addresses()) ?? ServiceAddresses()
    return Service.allCases.map { ($0, addresses[$0]) }
  }

  private func isLoopback(_ url: String) -> Bool {
    let host = url.split(separator: "://", maxSplits: 1).last?.prefix { !"/?#".contains($0) } ?? ""
    // Before an @ stands a name, not a host.
    guard !host.contains("@") else { return false }
    let name = host.hasPrefix("[") ? host.dropFirst().prefix { $0 != "]" } : host.prefix { $0 != ":" }
    return name == "localhost" || name == "::1" || isIPv4Loopback(name)
  }

  private func isIPv4Loopback(_ name: Substring) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// What a later session has to be told again; no secret is among it.
  var remembered: JSONObject {
    var options: JSONObject = [
      "endpoint-url": .array(endpointURL.map { .string($0) }), "profile": .array(profile.map { .string($0) }),
      "path": .array(path.map { .string($0) }),
    ]
    if let caFile { options["ca-file"] = .string(Self.absolute(caFile)) }
    if let credentials { options["credentials"] = .string(Self.absolute(credentials)) }
    return options
  }

  /// The same file from whatever folder the next session is started in.
  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") || path.hasPrefix("~")
      ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
  }

  /// These options, and what the run was begun with where nothing else is said.
  func repeating(_ remembered: JSONObject) -> CloudOptions {
    func texts(_ name: String) -> [String] { remembered[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }
    var options = self
    if endpointURL.isEmpty { options.endpointURL = texts("endpoint-url") }
    if profile.isEmpty { options.profile = texts("profile") }
    if path.isEmpty { options.path = texts("path") }
    options.caFile = caFile ?? remembered["ca-file"]?.stringValue
    options.credentials = credentials ?? remembered["credentials"]?.stringValue
    return options
  }
}
