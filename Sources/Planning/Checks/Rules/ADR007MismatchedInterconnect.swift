import Addressing
import Diagnostics
import Scenario

/// The two ends of a line do not form a link.
enum ADR007MismatchedInterconnect: Rule {
  static let metadata = RuleMetadata(
    code: "ADR007", name: "mismatched-interconnect", title: "the two ends of a line do not form a link",
    severity: .error,
    profileKeys: [
      .interconnect31Allowed, .interconnectLength, .interconnectLengthIPv6, .interconnectSwappedAllowed,
    ])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for directConnect in context.scenario.directConnects {
      for line in directConnect.value.lines {
        let name = "\(directConnect.name.value).\(line.name.value)"
        if let link = line.value.interconnect.fixed {
          let found = check(link, of: name, family: .ipv4, context.profile)
          findings += found.isEmpty ? swapped(link, of: name, line.value, context.profile) : found
        }
        if let link = line.value.interconnectIPv6?.fixed {
          let found = check(link, of: name, family: .ipv6, context.profile)
          findings += found.isEmpty ? swapped(link, of: name, line.value, context.profile) : found
        }
      }
    }
    return findings
  }

  private static func check(
    _ link: Interconnect, of name: String, family: AddressFamily, _ profile: CloudProfile
  ) -> [Diagnostic] {
    let (cloud, site) = (link.cloud.value, link.site.value)
    if let wrong = [link.cloud, link.site].first(where: { $0.value.address.family != family }) {
      let text = family == .ipv4 ? "IPv4" : "IPv6"
      let other = family == .ipv4 ? "`interconnectIPv6`" : "`interconnect`"
      return [
        finding(
          "\(wrong.value) of line \(name) is no \(text) address", at: wrong.location,
          help: "write it under \(other)")
      ]
    }
    guard let prefix = cloud.prefix, site.prefix != nil else { return [] }
    let help = expectedPair(around: cloud, profile).map {
      "write the two host addresses of one link, such as `{ cloud: \($0.cloud), site: \($0.site) }`"
    }
    if cloud.length != site.length {
      return [
        finding(
          "the ends of line \(name) have different masks: /\(cloud.length) in the cloud and /\(site.length) "
            + "at the site", at: link.site.location, help: help,
          related: [Related(message: "the cloud's end is \(cloud)", location: link.cloud.location)])
      ]
    }
    if prefix.hostBits == 1, !profile.interconnect31Allowed {
      return [
        finding(
          "line \(name) has a /\(prefix.length) link, which the cloud profile does not allow",
          at: link.cloud.location,
          help: (help ?? "use a shorter mask")
            + ", or set `interconnect-31-allowed: true` in `profile` if your pool takes it")
      ]
    }
    if prefix.hostBits == 0 {
      return [
        finding(
          "line \(name) has a /\(prefix.length): there is room for one end only", at: link.cloud.location,
          help: help)
      ]
    }
    if !prefix.contains(site.address) {
      return [
        finding(
          "\(site) at the site and \(cloud) in the cloud are not on one network on line \(name)",
          at: link.site.location, help: help,
          related: [Related(message: "the cloud's end is \(cloud)", location: link.cloud.location)])
      ]
    }
    if cloud.address == site.address {
      return [
        finding("both ends of line \(name) are \(cloud.address)", at: link.site.location, help: help)
      ]
    }
    for end in [link.cloud, link.site] where isNoHost(end.value.address, in: prefix) {
      let word = end.value.address == prefix.first ? "network" : "broadcast"
      return [
        finding(
          "\(end.value) of line \(name) is the \(word) address of \(prefix)", at: end.location, help: help)
      ]
    }
    return []
  }

  /// The cloud takes the lower end in every published sample: the other way round, neither router sees the other. A line
  /// that stands already is as it is.
  private static func swapped(
    _ link: Interconnect, of name: String, _ line: Line, _ profile: CloudProfile
  ) -> [Diagnostic] {
    let (cloud, site) = (link.cloud.value, link.site.value)
    guard line.existing == nil, !profile.interconnectSwappedAllowed, site.address < cloud.address else {
      return []
    }
    return [
      finding(
        "the ends of line \(name) are swapped: the cloud has \(cloud.address) and the site \(site.address)",
        at: link.cloud.location,
        help:
          "the cloud has the lower end: write `{ cloud: \(site), site: \(cloud) }`, or set "
          + "`interconnect-swapped-allowed: true` in `profile` if the other way round is agreed with the cloud",
        related: [Related(message: "the site's end", location: link.site.location)])
    ]
  }

  /// The first address of a link is its network (IPv6: the subnet-router anycast address of RFC 4291), the last
  /// of an IPv4 link its broadcast. Links of two addresses have neither (RFC 3021, RFC 6164).
  private static func isNoHost(_ address: IPAddress, in prefix: Prefix) -> Bool {
    guard prefix.hostBits > 1 else { return false }
    return address == prefix.first || (prefix.family == .ipv4 && address == prefix.last)
  }

  private static func expectedPair(
    around end: InterfaceAddress, _ profile: CloudProfile
  ) -> (cloud: InterfaceAddress, site: InterfaceAddress)? {
    let usual =
      end.address.family == .ipv4 ? profile.interconnectLength : profile.interconnectLengthIPv6
    let least = profile.interconnect31Allowed ? 1 : 2
    let length = end.address.family.bitWidth - end.length >= least ? end.length : usual
    guard let prefix = Prefix(containing: end.address, length: length) else { return nil }
    let start = prefix.hostBits > 1 ? 1 : 0
    guard let cloud = prefix.first.advanced(by: start), let site = prefix.first.advanced(by: start + 1) else {
      return nil
    }
    return (
      InterfaceAddress(address: cloud, length: length), InterfaceAddress(address: site, length: length)
    )
  }
}
