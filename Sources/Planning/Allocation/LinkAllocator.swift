import Addressing
import Diagnostics
import Scenario

/// Decides the links of lines: which block, and which address stands at which end.
///
/// The cloud has the first usable address of a link and the site the second. Taken in this order: what the scenario
/// fixes; what the lock file keeps; then new ones, larger blocks first and by line, each at the lowest free place of
/// its pools. A link is unique in the whole scenario while there is room for that, else in its routing domain.
struct LinkAllocator {
  private struct Request {
    var owner: String
    var length: Int
    var pools: [Prefix]
    var poolName: String
    var domain: Int?
    var location: SourceLocation
  }

  private struct SearchKey: Hashable {
    var pools: [Prefix]
    var domain: Int?
    var isUniqueEverywhere: Bool
  }

  private let family: AddressFamily
  private let everywhere: Obstacles
  /// The links of all domains.
  private let allLinks = Obstacles()
  /// Links kept for lines that are gone.
  private let staleLinks = Obstacles()
  private var searches: [SearchKey: BlockSearch] = [:]

  init(family: AddressFamily, everywhere: Obstacles) {
    self.family = family
    self.everywhere = everywhere
  }

  private var kind: Allocation.Kind { family == .ipv4 ? .interconnect : .interconnectIPv6 }

  /// Tells the domains which links are fixed, so that nothing else is placed on them. Called before subnets are
  /// placed.
  static func occupyFixedLinks(_ scenario: Scenario, _ domains: OccupiedDomains) {
    for directConnect in scenario.directConnects.sorted {
      guard let domain = domains.domain(site: directConnect.value.site.value) else { continue }
      for line in directConnect.value.lines.sorted {
        for choice in [line.value.interconnect, line.value.interconnectIPv6] {
          guard case .fixed(let link)? = choice, let prefix = link.cloud.value.prefix else { continue }
          domains.domains[domain].obstacles.add(prefix, "line/\(directConnect.name.value)/\(line.name.value)")
        }
      }
    }
  }

  /// Decides the links of this family.
  mutating func decide(_ state: inout AllocationState, _ domains: OccupiedDomains) {
    var open: [(request: Request, entry: LockFile.Entry, link: PlannedLine.Link)] = []
    var new: [Request] = []
    for request in collect(&state, domains) {
      if let entry = state.want(kind, request.owner),
        case .link(let link)? = DecidedValue(parsing: entry.value, kind: kind)
      {
        open.append((request, entry, link))
      } else {
        new.append(request)
      }
    }
    for (request, entry, link) in open {
      if let why = reasonAgainst(link, request, domains) {
        state.contradict(entry, why)
        new.append(request)
      } else if let block = link.cloud.prefix {
        take(block, request, domains)
        state.keep(entry, kind: kind, pool: request.poolName)
      }
    }
    for stale in state.stale(kind) {
      guard case .link(let link) = stale.value, let block = link.cloud.prefix else { continue }
      staleLinks.add(block, Exhaustion.staleHolder(stale.entry.owner))
    }
    new.sort { $0.length != $1.length ? $0.length < $1.length : $0.owner.precedesByScalars($1.owner) }
    choose(new, &state, domains)
  }

  private func collect(_ state: inout AllocationState, _ domains: OccupiedDomains) -> [Request] {
    var requests: [Request] = []
    for directConnect in state.scenario.directConnects.sorted {
      let own = directConnect.value.interconnectPool.map(\.value).filter { $0.family == family }.sorted()
      let pools = own.isEmpty ? state.profile.interconnectPool.filter { $0.family == family }.sorted() : own
      let poolName =
        (own.isEmpty ? "the profile's pool " : "the pool of direct-connect/\(directConnect.name.value) ")
        + pools.map(\.description).joined(separator: ", ")
      for line in directConnect.value.lines.sorted {
        let owner = "line/\(directConnect.name.value)/\(line.name.value)"
        guard let choice = family == .ipv4 ? line.value.interconnect : line.value.interconnectIPv6 else {
          continue
        }
        if case .fixed(let link) = choice {
          let ends = PlannedLine.Link(cloud: link.cloud.value, site: link.site.value)
          state.fix(kind, owner, .link(ends))
          if let block = ends.cloud.prefix { allLinks.add(block, owner) }
          continue
        }
        state.want(kind, owner)
        guard line.value.existing == nil else {
          state.reportMissing(
            family == .ipv4 ? "its interconnect" : "its interconnectIPv6", of: owner, why: "it is adopted",
            at: line.name.location)
          continue
        }
        requests.append(
          Request(
            owner: owner, length: length(pools: pools, profile: state.profile), pools: pools,
            poolName: poolName, domain: domains.domain(site: directConnect.value.site.value),
            location: line.name.location))
      }
    }
    return requests
  }

