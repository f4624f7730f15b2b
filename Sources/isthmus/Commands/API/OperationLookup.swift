import CtyunAPI
import Diagnostics

/// Finds the operation that a person means.
enum OperationLookup {
  /// The operation of that id, or of that bare name where only one service has it; case does not matter where
  /// nothing differs by case alone.
  ///
  /// - Throws: `UsageFailure` with what may have been meant.
  static func operation(_ text: String) throws(UsageFailure) -> CtyunAPI.Operation {
    if let operation = Operations.named(text) { return operation }
    let wanted = text.lowercased()
    let found = Operations.all.filter { $0.id.lowercased() == wanted || $0.name.lowercased() == wanted }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw UsageFailure(
        message:
          "\(text) is an operation of several services: write \(found.map(\.id).joined(separator: " or "))")
    }
    let names = text.contains(".") ? Operations.all.map(\.id) : Operations.all.map(\.name)
    let meant = closestMatch(to: text, among: names)
    throw UsageFailure(
      message: "there is no operation \(text)" + (meant.map { " (did you mean \($0)?)" } ?? "")
        + "; `isthmus api list WORD` finds operations")
  }
}
