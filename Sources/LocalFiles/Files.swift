#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads and writes whole files.
///
/// They have a room of their own because a module into which Foundation is loaded takes `stat` for a member of
/// CoreFoundation, and then does not build when it is optimised.
public enum Files {
  /// Reads a file, or standard input for `-`, but never more than `limit` bytes and one: whoever gets more than
  /// `limit` bytes knows that the file is too large.
  public static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
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
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes a directory that only its owner may enter, with those above it; nothing happens if it is there.
  public static func makeDirectory(_ path: String) throws(FileFailure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made == "/" ? "" : "/") + part
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw .system(errno, "make", made) }
    }
  }

  /// Whether both names lead to one file. A lock file that is not there yet counts by its name.
  public static func areSame(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    var first = stat()
    var second = stat()
    return stat(left, &first) == 0 && stat(right, &second) == 0 && first.st_dev == second.st_dev
      && first.st_ino == second.st_ino
  }

  /// Writes in one stroke what `produce` hands out piece by piece: readers see the old content or the new one, never
  /// half of it, and when this returns the new one is on the disk.
  ///
  /// A path that is no regular file (a pipe, a device) is written straight. A link is followed: what it names is
  /// replaced. A file that is there keeps its permissions; a new one gets `permissions`.
  public static func replace(
    _ path: String, permissions: UInt32 = 0o644, with produce: ((UnsafeRawBufferPointer) -> Void) -> Void
  ) throws(FileFailure) {
    var information = stat()
    let isPresent = stat(path, &information) == 0
    if isPresent, information.st_mode & S_IFMT == S_IFDIR { throw .system(EISDIR, "write", path) }
    if isPresent, information.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .system(errno, "write", path) }
      defer { close(descriptor) }
      return try writeAll(produce, to: descriptor, path: path)
    }
    let target = isPresent ? resolved(path) : path
    let temporary = "\(target).\(getpid()).partial"
    let descriptor = open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
      isPresent ? information.st_mode & 0o777 : permissions)
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
    synchronizeFolder(of: target)
  }

  /// A new name is on the disk only when its folder is. Not every file system can do that for a folder; the content
  /// is safe without it, and so nothing is said.
  private static func synchronizeFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
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
