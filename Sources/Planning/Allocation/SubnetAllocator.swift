import Addressing
import Diagnostics
import Scenario

/// Decides the ranges of subnets.
///
/// Taken in this order: what the scenario fixes; subnets that must hold a fixed address; what the lock file keeps;
/// then new ones, larger before smaller and by id within a length, each at the lowest free place of its VPC.
struct SubnetAllocator {
  private struct Request {
    var owner: String
    var vpc: String
    var length: Int
    var pools: [Prefix]
    var location: SourceLocation
  }

  private let pins: PinnedAddresses
  /// Ranges that no VPC may use.
  private let everywhere: Obstacles
  private let attached: Set<String>
  /// The subnets of each VPC.
  private let ofVPC: [String: Obstacles]
  private var searches: [String: BlockSearch] = [:]

  init(pins: PinnedAddresses, everywhere: Obstacles, scenario: Scenario) {
    self.pins = pins
    self.everywhere = everywhere
    ofVPC = Dictionary(scenario.vpcs.names.map { ($0, Obstacles()) }) { first, _ in first }
    var attached: Set<String> = []
    for entry in scenario.directConnects {
      for attachment in entry.value.attachments {
        for subnet in attachment.value.subnets {
          attached.insert("subnet/\(attachment.name.value)/\(subnet.value)")
        }
      }
    }
    self.attached = attached
  }

  /// Decides all IPv4 ranges, then all IPv6 ranges. Attached subnets join the obstacles of their domains.
  mutating func decide(_ state: inout AllocationState, _ domains: OccupiedDomains) {
    decide(.subnet, ipv4Requests(&state, domains), &state, domains)
    decide(.subnetIPv6, ipv6Requests(&state, domains), &state, domains)
  }

  private func ipv4Requests(
    _ state: inout AllocationState, _ domains: OccupiedDomains
  ) -> [Request] {
    var requests: [Request] = []
    for vpc in state.scenario.vpcs.sorted {
      let pools = [vpc.value.cidr.value] + vpc.value.secondaryCIDRs.map(\.value).sorted()
      for subnet in vpc.value.subnets.sorted {
        let owner = "subnet/\(vpc.name.value)/\(subnet.name.value)"
        switch subnet.value.range {
        case .cidr(let range):
          state.fix(.subnet, owner, .prefix(range.value))
          take(range.value, owner: owner, vpc: vpc.name.value, isFixed: true, domains)
        case .length(let length):
          state.want(.subnet, owner)
          guard subnet.value.existing == nil else {
            state.reportMissing("its cidr", of: owner, why: "it is adopted", at: length.location)
            continue
          }
          requests.append(
            Request(
              owner: owner, vpc: vpc.name.value, length: length.value, pools: pools, location: length.location
            ))
        }
      }
    }
    return requests
  }

  private func ipv6Requests(
    _ state: inout AllocationState, _ domains: OccupiedDomains
  ) -> [Request] {
    var requests: [Request] = []
    for vpc in state.scenario.vpcs.sorted {
      for subnet in vpc.value.subnets.sorted {
        let owner = "subnet/\(vpc.name.value)/\(subnet.name.value)"
        if let range = subnet.value.ipv6CIDR {
          state.fix(.subnetIPv6, owner, .prefix(range.value))
          take(range.value, owner: owner, vpc: vpc.name.value, isFixed: true, domains)
        } else if subnet.value.ipv6?.value == true {
          state.want(.subnetIPv6, owner)
          // Without the VPC's own range only the cloud can say the subnet's.
          guard subnet.value.existing == nil, let pool = vpc.value.ipv6CIDR else { continue }
          requests.append(
            Request(
              owner: owner, vpc: vpc.name.value, length: state.profile.subnetMaskIPv6, pools: [pool.value],
              location: subnet.value.location))
        }
      }
    }
    return requests
  }

