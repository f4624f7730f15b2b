import Dispatch
import Synchronization

/// Time that passes only when nobody works: a rehearsal of weeks takes seconds.
///
/// All that a rehearsal does runs on this executor, one job after the other on one thread: two rehearsals of the same
/// change do the same things in the same order. As soon as every task waits, the clock jumps to the first moment at
/// which somebody wakes up.
public final class VirtualTime: TaskExecutor, Sendable {
  private struct Sleeper {
    let due: Int64
    let number: UInt64
    let continuation: UnsafeContinuation<Bool, Never>
  }

  private struct State {
    var now: Int64
    var jobs: [UnownedJob] = []
    var next = 0
    /// By due moment, then by the order in which they came; few at a time.
    var sleepers: [Sleeper] = []
    var cancelled: Set<UInt64> = []
    var numbers: UInt64 = 0
    var isOver = false
    var isKilled = false
  }

  private let state: Mutex<State>
  private let arrival = DispatchSemaphore(value: 0)

  /// A clock that stands at a moment, in milliseconds since 1970.
  public init(milliseconds: Int64) { state = Mutex(State(now: milliseconds)) }

  /// The moment at which the clock stands, in milliseconds since 1970.
  public var milliseconds: Int64 { state.withLock(\.now) }

  /// Puts a job in the queue.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
    arrival.signal()
  }

  /// Waits.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  public func sleep(milliseconds: Int64) async throws(CancellationError) {
    let number = state.withLock { state in
      state.numbers += 1
      return state.numbers
    }
    let isOver = await withTaskCancellationHandler {
      await withUnsafeContinuation { (continuation: UnsafeContinuation<Bool, Never>) in
        let isCancelled = state.withLock { state in
          if state.cancelled.remove(number) != nil { return true }
          let due = state.now.addingReportingOverflow(max(0, milliseconds))
          let sleeper = Sleeper(
            due: due.overflow ? .max : due.partialValue, number: number, continuation: continuation)
          let place = state.sleepers.firstIndex { $0.due > sleeper.due } ?? state.sleepers.endIndex
          state.sleepers.insert(sleeper, at: place)
          return false
        }
        if isCancelled { continuation.resume(returning: false) }
      }
    } onCancel: {
      let sleeper = state.withLock { state -> Sleeper? in
        guard let place = state.sleepers.firstIndex(where: { $0.number == number }) else {
          state.cancelled.insert(number)
          return nil
        }
        return state.sleepers.remove(at: place)
      }
      sleeper?.continuation.resume(returning: false)
    }
    if !isOver { throw CancellationError() }
  }

  /// Does some work in this time and waits for its end.
  ///
  /// - Returns: what came of it; nil when everything was killed meanwhile.
  @discardableResult
  public func run<Value: Sendable>(_ body: @Sendable @escaping () async -> Value) async -> Value? {
    state.withLock { $0.isOver = false }
    let work = Task(executorPreference: self) {
      let value = await body()
      self.end()
      return value
    }
    await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
      // A thread of its own, because it blocks while nothing is to be done.
      DispatchQueue(label: "isthmus.virtual-time").async { [self] in
        drive()
        continuation.resume()
      }
    }
    return state.withLock(\.isKilled) ? nil : await work.value
  }

  /// Ends everything that runs in this time, as SIGKILL ends a process: nothing that has not begun ever runs, no task
  /// comes to its end, nobody is told. The work is lost and its memory with it.
  public func kill() {
    state.withLock { $0.isKilled = true }
    end()
  }

  private func end() {
    state.withLock { $0.isOver = true }
    arrival.signal()
  }

  private enum Turn {
    case job(UnownedJob)
    case idle(hasSleepers: Bool)
    case over
  }

  private func drive() {
    while true {
      switch turn() {
      case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
      case .over: return
      case .idle(let hasSleepers): if hasSleepers { wakeFirst() } else { arrival.wait() }
      }
    }
  }

  private func turn() -> Turn {
    state.withLock { state in
      if state.isKilled { return .over }
      if state.next < state.jobs.count {
        let job = state.jobs[state.next]
        state.next += 1
        return .job(job)
      }
      state.jobs.removeAll(keepingCapacity: true)
      state.next = 0
      return state.isOver ? .over : .idle(hasSleepers: !state.sleepers.isEmpty)
    }
  }

  private func wakeFirst() {
    let sleeper = state.withLock { state -> Sleeper? in
      guard state.next == state.jobs.count, !state.sleepers.isEmpty else { return nil }
      let sleeper = state.sleepers.removeFirst()
      state.now = max(state.now, sleeper.due)
      return sleeper
    }
    sleeper?.continuation.resume(returning: true)
  }
}
