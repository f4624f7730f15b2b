import CtyunAPI
import Testing

@testable import CtyunClient

/// Pauses between attempts, and what `Retry-After` says.
@Suite struct RetryTests {
  static let reset = CallFailure.Cause.transport(TransportFailure(.unknown, "reset"))

  @Test func pausesDoubleUpToABound() {
    let policy = RetryPolicy(maximumAttempts: 100, firstPause: .seconds(1), longestPause: .seconds(5))
    let pauses = (1...5).map {
      policy.pause(after: Self.reset, attempts: $0, isRepeatable: true, random: 0.5)
    }
    #expect(
      pauses == [
        .milliseconds(750), .milliseconds(1500), .seconds(3), .milliseconds(3750), .milliseconds(3750),
      ])
    #expect(
      policy.pause(after: Self.reset, attempts: 99, isRepeatable: true, random: 0) == .milliseconds(2500))
    #expect(policy.pause(after: Self.reset, attempts: 100, isRepeatable: true, random: 0) == nil)
  }

  @Test func chanceLiesInTheUpperHalf() {
    let policy = RetryPolicy(firstPause: .seconds(2))
    for random in [0.0, 0.25, 0.999] {
      let pause = policy.pause(after: Self.reset, attempts: 1, isRepeatable: true, random: random)
      #expect(pause.map { $0 >= .seconds(1) && $0 < .seconds(2) } == true)
    }
  }

  @Test func neverMeansNever() {
    let refused = CallFailure.Cause.transport(TransportFailure(.never, "refused"))
    #expect(RetryPolicy.never.pause(after: refused, attempts: 1, isRepeatable: true, random: 0) == nil)
  }

  @Test func retryAfterIsNeverShortened() {
    let policy = RetryPolicy(firstPause: .seconds(10))
    func pause(_ seconds: Int64, status: Int = 429, isRepeatable: Bool = true) -> Duration? {
      policy.pause(
        after: .gateway(GatewayFailure(status: status, retryAfter: seconds)), attempts: 1,
        isRepeatable: isRepeatable, random: 0)
    }
    #expect(pause(0) == .seconds(5))
    #expect(pause(60) == .seconds(60))
    #expect(pause(61) == nil)
    #expect(pause(.max) == nil)
    #expect(pause(1, status: 503, isRepeatable: false) == nil)
    #expect(pause(1, status: 400) == nil)
  }

  @Test func retryAfterIsRead() {
    let now: Int64 = 784_111_777
    #expect(RetryAfter.seconds("120", at: now) == 120)
    #expect(RetryAfter.seconds(" 5", at: now) == 5)
    #expect(RetryAfter.seconds("99999999999999999999", at: now) == .max)
    #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:49:37 GMT", at: now - 30) == 30)
    #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:49:37 GMT", at: now + 30) == 0)
    for text in ["", "-1", "soon", "1.5", "Sun, 31 Nov 1994 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT", "٣"] {
      #expect(RetryAfter.seconds(text, at: now) == nil, "\(text)")
    }
  }

  @Test func identifiersAreUUIDs() {
    var seen: Set<String> = []
    for _ in 0..<200 {
      let id = UniqueID.random()
      #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
      seen.insert(id)
    }
    #expect(seen.count == 200)
  }
}
