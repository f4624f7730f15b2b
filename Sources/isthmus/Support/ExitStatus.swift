#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a command tells the script that called it. Documented in `docs/commands.md`.
enum ExitStatus: Int32, Error {
  /// All is well.
  case fine = 0
  /// Errors were found in the scenario.
  case errorsFound = 1
  /// The command was used wrongly.
  case wrongUsage = 2
  /// A file could not be read or written.
  case fileFailure = 3
  /// The cloud, or the gateway in front of it, refused; it did nothing.
  case refused = 4
  /// The cloud was not reached, or gave no answer to a question; nothing was changed.
  case unreachable = 5
  /// It is not known whether the cloud did what was asked.
  case effectUnknown = 6
  /// The cloud is still at it.
  case notDoneYet = 7
  /// The run waits for a person or for something in the world; `isthmus status` says for what.
  case paused = 8
  /// A step failed; nothing was taken back.
  case failed = 9
  /// Something could not be taken back.
  case stuck = 10
  /// Somebody else works on the state directory.
  case locked = 11
  /// The journal cannot be read, written or trusted.
  case journalFailure = 12
  /// The run was not started: the person said no, or the preflight found an error.
  case notStarted = 13
  /// A step failed on the way forward, and all that was made was taken back.
  case takenBack = 14
}

/// Ends the process at once, as if it had been killed: nothing is finished and nothing tidied up.
func leaveAsIfKilled() -> Never { _exit(137) }

/// Ends the process at once: nothing is finished, as if it had been killed.
func leaveAtOnce(with status: ExitStatus) -> Never { _exit(status.rawValue) }

/// Ends the process.
func leave(with status: ExitStatus) -> Never { exit(status.rawValue) }
