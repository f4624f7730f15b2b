#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that cannot be read or written: which one, why, and what to do.
public struct FileFailure: Error, Sendable, CustomStringConvertible {
  /// The file.
  public var path: String
  /// What was to be done with it, as a verb: `read`, `write`, `make`.
  public var action: String
  /// Why it could not be done.
  public var reason: String
  /// What to do.
  public var hint: String?

  /// Joins the parts.
  public init(path: String, action: String, reason: String, hint: String? = nil) {
    self.path = path
    self.action = action
    self.reason = reason
    self.hint = hint
  }

  /// Two lines at most: what happened, and what to do.
  public var description: String {
    "cannot \(action) \(path): \(reason)" + (hint.map { "\n  = help: \($0)" } ?? "")
  }

  /// A failure as the system tells it.
  public static func system(_ code: Int32, _ action: String, _ path: String) -> FileFailure {
    let hint: String? =
      switch code {
      case ENOENT where action == "read": "check the path; `isthmus init` writes a scenario to start from"
      case ENOENT: "its folder does not exist; make it first"
      case EACCES, EPERM: "check the permissions of the file and its folder"
      case ENOSPC: "the disk is full; nothing was changed"
      case EISDIR: "give the scenario file itself, not its folder"
      case EROFS: "the file system is read-only; choose another place with --output or --lock"
      default: nil
      }
    return FileFailure(path: path, action: action, reason: String(cString: strerror(code)), hint: hint)
  }
}
