import CtyunAPI
import Rehearsal
import Runbook
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The recorded tables in `docs/every-step` tell of the runbooks of today. They are not played again here: that takes
/// minutes; `script/record-every-step` does it.
@Suite("Recorded tables of every step")
struct EveryStepPagesTests {
  private static let docs = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs")

  private func page(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: Self.docs.appendingPathComponent(path)), as: UTF8.self)
  }

  /// A table of a page: its head and the steps of its rows.
  private struct Table {
    var columns: [String]
    var steps: [String] = []
    /// What is seen, by step and trouble.
    var sights: [String: [String: String]] = [:]
  }

  private func table(_ kind: String, in page: String) throws -> Table {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let head = try #require(lines.firstIndex { $0.hasPrefix("\(kind) |") }, "no table of \(kind)")
    var table = Table(columns: lines[head].split(separator: "|").dropFirst().map { $0.trimming(" ") })
    for line in lines[(head + 2)...] {
      guard line.hasPrefix("`"), let end = line.dropFirst().firstIndex(of: "`") else { break }
      let step = String(line[line.index(after: line.startIndex)..<end])
      let cells = line[end...].split(separator: "|").dropFirst().map { $0.trimming(" ") }
      table.steps.append(step)
      table.sights[step] = Dictionary(zip(table.columns, cells), uniquingKeysWith: { first, _ in first })
    }
    return table
  }

  private func changes(_ action: Action?) -> Bool {
    guard case .apiCall(let call)? = action else { return false }
    return Operations.named(call.operation)?.isMutating == true
  }

  @Test("list every changing step of their scenario's runbook, by every trouble", arguments: Shipped.names)
  func steps(_ name: String) throws {
    let steps = try Shipped.plan(name).runbook.steps
    let text = try page("every-step/\(name).md")
    let record = "record it with script/record-every-step \(name)"
    let there = try table("Step", in: text)
    #expect(Set(there.steps) == Set(steps.filter { changes($0.action) }.map(\.id)), "\(record)")
    let back = try table("Undo", in: text)
    // What comes along with the thing of another step is there although it is denied, and goes with that thing.
    let own = steps.filter { changes($0.undo?.action) && there.sights[$0.id]?["denied"] != "·" }
    #expect(Set(back.steps) == Set(own.map(\.id)), "\(record)")
    let troubles = FaultMatrix.Trouble.allCases
    #expect(there.columns == troubles.filter { $0 != .kept }.map(\.rawValue), "\(record)")
    #expect(back.columns == troubles.map(\.rawValue), "\(record)")
    #expect(!text.contains("✗"), "a rehearsal did not end well")
    #expect(text.contains("nothing left behind, nothing made twice"))
  }

  @Test("are listed by a page that says what every trouble and every cell means")
  func index() throws {
    let text = try page("every-step.md")
    for name in Shipped.names { #expect(text.contains("(every-step/\(name).md)"), "\(name) is not listed") }
    for trouble in FaultMatrix.Trouble.allCases {
      #expect(text.contains("| `\(trouble.rawValue)` | \(trouble.meaning) |"))
    }
    for sight in FaultMatrix.Sight.allCases { #expect(text.contains("| `\(sight.rawValue)` | ")) }
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: Self.docs.appendingPathComponent("every-step").path)
    #expect(Set(pages) == Set(Shipped.names.map { "\($0).md" }))
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> String {
    String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
  }
}
