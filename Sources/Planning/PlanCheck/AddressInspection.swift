import Addressing
import Diagnostics
import Scenario

extension Inspection {
  /// Every address lies in its subnet, is not reserved, and nobody else in the VPC has it.
  mutating func inspectAddresses(usedAddresses scenario: Scenario) {
    var subnets: [String: PlannedSubnet] = [:]
    for vpc in plan.vpcs {
      for subnet in vpc.subnets { subnets[ResourceID.subnet(vpc: vpc.name, subnet.name)] = subnet }
    }
    let holders = addressHolders()
    for holder in holders {
      guard let subnet = subnets[ResourceID.subnet(vpc: holder.vpc, holder.subnet)] else { continue }
      inspect(holder, in: subnet)
    }

    // Sorting by VPC and number puts two holders of one address side by side.
    var claims = holders.filter { !$0.isShared }.map { Claim($0.id, $0.vpc, $0.address, $0.location) }
    claims += sharedClaims()
    claims += usedClaims(of: scenario)
    claims.sort { $0.order < $1.order }
    for (earlier, later) in zip(claims, claims.dropFirst())
    where earlier.vpc == later.vpc && earlier.address == later.address && earlier.id != later.id {
      report("\(earlier.id) and \(later.id) both have \(later.address)", at: later.location)
    }
  }

  /// Something of the plan that has an address of a subnet.
  private struct Holder {
    var id: String
    var vpc: String
    var subnet: String
    var address: IPAddress
    var isAdopted: Bool
    /// Whether others may have the address too: two backends can be the same instance.
    var isShared = false
    var location: SourceLocation
  }

  /// That somebody has an address.
  private struct Claim {
    var id: String
    var vpc: String
    var address: IPAddress
    var location: SourceLocation?

    init(_ id: String, _ vpc: String, _ address: IPAddress, _ location: SourceLocation?) {
      self.id = id
      self.vpc = vpc
      self.address = address
      self.location = location
    }

    var order: (String, Int, UInt128, String) { (vpc, address.family.bitWidth, address.bits, id) }
  }

  private func addressHolders() -> [Holder] {
    var holders: [Holder] = []
    holders.reserveCapacity(plan.endpoints.count)
    for endpoint in plan.endpoints {
      for address in [endpoint.address, endpoint.ipv6Address].compactMap({ $0 }) {
        holders.append(
          Holder(
            id: ResourceID.endpoint(endpoint.name), vpc: endpoint.vpc, subnet: endpoint.subnet,
            address: address, isAdopted: endpoint.existing != nil, location: endpoint.location))
      }
    }
    for service in plan.services {
      for transit in service.transits {
        holders.append(
          Holder(
            id: ResourceID.transit(service: service.name, transit.name), vpc: service.vpc,
            subnet: transit.subnet, address: transit.address, isAdopted: service.existing != nil,
            location: transit.location))
      }
    }
    for backend in plan.backends {
      guard let subnet = backend.subnet, let address = backend.address else { continue }
      holders.append(
        Holder(
          id: ResourceID.backend(backend.name), vpc: backend.vpc, subnet: subnet, address: address,
          isAdopted: backend.existing != nil, isShared: backend.existing != nil, location: backend.location))
    }
    for directConnect in plan.directConnects {
      guard let check = directConnect.healthCheck else { continue }
      holders.append(
        Holder(
          id: ResourceID.healthCheck(directConnect: directConnect.name), vpc: check.vpc,
          subnet: check.subnet, address: check.source, isAdopted: false, location: check.location))
    }
    return holders
  }

  /// Instances that may stand behind several backends: one claim for each address, whoever has it.
  private func sharedClaims() -> [Claim] {
    var claims: [String: Claim] = [:]
    for backend in plan.backends {
      if backend.existing != nil, let address = backend.address {
        claims["\(backend.vpc) \(address)"] = Claim(
          "an adopted backend", backend.vpc, address, backend.location)
      }
      for target in backend.targets {
        claims["\(backend.vpc) \(target.address)"] = Claim(
          "a server", backend.vpc, target.address, target.location)
      }
    }
    return claims.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Addresses that the scenario says are in use. An adopted endpoint or backend may be the one that uses it.
  private func usedClaims(of scenario: Scenario) -> [Claim] {
    var adopted: Set<String> = []
    for endpoint in plan.endpoints where endpoint.existing != nil {
      adopted.insert("\(endpoint.vpc) \(endpoint.address)")
    }
    for backend in plan.backends {
      if backend.existing != nil, let address = backend.address {
        adopted.insert("\(backend.vpc) \(address)")
      }
      for target in backend.targets { adopted.insert("\(backend.vpc) \(target.address)") }
    }
    var claims: [Claim] = []
    for vpc in scenario.vpcs {
      for subnet in vpc.value.subnets {
        for used in Set(subnet.value.usedAddresses) where !adopted.contains("\(vpc.name.value) \(used.value)")
        {
          claims.append(Claim("an address in use", vpc.name.value, used.value, used.location))
        }
      }
    }
    return claims
  }

  private mutating func inspect(_ holder: Holder, in subnet: PlannedSubnet) {
    guard let range = holder.address.family == .ipv4 ? subnet.cidr : subnet.ipv6CIDR else { return }
    let span = Span(range, party: holder.id, location: holder.location)
    guard span.contains(holder.address) else {
      report("\(holder.id) has \(holder.address) outside its subnet \(range)", at: holder.location)
      return
    }
    guard !holder.isAdopted else { return }
    let fromStart = holder.address.bits - span.first
    let fromEnd = span.last - holder.address.bits
    let end = holder.address.family == .ipv4 ? profile.reservedLast : 0
    if fromStart < UInt128(profile.reservedFirst) || fromEnd < UInt128(end) {
      report("\(holder.id) has \(holder.address), which is reserved in \(range)", at: holder.location)
    }
  }
}
