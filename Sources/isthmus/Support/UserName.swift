#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Who gives a command, as journal, lock and evidence name them.
enum UserName {
  /// What the environment says, or else the system's list of users for whom the process acts; a process of cron or a
  /// container often has no `USER`.
  static var current: String {
    for variable in ["USER", "LOGNAME"] {
      if let name = Terminal.environment(variable), !name.isEmpty { return name }
    }
    return listed(geteuid()) ?? "user \(geteuid())"
  }

  /// The name of a user in the system's list; nil when it is not there.
  static func listed(_ id: uid_t) -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
      guard let start = buffer.baseAddress, getpwuid_r(id, &entry, start, buffer.count, &found) == 0,
        let found
      else { return nil }
      // The system leaves no entry without a name; the type allows for it.
      let name: UnsafeMutablePointer<CChar>? = found.pointee.pw_name
      return name.map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
  }
}
