public import CtyunAPI
public import JSON

/// The rows of a list, page by page as they are asked for.
///
/// It ends when the cloud has given as many rows as it says there are, at a page that is empty or shorter than asked
/// for, and at one that only repeats the page before – some lists ignore the page number. A list that is not cut into
/// pages is asked for once.
public struct Rows: AsyncSequence, Sendable {
  /// A row as it came.
  public typealias Element = JSONValue
  /// Why a page did not come.
  public typealias Failure = CallFailure

  private let caller: any CloudCaller
  private let operation: CtyunAPI.Operation
  private let arguments: JSONObject
  private let account: String
  private let pageSize: Int

  /// The rows of a list.
  ///
  /// - Parameters:
  ///   - arguments: the list's parameters; page number and size among them are replaced.
  ///   - pageSize: rows per page; the cloud gives out 50 at most.
  public init(
    of operation: CtyunAPI.Operation, _ arguments: JSONObject, as account: String, by caller: any CloudCaller,
    pageSize: Int = Paging.maximumSize
  ) {
    self.operation = operation
    self.arguments = arguments
    self.account = account
    self.caller = caller
    self.pageSize = Swift.min(Swift.max(1, pageSize), Paging.maximumSize)
  }

  /// Begins with the first page.
  public func makeAsyncIterator() -> Iterator { Iterator(rows: self) }

  /// Walks through the rows.
  public struct Iterator: AsyncIteratorProtocol {
    private let rows: Rows
    private var page: [JSONValue] = []
    private var position = 0
    private var number = 0
    private var given = 0
    private var isLast = false

    init(rows: Rows) { self.rows = rows }

    /// The next row; nil behind the last one.
    public mutating func next() async throws(CallFailure) -> JSONValue? { try await next(isolation: nil) }

    /// The next row; nil behind the last one.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(CallFailure) -> JSONValue? {
      while position == page.count {
        if isLast { return nil }
        number += 1
        let arguments = arguments(ofPage: number)
        take(try await rows.caller.call(rows.operation, arguments, as: rows.account))
      }
      defer { position += 1 }
      return page[position]
    }

    private func arguments(ofPage number: Int) -> JSONObject {
      var arguments = rows.arguments
      if let paging = rows.operation.paging {
        arguments[paging.pageParameter] = rows.parameter(paging.pageParameter, number)
        arguments[paging.sizeParameter] = rows.parameter(paging.sizeParameter, rows.pageSize)
      }
      return arguments
    }

    private mutating func take(_ reply: CallReply) {
      let paging = rows.operation.paging
      let document = reply.envelope.document
      let before = page
      page = paging?.rows(in: document) ?? reply.envelope.elements
      position = 0
      given += page.count
      if page.isEmpty || (number > 1 && page == before) { page = [] }
      let isComplete = paging?.totalCount(in: document).map { given >= $0 } ?? false
      isLast = paging == nil || page.count < rows.pageSize || isComplete
    }
  }

  /// A number in the type that the parameter has: some lists take it as text.
  private func parameter(_ name: String, _ number: Int) -> JSONValue {
    operation.parameter(named: name)?.type == .string ? .string("\(number)") : .integer(Int64(number))
  }
}
