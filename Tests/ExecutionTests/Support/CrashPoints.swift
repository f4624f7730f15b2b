import Emulator
import Execution
import Foundation
import GRDB
import JSON

/// The moments at which a process may die: after each entry of the journal, and after each effect of a call before
/// its answer arrives. What would be found then: the journal up to there, and the cloud as it was.
final class CrashPoints: RunObserver {
  struct Point: Sendable {
    var entries: Int
    var cloud: Cloud
    /// Whether it lies between a call's effect and its answer.
    var isAfterEffect: Bool
  }

  let points = Locked<[Point]>([])
  private let cloud: @Sendable () -> Cloud
  private let entries = Locked(0)

  init(_ cloud: @escaping @Sendable () -> Cloud) { self.cloud = cloud }

  func observe(_ event: RunEvent, at moment: Moment) {
    switch event {
    case .sessionBegan, .stepChanged, .sessionEnded:
      let count = entries.change { count in
        count += 1
        return count
      }
      points.change { $0.append(Point(entries: count, cloud: cloud(), isAfterEffect: false)) }
    case .looking, .tookOver: break
    }
  }

  func afterEffect(_ cloud: Cloud) {
    let count = entries.value
    points.change { $0.append(Point(entries: count, cloud: cloud, isAfterEffect: true)) }
  }

  /// The journal file as it was after so many entries, in a new folder.
  static func cut(_ journal: String, after entries: Int) throws -> Folder {
    let folder = try Folder()
    let source = try DatabaseQueue(path: journal)
    let target = try DatabaseQueue(path: folder.journal)
    try source.backup(to: target)
    try target.write { db in
      if entries == 0 { return }
      try db.execute(sql: "DELETE FROM entry WHERE sequence > ?", arguments: [entries])
      try db.execute(
        sql: "UPDATE run SET length = ?, head = (SELECT digest FROM entry WHERE sequence = ?)",
        arguments: [entries, entries])
    }
    try source.close()
    try target.close()
    return folder
  }
}

/// How many of many cases a usual test run takes: a few spread evenly, all of them with `ISTHMUS_SOAK=1`.
func sample<Case>(_ all: [Case], _ count: Int, offset: Int = 0) -> [Case] {
  if ProcessInfo.processInfo.environment["ISTHMUS_SOAK"] == "1" || all.count <= count { return all }
  return (0..<count).map { all[(($0 * all.count) / count + offset) % all.count] }
}
