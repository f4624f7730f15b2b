import Addressing
import Diagnostics
import Scenario

/// The ways of packets into and out of the subnets of a backend.
struct BackendPaths {
  /// Packets between somebody and the hosts of a subnet, answers included.
  struct Path: Sendable {
    /// The subnet whose ACL is met.
    var subnet: String
    /// The hosts in the subnet.
    var hosts: PrefixSet
    /// The others.
    var peers: PrefixSet
    /// Whether the hosts answer; otherwise they ask.
    var hostsAnswer = true
    /// Whether the ports are those of the servers behind a load balancer.
    var isBehindLoadBalancer = false
    /// Whether load balancer and servers speak to each other.
    var isInternal = false
  }

  /// Those of which both ends are known.
  private(set) var all: [Path] = []

  /// - Parameter subnets: the subnets of the backend's VPC by range.
  init(_ backend: ResolvedBackend, subnets: PrefixMap<String>, _ context: CheckContext) {
    guard let vpc = context.scenario.vpcs[backend.vpc.value] else { return }
    let nat = context.endpointNAT
    let own = backend.subnet.flatMap { name in vpc.subnets[name.value].map { (name.value, $0) } }
    var front: PrefixSet?
    if let (name, subnet) = own {
      front =
        backend.backend.address.fixed.map { PrefixSet(Prefix($0.value)) }
        ?? subnet.fixedCIDR.map { PrefixSet($0.value) }
      if let front { all.append(Path(subnet: name, hosts: front, peers: nat)) }
    }
    guard backend.backend.kind.value == .lb else { return }
    var servers: [String: [Prefix]] = [:]
    var behindOthers: [Prefix] = []
    for target in backend.backend.targets {
      let address = target.address.value
      guard let subnet = subnets.longestMatch(address)?.value else { continue }
      servers[subnet, default: []].append(Prefix(address))
      if subnet != own?.0 { behindOthers.append(Prefix(address)) }
    }
    for (name, addresses) in servers.sorted(by: { $0.key < $1.key }) {
      let hosts = PrefixSet(addresses)
      all.append(Path(subnet: name, hosts: hosts, peers: nat, isBehindLoadBalancer: true))
      if let front, name != own?.0 {
        all.append(
          Path(subnet: name, hosts: hosts, peers: front, isBehindLoadBalancer: true, isInternal: true))
      }
    }
    if let front, let name = own?.0, !behindOthers.isEmpty {
      all.append(
        Path(
          subnet: name, hosts: front, peers: PrefixSet(behindOthers), hostsAnswer: false,
          isBehindLoadBalancer: true, isInternal: true))
    }
  }
}

/// One rule that an ACL lacks, or one that drops: what it drops elsewhere is the same fault.
struct ACLFault: Hashable {
  /// A rule that drops.
  struct Drop: Hashable {
    var priority: Int
    var location: SourceLocation
  }

  /// What belongs to the fault.
  struct Evidence {
    var ports: Set<UInt16> = []
    var subnets: Set<String> = []
    var peers = PrefixSet()
    var mappings: [Related] = []

    mutating func add(
      _ port: UInt16, _ gap: PrefixSet, _ path: BackendPaths.Path, _ mapping: PortMapping,
      _ service: CheckContext.ServiceEntry
    ) {
      ports.insert(port)
      subnets.insert(path.subnet)
      if !gap.isSubset(of: peers) { peers = peers.union(gap) }
      guard mappings.count < 3, mappings.last?.location != mapping.serverPort.location else { return }
      mappings.append(
        Related(
          message: "service \(service.name.value) sends \(mapping.endpointPort)/\(mapping.transport) there",
          location: mapping.serverPort.location))
    }
  }

  var vpc: String
  var acl: String
  var isIngress: Bool
  /// Whether the packets are answers.
  var isAnswer: Bool
  var isInternal: Bool
  var peersAreServers: Bool
  var transport: TransportProtocol
  var drop: Drop?
}

