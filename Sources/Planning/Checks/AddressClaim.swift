import Addressing
import Diagnostics
import Scenario

/// A range that somebody uses inside a routing domain, with the words for it.
struct AddressClaim: Sendable, Hashable {
  /// Who uses it. Ranges of one party may nest.
  enum Party: Sendable, Hashable {
    case site(String)
    case vpc(String)
    case line(directConnect: String, line: String)
  }

  /// In which way it is used.
  enum Kind: Sendable, Hashable {
    /// A site's range as the cloud sees it.
    case visible
    /// A range that a site announces.
    case announced
    /// A site's own range behind its source NAT: the cloud never sees it, the site's hosts do.
    case inner
    /// A range that site hosts use without listing it.
    case hidden
    /// A range of a VPC.
    case vpcRange
    /// An attached subnet.
    case subnet
    /// A further range that an attachment announces to the site.
    case extra
    /// A line's link.
    case link
  }

  var prefix: Prefix
  var party: Party
  var kind: Kind
  /// The name in the scenario, such as `hub-vpc.sub-vpce`.
  var name: String
  /// Whether it exists already, so that it cannot be given another range.
  var isExisting = false
  var location: SourceLocation

  /// `site hq`, `subnet hub-vpc.sub-vpce`.
  var owner: String {
    switch kind {
    case .visible, .announced, .inner, .hidden: "site \(name)"
    case .vpcRange: "VPC \(name)"
    case .subnet: "subnet \(name)"
    case .extra: "attachment \(name)"
    case .link: "line \(name)"
    }
  }

  /// What a related place says.
  var use: String {
    switch kind {
    case .visible: "site \(name) uses \(prefix)"
    case .announced: "site \(name) announces \(prefix)"
    case .inner: "hosts of site \(name) have \(prefix) behind the source NAT"
    case .hidden: "hosts of site \(name) use \(prefix)"
    case .vpcRange: "VPC \(name) has \(prefix)"
    case .subnet: "subnet \(name) has \(prefix)"
    case .extra: "attachment \(name) announces \(prefix)"
    case .link: "line \(name) has the link \(prefix)"
    }
  }
}

/// All ranges in use in one routing domain.
struct DomainClaims: Sendable {
  /// What must be unambiguous in the whole domain: visible and announced site ranges, attached subnets, extra
  /// ranges and links.
  var routed: [AddressClaim] = []
  /// The ranges of the VPCs.
  var vpcRanges: [AddressClaim] = []
  /// What only the hosts of a site see: ranges behind source NAT and hidden ones.
  var local: [AddressClaim] = []

  /// Collects the claims of one domain: linear in its parts.
  init(of domain: RoutingDomains.Domain, in scenario: Scenario) {
    for name in domain.sites {
      if let site = scenario.sites[name] { collect(site, name: name) }
    }
    for name in domain.vpcs {
      guard let vpc = scenario.vpcs[name] else { continue }
      for range in vpc.ranges {
        vpcRanges.append(
          AddressClaim(
            prefix: range.value, party: .vpc(name), kind: .vpcRange, name: name,
            isExisting: vpc.existing != nil, location: range.location))
      }
    }
    var attached: Set<String> = []
    var extras: Set<Prefix> = []
    for name in domain.directConnects {
      guard let directConnect = scenario.directConnects[name] else { continue }
      for range in directConnect.advertise ?? [] {
        routed.append(
          AddressClaim(
            prefix: range.value, party: .site(directConnect.site.value), kind: .announced,
            name: directConnect.site.value, location: range.location))
      }
      for line in directConnect.lines { collect(line, of: name) }
      for attachment in directConnect.attachments {
        collect(attachment, of: scenario, attached: &attached, extras: &extras)
      }
    }
  }

  private mutating func collect(_ site: Site, name: String) {
    func claim(_ range: Located<Prefix>, _ kind: AddressClaim.Kind) -> AddressClaim {
      AddressClaim(prefix: range.value, party: .site(name), kind: kind, name: name, location: range.location)
    }
    routed += site.visiblePrefixes.map { claim($0, .visible) }
    if !site.sourceNAT.isEmpty { local += site.prefixes.map { claim($0, .inner) } }
    local += site.hiddenRanges.map { claim($0, .hidden) }
  }

  private mutating func collect(_ line: NamedMap<Line>.Entry, of directConnect: String) {
    for link in [line.value.interconnect, line.value.interconnectIPv6].compactMap({ $0?.fixed }) {
      guard let prefix = link.cloud.value.prefix else { continue }
      routed.append(
        AddressClaim(
          prefix: prefix, party: .line(directConnect: directConnect, line: line.name.value), kind: .link,
          name: "\(directConnect).\(line.name.value)", isExisting: line.value.existing != nil,
          location: link.location))
    }
  }

  /// A subnet attached to two gateways is one claim, and so is a service range announced through two VPCs.
  private mutating func collect(
    _ attachment: NamedMap<Attachment>.Entry, of scenario: Scenario, attached: inout Set<String>,
    extras: inout Set<Prefix>
  ) {
    let vpcName = attachment.name.value
    guard let vpc = scenario.vpcs[vpcName] else { return }
    for reference in attachment.value.subnets {
      let name = "\(vpcName).\(reference.value)"
      guard let subnet = vpc.subnets[reference.value], attached.insert(name).inserted else { continue }
      for range in subnet.fixedRanges {
        routed.append(
          AddressClaim(
            prefix: range.value, party: .vpc(vpcName), kind: .subnet, name: name,
            isExisting: subnet.existing != nil, location: range.location))
      }
    }
    for range in attachment.value.extraPrefixes where extras.insert(range.value).inserted {
      routed.append(
        AddressClaim(
          prefix: range.value, party: .vpc(vpcName), kind: .extra, name: vpcName, location: range.location))
    }
  }
}
