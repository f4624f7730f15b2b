import Addressing
public import Diagnostics
public import Scenario

/// Decides every address, VLAN, number and name that a scenario leaves open.
///
/// Deterministic: names are taken in sorted order, so the order of declarations in the file plays no part. Stable:
/// what the lock file keeps stays while it fits the scenario, whatever is added around it. For each kind the scenario's
/// own values come first, then the lock file's, then new ones at the lowest free place. These orders are a file
/// format, because lock files rest on them: a change would move the decisions of everyone who has none.
public enum Allocator {
  /// Decides.
  ///
  /// The value is always there and holds what could be decided. Found on the way: `ADR009` a pool is exhausted,
  /// `ADR006` a subnet cannot be placed around its fixed addresses, `FMT006` something adopted lacks a value that
  /// nobody may invent, `NAM004` no name can be derived, `LCK002` a lock entry gave way to the scenario, `LCK003`
  /// entries that the scenario does not ask for. What follows from a fault already reported, by the decoder or here,
  /// is left undecided and not reported again.
  ///
  /// Costs n log n in the number of things to decide.
  public static func decide(scenario: Scenario, profile: CloudProfile, lock: LockFile? = nil) -> Checked<
    Decisions
  > {
    var state = AllocationState(scenario: scenario, profile: profile, lock: lock)
    let domains = OccupiedDomains(scenario)
    let pins = PinnedAddresses(scenario)
    let everywhere = Obstacles()
    for prefix in profile.endpointNAT.prefixes { everywhere.add(prefix, "the range of endpoint traffic") }
    for prefix in profile.forbiddenRanges.prefixes { everywhere.add(prefix, "a forbidden range") }
    for prefix in profile.systemRoutes { everywhere.add(prefix, "a system route of every VPC") }

    LinkAllocator.occupyFixedLinks(scenario, domains)
    var subnets = SubnetAllocator(pins: pins, everywhere: everywhere, scenario: scenario)
    subnets.decide(&state, domains)
    var addresses = AddressAllocator(state, subnets: Decisions(state.decisions), pins: pins)
    addresses.decide(&state)
    for family in AddressFamily.allCases {
      var links = LinkAllocator(family: family, everywhere: everywhere)
      links.decide(&state, domains)
    }
    NumberAllocator.decideVLANs(&state)
    NumberAllocator.decideASNs(&state)
    var names = NameAllocator(profile)
    names.decide(&state)
    state.reportStaleEntries()
    return Checked(Decisions(state.decisions), diagnostics: state.diagnostics)
  }
}
