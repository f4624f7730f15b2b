import Diagnostics
import Testing

@testable import Scenario

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What one reading gave.
struct Reading {
  var checked: Checked<Scenario>
  var sources: SourceMap

  var diagnostics: [Diagnostic] { checked.diagnostics.sorted() }
  var codes: [String] { diagnostics.map(\.code) }

  /// Each finding as `line:column code`.
  var places: [String] {
    diagnostics.map { diagnostic in
      guard let location = diagnostic.location, let file = sources[location.file] else {
        return "nowhere \(diagnostic.code)"
      }
      let position = file.position(at: location.start)
      return "\(position.line):\(position.column) \(diagnostic.code)"
    }
  }
}

func read(_ text: String, path: String = "scenario.yaml", limits: ScenarioLimits = .init()) -> Reading {
  read(bytes: Array(text.utf8), path: path, limits: limits)
}

func read(bytes: [UInt8], path: String = "scenario.yaml", limits: ScenarioLimits = .init()) -> Reading {
  var sources = SourceMap()
  let checked = ScenarioReader.read(bytes: bytes, path: path, into: &sources, limits: limits)
  return Reading(checked: checked, sources: sources)
}

/// The root of the package.
let packageRoot = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A scenario that users copy.
func shippedScenario(_ name: String) throws -> String {
  let file = packageRoot.appendingPathComponent("scenarios/\(name)/scenario.yaml")
  return String(decoding: try Data(contentsOf: file), as: UTF8.self)
}

let shippedScenarioNames = [
  "cross-account-approval", "dual-stack", "idc-direct-connect", "reverse-service", "same-account-cross-vpc",
  "static-single-line", "three-sites", "zos-from-vpc",
]

/// The full path of a file of the package.
func packagePath(_ relative: String) -> String { packageRoot.appendingPathComponent(relative).path }

/// A file of the package.
func packageFile(_ relative: String) throws -> String {
  String(decoding: try Data(contentsOf: packageRoot.appendingPathComponent(relative)), as: UTF8.self)
}
