/// How a session leaves a step.
enum StepOutcome: Sendable {
  /// Forward: dependants may run. Backward: nothing is left to take back.
  case settled
  /// A person, or something in the world, is waited for.
  case waiting
  /// It did not work.
  case failed(StepFailure)
  /// The cloud could not be reached, or nobody can tell yet; trying again later is harmless.
  case unclear(StepFailure)
  /// The session ends before the step is through.
  case stopped
}

/// What ends the work on one step early.
enum StepInterruption: Error {
  case outcome(StepOutcome)
  case journal(JournalError)
}
