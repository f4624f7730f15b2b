/// Why a journal cannot be opened, read or written. Nothing is sent any more once one was thrown.
public enum JournalError: Error, Sendable, Hashable {
  /// There is no journal there.
  case missing(path: String)
  /// The file or its directory cannot be opened.
  case cannotOpen(path: String, reason: String)
  /// The disk, the directory or the file is read-only.
  case readOnly(path: String)
  /// The disk is full.
  case full(path: String)
  /// Somebody else is writing.
  case busy(path: String)
  /// Reading or writing failed.
  case inputOutput(path: String, reason: String)
  /// The file is no database, or a damaged one.
  case corrupted(path: String, reason: String)
  /// The file is a database of another program.
  case foreign(path: String)
  /// The file was written by a newer Isthmus: its version, and the newest that this one knows.
  case newer(path: String, version: Int, known: Int)
  /// The chain of digests does not hold: the run, and the first entry that does not fit (0 for its head).
  case tampered(run: String, sequence: Int)
  /// An entry, or the head of a run, says something that Isthmus never writes.
  case unreadable(run: String, sequence: Int, reason: String)
  /// There is no such run, or several begin like this.
  case unknownRun(String)
  /// The runbook of the run has no such step.
  case unknownStep(String)
  /// Something happened to a step, or to the run (empty step), that cannot happen to it.
  case illegal(step: String, IllegalEvent)
}

extension JournalError: CustomStringConvertible {
  /// What happened, in one sentence.
  public var description: String {
    switch self {
    case .missing(let path): "there is no journal at \(path)"
    case .cannotOpen(let path, let reason): "the journal \(path) cannot be opened: \(reason)"
    case .readOnly(let path):
      "the journal \(path) cannot be used: the file, its directory or its disk is read-only"
    case .full(let path): "the journal \(path) cannot be written: the disk is full"
    case .busy(let path): "the journal \(path) is being written by another program"
    case .inputOutput(let path, let reason): "the journal \(path) cannot be read or written: \(reason)"
    case .corrupted(let path, let reason): "the journal \(path) is damaged: \(reason)"
    case .foreign(let path): "\(path) is a database of another program, not a journal"
    case .newer(let path, let version, let known):
      "the journal \(path) has version \(version), and this Isthmus knows versions up to \(known)"
    case .tampered(let run, 0): "the head of run \(run) was changed after it was written"
    case .tampered(let run, let sequence):
      "the journal of run \(run) was changed: entry \(sequence) does not fit its digest"
    case .unreadable(let run, let sequence, let reason):
      sequence == 0
        ? "the head of run \(run) cannot be understood: \(reason)"
        : "entry \(sequence) of run \(run) cannot be understood: \(reason)"
    case .unknownRun(let id):
      id.isEmpty ? "the journal has no run" : "the journal has no run \(id), or several that begin so"
    case .unknownStep(let id): "the run has no step \(id)"
    case .illegal(let step, let event): step.isEmpty ? "the run: \(event)" : "step \(step): \(event)"
    }
  }

  /// The way out, in one sentence.
  public var help: String {
    switch self {
    case .missing: "name the state directory of the run with --state"
    case .cannotOpen: "check the path and its permissions"
    case .readOnly:
      "make the state directory writable, then `isthmus resume`: nothing was sent after the last entry"
    case .full: "free some space, then `isthmus resume`: nothing was sent after the last entry"
    case .busy: "wait until the other program is done, then `isthmus resume`"
    case .inputOutput: "look after the disk, copy the state directory to a sound one, then `isthmus resume`"
    case .corrupted:
      "restore the state directory from a copy; the evidence of a run and the cloud itself tell what was done"
    case .foreign: "choose another state directory with --state"
    case .newer: "use the Isthmus that wrote it, or a newer one"
    case .tampered: "do not go on with it: restore a copy, or find out who changed it"
    case .unreadable: "restore the state directory from a copy"
    case .unknownRun: "`isthmus status` lists the runs"
    case .unknownStep: "`isthmus status` lists the steps"
    case .illegal: "`isthmus status` shows where each step stands"
    }
  }

  /// The code of its page.
  public var code: RunCode {
    switch self {
    case .tampered: .tampered
    case .newer: .newerJournal
    default: .journal
    }
  }
}
