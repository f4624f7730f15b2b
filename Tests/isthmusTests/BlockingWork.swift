import Dispatch
import Foundation

/// Threads for work that waits for processes: the pool of the tests' tasks has one thread a core and must not be
/// waited in.
final class BlockingWork: TaskExecutor {
  private let queue = DispatchQueue(label: "isthmus.tests.blocking", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Deals cases out to so many workers, each in a folder of its own, and waits for all.
  static func share<Case: Sendable>(
    _ cases: [Case], among workers: Int, _ body: @escaping @Sendable ([Case], URL) throws -> Void
  ) async throws {
    let executor = BlockingWork()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<min(workers, cases.count) {
        let share = stride(from: worker, to: cases.count, by: workers).map { cases[$0] }
        group.addTask(executorPreference: executor) {
          try Shell.inScratchFolder { try body(share, $0) }
        }
      }
      try await group.waitForAll()
    }
  }
}
