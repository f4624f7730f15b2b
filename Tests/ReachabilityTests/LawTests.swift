import Addressing
import Scenario
import TestSupport
import Testing

@testable import Reachability

/// What holds for every network, whatever is in it.
struct LawTests {
  static let sources = PrefixSet(RandomNetwork.universe.map { Prefix($0) })
  static let clientPorts: [UInt16] = [5000, 5001]

  /// One packet of a question.
  struct Packet: Hashable {
    var question: Int
    var source: IPAddress
    var port: UInt16
  }

  /// What became of it.
  struct Answer: Hashable {
    var verdict: Verdict
    var blockers: Set<String>
    var way: [String]
  }

  /// Questions to a network, asked for all sources at once.
  static func answers(
    _ model: ForwardingModel, down: Set<Int> = [], of parts: [PrefixSet] = [sources]
  ) -> [Packet: Answer] {
    var analyzer = Analyzer(model, down: down)
    var answers: [Packet: Answer] = [:]
    for question in 0..<4 {
      let destination = Destination(
        RandomNetwork.universe[question * 7 % RandomNetwork.universe.count],
        TransportPort(.tcp, RandomNetwork.ports[question % RandomNetwork.ports.count]),
        at: question % 2 == 0 ? nil : question % model.nodes.count)
      for part in parts {
        for flow in analyzer.classes(of: part, at: question % model.nodes.count, to: destination) {
          let answer = Answer(
            verdict: flow.verdict,
            blockers: Set(flow.blockers.map { "\($0.verdict) \($0.direction) \($0.node)" }),
            way: (flow.forward + flow.back).map { "\($0.node) \($0.decision)" })
          for source in RandomNetwork.universe where flow.sources.addresses.contains(source) {
            for port in clientPorts where flow.sources.ports.contains(port) {
              let packet = Packet(question: question, source: source, port: port)
              #expect(answers[packet] == nil, "two classes hold \(packet)")
              answers[packet] = answer
            }
          }
        }
      }
    }
    return answers
  }

  static func networks(_ block: Int) -> [(seed: UInt64, model: ForwardingModel)] {
    let count = RandomNetwork.count(usually: 30)
    return (0..<count).map { UInt64(10_000 + block * count + $0) }.map { ($0, RandomNetwork(seed: $0).model) }
  }

  @Test(arguments: 0..<10) func `the partition covers the whole range and does not overlap`(block: Int) {
    for (seed, model) in Self.networks(block) {
      // Overlaps are found while the answers are gathered.
      let answers = Self.answers(model)
      #expect(
        answers.count == 4 * RandomNetwork.universe.count * Self.clientPorts.count, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<10) func `an accept that is added never removes a delivery`(block: Int) {
    for (seed, model) in Self.networks(block) where !model.filters.isEmpty {
      var generator = SeededGenerator(seed: seed)
      let before = Self.answers(model)
      var wider = model
      let filter = Int.random(in: 0..<model.filters.count, using: &generator)
      let place = Int.random(in: 0...model.filters[filter].rules.count, using: &generator)
      wider.filters[filter].rules.insert(
        FilterRule(
          accepts: true, sources: PrefixSet(RandomNetwork.prefix(&generator)), cause: Cause("added")),
        at: place)
      let after = Self.answers(wider)
      for (packet, answer) in before where answer.verdict.isSuccess {
        #expect(after[packet]?.verdict.isSuccess == true, "seed \(seed): \(packet) is lost by an accept")
      }
    }
  }

  @Test(arguments: 0..<10) func `splitting a range changes nothing for any packet of it`(block: Int) {
    for (seed, model) in Self.networks(block) {
      var generator = SeededGenerator(seed: seed)
      var parts = [PrefixSet](repeating: PrefixSet(), count: 3)
      for address in RandomNetwork.universe {
        let part = Int.random(in: 0..<3, using: &generator)
        parts[part] = parts[part].union(PrefixSet(Prefix(address)))
      }
      let whole = Self.answers(model)
      let split = Self.answers(model, of: parts)
      for (packet, answer) in whole {
        #expect(split[packet]?.verdict == answer.verdict, "seed \(seed): \(packet)")
        #expect(split[packet]?.blockers == answer.blockers, "seed \(seed): \(packet)")
      }
    }
  }

  @Test(arguments: 0..<10) func `a failure only removes where no route gives way to another`(block: Int) {
    for (seed, random) in Self.networks(block) {
      var model = random
      for node in model.nodes.indices {
        for route in model.nodes[node].routes.indices { model.nodes[node].routes[route].requires = [] }
      }
      let before = Self.answers(model)
      for component in model.components.indices {
        for (packet, answer) in Self.answers(model, down: [component]) where answer.verdict.isSuccess {
          #expect(
            before[packet]?.verdict.isSuccess == true, "seed \(seed): a failure serves \(packet)")
        }
      }
    }
  }

  @Test(arguments: 0..<10) func `what a failure serves anew has taken another way`(block: Int) {
    for (seed, model) in Self.networks(block) {
      let before = Self.answers(model)
      for component in model.components.indices {
        for (packet, answer) in Self.answers(model, down: [component]) where answer.verdict.isSuccess {
          guard let normal = before[packet], !normal.verdict.isSuccess else { continue }
          #expect(normal.way != answer.way, "seed \(seed): \(packet) is served the same way, but only now")
        }
      }
    }
  }
}
