import CtyunAPI
import JSON

/// What a handler has to say; `Envelope` gives it the shape that the contract declares.
enum Payload {
  /// Nothing but success.
  case nothing
  /// One object, or the elements of an array.
  case rows([JSONObject])
  /// An array of texts.
  case texts([String])
  /// One page of a list.
  case page(Page)
  /// Something that takes time; how far it is stands in the order.
  case order(String)

  static func row(_ object: JSONObject) -> Payload { .rows([object]) }
}

/// Part of a list.
struct Page {
  var rows: [JSONObject]
  var totalCount: Int
  var size: Int

  var counters: JSONObject {
    [
      "totalCount": .integer(Int64(totalCount)),
      "totalPage": .integer(Int64((totalCount + size - 1) / size)),
      "currentCount": .integer(Int64(rows.count)),
    ]
  }
}

extension Request {
  /// The places of the rows that the wanted page shows.
  var places: Range<Int> {
    let size = pageSize
    let number = ["pageNo", "pageNumber", "page"].lazy.compactMap { arguments.integer($0) }.first ?? 1
    let (start, overflow) = max(number - 1, 0).multipliedReportingOverflow(by: size)
    return overflow || start > Int.max / 2 ? Int.max / 2..<Int.max / 2 : start..<(start + size)
  }

  /// How many rows a page has.
  var pageSize: Int { min(max(arguments.integer("pageSize") ?? 10, 1), Paging.maximumSize) }
}
