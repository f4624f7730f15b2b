import Addressing
import Diagnostics
import Scenario

/// Decides single addresses inside subnets: endpoints, transit addresses, created load balancers, probes.
///
/// Taken in this order: all that the scenario fixes anywhere in the VPC; what the lock file keeps; addresses of the
/// lock file whose owners are gone; then new ones by kind and owner, each the lowest free address of its subnet.
struct AddressAllocator {
  private struct Request {
    var kind: Allocation.Kind
    var owner: String
    var space: Int
    var location: SourceLocation
  }

  private var spaces: [AddressSpace] = []
  private var indexBySubnet: [String: Int] = [:]
  private var indexByIPv6Subnet: [String: Int] = [:]
  /// The subnets of each VPC, to find where an address lies.
  private var subnetsOfVPC: [String: PrefixMap<Int>] = [:]
  /// The spaces of each VPC.
  private var spacesOfVPC: [String: [Int]] = [:]
  private var requests: [Request] = []
  /// Addresses kept for what is gone from the scenario, wherever they may lie.
  private var stale: [IPAddress: String] = [:]

  /// Takes the subnets that are decided; a subnet without a range got its diagnostic already.
  init(_ state: AllocationState, subnets: Decisions, pins: PinnedAddresses) {
    for vpc in state.scenario.vpcs.sorted {
      let vpcName = vpc.name.value
      for subnet in vpc.value.subnets.sorted {
        let owner = "subnet/\(vpcName)/\(subnet.name.value)"
        if let range = subnets.subnet(vpc: vpcName, name: subnet.name.value) {
          indexBySubnet[owner] = add(range, owner: owner, vpc: vpcName, profile: state.profile)
        }
        if let range = subnets.subnetIPv6(vpc: vpcName, name: subnet.name.value) {
          indexByIPv6Subnet[owner] = add(range, owner: owner, vpc: vpcName, profile: state.profile)
        }
      }
      for pin in pins.byVPC[vpcName] ?? [] {
        guard let space = subnetsOfVPC[vpcName]?.longestMatch(pin.address)?.value else { continue }
        spaces[space].hold(pin.address, pin.holder)
      }
    }
  }

  /// Decides all addresses.
  mutating func decide(_ state: inout AllocationState) {
    collectBackends(&state)
    collectEndpoints(&state)
    collectProbes(&state)
    collectTransits(&state)
    var new: [Request] = []
    for request in requests {
      guard let entry = state.want(request.kind, request.owner),
        case .address(let address)? = DecidedValue(parsing: entry.value, kind: request.kind)
      else {
        new.append(request)
        continue
      }
      if let why = reasonAgainst(address, request) {
        state.contradict(entry, why)
        new.append(request)
      } else {
        spaces[request.space].hold(address, request.owner)
        state.keep(entry, kind: request.kind, pool: spaces[request.space].name)
      }
    }
    for kind in Self.kinds {
      for entry in state.stale(kind) {
        guard case .address(let address) = entry.value else { continue }
        stale[address] = Exhaustion.staleHolder(entry.entry.owner)
      }
    }
    new.sort { Decisions.precedes(($0.kind, $0.owner), ($1.kind, $1.owner)) }
    choose(new, &state)
  }

  private static let kinds: [Allocation.Kind] = [
    .backendAddress, .endpointAddress, .endpointIPv6Address, .probeAddress, .transitAddress,
  ]

  private mutating func choose(_ new: [Request], _ state: inout AllocationState) {
    var failed: [Int: [Request]] = [:]
    for request in new {
      guard let (address, skipped) = spaces[request.space].take(for: request.owner, stale: stale) else {
        failed[request.space, default: []].append(request)
        continue
      }
      let pool = spaces[request.space].name
      state.choose(
        request.kind, request.owner, .address(address), reason: "the lowest free address of \(pool)",
        pool: pool, skipped: skipped)
    }
    for (space, requests) in failed.sorted(by: { $0.key < $1.key }) {
      reportExhaustion(of: spaces[space], requests, &state)
    }
  }

  private func reportExhaustion(of space: AddressSpace, _ requests: [Request], _ state: inout AllocationState)
  {
    guard let first = requests.first else { return }
    let taken = space.taken(stale: stale)
    var facts = [
      "\(space.name) has \(Exhaustion.addresses(space.addressCount))",
      "the cloud reserves \(space.reservedCount) of them: the first \(state.profile.reservedFirst) and the "
        + "last \(state.profile.reservedLast)",
    ]
    if !taken.isEmpty {
      let names = taken.map { "\($0.address) \($0.holder)" }
      facts.append("the other \(taken.count) are taken: " + Exhaustion.listed(names))
    }
    facts.append("nothing is free, so \(requests.count) more cannot be had")
    facts.append(room(beside: space))
    state.report(
      Exhaustion(
        message: "\(space.name) has no free address for \(first.owner)", location: first.location,
        facts: facts,
        remedy: "name another subnet, or make this one larger (a smaller prefixLength)",
        isStaleInTheWay: taken.contains { Exhaustion.isStale($0.holder) },
        others: requests.dropFirst().map { ($0.owner, $0.location) }
      ).diagnostic)
  }

