import Addressing
import Diagnostics
import Scenario

/// An address that the scenario fixes cannot be had: it lies outside its subnet, is kept by the cloud, or taken.
enum ADR006UnusableAddress: Rule {
  static let metadata = RuleMetadata(
    code: "ADR006", name: "unusable-address",
    title: "a fixed address is outside its subnet, reserved or taken",
    severity: .error, profileKeys: [.reservedFirst, .reservedLast])

  private struct Place: Hashable {
    var vpc: String
    var address: IPAddress
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let uses = context.fixedAddresses()
    var findings: [Diagnostic] = []
    var suggestions = Suggestions(context: context, uses: uses)
    var holders: [Place: AddressUse] = [:]
    var unlisted = usedAddresses(context)
    for use in uses {
      if let problem = misplacement(of: use, context) {
        findings.append(
          finding(
            problem.message, at: use.address.location, help: suggestions.help(for: use),
            related: problem.related))
        continue
      }
      let place = Place(vpc: use.vpc, address: use.address.value)
      if let holder = holders[place] {
        guard holder.identity != use.identity else { continue }
        // The one to move is the one that can be moved.
        let (mover, stayer) = use.isExisting && !holder.isExisting ? (holder, use) : (use, holder)
        findings.append(
          finding(
            "\(mover.address.value) of \(mover.owner) is taken by \(stayer.owner)",
            at: mover.address.location, help: suggestions.help(for: mover),
            related: [Related(message: "taken here", location: stayer.address.location)]))
      } else {
        holders[place] = use
        if let listed = unlisted.removeValue(forKey: place), !use.isExisting {
          findings.append(
            finding(
              "\(use.address.value) of \(use.owner) is in use already", at: use.address.location,
              help: suggestions.help(for: use),
              related: [Related(message: "listed as used here", location: listed)]))
        }
      }
    }
    return findings
  }

  private static func usedAddresses(_ context: CheckContext) -> [Place: SourceLocation] {
    var places: [Place: SourceLocation] = [:]
    for vpc in context.scenario.vpcs {
      for subnet in vpc.value.subnets {
        for address in subnet.value.usedAddresses {
          places[Place(vpc: vpc.name.value, address: address.value)] = address.location
        }
      }
    }
    return places
  }

  private static func misplacement(
    of use: AddressUse, _ context: CheckContext
  ) -> (message: String, related: [Related])? {
    guard let vpc = context.scenario.vpcs[use.vpc] else { return nil }
    let address = use.address.value
    guard let name = use.subnet else {
      // Without a subnet only the VPC is known.
      guard !vpc.ranges.contains(where: { $0.value.contains(address) }),
        !context.vpcsWithStraySubnets.contains(use.vpc)
      else {
        return nil
      }
      return (
        "\(address) of \(use.owner) is not in VPC \(use.vpc)",
        [Related(message: "VPC \(use.vpc) has \(vpc.cidr.value)", location: vpc.cidr.location)]
      )
    }
    guard let subnet = vpc.subnets[name],
      let range = address.family == .ipv4 ? subnet.fixedCIDR : subnet.ipv6CIDR
    else {
      // The planner decides the subnet: it will lie inside the VPC.
      let ranges = vpc.ranges.filter { $0.value.family == address.family }
      guard !ranges.isEmpty, !ranges.contains(where: { $0.value.contains(address) }) else { return nil }
      return ("\(address) of \(use.owner) is not in VPC \(use.vpc)", [])
    }
    // A subnet outside its VPC is a finding of its own, and what lies outside the subnet follows from it.
    let parents = vpc.ranges.filter { $0.value.family == address.family }
    guard parents.isEmpty || parents.contains(where: { $0.value.contains(range.value) }) else { return nil }
    // So does what lies outside a subnet whose mask is refused.
    if address.family == .ipv4, subnet.existing == nil,
      !context.profile.subnetMask.contains(range.value.length)
    {
      return nil
    }
    let related = [
      Related(message: "subnet \(use.vpc).\(name) has \(range.value)", location: range.location)
    ]
    guard range.value.contains(address) else {
      return ("\(address) of \(use.owner) is not in its subnet \(range.value)", related)
    }
    guard !use.isExisting, ReservedAddresses(context.profile).contains(address, in: range.value) else {
      return nil
    }
    let profile = context.profile
    return (
      "\(address) of \(use.owner) is reserved: the cloud keeps the first \(profile.reservedFirst) and the "
        + "last \(profile.reservedLast) addresses of a subnet", related
    )
  }

  /// The next free address of each subnet, one after the other.
  private struct Suggestions {
    let context: CheckContext
    let uses: [AddressUse]
    private var pools: [Pool: AddressPool] = [:]
    private lazy var taken = Self.addresses(of: uses)

    private struct Pool: Hashable {
      var vpc: String
      var range: Prefix
    }

    init(context: CheckContext, uses: [AddressUse]) {
      self.context = context
      self.uses = uses
    }

    mutating func help(for use: AddressUse) -> String? {
      if use.isExisting { return "correct the address, or the subnet it is said to be in" }
      guard let name = use.subnet, let subnet = context.subnet(name, of: use.vpc),
        let range = use.address.value.family == .ipv4 ? subnet.fixedCIDR : subnet.ipv6CIDR
      else { return "write `address: auto` and let the planner choose" }
      let key = Pool(vpc: use.vpc, range: range.value)
      var pool = pools[key] ?? pool(range.value, of: subnet, in: use.vpc)
      let free = pool.take()
      pools[key] = pool
      guard let free else { return "subnet \(use.vpc).\(name) has no free address left; use another subnet" }
      return "take a free address, such as \(free), or write `address: auto`"
    }

    /// The addresses in use in each VPC.
    private static func addresses(of uses: [AddressUse]) -> [String: PrefixMap<Bool>] {
      var maps: [String: PrefixMap<Bool>] = [:]
      for use in uses {
        maps[use.vpc, default: PrefixMap()].insert(true, for: Prefix(use.address.value))
      }
      return maps
    }

    private mutating func pool(_ range: Prefix, of subnet: Subnet, in vpc: String) -> AddressPool {
      var pool = AddressPool(
        range: range, reserved: ReservedAddresses(context.profile).prefixes(in: range))
      for entry in taken[vpc]?.entries(within: range) ?? [] { _ = pool.reserve(entry.prefix.first) }
      for address in subnet.usedAddresses { _ = pool.reserve(address.value) }
      return pool
    }
  }
}
