import Addressing
import Diagnostics
import Scenario

/// Two ranges of one routing domain overlap.
///
/// Prefixes nest or are disjoint, so a sweep in the order of their first addresses needs only the stack of those
/// that are still open: n log n for the sorting.
enum ADR002OverlappingRanges: Rule {
  static let metadata = RuleMetadata(
    code: "ADR002", name: "overlapping-ranges", title: "two ranges of one routing domain overlap",
    severity: .error, profileKeys: [.interconnectPool])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for claims in context.claims {
      let clashes =
        clashesOfEquals(claims.routed) + clashesWithVPCs(of: claims) + clashesBehindNAT(of: claims)
      if clashes.isEmpty { continue }
      var alternative = FreeAlternative(claims: claims, context: context)
      for clash in clashes {
        findings.append(finding(clash, help: alternative.help(clash.first, clash.second)))
      }
    }
    for vpc in context.scenario.vpcs { findings += check(vpc, context) }
    return findings
  }

  /// Two claims that overlap, in the order of the file.
  struct Clash {
    var first: AddressClaim
    var second: AddressClaim
    /// Further parties of the same clash.
    var others: [AddressClaim] = []

    init(_ one: AddressClaim, _ other: AddressClaim) {
      (first, second) = one.location <= other.location ? (one, other) : (other, one)
    }
  }

  /// Site against site, subnet against subnet of another VPC, link against anything but a VPC. Sites and links
  /// against VPCs follow apart, so that one wrong range gives one finding for each VPC, not one for each subnet.
  private static func clashesOfEquals(_ claims: [AddressClaim]) -> [Clash] {
    var clashes: [Clash] = []
    var open: [AddressClaim] = []
    for claim in claims.sorted(by: sweepOrder) {
      while let top = open.last, !top.prefix.contains(claim.prefix) { open.removeLast() }
      if let twin = open.last(where: { $0.prefix == claim.prefix && $0.party == claim.party }),
        twin.kind == claim.kind
      {
        clashes.append(Clash(twin, claim))
        continue
      }
      if let other = open.last(where: { isClash($0, claim) }) { clashes.append(Clash(other, claim)) }
      open.append(claim)
    }
    return clashes
  }

  private static func sweepOrder(_ left: AddressClaim, _ right: AddressClaim) -> Bool {
    left.prefix == right.prefix ? left.location < right.location : left.prefix < right.prefix
  }

  private static func isClash(_ one: AddressClaim, _ other: AddressClaim) -> Bool {
    guard one.party != other.party else { return false }
    switch (one.party, other.party) {
    case (.vpc, .vpc): return true
    case (.vpc, _), (_, .vpc): return false
    default: return true
    }
  }

  /// Site ranges and links against the VPCs, and the ranges that attachments announce against sites and links.
  private static func clashesWithVPCs(of domain: DomainClaims) -> [Clash] {
    let vpcClaims = domain.vpcRanges + domain.routed.filter { $0.kind == .subnet || $0.kind == .extra }
    let map = ClaimMap(vpcClaims)
    var clashes: [Clash] = []
    for claim in domain.routed {
      if case .vpc = claim.party { continue }
      let overlapping = map.claims(overlapping: claim.prefix)
      guard !overlapping.isEmpty else { continue }
      // One finding for each range: against the first VPC, at its subnet if the clash concerns just one.
      let vpcs = Dictionary(grouping: overlapping, by: \.party)
      let ordered = vpcs.values.compactMap(mostTelling).sorted { $0.location < $1.location }
      guard let first = ordered.first else { continue }
      var clash = Clash(claim, first)
      clash.others = Array(ordered.dropFirst())
      clashes.append(clash)
    }
    return clashes
  }

  /// The claim of a VPC that says most about a clash: its only subnet concerned, or its range.
  private static func mostTelling(_ claims: [AddressClaim]) -> AddressClaim? {
    let subnets = claims.filter { $0.kind == .subnet }
    if let only = subnets.first, subnets.count == 1 { return only }
    return claims.first { $0.kind == .vpcRange } ?? claims.first
  }

  /// A site whose source NAT hides its ranges from the cloud still cannot reach what has the same addresses.
  private static func clashesBehindNAT(of domain: DomainClaims) -> [Clash] {
    let inner = domain.local.filter { $0.kind == .inner }
    if inner.isEmpty { return [] }
    let map = ClaimMap(domain.routed.filter { $0.kind == .subnet || $0.kind == .extra })
    return inner.compactMap { claim in map.first(overlapping: claim.prefix).map { Clash(claim, $0) } }
  }

  /// The ranges of a VPC, and its subnets, attached or not.
  private static func check(
    _ vpc: NamedMap<VPC>.Entry, _ context: CheckContext
  ) -> [Diagnostic] {
    let name = vpc.name.value
    let ranges = vpc.value.ranges.map { range in
      AddressClaim(
        prefix: range.value, party: .vpc(name), kind: .vpcRange, name: name,
        isExisting: vpc.value.existing != nil, location: range.location)
    }
    let subnets = vpc.value.subnets.flatMap { subnet in
      subnet.value.fixedRanges.map { range in
        AddressClaim(
          prefix: range.value, party: .vpc("\(name).\(subnet.name.value)"), kind: .subnet,
          name: "\(name).\(subnet.name.value)", isExisting: subnet.value.existing != nil,
          location: range.location)
      }
    }
    var clashes: [Clash] = []
    for claims in [ranges, subnets] {
      var open: [AddressClaim] = []
      for claim in claims.sorted(by: sweepOrder) {
        while let top = open.last, !top.prefix.contains(claim.prefix) { open.removeLast() }
        if let top = open.last { clashes.append(Clash(top, claim)) }
        open.append(claim)
      }
    }
    if clashes.isEmpty { return [] }
    let room = PrefixSet(ranges.map(\.prefix)).subtracting(PrefixSet(subnets.map(\.prefix)))
    var suggestions = FreeSubnets(free: room)
    return clashes.map { clash in
      let isSubnet = clash.second.kind == .subnet
      return finding(
        clash,
        help: isSubnet
          ? suggestions.help(for: clash.second, of: name) : "list only ranges that do not overlap")
    }
  }

  /// Free ranges of a VPC for subnets that clash, each suggested once. Every search is linear in what is free, so only
  /// the first few subnets get one.
  private struct FreeSubnets {
    var free: PrefixSet
    private var searches = 0

    init(free: PrefixSet) { self.free = free }

    mutating func help(for claim: AddressClaim, of vpc: String) -> String {
      let length = claim.prefix.length
      searches += 1
      guard searches <= 16 else {
        return "give \(claim.owner) a free range, or `prefixLength: \(length)` and let the planner choose"
      }
      guard let taken = free.takeFree(length: length, family: claim.prefix.family) else {
        return "VPC \(vpc) has no other /\(length); make the subnets smaller or add a secondary range"
      }
      free = taken.rest
      return "give \(claim.owner) a free range, such as \(taken.prefix)"
    }
  }

  private static func finding(_ clash: Clash, help: String?) -> Diagnostic {
    let (first, second) = (clash.first, clash.second)
    let message: String
    if first.party == second.party, first.kind == second.kind, first.prefix == second.prefix {
      message = "\(second.owner) has \(second.prefix) twice"
    } else if first.prefix == second.prefix {
      message = "\(second.owner) and \(first.owner) both have \(second.prefix)"
    } else {
      message = "\(second.prefix) of \(second.owner) overlaps \(first.prefix) of \(first.owner)"
    }
    var related = [Related(message: first.use, location: first.location)]
    related += clash.others.prefix(3).map {
      Related(message: "so does this: \($0.use)", location: $0.location)
    }
    return finding(message, at: second.location, help: help, related: related)
  }
}