  private mutating func decide(
    _ kind: Allocation.Kind, _ requests: [Request], _ state: inout AllocationState,
    _ domains: OccupiedDomains
  ) {
    searches = [:]
    var open: [Request] = []
    for request in requests {
      guard let pinned = pinnedBlock(of: request) else {
        open.append(request)
        continue
      }
      place(pinned.block, around: pinned.pins, kind, request, &state, domains)
    }
    var new: [Request] = []
    for request in open {
      guard let entry = state.want(kind, request.owner),
        case .prefix(let range)? = DecidedValue(parsing: entry.value, kind: kind)
      else {
        new.append(request)
        continue
      }
      if let why = reasonAgainst(range, request, domains) {
        state.contradict(entry, why)
        new.append(request)
      } else {
        take(range, owner: request.owner, vpc: request.vpc, isFixed: false, domains)
        state.keep(entry, kind: kind, pool: pool(range, request))
      }
    }
    reserveStale(kind, state, domains)
    new.sort { $0.length != $1.length ? $0.length < $1.length : $0.owner.precedesByScalars($1.owner) }
    choose(kind, new, &state, domains)
  }

  private mutating func choose(
    _ kind: Allocation.Kind, _ requests: [Request], _ state: inout AllocationState,
    _ domains: OccupiedDomains
  ) {
    var failed: [String: [Request]] = [:]
    for request in requests {
      let obstacles = self.obstacles(request.vpc, domains)
      var search = searches[request.vpc] ?? BlockSearch(pools: request.pools)
      let found = search.next(length: request.length, avoiding: obstacles)
      searches[request.vpc] = search
      guard let found else {
        failed[request.vpc, default: []].append(request)
        continue
      }
      take(found.block, owner: request.owner, vpc: request.vpc, isFixed: false, domains)
      state.choose(
        kind, request.owner, .prefix(found.block),
        reason: "the lowest free /\(request.length) of vpc/\(request.vpc) \(found.pool)",
        pool: "vpc/\(request.vpc) \(found.pool)", skipped: found.skipped.lines)
    }
    for (_, requests) in failed.sorted(by: { $0.key.precedesByScalars($1.key) }) {
      guard let first = requests.first else { continue }
      let obstacles = self.obstacles(first.vpc, domains)
      let asked = requests.map { "/\($0.length) for \($0.owner)" }
      state.report(
        Exhaustion(
          message: "vpc/\(first.vpc) has no free /\(first.length) for \(first.owner)",
          location: first.location,
          facts: ["vpc/\(first.vpc) has \(first.pools.map(\.description).joined(separator: ", "))"]
            + Exhaustion.holderFacts(pools: first.pools, avoiding: obstacles)
            + [
              Exhaustion.freeFact(pools: first.pools, avoiding: obstacles),
              "missing: " + Exhaustion.listed(asked),
            ],
          remedy: remedy(kind, first, obstacles),
          isStaleInTheWay: Exhaustion.isStaleInTheWay(pools: first.pools, avoiding: obstacles),
          others: requests.dropFirst().map { ($0.owner, $0.location) }
        ).diagnostic)
    }
  }

  private func remedy(_ kind: Allocation.Kind, _ request: Request, _ obstacles: [Obstacles]) -> String {
    guard kind == .subnet else {
      return "ask for fewer subnets with IPv6, or give the VPC a shorter ipv6CIDR"
    }
    var search = BlockSearch(pools: request.pools)
    for length in (request.length + 1)..<max(request.length + 1, 30) {
      if let found = search.next(length: length, avoiding: obstacles) {
        return "write prefixLength: \(length), which fits at \(found.block), or add a range to secondaryCIDRs"
      }
    }
    return "add a range to secondaryCIDRs, or remove a subnet"
  }

  /// The block that holds the fixed addresses of a subnet; nil when it has none of that family.
  private func pinnedBlock(of request: Request) -> (block: Prefix, pins: [PinnedAddresses.Pin])? {
    guard let family = request.pools.first?.family else { return nil }
    let own = (pins.bySubnet[request.owner] ?? []).filter { $0.address.family == family }
      .sorted { $0.address < $1.address }
    guard let first = own.first, let block = Prefix(containing: first.address, length: request.length) else {
      return nil
    }
    return (block, own)
  }

