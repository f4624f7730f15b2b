import Scenario

/// The routing domains of a scenario.
///
/// Whatever exchanges routes shares a domain: a gateway, its site, and the VPCs attached to it. Several gateways of
/// one site, or of one VPC, join their domains. A VPC that no gateway reaches is a domain by itself, and so is a
/// site. Addresses must be unambiguous inside a domain, and only there: endpoints translate between domains.
struct RoutingDomains: Sendable {
  /// A domain. Names are in the order of the file.
  struct Domain: Sendable {
    var directConnects: [String] = []
    var sites: [String] = []
    var vpcs: [String] = []
  }

  /// The domains, in the order in which the file names their first member: sites, VPCs, Direct Connects.
  private(set) var all: [Domain] = []
  private var indexOfVPC: [String: Int] = [:]
  private var indexOfSite: [String: Int] = [:]

  /// Joins by union-find: nearly linear.
  init(of scenario: Scenario) {
    let sites = scenario.sites.names
    let vpcs = scenario.vpcs.names
    let directConnects = scenario.directConnects.entries
    let nodeOfSite = Dictionary(zip(sites, 0...)) { first, _ in first }
    let nodeOfVPC = Dictionary(zip(vpcs, sites.count...)) { first, _ in first }
    var sets = DisjointSets(count: sites.count + vpcs.count + directConnects.count)
    for (index, entry) in directConnects.enumerated() {
      let node = sites.count + vpcs.count + index
      if let site = nodeOfSite[entry.value.site.value] { sets.join(node, site) }
      for vpc in entry.value.attachments.names {
        if let vpc = nodeOfVPC[vpc] { sets.join(node, vpc) }
      }
    }

    var indexOfRoot: [Int: Int] = [:]
    func index(of node: Int) -> Int {
      let root = sets.root(of: node)
      if let index = indexOfRoot[root] { return index }
      indexOfRoot[root] = all.count
      all.append(Domain())
      return all.count - 1
    }
    for (node, name) in sites.enumerated() {
      let index = index(of: node)
      all[index].sites.append(name)
      indexOfSite[name] = index
    }
    for (offset, name) in vpcs.enumerated() {
      let index = index(of: sites.count + offset)
      all[index].vpcs.append(name)
      indexOfVPC[name] = index
    }
    for (offset, entry) in directConnects.enumerated() {
      let index = index(of: sites.count + vpcs.count + offset)
      all[index].directConnects.append(entry.name.value)
    }
  }

  /// The index in ``all`` of the domain of a VPC, if there is such a VPC.
  func index(ofVPC name: String) -> Int? { indexOfVPC[name] }

  /// The index in ``all`` of the domain of a site, if there is such a site.
  func index(ofSite name: String) -> Int? { indexOfSite[name] }
}

/// Union-find with path halving and union by size (Tarjan 1975).
struct DisjointSets {
  private var parents: [Int]
  private var sizes: [Int]

  /// As many sets of one member each.
  init(count: Int) {
    parents = Array(0..<count)
    sizes = Array(repeating: 1, count: count)
  }

  /// What is equal for all members of a set.
  mutating func root(of member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  /// Makes one set of two.
  mutating func join(_ one: Int, _ other: Int) {
    var large = root(of: one)
    var small = root(of: other)
    guard large != small else { return }
    if sizes[large] < sizes[small] { swap(&large, &small) }
    parents[small] = large
    sizes[large] += sizes[small]
  }
}
