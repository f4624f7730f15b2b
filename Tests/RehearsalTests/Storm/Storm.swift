import Emulator
import Execution
import JSON
import Rehearsal
import Runbook
import TestSupport

/// A change carried out in bad weather, by an operator who resumes what stops and may lose patience.
struct Storm {
  let planned: Planned
  let seed: UInt64
  /// How the cloud was and is after a run in good weather, ids numbered.
  let calm: (before: JSONValue, after: JSONValue)

  /// After how many sessions of a way the weather is good again.
  private static let sessionsInStorm = 6
  /// How many sessions there are in good weather before somebody has to say why it does not go on.
  private static let sessionsInCalm = 5

  /// A run in good weather, which must come to its end there and back.
  static func calm(_ planned: Planned, journal: String) async throws -> (before: JSONValue, after: JSONValue)
  {
    let cloud = try RehearsedCloud(for: planned.plan, profile: planned.profile)
    let run = try RehearsedRun(of: planned.runbook, on: cloud, journal: journal)
    let before = try cloud.wire.inventory(ids: .numbered)
    let there = await run.session(.forward)
    guard there.isFinished else { throw Trouble(description: "in good weather: \(there)") }
    let after = try cloud.wire.inventory(ids: .numbered)
    let back = await run.session(.backward)
    guard back.isFinished else { throw Trouble(description: "back in good weather: \(back)") }
    let left = InventoryDifference(from: before, to: try cloud.wire.inventory(ids: .numbered))
    guard left.isEmpty else { throw Trouble(description: "left in good weather: \(left.summary)") }
    return (before, after)
  }

  struct Trouble: Error, CustomStringConvertible {
    var description: String
  }

  /// Carries it out, takes it back, and looks at the cloud.
  ///
  /// - Throws: ``Trouble`` with what does not hold, and with the weather.
  func play(journal: String) async throws {
    var random = SeededGenerator(seed: seed)
    let there = Weather(for: planned.runbook, using: &random)
    let back = Weather(for: planned.runbook, using: &random)
    let patience = Int.random(in: 0..<3, using: &random) == 0 ? Int.random(in: 1...4, using: &random) : nil
    let cloud = try RehearsedCloud(for: planned.plan, profile: planned.profile)
    let before = try cloud.wire.inventory()
    let run = try RehearsedRun(of: planned.runbook, on: cloud, journal: journal, seed: seed)
    do {
      let end = await sail(run, .forward, there, patience: patience)
      if end.isFinished {
        try expectSame(calm.after, try cloud.wire.inventory(ids: .numbered), "after the way there")
      } else if patience == nil {
        try expectReason(run, end)
      }
      let home = await sail(run, .backward, back, patience: nil)
      guard home.isFinished else { throw Trouble(description: "it cannot be taken back: \(home)") }
      let leftovers = Leftovers(
        before: before, after: try cloud.wire.inventory(), try run.report(), planned.runbook)
      guard leftovers.unexplained.isEmpty else {
        throw Trouble(description: "left behind: \(leftovers.unexplained.prefix(6))")
      }
      if try run.report().remainders.isEmpty {
        try expectSame(calm.before, try cloud.wire.inventory(ids: .numbered), "after the way back")
      }
    } catch let trouble as Trouble {
      throw Trouble(
        description:
          "\(trouble)\n  there: \(there)\(patience.map { ", given up after \($0)" } ?? "")\n  back: \(back)")
    }
  }

  /// Sessions until the end, until patience is lost, or until good weather does not help either.
  private func sail(
    _ run: RehearsedRun, _ direction: RunState.Direction, _ weather: Weather, patience: Int?
  ) async -> RehearsedRun.End {
    run.cloud.wire.setFaults(weather.faults)
    defer { run.cloud.wire.setFaults(Faults()) }
    var kills = weather.kills[...]
    var end = RehearsedRun.End.killed
    for session in 1...Self.sessionsInStorm + Self.sessionsInCalm {
      if session > Self.sessionsInStorm { run.cloud.wire.setFaults(Faults()) }
      let kill = session > Self.sessionsInStorm ? nil : kills.popFirst()
      end = await run.session(direction, killing: kill.map { KillSwitch(at: $0.request, $0.side) })
      if end.isFinished || session == patience { break }
    }
    return end
  }

  private func expectSame(_ wanted: JSONValue, _ found: JSONValue, _ occasion: String) throws {
    let difference = InventoryDifference(from: wanted, to: found)
    guard difference.isEmpty else { throw Trouble(description: "\(occasion): \(difference.summary)") }
  }

  /// What does not come to its end says why, with a code.
  private func expectReason(_ run: RehearsedRun, _ end: RehearsedRun.End) throws {
    guard case .ended(let state, _) = end, state.standing == .failed, !(try run.report().failed.isEmpty)
    else {
      throw Trouble(description: "it stops without saying what failed: \(end)")
    }
  }
}
