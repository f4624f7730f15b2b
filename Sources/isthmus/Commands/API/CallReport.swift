import CtyunAPI
import CtyunClient
import Diagnostics
import JSON

/// What `isthmus api call` says of replies and failures.
enum CallReport {
  /// The reply, or what stands in it at a path: text as it is, everything else as JSON.
  static func text(of reply: JSONValue, selecting path: ResultPath?, _ written: String?) throws -> String {
    guard let path else { return reply.text() }
    guard let value = path.value(in: reply) else {
      Terminal.writeError("isthmus: the reply has nothing at \(written ?? "")\n")
      throw ExitStatus.notDoneYet
    }
    return (value.stringValue ?? value.text(pretty: value.arrayValue != nil || value.objectValue != nil))
      + "\n"
  }

  /// A key, or the way to give one.
  static func accessKey(for account: String, in credentials: Credentials) throws(UsageFailure) -> AccessKey {
    do {
      return try credentials.accessKey(for: account)
    } catch {
      throw UsageFailure(message: "\(error.message)\n  = help: \(error.help)")
    }
  }

  /// Says what is wrong with a call that was not made.
  static func refuse(_ operation: CtyunAPI.Operation, _ problems: [ParameterProblem]) -> UsageFailure {
    let lines = problems.map { "  \(sentence(for: $0, of: operation))\n" }.joined()
    return UsageFailure(
      message: "\(operation.id) cannot be called like this\n\(lines)"
        + "  = help: `isthmus api describe \(operation.id)` lists the parameters with their limits")
  }

  private static func sentence(for problem: ParameterProblem, of operation: CtyunAPI.Operation) -> String {
    guard case .unknown(nil) = problem.kind else { return problem.description }
    var parameters = operation.parameters
    let names = problem.path.split(separator: ".").map { $0.prefix { $0 != "[" } }
    for name in names.dropLast() { parameters = parameters.first { $0.name == name }?.fields ?? [] }
    let meant = closestMatch(to: String(names.last ?? ""), among: parameters.map(\.name))
    return problem.description + (meant.map { "; did you mean \($0)?" } ?? "")
  }

  /// Says why a call failed and what to do; gives the exit code.
  static func explain(_ failure: CallFailure, _ arguments: JSONObject) -> ExitStatus {
    var text = "isthmus: \(failure)\n  = effect: \(failure.effectText)\n  = help: \(failure.advice)\n"
    if failure.effect == .unknown, let token = arguments["clientToken"]?.stringValue {
      text += "  = token: --param clientToken=\(token)\n"
    }
    Terminal.writeError(text)
    return ExitStatus(failure)
  }
}

extension ExitStatus {
  /// What a failed call tells a script.
  init(_ failure: CallFailure) {
    if failure.effect == .unknown {
      self = .effectUnknown
      return
    }
    self =
      switch failure.cause {
      case .request, .credentials: .wrongUsage
      case .business: .refused
      case .gateway(let failure): failure.wasTurnedAway ? .refused : .unreachable
      case .transport, .decoding, .cancelled: .unreachable
      }
  }
}
