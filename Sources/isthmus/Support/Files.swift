#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that cannot be read or written: which one, why, and what to do.
struct FileFailure: Error, CustomStringConvertible {
  var path: String
  var action: String
  var reason: String
  var hint: String?

  var description: String { "cannot \(action) \(path): \(reason)" + (hint.map { "\n  = help: \($0)" } ?? "") }

  /// A failure as the system tells it.
  static func system(_ code: Int32, _ action: String, _ path: String) -> FileFailure {
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

/// Reads and writes whole files.
enum Files {
  /// Reads a file, or standard input for `-`, but never more than `limit` bytes and one: whoever gets more than
  /// `limit` bytes knows that the file is too large.
  static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno, "read", path) }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var information = stat()
    if fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG {
      bytes.reserveCapacity(min(max(0, Int(information.st_size)), limit) + 1)
    }
    let chunk = 1 << 18
    while bytes.count <= limit {
      let wanted = min(chunk, limit + 1 - bytes.count)
      let start = bytes.count
      var count = 0
      bytes.append(
        contentsOf: [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
          count = systemRead(descriptor, buffer.baseAddress, wanted)
          filled = max(0, count)
        })
      if count < 0 {
        if errno == EINTR { bytes.removeLast(bytes.count - start); continue }
        throw .system(errno, "read", path)
      }
      if count == 0 { break }
    }
    return bytes
  }

  /// Whether there is a file at that path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes a directory that only its owner may enter, with those above it; nothing happens if it is there.
  static func makeDirectory(_ path: String) throws(FileFailure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made == "/" ? "" : "/") + part
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw .system(errno, "make", made) }
    }
  }

  /// Whether both names lead to one file. A lock file that is not there yet counts by its name.
  static func areSame(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    var first = stat()
    var second = stat()
    return stat(left, &first) == 0 && stat(right, &second) == 0 && first.st_dev == second.st_dev
      && first.st_ino == second.st_ino
  }

  /// Writes a file in one stroke: readers see the old content or the new one, never half of it.
  ///
  /// Standard output stands for `-`. A path that is no regular file (a pipe, a device) is written straight.
  static func write(_ text: String, to path: String) throws(FileFailure) {
    try write(to: path) { use in
      var text = text
      text.withUTF8 { use(UnsafeRawBufferPointer($0)) }
    }
  }

  /// Writes in one stroke what `produce` hands out piece by piece.
  static func write(
    to path: String, _ produce: ((UnsafeRawBufferPointer) -> Void) -> Void
  ) throws(FileFailure) {
    if path == "-" { return produce(Terminal.write) }
    var information = stat()
    let isPresent = stat(path, &information) == 0
    if isPresent, information.st_mode & S_IFMT == S_IFDIR { throw .system(EISDIR, "write", path) }
    if isPresent, information.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .system(errno, "write", path) }
      defer { close(descriptor) }
      return try writeAll(produce, to: descriptor, path: path)
    }
    // A link is followed, so that the file it names is replaced and not the link itself.
    let target = isPresent ? resolved(path) : path
    let temporary = "\(target).\(getpid()).partial"
    let descriptor = open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPresent ? information.st_mode & 0o777 : 0o644)
    guard descriptor >= 0 else { throw .system(errno, "write", path) }
    do throws(FileFailure) {
      do {
        defer { close(descriptor) }
        try writeAll(produce, to: descriptor, path: path)
        guard fsync(descriptor) == 0 else { throw .system(errno, "write", path) }
      }
      guard rename(temporary, target) == 0 else { throw .system(errno, "write", path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func writeAll(
    _ produce: ((UnsafeRawBufferPointer) -> Void) -> Void, to descriptor: Int32, path: String
  ) throws(FileFailure) {
    var failure: Int32?
    produce { bytes in
      var rest = bytes[...]
      while !rest.isEmpty, failure == nil {
        let written = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno != EINTR { failure = errno }
        } else {
          rest = rest.dropFirst(written)
        }
      }
    }
    if let failure { throw .system(failure, "write", path) }
  }
}
