import Addressing
import Scenario

/// Finds the ranges that stand behind the names of filters and access lists.
struct SourceResolver {
  /// From where a site is looked at.
  enum View {
    /// From the cloud: a site that translates its addresses shows the translated ones.
    case cloud
    /// From inside the site, before any translation.
    case site
  }

  private let scenario: Scenario
  private let endpointNAT: [Prefix]
  private let decisions: Decisions

  init(scenario: Scenario, profile: CloudProfile, decisions: Decisions) {
    self.scenario = scenario
    self.decisions = decisions
    endpointNAT = profile.endpointNAT.prefixes
  }

  /// The ranges of a source, sorted, each once; empty for a name that the scenario does not know.
  ///
  /// - Parameter ipv6: whether the place that asks carries IPv6. Without it only IPv4 ranges are given, except
  ///   for a prefix that is written out.
  func prefixes(of source: AddressSource, view: View = .cloud, ipv6: Bool) -> [Prefix] {
    let all: [Prefix]
    switch source {
    case .prefix(let prefix): return [prefix]
    case .any: all = [.allIPv4, .allIPv6]
    case .endpointNAT: all = endpointNAT
    case .reference(let name): all = prefixes(named: name, view: view)
    }
    return all.filter { ipv6 || $0.family == .ipv4 }.sortedUnique()
  }

  private func prefixes(named name: String, view: View) -> [Prefix] {
    if let site = scenario.sites[name] {
      return (view == .cloud ? site.visiblePrefixes : site.prefixes).map(\.value)
    }
    if let vpc = scenario.vpcs[name] {
      return [vpc.cidr.value] + vpc.secondaryCIDRs.map(\.value) + [vpc.ipv6CIDR?.value].compactMap { $0 }
    }
    if scenario.endpoints[name] != nil {
      return [decisions.endpointAddress(name), decisions.endpointIPv6Address(name)]
        .compactMap { $0 }.map { Prefix($0) }
    }
    // `vpc.subnet`; either part may contain dots.
    for dot in name.indices where name[dot] == "." {
      let (vpc, subnet) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
      guard scenario.vpcs[vpc]?.subnets[subnet] != nil else { continue }
      return [decisions.subnet(vpc: vpc, name: subnet), decisions.subnetIPv6(vpc: vpc, name: subnet)]
        .compactMap { $0 }
    }
    return []
  }
}

extension Sequence where Element: Comparable {
  /// Sorted, each element once.
  func sortedUnique() -> [Element] {
    var unique: [Element] = []
    for element in sorted() where unique.last != element { unique.append(element) }
    return unique
  }
}
