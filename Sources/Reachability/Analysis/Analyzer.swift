public import Addressing
import Scenario

/// Answers for whole sets of packets what becomes of them, out and back.
///
/// Sources are carried as sets that routes, filters and translations split; destinations and ports as one of each
/// atom, within which nothing tells two apart. A drop is noted and the packets go on, so that everything in their way
/// is found; packets that get lost are looked for again where they were expected.
///
/// What many destinations share is worked out once: the way between two places is remembered by the atoms of
/// destination and port.
public struct Analyzer {
  struct OutboundKey: Hashable {
    var start: Int
    var set: SetPool.ID
    var isTranslated: Bool
    var atom: Int
    var transport: TransportProtocol
    var portAtom: Int
    var clientPorts: PortRange
    var expected: Int?
  }

  struct ReturnKey: Hashable {
    var branch: Int
    var seen: SetPool.ID
    var origin: Int
    var sessions: [Int]
  }

  struct JourneyKey: Hashable {
    var outbound: OutboundKey
    var address: IPAddress
    var port: UInt16
    /// How many hosts have passed it on: a chain that is cut off at its end is no answer for a shorter one.
    var depth: Int
  }

  let network: PreparedNetwork
  let down: Set<Int>
  let isRecording: Bool
  var pool: SetPool
  var tables: [CompiledTable]
  var outbound: [OutboundKey: [Branch]] = [:]
  var returns: [ReturnKey: [Branch]] = [:]
  var journeys: [JourneyKey: [Journey]] = [:]
  var branchCount = 0

  var model: ForwardingModel { network.model }
  var atoms: Atoms { network.atoms }

  /// Prepares a network and asks it.
  ///
  /// - Parameters:
  ///   - model: the network.
  ///   - down: the components that have failed.
  ///   - isRecording: whether hops are wanted; verdicts and blockers always are.
  public init(_ model: ForwardingModel, down: Set<Int> = [], isRecording: Bool = true) {
    self.init(PreparedNetwork(model), down: down, isRecording: isRecording)
  }

  /// Asks a network that was prepared before; costs what the routes cost that the failure takes away.
  public init(_ network: PreparedNetwork, down: Set<Int> = [], isRecording: Bool = true) {
    self.init(network, down: down, isRecording: isRecording, pool: network.pool)
  }

  /// Goes on with numbered sets of questions asked before.
  init(_ network: PreparedNetwork, down: Set<Int>, isRecording: Bool, pool: SetPool) {
    self.network = network
    self.down = down
    self.isRecording = isRecording
    self.pool = pool
    tables = network.tables
    guard !down.isEmpty else { return }
    for node in network.fragileTables {
      tables[node] = CompiledTable(network.model.nodes[node].routes, down: down)
    }
  }

  /// What becomes of packets from one place to one destination.
  ///
  /// - Parameters:
  ///   - sources: the addresses of the senders; each is judged.
  ///   - origin: the place the packets start at and their answers must return to.
  ///   - destination: address and port.
  /// - Returns: disjoint classes that cover all sources and all client ports, in the order of their addresses.
  public mutating func classes(
    of sources: PrefixSet, at origin: Int, to destination: Destination
  ) -> [FlowClass] {
    let all = pool.id(of: sources.restricted(to: destination.address.family))
    var found: [FlowClass] = []
    for ports in atoms.clientPorts {
      for journey in journeys(
        from: origin, set: all, isTranslated: false, to: destination, clientPorts: ports, depth: 0)
      {
        found.append(flowClass(of: journey, ports: ports))
      }
    }
    return FlowClass.merged(found)
  }

  private func flowClass(of journey: Journey, ports: PortRange) -> FlowClass {
    let isAsymmetric = Set(journey.forwardLines) != Set(journey.returnLines)
    var verdict = isAsymmetric ? Verdict.asymmetric : .delivered
    if let first = journey.blockers.first { verdict = first.verdict }
    return FlowClass(
      sources: PacketSources(pool[journey.sources], ports: ports), verdict: verdict, forward: journey.forward,
      back: journey.back, blockers: journey.blockers, assumptions: journey.assumptions,
      lines: journey.forwardLines.sortedUnique())
  }
}

extension PrefixSet {
  /// The addresses of one family.
  func restricted(to family: AddressFamily) -> PrefixSet {
    intersection(PrefixSet(family == .ipv4 ? Prefix.allIPv4 : .allIPv6))
  }
}