  private func place(
    _ block: Prefix, around pins: [PinnedAddresses.Pin], _ kind: Allocation.Kind, _ request: Request,
    _ state: inout AllocationState, _ domains: OccupiedDomains
  ) {
    guard let first = pins.first else { return }
    let why =
      pins.first { !block.contains($0.address) }
      .map { "\($0.address) of \($0.holder) lies outside the /\(request.length) around \(first.address)" }
      ?? reasonAgainst(block, request, domains)
    if let why {
      state.report(
        Diagnostic(
          code: "ADR006", severity: .error,
          message: "\(request.owner) cannot be placed around \(first.address) of \(first.holder): \(why)",
          location: first.location,
          help: "write `address: auto`, or fix the subnet's cidr so that it holds all its fixed addresses",
          related: [
            Related(message: "the subnet's length is left to the planner here", location: request.location)
          ]
        ))
      return
    }
    take(block, owner: request.owner, vpc: request.vpc, isFixed: false, domains)
    if let entry = state.want(kind, request.owner) {
      if entry.value == block.description {
        state.keep(entry, kind: kind, pool: pool(block, request))
        return
      }
      state.contradict(entry, "\(first.holder) is fixed at \(first.address)")
    }
    state.choose(
      kind, request.owner, .prefix(block),
      reason: "the /\(request.length) that holds \(first.address) of \(first.holder)",
      pool: pool(block, request))
  }

  private func reserveStale(
    _ kind: Allocation.Kind, _ state: AllocationState, _ domains: OccupiedDomains
  ) {
    for stale in state.stale(kind) {
      guard case .prefix(let range) = stale.value else { continue }
      let parts = stale.entry.owner.split(separator: "/", maxSplits: 2).map(String.init)
      guard parts.count == 3, state.scenario.vpcs[parts[1]] != nil else { continue }
      let holder = Exhaustion.staleHolder(stale.entry.owner)
      ofVPC[parts[1]]?.add(range, holder)
      if let domain = domains.domain(vpc: parts[1]) { domains.domains[domain].obstacles.add(range, holder) }
    }
  }

  /// Why a subnet cannot have that range, or nil.
  private func reasonAgainst(_ range: Prefix, _ request: Request, _ domains: OccupiedDomains) -> String? {
    guard range.length == request.length else { return "the scenario asks for a /\(request.length)" }
    guard let pool = request.pools.first(where: { $0.contains(range) }) else {
      return "vpc/\(request.vpc) does not contain it"
    }
    for obstacles in self.obstacles(request.vpc, domains) {
      if let other = obstacles.obstacle(to: range, in: pool) {
        return "it overlaps \(other.prefix) (\(other.value.name))"
      }
    }
    return nil
  }

  private func obstacles(_ vpc: String, _ domains: OccupiedDomains) -> [Obstacles] {
    var all = [everywhere]
    if let own = ofVPC[vpc] { all.insert(own, at: 0) }
    if let domain = domains.domain(vpc: vpc) { all.append(domains.domains[domain].obstacles) }
    return all
  }

  /// Marks a range as taken. What the planner places joins the obstacles of its domain whether it is attached or not:
  /// it avoided the domain's ranges, so the domain's ranges must avoid it, or the next plan would not keep both. A
  /// fixed range joins only when it is attached, because only then must it be unique there.
  private func take(_ range: Prefix, owner: String, vpc: String, isFixed: Bool, _ domains: OccupiedDomains) {
    ofVPC[vpc]?.add(range, owner)
    if !isFixed || attached.contains(owner), let domain = domains.domain(vpc: vpc) {
      domains.domains[domain].obstacles.add(range, owner)
    }
  }

  private func pool(_ range: Prefix, _ request: Request) -> String? {
    request.pools.first { $0.contains(range) }.map { "vpc/\(request.vpc) \($0)" }
  }
}
