import EmulatorServer
import Synchronization

/// Tells that the state can no longer be kept, and stops the server: answering on would break a promise.
final class StateFailure: Sendable {
  private let state = Mutex<(hasReported: Bool, stop: (@Sendable () -> Void)?)>((false, nil))

  /// Whether something was told.
  var hasReported: Bool { state.withLock { $0.hasReported } }

  /// Has the server stopped at the failure, or at once if there was one.
  func onReport(_ stop: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.stop = stop
      return state.hasReported
    }
    if isLate { stop() }
  }

  func report(_ error: StateFileError) {
    Terminal.writeError("isthmus: the state can no longer be kept, and the emulator stops: \(error)\n")
    let stop = state.withLock { state in
      state.hasReported = true
      return state.stop
    }
    stop?()
  }
}
