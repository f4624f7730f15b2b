public import Addressing
public import Scenario

/// The addresses that a source stands for.
public struct ResolvedSource: Sendable, Hashable {
  /// What is known of them.
  public var prefixes: PrefixSet
  /// Whether that is all: a subnet or an endpoint whose addresses the planner decides is not known yet.
  public var isComplete: Bool

  /// Joins the parts.
  public init(prefixes: PrefixSet, isComplete: Bool = true) {
    self.prefixes = prefixes
    self.isComplete = isComplete
  }
}

extension CheckContext {
  /// From where a site is looked at.
  public enum View: Sendable {
    /// From the cloud, behind the site's source NAT.
    case cloud
    /// From the site itself, before source NAT.
    case site
  }

  /// The addresses that a source stands for; nil when a name does not resolve.
  ///
  /// A name is a site, a VPC (`hub-vpc`), a subnet (`hub-vpc.apps`) or an endpoint, in this order.
  public func resolve(_ source: AddressSource, from view: View = .cloud) -> ResolvedSource? {
    switch source {
    case .prefix(let prefix): return ResolvedSource(prefixes: PrefixSet(prefix))
    case .any: return ResolvedSource(prefixes: [.allIPv4, .allIPv6])
    case .endpointNAT: return ResolvedSource(prefixes: endpointNAT)
    case .reference(let name):
      if let site = scenario.sites[name] {
        let prefixes = view == .cloud ? site.visiblePrefixes : site.prefixes
        return ResolvedSource(prefixes: PrefixSet(prefixes.map(\.value)))
      }
      if let vpc = scenario.vpcs[name] {
        return ResolvedSource(
          prefixes: PrefixSet(vpc.ranges.map(\.value)),
          isComplete: vpc.ipv6?.value != true || vpc.ipv6CIDR != nil)
      }
      if let (vpc, subnet) = subnetReference(name) { return resolve(subnet, of: vpc) }
      if let endpoint = scenario.endpoints[name] { return resolve(endpoint) }
      return nil
    }
  }

  /// The VPC and the subnet that `vpc.subnet` names. Both names may hold dots, so every dot is tried.
  public func subnetReference(_ name: String) -> (vpc: VPC, subnet: Subnet)? {
    for index in name.indices where name[index] == "." {
      if let vpc = scenario.vpcs[String(name[..<index])],
        let subnet = vpc.subnets[String(name[name.index(after: index)...])]
      {
        return (vpc, subnet)
      }
    }
    return nil
  }

  private func resolve(_ subnet: Subnet, of vpc: VPC) -> ResolvedSource {
    var prefixes: [Prefix] = []
    var isComplete = true
    if case .cidr(let cidr) = subnet.range { prefixes.append(cidr.value) } else { isComplete = false }
    if let cidr = subnet.ipv6CIDR {
      prefixes.append(cidr.value)
    } else if subnet.ipv6?.value == true {
      isComplete = false
    }
    return ResolvedSource(prefixes: PrefixSet(prefixes), isComplete: isComplete)
  }

  private func resolve(_ endpoint: Endpoint) -> ResolvedSource {
    var prefixes: [Prefix] = []
    var isComplete = true
    for choice in [endpoint.address, endpoint.ipv6Address].compactMap({ $0 }) {
      if let address = choice.fixed { prefixes.append(Prefix(address.value)) } else { isComplete = false }
    }
    return ResolvedSource(prefixes: PrefixSet(prefixes), isComplete: isComplete)
  }
}

extension VPC {
  /// All ranges of the VPC that are written down, IPv4 first.
  var ranges: [Located<Prefix>] { [cidr] + secondaryCIDRs + [ipv6CIDR].compactMap { $0 } }
}

extension Subnet {
  /// The IPv4 range, when the scenario decides it.
  var fixedCIDR: Located<Prefix>? {
    if case .cidr(let cidr) = range { cidr } else { nil }
  }

  /// The ranges that are written down, IPv4 first.
  var fixedRanges: [Located<Prefix>] { [fixedCIDR, ipv6CIDR].compactMap { $0 } }
}
