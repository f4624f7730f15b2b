import Addressing
import Diagnostics
import Scenario

/// What access lists of endpoints stand for. Equal lists are worked out once, as endpoints by the thousand have the
/// same.
struct AccessLists {
  /// A list, resolved.
  struct List: Sendable {
    /// The addresses that are certainly on it.
    var known = PrefixSet()
    /// Where further addresses lie that the planner decides.
    var unknown = PrefixSet()
    /// The names on it.
    var names: Set<String> = []
    /// The VPCs of which it names something, by name.
    var vpcs: Set<String> = []
    /// Whether a name on it does not resolve.
    var isBroken = false

    /// Whether there is nothing on it.
    var isEmpty: Bool { known.isEmpty && unknown.isEmpty && !isBroken }
  }

  private let context: CheckContext
  private var lists: [[AddressSource]: List] = [:]

  init(_ context: CheckContext) { self.context = context }

  /// The list of an endpoint; nil when it has none.
  mutating func list(of endpoint: Endpoint) -> List? { endpoint.allow.map { list($0) } }

  mutating func list(_ sources: [Located<AddressSource>]) -> List {
    let key = sources.map(\.value)
    if let known = lists[key] { return known }
    var list = List()
    var known: [Prefix] = []
    for source in key {
      guard let resolved = context.resolve(source) else {
        list.isBroken = true
        continue
      }
      known += resolved.prefixes.prefixes
      if case .reference(let name) = source {
        list.names.insert(name)
        if let vpc = context.vpcName(of: name) { list.vpcs.insert(vpc) }
      }
      if !resolved.isComplete { list.unknown = list.unknown.union(context.surroundings(of: source)) }
    }
    list.known = PrefixSet(known)
    lists[key] = list
    return list
  }
}

extension CheckContext {
  /// The VPC that a name stands for, or stands for a part of: `hub-vpc`, `hub-vpc.apps`. Nil for anything else.
  func vpcName(of name: String) -> String? {
    if scenario.vpcs[name] != nil { return name }
    for index in name.indices where name[index] == "." {
      let vpc = String(name[..<index])
      if scenario.vpcs[vpc]?.subnets[String(name[name.index(after: index)...])] != nil { return vpc }
    }
    return nil
  }

  /// Where addresses lie that a source stands for and that the planner decides: in the VPC, or anywhere in IPv6 as
  /// long as the VPC has no range there.
  func surroundings(of source: AddressSource) -> PrefixSet {
    guard case .reference(let name) = source,
      let vpc = (vpcName(of: name) ?? scenario.endpoints[name]?.vpc.value).flatMap({ scenario.vpcs[$0] })
    else { return PrefixSet() }
    let ranges = PrefixSet(vpc.ranges.map(\.value))
    return vpc.ipv6CIDR == nil ? ranges.union([.allIPv6]) : ranges
  }
}
