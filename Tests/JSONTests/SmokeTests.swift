import JSON
import Testing

@Test func readsAndWrites() throws {
  let text = #"{"a":[1,-2.5,"x\n\u00e9",null,true,18446744073709551615,1e2],"k\u0000":{},"k\u0001":[]}"#
  let value = try JSONValue(parsing: text)
  #expect(value.text(pretty: false) == "{\"a\":[1,-2.5,\"x\\né\",null,true,18446744073709551615,100.0],\"k\\u0000\":{},\"k\\u0001\":[]}")
  #expect(try JSONValue(parsing: "7") == 7)
  #expect(try JSONValue(parsing: "null") == .null)
  #expect(throws: JSONError.self) { try JSONValue(parsing: "[1,]") }
}