  /// Other subnets of the same VPC and family that have free addresses, as a fact.
  private func room(beside space: AddressSpace) -> String {
    let vpc = space.owner.split(separator: "/", maxSplits: 2).prefix(2).last.map(String.init) ?? ""
    // Counting asks for every kept address, so only a few subnets are looked at.
    let found = (spacesOfVPC[vpc] ?? []).lazy.map { spaces[$0] }
      .filter { $0.owner != space.owner && $0.range.family == space.range.family }
      .prefix(64)
      .compactMap { other -> String? in
        let free = other.freeCount(stale: stale)
        return free == 0 ? nil : "\(other.name) (\(free) free)"
      }
    return found.isEmpty
      ? "no other subnet of vpc/\(vpc) has room" : "room: " + Exhaustion.listed(Array(found))
  }

  private func reasonAgainst(_ address: IPAddress, _ request: Request) -> String? {
    let space = spaces[request.space]
    if !space.contains(address) { return "it lies outside \(space.name)" }
    if space.isReserved(address) { return "the cloud reserves it in \(space.name)" }
    return space.holder(of: address).map { "it belongs to \($0)" }
  }

  private mutating func add(_ range: Prefix, owner: String, vpc: String, profile: CloudProfile) -> Int {
    spaces.append(
      AddressSpace(
        owner: owner, range: range, reservedAtStart: profile.reservedFirst,
        reservedAtEnd: profile.reservedLast))
    subnetsOfVPC[vpc, default: PrefixMap()].insert(spaces.count - 1, for: range)
    spacesOfVPC[vpc, default: []].append(spaces.count - 1)
    return spaces.count - 1
  }

  private mutating func collect(
    _ kind: Allocation.Kind, _ owner: String, _ choice: Choice<Located<IPAddress>>, subnet: String?,
    adopted: String?, location: SourceLocation, _ state: inout AllocationState
  ) {
    if case .fixed(let address) = choice {
      state.fix(kind, owner, .address(address.value))
      return
    }
    state.want(kind, owner)
    if let adopted {
      state.reportMissing("its address", of: owner, why: adopted, at: location)
      return
    }
    let index = kind == .endpointIPv6Address ? indexByIPv6Subnet : indexBySubnet
    if let subnet, let space = index[subnet] {
      requests.append(Request(kind: kind, owner: owner, space: space, location: location))
    }
  }

  private mutating func collectEndpoints(_ state: inout AllocationState) {
    for endpoint in state.scenario.endpoints.sorted {
      let owner = "endpoint/\(endpoint.name.value)"
      let subnet = "subnet/\(endpoint.value.vpc.value)/\(endpoint.value.subnet.value)"
      let adopted = endpoint.value.existing.map { _ in "it is adopted" }
      collect(
        .endpointAddress, owner, endpoint.value.address, subnet: subnet, adopted: adopted,
        location: endpoint.name.location, &state)
      guard let ipv6 = endpoint.value.ipv6Address else { continue }
      collect(
        .endpointIPv6Address, owner, ipv6, subnet: subnet, adopted: adopted, location: endpoint.name.location,
        &state)
    }
  }

  private mutating func collectBackends(_ state: inout AllocationState) {
    for backend in AllocationBackend.all(state.scenario) {
      let owner = "backend/\(backend.name)"
      if case .auto = backend.value.address {
        // An adopted backend may do without: nothing is sent to its address.
        guard backend.value.kind.value == .lb, backend.value.id == nil else { continue }
        guard backend.vpc != nil, backend.subnet != nil else {
          state.want(.backendAddress, owner)
          state.reportMissing("a subnet", of: owner, why: "it is created there", at: backend.value.location)
          continue
        }
      }
      let subnet = backend.subnet.map { "subnet/\(backend.vpc ?? "")/\($0.value)" }
      collect(
        .backendAddress, owner, backend.value.address, subnet: subnet, adopted: nil,
        location: backend.value.location, &state)
    }
  }

  private mutating func collectTransits(_ state: inout AllocationState) {
    for service in state.scenario.endpointServices.sorted {
      for transit in service.value.transitAddresses.sorted {
        let owner = "endpoint-service/\(service.name.value)/transit/\(transit.name.value)"
        let adopted = service.value.existing.map { _ in "its service is adopted" }
        let subnet = transit.value.subnet ?? service.value.subnet
        if case .auto = transit.value.address, adopted == nil, subnet == nil {
          state.want(.transitAddress, owner)
          state.reportMissing("a subnet", of: owner, why: "it is created there", at: transit.name.location)
          continue
        }
        collect(
          .transitAddress, owner, transit.value.address,
          subnet: subnet.map { "subnet/\(service.value.vpc.value)/\($0.value)" }, adopted: adopted,
          location: transit.name.location, &state)
      }
    }
  }

  private mutating func collectProbes(_ state: inout AllocationState) {
    for directConnect in state.scenario.directConnects.sorted {
      guard let probe = AllocationProbe(directConnect.value, scenario: state.scenario) else { continue }
      collect(
        .probeAddress, "health-check/\(directConnect.name.value)", probe.source,
        subnet: "subnet/\(probe.vpc)/\(probe.subnet)", adopted: nil, location: probe.location, &state)
    }
  }
}
