import Addressing
import Diagnostics
import Scenario

extension Inspection {
  /// Subnets lie inside their VPC and apart from each other, and the ranges of a VPC lie apart too.
  mutating func inspectSubnets() {
    for vpc in plan.vpcs {
      let ranges = (vpc.cidrs + [vpc.ipv6CIDR].compactMap { $0 })
        .enumerated().map { Span($1, party: "range \($0 + 1) of vpc/\(vpc.name)", location: vpc.location) }
      reportOverlaps(among: ranges)

      var subnets: [Span] = []
      for subnet in vpc.subnets {
        let id = ResourceID.subnet(vpc: vpc.name, subnet.name)
        let span = Span(subnet.cidr, party: id, location: subnet.location)
        subnets.append(span)
        if !ranges.contains(where: { $0.contains(span) }) {
          report("\(id) \(subnet.cidr) lies outside its VPC \(vpc.cidr)", at: subnet.location)
        }
        guard let cidr = subnet.ipv6CIDR else { continue }
        let spanIPv6 = Span(cidr, party: id, location: subnet.location)
        subnets.append(spanIPv6)
        if let range = vpc.ipv6CIDR, !ranges.contains(where: { $0.contains(spanIPv6) }) {
          report("\(id) \(cidr) lies outside its VPC \(range)", at: subnet.location)
        }
      }
      reportOverlaps(among: subnets)
    }
  }

  /// Reports every overlap between different parties.
  mutating func reportOverlaps(among spans: [Span]) {
    for (earlier, later) in overlaps(among: spans) {
      let first = IPAddress(family: later.family, bits: later.first)
      report("\(earlier.party) and \(later.party) overlap at \(first)", at: later.location)
    }
  }

  /// Sites, attached VPCs and links that share a gateway, a VPC or a site are apart from each other.
  ///
  /// What is reached through an endpoint only may overlap and takes no part.
  mutating func inspectRoutingDomains() {
    var byVPC: [String: [Span]] = [:]
    var bySite: [String: [Span]] = [:]
    for directConnect in plan.directConnects {
      let location = directConnect.location
      let site = directConnect.remotePrefixes.map {
        Span($0, party: "site/\(directConnect.site)", location: location)
      }
      var others: [Span] = []
      for line in directConnect.lines {
        let party = ResourceID.line(directConnect: directConnect.name, line.name)
        for link in [line.link, line.linkIPv6].compactMap({ $0 }) {
          guard let prefix = link.cloud.prefix else { continue }
          others.append(Span(prefix, party: party, location: line.location))
        }
      }
      for attachment in directConnect.attachments {
        for prefix in attachment.prefixes + attachment.prefixesIPv6 {
          others.append(Span(prefix, party: "vpc/\(attachment.vpc)", location: attachment.location))
        }
        for prefix in attachment.extraPrefixes {
          others.append(Span(prefix, party: "the service ranges", location: attachment.location))
        }
        byVPC[attachment.vpc, default: []] += site
      }
      reportOverlaps(among: site + others)
      bySite[directConnect.site, default: []] += others
    }
    for domain in [byVPC, bySite] {
      for (_, spans) in domain.sorted(by: { $0.key < $1.key }) { reportOverlaps(among: spans) }
    }
  }
}
