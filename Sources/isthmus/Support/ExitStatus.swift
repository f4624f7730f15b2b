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
}

/// Ends the process.
func leave(with status: ExitStatus) -> Never { exit(status.rawValue) }

/// A command that was used wrongly in a way the parser cannot see.
struct UsageFailure: Error {
  var message: String
}
