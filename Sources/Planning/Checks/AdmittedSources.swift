import Addressing
import Diagnostics
import Scenario

/// What the security groups of a server do with certain sources.
///
/// Groups are stateful, so that answers need no rule. Inside a group the rule of the lowest priority number decides,
/// a drop before an accept of the same priority, and what no rule speaks of is dropped. Of several groups on one
/// network interface, one that accepts is enough.
struct AdmittedSources {
  /// What is dropped of the sources.
  struct Gap: Hashable {
    var sources: PrefixSet
    /// The drop rule that decides, if one does; otherwise no rule speaks of the sources.
    var drop: Drop?
  }

  /// A rule that drops.
  struct Drop: Hashable {
    var group: String
    var priority: Int
    var location: SourceLocation
  }

  private struct Group {
    var name: String
    /// The rules that speak of any of the sources, in the order of evaluation.
    var rules: [(rule: FilterRule, coversAll: Bool)]
  }

  private let required: PrefixSet
  private let groups: [Group]
  private var known: [TransportPort: Gap?] = [:]

  /// - Parameters:
  ///   - required: the sources in question.
  ///   - groups: the groups of one network interface.
  init(_ required: PrefixSet, _ groups: [ResolvedSecurityGroup], _ context: CheckContext) {
    self.required = required
    self.groups = groups.map { group in
      let rules = context.ingressRules(of: group.group).compactMap { rule -> (FilterRule, Bool)? in
        guard let sources = rule.sources else { return (rule, true) }
        return sources.overlaps(required) ? (rule, required.isSubset(of: sources)) : nil
      }
      return Group(name: group.fullName, rules: rules.map { (rule: $0.0, coversAll: $0.1) })
    }
  }

  /// What of the sources does not get to a port; nil when all do. Each port is worked out once: linear in the rules,
  /// of which the cloud takes some fifty.
  mutating func gap(_ port: TransportPort) -> Gap? {
    if let gap = known[port] { return gap }
    let gap = workOut(port)
    known[port] = .some(gap)
    return gap
  }

  private func workOut(_ port: TransportPort) -> Gap? {
    var dropped = required
    var drop: Drop?
    for group in groups {
      let rules = group.rules.filter {
        $0.rule.speaks(of: port.transport) && $0.rule.ports?.contains(port.port) ?? true
      }
      // Most often the first rule decides for all.
      if let first = rules.first, first.coversAll, first.rule.action == .accept { return nil }
      var open = required
      var accepted = PrefixSet()
      var drops: [(rule: FilterRule, sources: PrefixSet)] = []
      for (rule, coversAll) in rules {
        let matched = coversAll ? open : open.intersection(rule.sources ?? PrefixSet())
        guard !matched.isEmpty else { continue }
        if rule.action == .accept {
          accepted = accepted.union(matched)
        } else {
          drops.append((rule, matched))
        }
        open = open.subtracting(matched)
        if open.isEmpty { break }
      }
      dropped = dropped.subtracting(accepted)
      if dropped.isEmpty { return nil }
      if drop == nil, let decisive = drops.first(where: { $0.sources.overlaps(dropped) }) {
        drop = Drop(
          group: group.name, priority: decisive.rule.priority, location: decisive.rule.location)
      }
    }
    return Gap(sources: dropped, drop: drop)
  }
}
