import Addressing
import Scenario
import Testing

@testable import Reachability

/// The set-based analysis and a simulator that moves one packet at a time must never disagree.
struct SimulatorAgreementTests {
  /// A packet on which they disagree.
  struct Disagreement: CustomStringConvertible {
    var seed: UInt64
    var model: ForwardingModel
    var down: Set<Int>
    var packet: Simulator.Packet
    var analysed: String
    var simulated: String

    var description: String {
      """
      seed \(seed), down \(down.sorted()), \(packet)
      analysis:  \(analysed)
      simulator: \(simulated)
      \(model.nodes.enumerated().map { "\($0): \($1)" }.joined(separator: "\n"))
      \(model.links.enumerated().map { "\($0): \($1)" }.joined(separator: "\n"))
      \(model.filters.enumerated().map { "\($0): \($1)" }.joined(separator: "\n"))
      """
    }
  }

  @Test(arguments: 0..<16) func `every packet of random networks meets the same`(block: Int) {
    var smallest: Disagreement?
    let count = RandomNetwork.count(usually: 30)
    for offset in 0..<count {
      let seed = UInt64(block * count + offset)
      let model = RandomNetwork(seed: seed).model
      if let smallest, smallest.model.size <= model.size { continue }
      if let found = Self.disagreement(seed: seed, model: model) { smallest = found }
    }
    if let smallest { Issue.record("\(smallest)") }
  }

  static func disagreement(seed: UInt64, model: ForwardingModel) -> Disagreement? {
    let sources = PrefixSet(RandomNetwork.universe.map { Prefix($0) })
    for down in [Set<Int>(), [Int(seed) % model.components.count]] {
      var analyzer = Analyzer(model, down: down, isRecording: seed % 2 == 0)
      let simulator = Simulator(model: model, down: down)
      for index in 0..<4 {
        let destination = RandomNetwork.universe[(index * 5 + Int(seed)) % RandomNetwork.universe.count]
        let port = RandomNetwork.ports[(index + Int(seed)) % RandomNetwork.ports.count]
        let origin = index % model.nodes.count
        let expected = index % 3 == 0 ? nil : Int(seed) % model.nodes.count
        let classes = analyzer.classes(
          of: sources, at: origin, to: Destination(destination, TransportPort(.tcp, port), at: expected))
        for source in RandomNetwork.universe {
          for sourcePort: UInt16 in [5000, 5001] {
            let packet = Simulator.Packet(
              source: source, sourcePort: sourcePort, destination: destination, port: port, transport: .tcp)
            let simulated = simulator.outcome(of: packet, from: origin, expected: expected)
            let own = classes.filter {
              $0.sources.addresses.contains(source) && $0.sources.ports.contains(sourcePort)
            }
            let analysed = own.count == 1 ? Self.words(own[0]) : "\(own.count) classes"
            let wanted = Self.words(simulated)
            if analysed != wanted {
              return Disagreement(
                seed: seed, model: model, down: down, packet: packet, analysed: analysed, simulated: wanted)
            }
          }
        }
      }
    }
    return nil
  }

  private static func words(_ flow: FlowClass) -> String {
    guard !flow.blockers.isEmpty else { return flow.verdict.rawValue }
    return Set(
      flow.blockers.map { blocker in
        blocker.verdict == .notModelled && blocker.message.contains("is not in the scenario")
          ? "forward notModelled"
          : "\(blocker.direction.rawValue) \(blocker.verdict.rawValue) \(blocker.node)"
      }
    ).sorted().joined(separator: "; ")
  }

  private static func words(_ outcome: Simulator.Outcome) -> String {
    guard outcome.met.isEmpty else { return outcome.met.sorted().joined(separator: "; ") }
    return outcome.linesOut == outcome.linesBack ? "delivered" : "asymmetric"
  }
}
