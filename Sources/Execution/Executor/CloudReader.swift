import CtyunAPI
import CtyunClient
import JSON
import Runbook

/// Reads what a condition asks for, with all pages of a list, and judges it.
struct CloudReader: Sendable {
  let caller: any CloudCaller
  /// More pages are never read: a list that long is no list of one run's things.
  static let maximumPages = 200

  /// What a read came to.
  enum Reading: Sendable {
    /// The whole reply, and the last request's id.
    case reply(JSONValue, requestID: String)
    /// The cloud refused to answer.
    case refused(BusinessFailure, requestID: String?)
    /// Nobody answered; asking again is harmless.
    case unreached(String)
    /// The gateway turns away whatever is asked with this key, or at this address.
    case turnedAway(String)
    /// It cannot be asked.
    case uncallable(String)
  }

  /// Reads every page and puts the rows together; only the one that is asked for, unless the whole is wanted.
  func read(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, as account: String, isWhole: Bool = true
  ) async -> Reading {
    guard isWhole, let paging = operation.paging else {
      return await page(operation, arguments, account).reading
    }
    var arguments = arguments
    let size =
      arguments[paging.sizeParameter]?.integerValue.flatMap { Int(exactly: $0) } ?? Paging.maximumSize
    arguments[paging.sizeParameter] = Self.number(size, paging.sizeParameter, operation)
    var whole: JSONValue = .null
    var previous: [JSONValue] = []
    var rows: [JSONValue] = []
    for number in 1...Self.maximumPages {
      if number > 1 { arguments[paging.pageParameter] = Self.number(number, paging.pageParameter, operation) }
      let reading = await page(operation, arguments, account).reading
      guard case .reply(let document, let requestID) = reading else { return reading }
      var found = paging.rows(in: document)
      // Some lists ignore the page number and give the same page for ever.
      if number > 1, found == previous { found = [] }
      previous = found
      if number == 1 { whole = document }
      rows += found
      let isLast =
        found.isEmpty || found.count < size
        || paging.totalCount(in: document).map { rows.count >= $0 } ?? false
      if isLast {
        return .reply(
          number == 1 ? whole : whole.replacing(paging.items.steps[...], by: .array(rows)),
          requestID: requestID)
      }
    }
    return .uncallable("\(operation.id) has more than \(Self.maximumPages) pages")
  }

  /// A number in the type that the parameter has: some lists take it as text.
  private static func number(_ number: Int, _ name: String, _ operation: CtyunAPI.Operation) -> JSONValue {
    operation.parameter(named: name)?.type == .string ? .string("\(number)") : .integer(Int64(number))
  }

  /// Reads one page, and by how many seconds this machine's clock is ahead of the answer's date, if it has one.
  func page(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, _ account: String
  ) async -> (reading: Reading, clockLead: Int64?) {
    do throws(CallFailure) {
      let reply = try await caller.call(operation, arguments, as: account)
      return (.reply(reply.envelope.document, requestID: reply.requestID), reply.clockLead)
    } catch {
      // A read has no effect, so nothing about it is ambiguous.
      switch error.cause {
      case .business(let refusal): return (.refused(refusal, requestID: error.requestID), nil)
      case .request, .credentials: return (.uncallable(error.description), nil)
      case .transport(let failure) where failure.isLasting: return (.uncallable(error.description), nil)
      case .gateway(let failure):
        let reading: Reading =
          failure.isLasting ? .turnedAway(error.description) : .unreached(error.description)
        return (reading, failure.clockLead)
      case .transport, .decoding, .cancelled: return (.unreached(error.description), nil)
      }
    }
  }
}

extension JSONValue {
  /// The document with another value at a place of members only; unchanged where there is no such place.
  fileprivate func replacing(_ steps: ArraySlice<ResultPath.Step>, by value: JSONValue) -> JSONValue {
    guard let step = steps.first else { return value }
    guard case .member(let name) = step else { return self }
    switch self {
    case .object(var object):
      object[name] = (object[name] ?? .null).replacing(steps.dropFirst(), by: value)
      return .object(object)
    case .array(let elements) where elements.count == 1:
      return .array([elements[0].replacing(steps, by: value)])
    default: return self
    }
  }
}
