import Addressing
import Scenario

extension CheckContext {
  /// What a gateway announces to its site, as far as the scenario decides it: attached subnets and further ranges.
  func cloudDestinations(of directConnect: DirectConnect) -> [AddressClaim] {
    var claims: [AddressClaim] = []
    for attachment in directConnect.attachments {
      let vpcName = attachment.name.value
      guard let vpc = scenario.vpcs[vpcName] else { continue }
      for reference in attachment.value.subnets {
        guard let subnet = vpc.subnets[reference.value] else { continue }
        for range in subnet.fixedRanges {
          claims.append(
            AddressClaim(
              prefix: range.value, party: .vpc(vpcName), kind: .subnet, name: "\(vpcName).\(reference.value)",
              isExisting: subnet.existing != nil, location: range.location))
        }
      }
      for range in attachment.value.extraPrefixes {
        claims.append(
          AddressClaim(
            prefix: range.value, party: .vpc(vpcName), kind: .extra, name: vpcName, location: range.location))
      }
    }
    return claims
  }

  /// What a site announces over a Direct Connect: what the scenario says, or what the cloud sees of the site.
  func remotePrefixes(of directConnect: DirectConnect) -> [Located<Prefix>] {
    directConnect.advertise ?? scenario.sites[directConnect.site.value]?.visiblePrefixes ?? []
  }

  /// The cloud's ends of the lines of a Direct Connect that the scenario fixes.
  func cloudEnds(of directConnect: DirectConnect) -> Set<IPAddress> {
    var ends: Set<IPAddress> = []
    for line in directConnect.lines {
      for link in [line.value.interconnect, line.value.interconnectIPv6].compactMap({ $0?.fixed }) {
        ends.insert(link.cloud.value.address)
      }
    }
    return ends
  }

  /// The edge router of a line with its name, if both resolve.
  func router(of line: Line, in directConnect: DirectConnect) -> NamedMap<EdgeRouter>.Entry? {
    scenario.sites[directConnect.site.value]?.routers.entry(line.router.value)
  }
}
