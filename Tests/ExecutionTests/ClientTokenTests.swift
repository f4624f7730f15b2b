import Execution
import TestSupport
import Testing

@Suite struct ClientTokenTests {
  @Test func tokensAreDerivedAndShapedLikeUUIDs() throws {
    let run = try #require(RunID("run-0123456789ab"))
    let token = ClientToken.derive(run: run, step: "vpc/hub/create", generation: 0, purpose: .action)
    #expect(token == ClientToken.derive(run: run, step: "vpc/hub/create", generation: 0, purpose: .action))
    let parts = token.split(separator: "-")
    #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
    #expect(parts[2].first == "8")
    #expect(["8", "9", "a", "b"].contains(parts[3].first))
    // Fixed for ever: a resumed run of an older Isthmus has to find the same token again.
    #expect(token == "8699b585-d2a3-8ce6-b2f6-5b7b175e2db5")
  }

  @Test func everyPartMatters() throws {
    let one = try #require(RunID("run-0123456789ab"))
    let two = try #require(RunID("run-0123456789ac"))
    var tokens: Set<String> = []
    for run in [one, two] {
      for step in ["a", "b", "a\n1"] {
        for generation in 0..<3 {
          for purpose in [ClientToken.Purpose.action, .undo] {
            tokens.insert(ClientToken.derive(run: run, step: step, generation: generation, purpose: purpose))
          }
        }
      }
    }
    #expect(tokens.count == 2 * 3 * 3 * 2)
  }

  @Test func runIDsAreReadStrictly() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let id = RunID(using: &generator)
      #expect(RunID(id.text) == id)
    }
    for text in ["", "run-", "run-0123456789a", "run-0123456789abc", "run-0123456789aI", "RUN-0123456789ab"] {
      #expect(RunID(text) == nil, "\(text)")
    }
  }
}
