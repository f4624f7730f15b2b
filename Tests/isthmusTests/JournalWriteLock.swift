import Foundation

/// Keeps everybody else from committing to a journal, until it is released.
///
/// In write-ahead mode SQLite's writers hold one byte of the `-shm` file, which its file format documents
/// (WAL_WRITE_LOCK, byte 120). Whoever writes waits for it, two seconds in the case of Isthmus.
struct JournalWriteLock {
  private let descriptor: Int32

  /// Waits for a commit that is under way, and takes the lock; nil when nobody has the journal open.
  init?(_ journal: String) {
    descriptor = open(journal + "-shm", O_RDWR | O_CLOEXEC)
    var range = flock()
    range.l_type = Int16(F_WRLCK)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = 120
    range.l_len = 1
    guard descriptor >= 0, fcntl(descriptor, F_SETLKW, &range) == 0 else {
      close(descriptor)
      return nil
    }
  }

  /// Lets the others go on.
  func release() { close(descriptor) }
}
