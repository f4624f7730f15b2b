public import JSON
public import Runbook

/// The journal of one live run: checks each event with ``next(_:_:)-(StepStatus,_)``, and returns only when the event
/// is on disk.
///
/// Events of steps that run at the same time share a commit: whatever came in while one commit was on its way goes
/// with the next. So the promise holds (durable before it returns) and the disk is asked less often.
public actor Journal {
  /// What the journal says so far. May be ahead of the disk by events whose writers are still waiting.
  public private(set) var ledger: Ledger
  private let store: JournalStore
  private let number: Int64
  private var chain: DigestChain
  private let clock: any RunClock
  private var pending: [StoredEntry] = []
  private var durable: Int
  private var flight: Task<Void, Never>?
  /// Once writing failed nothing is written any more: the run has to stop.
  private var failure: JournalError?

  /// Goes on with a run that is in the file.
  ///
  /// - Throws: ``JournalError`` when it cannot be read, or does not fit.
  public init(_ store: JournalStore, run: RunID, clock: any RunClock) throws(JournalError) {
    self.store = store
    self.clock = clock
    (ledger, chain, number) = try store.loadWithChain(run)
    durable = ledger.count
  }

  /// Begins a run.
  ///
  /// - Throws: ``JournalError`` when it cannot be written.
  public init(
    _ store: JournalStore, begin header: RunHeader, _ runbook: Runbook, clock: any RunClock
  ) throws(JournalError) {
    _ = try store.create(header, runbook)
    try self.init(store, run: header.id, clock: clock)
  }

  /// Where a step stands.
  public func status(of step: String) -> StepStatus { ledger[step] ?? StepStatus() }

  /// The values that references stand for, as far as they are known.
  public func values(of references: [ResultReference]) -> [ResultReference: JSONValue] {
    var values: [ResultReference: JSONValue] = [:]
    for reference in references { values[reference] = ledger.value(of: reference) }
    return values
  }

  /// Writes down what happened to a step.
  ///
  /// - Returns: where the step stands now.
  /// - Throws: ``JournalError`` when it cannot happen, or cannot be written.
  @discardableResult
  public func record(_ event: JournalEvent, of step: String) async throws(JournalError) -> StepStatus {
    try await write(.step(step, event))
    return ledger[step] ?? StepStatus()
  }

  /// Writes down what happened to the run as a whole.
  public func mark(_ mark: RunMark) async throws(JournalError) { try await write(.run(mark)) }

  private func write(_ content: JournalEntry.Content) async throws(JournalError) {
    if let failure { throw failure }
    let moment = clock.now
    try ledger.add(content, at: moment)
    let stored = content.stored
    var entry = StoredEntry(
      sequence: ledger.count, moment: moment.milliseconds, step: stored.step, event: stored.event,
      particulars: stored.particulars, digest: [])
    entry.digest = chain.add(entry)
    pending.append(entry)
    let sequence = entry.sequence
    while durable < sequence {
      if let failure { throw failure }
      if let flight {
        await flight.value
      } else {
        let batch = pending
        pending = []
        // A task of its own: the commit is finished even when the step that waits for it is cancelled.
        let flight = Task(executorPreference: clock.executor) { await self.commit(batch) }
        self.flight = flight
        await flight.value
      }
    }
  }

  private func commit(_ batch: [StoredEntry]) async {
    let store = store
    let number = number
    let outcome: JournalError? = await Task.detached(executorPreference: clock.executor) {
      do throws(JournalError) {
        try store.append(batch, to: number)
        return nil
      } catch { return error }
    }.value
    flight = nil
    if let outcome {
      failure = outcome
    } else {
      durable = batch.last?.sequence ?? durable
    }
  }
}
