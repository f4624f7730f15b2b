#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Milliseconds since 1970 by the machine's wall clock.
func systemMilliseconds() -> Int64 {
  var time = timespec()
  // Fails only for clocks that do not exist; this one is required by POSIX.
  _ = clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

/// Whether there is something at the path.
func systemFileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Whether this process may write a file, as permissions and the disk have it.
func systemCanWrite(_ path: String) -> Bool { access(path, W_OK) == 0 }

/// Makes an empty file that only its owner may read; the name of the error when that fails.
func systemCreatePrivateFile(_ path: String) -> String? {
  let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { return errno == EEXIST ? nil : systemErrorName(errno) }
  close(descriptor)
  return nil
}

/// The name of a system error that is told apart here, or its text.
func systemErrorName(_ number: Int32) -> String {
  switch number {
  case EROFS: "EROFS"
  case EACCES: "EACCES"
  case ENOSPC: "ENOSPC"
  default: String(cString: strerror(number))
  }
}

/// The name of the machine.
func systemHostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
  return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// What tells one boot of the machine from another; empty where the system does not say.
func systemBootID() -> String { systemText("/proc/sys/kernel/random/boot_id") ?? "" }

/// What tells a process from an earlier or later one of the same number; nil when there is no such process. Empty
/// where the system does not say when a process was started.
func systemStart(of process: Int32) -> String? {
  guard process > 0 else { return nil }
  if let status = systemText("/proc/\(process)/stat") {
    // The name stands in parentheses and may hold anything; field 22 counts from before it (proc(5)).
    guard let end = status.lastIndex(of: ")") else { return "" }
    let fields = status[status.index(after: end)...].split(separator: " ")
    // A process that ended and was not waited for yet (Z, X) keeps its number and nothing else.
    if let state = fields.first, state == "Z" || state == "X" { return nil }
    return fields.count > 19 ? String(fields[19]) : ""
  }
  // EPERM: it is there and belongs to somebody else.
  return kill(process, 0) == 0 || errno == EPERM ? "" : nil
}

/// The first line of a small file of the system; nil when it cannot be read.
private func systemText(_ path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 4096)
  let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
  guard count > 0 else { return nil }
  return String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
}
