import CtyunAPI
import CtyunClient
import JSON
import Synchronization
import Testing

/// Walking through the pages of lists.
@Suite struct RowsTests {
  /// Gives rows by page number, and remembers which pages were asked for.
  final class Lister: CloudCaller {
    let pages: @Sendable (Int, Int) -> JSONValue
    let asked = Mutex<[JSONObject]>([])

    init(_ pages: @escaping @Sendable (_ number: Int, _ size: Int) -> JSONValue) { self.pages = pages }

    func call(
      _ operation: CtyunAPI.Operation, _ arguments: JSONObject, as account: String
    ) async throws(CallFailure) -> CallReply {
      asked.withLock { $0.append(arguments) }
      let paging = operation.paging
      let number = paging.flatMap { arguments[$0.pageParameter] }.flatMap(Self.integer) ?? 0
      let size = paging.flatMap { arguments[$0.sizeParameter] }.flatMap(Self.integer) ?? 0
      guard let envelope = try? ReplyEnvelope(pages(number, size)) else {
        throw CallFailure(
          operationID: operation.id, account: account, requestID: nil, cause: .cancelled(wasSent: false),
          effect: .none, attempts: 0)
      }
      return CallReply(requestID: "r", envelope: envelope)
    }

    private static func integer(_ value: JSONValue) -> Int? {
      value.integerValue.map { Int($0) } ?? value.stringValue.flatMap { Int($0) }
    }
  }

  static func rows(
    _ operation: CtyunAPI.Operation, size: Int = 2, _ lister: Lister
  ) async throws -> [JSONValue] {
    var rows: [JSONValue] = []
    for try await row in Rows(of: operation, ["regionID": "r"], as: "a", by: lister, pageSize: size) {
      rows.append(row)
      guard rows.count < 100 else { break }
    }
    return rows
  }

  static let endpoints = Operations.VPCE.listEndpoints

  /// A reply of the endpoint list.
  static func page(_ rows: [JSONValue], total: Int?) -> JSONValue {
    var payload: JSONObject = ["endpoints": .array(rows)]
    if let total { payload["totalCount"] = .integer(Int64(total)) }
    return ["statusCode": 800, "returnObj": .object(payload)]
  }

  @Test func allPagesAreWalked() async throws {
    let lister = Lister { number, size in
      #expect(size == 2)
      return Self.page([[1, 2], [3, 4], [5]][number - 1], total: 5)
    }
    #expect(try await Self.rows(Self.endpoints, lister) == [1, 2, 3, 4, 5])
    #expect(lister.asked.withLock { $0.count } == 3)
  }

  @Test func theTotalEndsTheWalk() async throws {
    let lister = Lister { number, _ in Self.page(number == 1 ? [1, 2] : [3, 4], total: 4) }
    #expect(try await Self.rows(Self.endpoints, lister) == [1, 2, 3, 4])
    #expect(lister.asked.withLock { $0.count } == 2)
  }

  @Test func anEmptyPageEndsTheWalk() async throws {
    let lister = Lister { number, _ in Self.page(number == 1 ? [1, 2] : [], total: nil) }
    #expect(try await Self.rows(Self.endpoints, lister) == [1, 2])
  }

  @Test func aListThatIgnoresThePageNumberIsTakenOnce() async throws {
    let lister = Lister { _, _ in Self.page([1, 2], total: 50) }
    #expect(try await Self.rows(Self.endpoints, lister) == [1, 2])
  }

  @Test func nothingAtAllIsNoRow() async throws {
    let replies: [JSONValue] = [
      ["statusCode": 800], ["statusCode": 800, "returnObj": .null], Self.page([], total: 0),
    ]
    for reply in replies {
      let lister = Lister { _, _ in reply }
      #expect(try await Self.rows(Self.endpoints, lister) == [])
      #expect(lister.asked.withLock { $0.count } == 1)
    }
  }

  @Test func listsWithoutPagesAreAskedOnce() async throws {
    let operation = Operations.of(.ctecs)[0]
    let lister = Lister { _, _ in ["statusCode": 800, "returnObj": [["id": 1], ["id": 2]]] }
    #expect(operation.paging == nil)
    #expect(try await Self.rows(operation, lister).count >= 1)
    #expect(lister.asked.withLock { $0.count } == 1)
  }

  /// Page numbers have the type that each list declares.
  @Test(arguments: Operations.all.filter { $0.paging != nil })
  func pageParametersFit(_ operation: CtyunAPI.Operation) async throws {
    let lister = Lister { _, _ in ["statusCode": 800] }
    _ = try await Self.rows(operation, size: 50, lister)
    let arguments = try #require(lister.asked.withLock { $0.first })
    let names = try #require(operation.paging).pageParameter + " " + (operation.paging?.sizeParameter ?? "")
    let problems = operation.problems(in: arguments).filter { names.contains($0.path) && !$0.path.isEmpty }
    #expect(problems.isEmpty, "\(problems)")
  }
}