/// The ACLs of subnets and what they do; each question is worked out once.
struct SubnetFilters {
  private struct Question: Hashable {
    var vpc: String
    var subnet: String
    var peers: PrefixSet
    var hosts: PrefixSet
    var hostsAnswer: Bool
    var port: TransportPort
  }

  private struct Key: Hashable {
    var vpc: String
    var acl: String
  }

  private let context: CheckContext
  private var rules: [Key: (ingress: [FilterRule], egress: [FilterRule])] = [:]
  private var known: [Question: [(ACLFault, PrefixSet)]] = [:]
  private var paths: [BackendKey: [BackendPaths.Path]] = [:]
  private var subnets: [String: PrefixMap<String>] = [:]

  init(_ context: CheckContext) { self.context = context }

  /// The ways into and out of a backend that meet an ACL.
  mutating func paths(of backend: ResolvedBackend) -> [BackendPaths.Path] {
    let name = backend.vpc.value
    guard let vpc = context.scenario.vpcs[name], !vpc.acls.isEmpty else { return [] }
    let key = BackendKey(backend)
    if let known = paths[key] { return known }
    let subnets =
      self.subnets[name]
      ?? PrefixMap(
        vpc.subnets.compactMap { entry in
          entry.value.fixedCIDR.map { ($0.value, entry.name.value) }
        })
    self.subnets[name] = subnets
    let found = BackendPaths(backend, subnets: subnets, context).all
      .filter { acl(of: $0.subnet, name) != nil }
    paths[key] = found
    return found
  }

  private func acl(of subnet: String, _ vpc: String) -> (name: String, acl: AccessControlList)? {
    guard let vpc = context.scenario.vpcs[vpc], let name = vpc.subnets[subnet]?.acl?.value,
      let acl = vpc.acls[name]
    else { return nil }
    return (name, acl)
  }

  /// What is dropped of a path on one port, each with the peers it concerns.
  mutating func faults(
    of path: BackendPaths.Path, vpc: String, _ port: TransportPort
  ) -> [(ACLFault, PrefixSet)] {
    guard let (name, acl) = acl(of: path.subnet, vpc) else { return [] }
    // An existing ACL may hold rules that nobody wrote down; only what endpoints need is asked of it.
    if path.isInternal, acl.existing != nil { return [] }
    let question = Question(
      vpc: vpc, subnet: path.subnet, peers: path.peers, hosts: path.hosts, hostsAnswer: path.hostsAnswer,
      port: port)
    if let answer = known[question] { return answer }
    let key = Key(vpc: vpc, acl: name)
    let rules =
      self.rules[key] ?? (context.filterRules(acl.ingress), context.filterRules(acl.egress))
    self.rules[key] = rules

    var answer: [(ACLFault, PrefixSet)] = []
    for isIngress in [true, false] {
      // Ingress with answering hosts is a request, and so is egress with asking hosts.
      let isAnswer = isIngress != path.hostsAnswer
      let packets = Packets(
        transport: port.transport, sources: isIngress ? path.peers : path.hosts,
        destinations: isIngress ? path.hosts : path.peers,
        sourcePorts: isAnswer ? PortSet(port.port) : .ephemeral,
        ports: isAnswer ? .ephemeral : PortSet(port.port))
      for blocked in packets.blocked(by: isIngress ? rules.ingress : rules.egress) {
        let fault = ACLFault(
          vpc: vpc, acl: name, isIngress: isIngress, isAnswer: isAnswer, isInternal: path.isInternal,
          peersAreServers: !path.hostsAnswer, transport: port.transport,
          drop: blocked.rule.map { ACLFault.Drop(priority: $0.priority, location: $0.location) })
        answer.append((fault, isIngress ? blocked.packets.sources : blocked.packets.destinations))
      }
    }
    known[question] = answer
    return answer
  }
}
