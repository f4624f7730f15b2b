import CtyunAPI
import Testing

@Suite struct HTTPDateTests {
  /// Moments and texts as `date -u` has them.
  @Test(
    arguments: [
      (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ] as [(Int64, String)])
  func momentsAndTextsAgree(moment: Int64, text: String) {
    #expect(HTTPDate.text(moment) == text)
    #expect(HTTPDate.seconds(text) == moment)
  }

  @Test(arguments: [
    "", "GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 1994 0849:37 GMT x",
  ])
  func whatIsNoDateIsNone(text: String) { #expect(HTTPDate.seconds(text) == nil) }
}
