public import JSON
public import Runbook

/// What the journal says about a run: a pure value, made by going through its entries with ``next(_:_:)-(StepStatus,_)``.
public struct Ledger: Sendable {
  /// What never changes.
  public let header: RunHeader
  /// The runbook as it was when the run began.
  public let runbook: Runbook
  /// Where each step stands, in the order of the runbook.
  public private(set) var statuses: [StepStatus]
  /// When something last happened to each step, in the order of the runbook; nil where nothing did.
  public private(set) var changed: [Moment?]
  /// When the present generation of each step was started; nil where it was not.
  public private(set) var started: [Moment?]
  /// The last notes that people left on each step.
  public private(set) var notes: [String?]
  /// Where the run stands; nil when no session has worked on it.
  public private(set) var state: RunState?
  /// When a session last began or ended.
  public private(set) var stateChanged: Moment?
  /// How many entries there are.
  public private(set) var count = 0
  private let positions: [String: Int]

  /// A run to which nothing has happened.
  public init(_ header: RunHeader, _ runbook: Runbook) {
    self.header = header
    self.runbook = runbook
    statuses = Array(repeating: StepStatus(), count: runbook.steps.count)
    changed = Array(repeating: nil, count: runbook.steps.count)
    started = changed
    notes = Array(repeating: nil, count: runbook.steps.count)
    positions = Dictionary(
      zip(runbook.steps.map(\.id), runbook.steps.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The place of a step in the runbook; nil when there is none of that id.
  public func position(of step: String) -> Int? { positions[step] }

  /// The status of a step; nil when there is none of that id.
  public subscript(step: String) -> StepStatus? { positions[step].map { statuses[$0] } }

  /// Takes in the next entry.
  ///
  /// - Throws: ``JournalError`` when it cannot happen, or speaks of a step that is not there; nothing has changed
  ///   then.
  public mutating func add(_ content: JournalEntry.Content, at moment: Moment) throws(JournalError) {
    switch content {
    case .run(let mark):
      do throws(IllegalEvent) { state = try next(state, mark) } catch {
        throw .illegal(step: "", error)
      }
      stateChanged = moment
    case .step(let id, let event):
      guard let position = positions[id] else { throw .unknownStep(id.bounded(200)) }
      do throws(IllegalEvent) { statuses[position] = try next(statuses[position], event) } catch {
        throw .illegal(step: id, error)
      }
      changed[position] = moment
      switch event {
      case .planned: started[position] = nil
      case .started: if started[position] == nil { started[position] = moment }
      case .manualDone(let note, _), .manualFailed(let note), .skipped(let note), .undone(let note?, _):
        notes[position] = note
      default: break
      }
    }
    count += 1
  }

  /// The value that a reference stands for, as the journal has it.
  public func value(of reference: ResultReference) -> JSONValue? {
    self[reference.step]?.outputs[reference.output]
  }
}
