/// The codes of what can stop a run. Each has a page in `docs/rules`.
public enum RunCode: String, Sendable, CaseIterable {
  /// The cloud refused what a step asked for.
  case refused = "EXE001"
  /// What the cloud has differs from what the plan fixed.
  case unequal = "EXE002"
  /// A thing of that name stood there before, and this run did not make it.
  case conflict = "EXE003"
  /// Nobody can say whether a call had its effect, and no look could tell.
  case ambiguous = "EXE004"
  /// What was waited for did not come in time.
  case timedOut = "EXE005"
  /// A person could not do a step.
  case manualStepFailed = "EXE006"
  /// The reply lacks a value that later steps need.
  case missingOutput = "EXE007"
  /// A call could not even be made: no key, a wrong parameter, a missing secret.
  case uncallable = "EXE008"
  /// An undo did not work: the run is stuck.
  case stuck = "EXE009"
  /// The cloud cannot be reached.
  case unreachable = "EXE010"
  /// The state directory is in use by another run.
  case locked = "EXE011"
  /// The journal cannot be read or written.
  case journal = "EXE012"
  /// The journal was changed by something else than Isthmus.
  case tampered = "EXE013"
  /// The journal was written by a newer Isthmus.
  case newerJournal = "EXE014"
  /// Scenario or lock file changed while a person was asked.
  case stale = "EXE015"
  /// The preflight found something that would stop the run later.
  case preflight = "EXE016"
  /// All steps are done, and something that the plan fixed is no longer as its step left it.
  case drifted = "EXE017"
  /// The cloud took an order and gave it up.
  case failedOrder = "EXE018"
}
