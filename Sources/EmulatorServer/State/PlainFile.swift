import LocalFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A state file that cannot be read or written.
public struct StateFileError: Error, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What is wrong.
  public let message: String

  /// One line.
  public var description: String { "\(path): \(message)" }

  init(_ path: String, _ message: String) {
    self.path = path
    self.message = message
  }

  /// What the system says of its last call.
  static func system(_ path: String) -> StateFileError { .init(path, String(cString: strerror(errno))) }
}

/// The few things that a state does with files.
enum PlainFile {
  /// The bytes of a file; nil when there is none.
  static func read(_ path: String, limit: Int) throws(StateFileError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT { return nil }
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw .system(path) }
    guard information.st_mode & S_IFMT == S_IFREG else { throw .init(path, "is no regular file") }
    guard information.st_size <= limit else { throw .init(path, "has more than \(limit) bytes") }
    var bytes = [UInt8](repeating: 0, count: Int(information.st_size))
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes {
        systemRead(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else { throw .system(path) }
      if more == 0 { break }
      count += more
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Replaces a file in one stroke, and sees to it that it is on the disk.
  static func replace(_ path: String, with bytes: [UInt8]) throws(StateFileError) {
    do throws(FileFailure) {
      try Files.replace(path, permissions: 0o600) { use in bytes.withUnsafeBytes(use) }
    } catch {
      throw StateFileError(path, error.reason)
    }
  }

  /// Opens a file that bytes are appended to; empty, whatever it held.
  static func openEmpty(_ path: String) throws(StateFileError) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(path) }
    return descriptor
  }

  /// Takes a lock that lasts until the descriptor is closed, or the process ends; nil when another has it.
  static func lock(_ path: String) throws(StateFileError) -> Int32? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(path) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
    close(descriptor)
    return nil
  }

  /// Hands all bytes to the kernel; false when it takes them not.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      start += count
    }
    return true
  }

  static func close(_ descriptor: Int32) { systemClose(descriptor) }

  static func remove(_ path: String) { unlink(path) }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

/// `close(2)`, under a name that the type's own does not hide.
private func systemClose(_ descriptor: Int32) { _ = close(descriptor) }
