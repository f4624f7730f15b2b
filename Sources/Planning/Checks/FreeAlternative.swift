import Addressing
import Scenario

/// Finds a range that clashes with nothing in a routing domain, for the help of a diagnostic.
///
/// Built only when something clashes. The same question has the same answer, so answers are kept: a thousand
/// clashes do not cost a thousand searches.
struct FreeAlternative {
  private let context: CheckContext
  private let freeOfRouted: PrefixSet
  private let freeOfAll: PrefixSet
  private var kept: [Question: Prefix?] = [:]

  private struct Question: Hashable {
    var universe: [Prefix]
    var length: Int
    var avoidsVPCRanges: Bool
  }

  init(claims: DomainClaims, context: CheckContext) {
    self.context = context
    let unusable = context.profile.forbiddenRanges.union(context.endpointNAT)
    let routed = PrefixSet((claims.routed + claims.local).map(\.prefix)).union(unusable)
    freeOfRouted = routed.complement()
    freeOfAll = routed.union(PrefixSet(claims.vpcRanges.map(\.prefix))).complement()
  }

  /// What to write instead of one of two clashing claims: a subnet moves inside its VPC, a link inside its
  /// pool, a VPC elsewhere in private space, and a site translates. What exists already does not move.
  mutating func help(_ one: AddressClaim, _ other: AddressClaim) -> String? {
    // Of two that move as easily, the later one does: the finding stands there.
    let candidates = Self.rank(one) < Self.rank(other) ? [one, other] : [other, one]
    let isInsideVPCs = candidates.allSatisfy { if case .vpc = $0.party { true } else { false } }
    for claim in candidates where !claim.isExisting {
      // Moving a subnet inside its VPC does not part the VPC from a site or a link.
      let help =
        claim.kind == .subnet && !isInsideVPCs ? help(movingVPCOf: claim) : help(moving: claim)
      if let help { return help }
    }
    return nil
  }

  private static func rank(_ claim: AddressClaim) -> Int {
    switch claim.kind {
    case .link: 0
    case .subnet: 1
    case .vpcRange: 2
    case .visible: 3
    case .inner, .hidden, .announced, .extra: 4
    }
  }

  /// What to write instead of one claim, if it can move.
  mutating func help(moving claim: AddressClaim) -> String? {
    let scenario = context.scenario
    switch claim.kind {
    case .subnet:
      guard case .vpc(let name) = claim.party, let vpc = scenario.vpcs[name] else { return nil }
      let ranges = vpc.ranges.map(\.value)
      if let free = free(claim.prefix, in: ranges, avoidsVPCRanges: false) {
        return "give \(claim.owner) a free range, such as \(free), or `prefixLength: \(free.length)`"
          + " and let the planner choose"
      }
      return help(movingVPCOf: claim)
    case .link:
      guard case .line(let directConnect, _) = claim.party else { return nil }
      let own = scenario.directConnects[directConnect]?.interconnectPool.map(\.value) ?? []
      let pool = own.isEmpty ? context.profile.interconnectPool : own
      guard let free = free(claim.prefix, in: pool, avoidsVPCRanges: true) else { return nil }
      return "give \(claim.owner) a free link, such as \(free), or `interconnect: auto`"
    case .vpcRange:
      guard let free = privateRange(like: claim.prefix) else { return nil }
      return "give \(claim.owner) a free range, such as \(free)"
    case .visible:
      guard let free = privateRange(like: claim.prefix) else { return nil }
      return "let the edge routers of \(claim.owner) translate to a free range: `sourceNAT: [\(free)]`"
    case .announced, .inner, .hidden, .extra:
      return nil
    }
  }

  private mutating func help(movingVPCOf claim: AddressClaim) -> String? {
    guard case .vpc(let name) = claim.party, let vpc = context.scenario.vpcs[name], vpc.existing == nil,
      let range = vpc.ranges.map(\.value).first(where: { $0.overlaps(claim.prefix) }),
      let free = privateRange(like: range)
    else { return nil }
    return "give VPC \(name) a free range, such as \(free), and its subnets ranges inside it"
  }

  private mutating func privateRange(like prefix: Prefix) -> Prefix? {
    free(prefix, in: context.profile.vpcRanges.prefixes, avoidsVPCRanges: true)
  }

  private mutating func free(_ prefix: Prefix, in universe: [Prefix], avoidsVPCRanges: Bool) -> Prefix? {
    let universe = universe.filter { $0.family == prefix.family }
    let question = Question(universe: universe, length: prefix.length, avoidsVPCRanges: avoidsVPCRanges)
    if let answer = kept[question] { return answer }
    let space = avoidsVPCRanges ? freeOfAll : freeOfRouted
    var answer: Prefix?
    for range in universe where answer == nil && range.length <= prefix.length {
      answer = space.firstFree(length: prefix.length, in: range)
    }
    kept[question] = .some(answer)
    return answer
  }
}