  /// The profile's length; a link without network and broadcast address (RFC 3021, RFC 6164) where the profile allows
  /// it and asks for it, or the pools hold nothing longer.
  private func length(pools: [Prefix], profile: CloudProfile) -> Int {
    let pointToPoint = family.bitWidth - 1
    let wanted = family == .ipv4 ? profile.interconnectLength : profile.interconnectLengthIPv6
    guard profile.interconnect31Allowed else { return min(max(wanted, 1), pointToPoint - 1) }
    let longest = pools.map(\.length).min() ?? 0
    return longest == pointToPoint ? pointToPoint : min(max(wanted, 1), pointToPoint)
  }

  private mutating func choose(_ new: [Request], _ state: inout AllocationState, _ domains: OccupiedDomains) {
    var failed: [String: [Request]] = [:]
    for request in new {
      guard let found = search(request, unique: true, domains) ?? search(request, unique: false, domains),
        let link = Self.link(in: found.block)
      else {
        failed[request.poolName, default: []].append(request)
        continue
      }
      take(found.block, request, domains)
      state.choose(
        kind, request.owner, .link(link), reason: "the lowest free /\(request.length) of \(request.poolName)",
        pool: request.poolName, skipped: found.skipped.lines)
    }
    for (_, requests) in failed.sorted(by: { $0.key.precedesByScalars($1.key) }) {
      guard let first = requests.first else { continue }
      let obstacles = self.obstacles(first, domains)
      state.report(
        Exhaustion(
          message: "no /\(first.length) is free for the link of \(first.owner)", location: first.location,
          facts: ["the links come from \(first.poolName)"]
            + Exhaustion.holderFacts(pools: first.pools, avoiding: obstacles)
            + [
              Exhaustion.freeFact(pools: first.pools, avoiding: obstacles),
              "\(requests.count) more /\(first.length) \(requests.count == 1 ? "is" : "are") missing",
              room(first, obstacles, state.profile),
            ],
          remedy: "write an interconnectPool with room, or the interconnect itself",
          isStaleInTheWay: Exhaustion.isStaleInTheWay(pools: first.pools, avoiding: obstacles),
          others: requests.dropFirst().map { ($0.owner, $0.location) }
        ).diagnostic)
    }
  }

  /// A free block among the ranges private networks are made of, as a fact.
  private func room(_ request: Request, _ obstacles: [Obstacles], _ profile: CloudProfile) -> String {
    var search = BlockSearch(pools: profile.vpcRanges.prefixes.filter { $0.family == family })
    guard let found = search.next(length: 24, avoiding: obstacles) else { return "no other room is known" }
    return "room: \(found.block) is free on both sides of the line"
  }

  private mutating func search(_ request: Request, unique: Bool, _ domains: OccupiedDomains) -> BlockSearch
    .Found?
  {
    let key = SearchKey(pools: request.pools, domain: request.domain, isUniqueEverywhere: unique)
    var search = searches[key] ?? BlockSearch(pools: request.pools)
    defer { searches[key] = search }
    return search.next(
      length: request.length, avoiding: obstacles(request, domains) + (unique ? [allLinks] : []))
  }

  private func reasonAgainst(_ link: PlannedLine.Link, _ request: Request, _ domains: OccupiedDomains)
    -> String?
  {
    guard let block = link.cloud.prefix, block.length == request.length else {
      return "links have /\(request.length) here"
    }
    guard let pool = request.pools.first(where: { $0.contains(block) }) else {
      return "it lies outside \(request.poolName)"
    }
    guard link == Self.link(in: block) else { return "its ends are not the first two addresses" }
    for obstacles in obstacles(request, domains) {
      if let other = obstacles.obstacle(to: block, in: pool) {
        return "it overlaps \(other.prefix) (\(other.value.name))"
      }
    }
    return nil
  }

  private func obstacles(_ request: Request, _ domains: OccupiedDomains) -> [Obstacles] {
    guard let domain = request.domain else { return [everywhere, staleLinks] }
    return [everywhere, staleLinks, domains.domains[domain].obstacles, domains.domains[domain].vpcRanges]
  }

  private func take(_ block: Prefix, _ request: Request, _ domains: OccupiedDomains) {
    allLinks.add(block, request.owner)
    if let domain = request.domain { domains.domains[domain].obstacles.add(block, request.owner) }
  }

  /// The ends of a link: the first two addresses that hosts may have.
  private static func link(in block: Prefix) -> PlannedLine.Link? {
    guard block.hostBits > 0 else { return nil }
    let skipped = block.hostBits == 1 ? 0 : 1
    guard let cloud = block.first.advanced(by: skipped), let site = block.first.advanced(by: skipped + 1)
    else {
      return nil
    }
    return PlannedLine.Link(
      cloud: InterfaceAddress(address: cloud, length: block.length),
      site: InterfaceAddress(address: site, length: block.length))
  }
}
