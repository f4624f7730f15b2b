public import Emulator
import JSON
import Synchronization

/// Keeps a cloud in files, so that the end of the process, however it comes, loses nothing that was answered.
///
/// A call that changes the cloud is handed to the kernel before its reply leaves, which survives the process. Only
/// snapshots are forced to the disk: a loss of power can cost the calls since the last one.
public final class StateFile: Sendable {
  private struct State {
    var generation: Int64
    var journal: Int32
    var journalBytes = 0
    /// Up to how many bytes the journal grows before a new snapshot is made.
    var threshold: Int
    /// The snapshot that is being written beside the calls.
    var writing: Task<Void, Never>?
    var hasFailed = false
  }

  private let path: String
  private let lock: Int32
  private let smallestThreshold: Int
  private let onFailure: @Sendable (StateFileError) -> Void
  private let state: Mutex<State>
  /// The generation of the snapshot that is there; held while one is written.
  private let written = Mutex<Int64>(0)

  /// Opens the files of a state, or makes them.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - fresh: the cloud to begin with when there are no files yet. Of one that goes on, accounts, regions and the
  ///     configuration are taken.
  ///   - journalBytes: how large the journal grows before it gives way to a new snapshot.
  ///   - onFailure: told, once, when something could not be written: the promise is broken then.
  /// - Returns: the file, and the cloud to go on with.
  /// - Throws: when the files cannot be read or written, do not fit together, or belong to a running emulator.
  public static func open(
    _ path: String, fresh: Cloud, journalBytes: Int = 8 << 20,
    onFailure: @escaping @Sendable (StateFileError) -> Void
  ) throws(StateFileError) -> (file: StateFile, cloud: Cloud) {
    guard let lock = try PlainFile.lock("\(path).lock") else {
      throw StateFileError(path, "another emulator keeps its state there")
    }
    do throws(StateFileError) {
      let found = try StateReader(path: path).read(fresh: fresh)
      let cloud = found?.cloud ?? fresh
      let generation = (found?.generations.last ?? 0) + 1
      let journal = try PlainFile.openEmpty(StateReader.journal(path, generation))
      let file = StateFile(path, lock: lock, journal, generation, journalBytes, onFailure)
      try file.write(cloud, generation)
      file.removeJournals(before: generation)
      return (file, cloud)
    } catch {
      PlainFile.close(lock)
      throw error
    }
  }

  private init(
    _ path: String, lock: Int32, _ journal: Int32, _ generation: Int64, _ threshold: Int,
    _ onFailure: @escaping @Sendable (StateFileError) -> Void
  ) {
    self.path = path
    self.lock = lock
    smallestThreshold = threshold
    self.onFailure = onFailure
    state = Mutex(State(generation: generation, journal: journal, threshold: threshold))
  }

  /// Keeps what an effect did; for `EmulatedWire.recordEffects`.
  public func record(_ effect: EmulatedWire.Effect, _ cloud: Cloud) {
    let failure = state.withLock { state -> StateFileError? in
      guard !state.hasFailed else { return nil }
      do throws(StateFileError) {
        switch effect {
        case .call(let call, let moment): try append(StateReader.line(call, at: moment), cloud, &state)
        case .replaced:
          // No journal tells what happened: the snapshot has to be there before anybody learns of it.
          try beginJournal(&state)
          try write(cloud, state.generation)
          removeJournals(before: state.generation)
        }
        return nil
      } catch {
        state.hasFailed = true
        return error
      }
    }
    if let failure { onFailure(failure) }
  }

  /// Waits for what is being written and lets go of the files; nothing may be recorded any more.
  public func close() async {
    await state.withLock { $0.writing }?.value
    state.withLock { state in
      PlainFile.close(state.journal)
      state.hasFailed = true
    }
    PlainFile.close(lock)
  }

  private func append(_ line: [UInt8], _ cloud: Cloud, _ state: inout State) throws(StateFileError) {
    guard PlainFile.write(line, to: state.journal) else {
      throw .system(StateReader.journal(path, state.generation))
    }
    state.journalBytes += line.count
    guard state.journalBytes > state.threshold, state.writing == nil else { return }
    try beginJournal(&state)
    // The snapshot is written beside the calls that follow. Until it is there, the one before and both journals say
    // the same.
    let generation = state.generation
    state.writing = Task.detached { [self] in finish(cloud, generation) }
  }

  private func beginJournal(_ state: inout State) throws(StateFileError) {
    let generation = state.generation + 1
    let journal = try PlainFile.openEmpty(StateReader.journal(path, generation))
    PlainFile.close(state.journal)
    state.journal = journal
    state.generation = generation
    state.journalBytes = 0
  }

  private func finish(_ cloud: Cloud, _ generation: Int64) {
    var failure: StateFileError?
    var count = 0
    do throws(StateFileError) {
      count = try write(cloud, generation)
      removeJournals(before: generation)
    } catch {
      failure = error
    }
    let isNews = state.withLock { state in
      state.writing = nil
      state.threshold = max(smallestThreshold, 2 * count)
      defer { if failure != nil { state.hasFailed = true } }
      return failure != nil && !state.hasFailed
    }
    if let failure, isNews { onFailure(failure) }
  }

  /// Removes what a snapshot has made needless. Journals of earlier generations lie without a gap.
  private func removeJournals(before generation: Int64) {
    var old = generation - 1
    while PlainFile.exists(StateReader.journal(path, old)) {
      PlainFile.remove(StateReader.journal(path, old))
      old -= 1
    }
  }

  /// Writes the snapshot of a generation unless a newer one is there; its size.
  @discardableResult
  private func write(_ cloud: Cloud, _ generation: Int64) throws(StateFileError) -> Int {
    let bytes = try document(cloud, generation)
    try written.withLock { (written) throws(StateFileError) in
      guard written < generation else { return }
      try PlainFile.replace(path, with: bytes)
      written = generation
    }
    return bytes.count
  }

  private func document(_ cloud: Cloud, _ generation: Int64) throws(StateFileError) -> [UInt8] {
    let snapshot: JSONValue
    do throws(SnapshotError) {
      snapshot = try cloud.snapshot()
    } catch {
      throw StateFileError(path, error.description)
    }
    let progressions = cloud.configuration.progressions.map {
      ($0.key.rawValue, JSONValue.string($0.value.description))
    }
    let document: JSONValue = [
      "format": .string(StateReader.format), "version": .integer(StateReader.version),
      "generation": .integer(generation),
      "progressions": .object(JSONObject(progressions.sorted { $0.0 < $1.0 })), "cloud": snapshot,
    ]
    return Array(document.text(pretty: false).utf8)
  }
}
