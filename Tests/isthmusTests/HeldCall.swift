/// The first call of an operation, held at the gate when it has had its effect and before its reply comes.
struct HeldCall {
  private let held = Handover<Void>()
  private let release = Handover<Void>()

  /// Lays the trap; a run that is started afterwards gets caught in it.
  init(of operation: String, at gate: Gate) {
    let (held, release) = (held, release)
    gate.reset(
      Gate.Trap(call: Gate.call(of: operation), occurrence: 1, boundary: .afterEffect) { _, deliver in
        held.give(())
        release.value
        deliver()
      })
  }

  /// Waits until the call is caught.
  func wait() { held.value }

  func letGo() { release.give(()) }
}
