import JSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Who works on a state directory.
public struct LockOwner: Sendable, Hashable {
  /// The run; empty before it has an id.
  public var run: String
  /// The command.
  public var command: String
  /// The person.
  public var who: String
  /// The machine.
  public var host: String
  /// One boot of the machine: a process of another boot is certainly gone.
  public var boot: String
  /// The process.
  public var process: Int32
  /// When the process was started, in ticks of its machine: a number that is given out again names another process.
  public var processStart: String
  /// Since when.
  public var since: Moment

  /// Joins the parts.
  public init(
    run: String, command: String, who: String, host: String, boot: String, process: Int32,
    processStart: String,
    since: Moment
  ) {
    self.run = run
    self.command = command
    self.who = who
    self.host = host
    self.boot = boot
    self.process = process
    self.processStart = processStart
    self.since = since
  }

  /// This process.
  public static func current(run: String, command: String, who: String, since: Moment) -> LockOwner {
    let process = getpid()
    return LockOwner(
      run: run, command: command, who: who, host: systemHostName(), boot: systemBootID(), process: process,
      processStart: systemStart(of: process) ?? "", since: since)
  }

  /// `apply of run-… by ops@bastion (process 4711) since 2026-…`.
  public var description: String {
    "\(command)\(run.isEmpty ? "" : " of \(run)") by \(who)@\(host) (process \(process)) since \(since)"
  }

  var json: JSONValue {
    [
      "run": .string(run), "command": .string(command), "who": .string(who), "host": .string(host),
      "boot": .string(boot), "process": .integer(Int64(process)), "processStart": .string(processStart),
      "since": .integer(since.milliseconds),
    ]
  }

  init?(json: JSONValue) {
    guard let run = json["run"]?.stringValue, let command = json["command"]?.stringValue,
      let who = json["who"]?.stringValue, let host = json["host"]?.stringValue,
      let boot = json["boot"]?.stringValue,
      let process = json["process"]?.integerValue.flatMap({ Int32(exactly: $0) }),
      let start = json["processStart"]?.stringValue, let since = json["since"]?.integerValue
    else { return nil }
    self.init(
      run: run.bounded(80), command: command.bounded(200), who: who.bounded(200), host: host.bounded(200),
      boot: boot.bounded(80), process: process, processStart: start.bounded(80),
      since: Moment(milliseconds: since))
  }
}

/// Why a state directory cannot be worked on.
public enum LockError: Error, Sendable, Hashable {
  /// A living process has it.
  case held(LockOwner)
  /// A process of another machine had it when it was last seen; nobody can say from here whether it lives.
  case heldElsewhere(LockOwner)
  /// Something has it that does not say who it is.
  case heldByUnknown
  /// The lock file cannot be made or written.
  case unusable(path: String, reason: String)
}

extension LockError: CustomStringConvertible {
  /// What is the matter, in one sentence.
  public var description: String {
    switch self {
    case .held(let owner): "the state directory is in use: \(owner.description)"
    case .heldElsewhere(let owner):
      "the state directory was last used on another machine: \(owner.description)"
    case .heldByUnknown: "the state directory is in use by a process that does not say who it is"
    case .unusable(let path, let reason): "the lock \(path) cannot be taken: \(reason)"
    }
  }

  /// The way out, in one sentence.
  public var help: String {
    switch self {
    case .held(let owner):
      "wait until it is done, or end process \(owner.process); `isthmus status` shows what it does"
    case .heldElsewhere(let owner):
      "make sure that it no longer runs on \(owner.host), then repeat the command with --steal \(owner.run.isEmpty ? "RUN" : owner.run)"
    case .heldByUnknown: "wait until it is done; `isthmus status` shows what the journal says"
    case .unusable: "check the path, its permissions and the room on its disk"
    }
  }
}

/// The right to work on a state directory, held as long as this object lives.
///
/// The file `lock` in the directory is locked with `flock(2)`, which the system gives back when the process ends,
/// however it ends; what stands in the file says who holds it, for people and for the proof that a holder is dead.
public final class RunLock: Sendable {
  /// The name of the file in its state directory.
  public static let fileName = "lock"

  /// The dead owner from whom it was taken over; nil when it was free.
  public let previous: LockOwner?
  private let descriptor: Int32

  /// Takes the lock of a directory.
  ///
  /// A dead owner's lock is taken over after proof: same machine, and its boot, its process or the start of its
  /// process is another one. A living owner's lock never is.
  ///
  /// - Parameter steal: the run whose lock may be taken although its owner was on another machine.
  /// - Throws: ``LockError``.
  public init(directory: String, as owner: LockOwner, steal: String? = nil) throws(LockError) {
    let path = directory + "/" + Self.fileName
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .unusable(path: path, reason: String(cString: strerror(errno))) }
    do throws(LockError) {
      previous = try Self.take(descriptor, path, owner, steal)
      self.descriptor = descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit {
    // An orderly end leaves no owner behind.
    _ = ftruncate(descriptor, 0)
    close(descriptor)
  }

  /// Who holds the lock of a directory, as the file says; nil when nobody does.
  public static func owner(directory: String) -> (owner: LockOwner, isAlive: Bool)? {
    let descriptor = open(directory + "/" + fileName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let owner = read(descriptor) else { return nil }
    // A shared lock can be had exactly when nobody holds the exclusive one.
    let isFree = flock(descriptor, LOCK_SH | LOCK_NB) == 0
    return (owner, !isFree || verdict(on: owner) != .dead)
  }

  /// Looks whether a living process has the lock of a directory, and makes nothing.
  ///
  /// - Throws: ``LockError/held(_:)`` or ``LockError/heldByUnknown`` when one has.
  public static func expectFree(directory: String) throws(LockError) {
    let descriptor = open(directory + "/" + fileName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return }
    guard let holder = read(descriptor) else { throw .heldByUnknown }
    throw .held(holder)
  }

  private static func take(
    _ descriptor: Int32, _ path: String, _ owner: LockOwner, _ steal: String?
  ) throws(LockError) -> LockOwner? {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else {
        throw .unusable(path: path, reason: String(cString: strerror(errno)))
      }
      guard let holder = read(descriptor) else { throw .heldByUnknown }
      throw .held(holder)
    }
    let previous = read(descriptor)
    if let previous {
      switch verdict(on: previous) {
      case .dead: break
      case .alive: throw .held(previous)
      case .unknown:
        guard let steal, !steal.isEmpty, steal == previous.run else { throw .heldElsewhere(previous) }
      }
    }
    let bytes = owner.json.canonicalBytes()
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0,
      bytes.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == bytes.count,
      fsync(descriptor) == 0
    else {
      let reason = String(cString: strerror(errno))
      _ = ftruncate(descriptor, 0)
      throw .unusable(path: path, reason: reason)
    }
    return previous
  }

  private static func read(_ descriptor: Int32) -> LockOwner? {
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0, count < 8192, let json = try? JSONValue(parsing: Array(bytes[..<count])) else {
      return nil
    }
    return LockOwner(json: json)
  }

  private enum Verdict { case dead, alive, unknown }

  /// Whether an owner that left its name lives still.
  private static func verdict(on owner: LockOwner) -> Verdict {
    guard owner.host == systemHostName() else { return .unknown }
    if !owner.boot.isEmpty, owner.boot != systemBootID() { return .dead }
    guard let start = systemStart(of: owner.process) else { return .dead }
    if owner.process == getpid(), owner.processStart == start { return .dead }
    return owner.processStart.isEmpty || owner.processStart == start ? .alive : .dead
  }
}
