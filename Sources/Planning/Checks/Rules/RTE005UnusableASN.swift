import Diagnostics
import Scenario

/// An autonomous system number is missing, equal at both ends, or not to be used.
enum RTE005UnusableASN: Rule {
  static let metadata = RuleMetadata(
    code: "RTE005", name: "unusable-asn", title: "an autonomous system number is missing or cannot be used",
    severity: .error, profileKeys: [.cloudASN, .privateASNs])

  /// Never to be used: 0 (RFC 7607), AS_TRANS (RFC 6793) and the last of each size (RFC 7300).
  private static let reserved: Set<UInt32> = [0, 23456, 65535, .max]

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var judged: Set<String> = []
    for directConnect in context.scenario.directConnects
    where directConnect.value.routing.mode.value == .bgp {
      let cloud = directConnect.value.routing.cloudASN.fixed
      if let cloud, reserved.contains(cloud.value) {
        findings.append(reservedNumber(cloud, "the cloud's ASN of \(directConnect.name.value)", context))
      }
      var first: (router: String, asn: Located<UInt32>)?
      for line in directConnect.value.lines {
        guard let router = context.router(of: line.value, in: directConnect.value) else { continue }
        let name = "\(directConnect.value.site.value).\(router.name.value)"
        guard let asn = router.value.asn else {
          if judged.insert(name).inserted { findings.append(missing(name, router, directConnect, context)) }
          continue
        }
        if asn.value == cloud?.value ?? context.profile.cloudASN {
          if judged.insert("\(name) \(directConnect.name.value)").inserted {
            findings.append(equal(name, asn, directConnect, context))
          }
          continue
        }
        if let first, first.asn.value != asn.value {
          findings.append(
            finding(
              "routers of \(directConnect.name.value) have different numbers: \(asn.value) on \(name) and "
                + "\(first.asn.value) on \(first.router)",
              at: asn.location, help: "write `asn: \(first.asn.value)` on both: a site is one system",
              related: [Related(message: "the other router", location: first.asn.location)]))
        }
        if first == nil { first = (name, asn) }
        guard judged.insert(name).inserted else { continue }
        if reserved.contains(asn.value) {
          findings.append(reservedNumber(asn, "the ASN of router \(name)", context))
        } else if !context.profile.privateASNs.contains(where: { $0.contains(asn.value) }) {
          findings.append(
            finding(
              "\(asn.value) of router \(name) is a public number", at: asn.location,
              help: "keep it only if it is registered to you; else use a private one, such as "
                + "\(suggestion(context, except: cloud?.value))",
              severity: .warning))
        }
      }
    }
    return findings
  }

  private static func missing(
    _ name: String, _ router: NamedMap<EdgeRouter>.Entry, _ directConnect: CheckContext.DirectConnectEntry,
    _ context: CheckContext
  ) -> Diagnostic {
    let cloud = directConnect.value.routing.cloudASN.fixed?.value
    return finding(
      "router \(name) has no ASN, and \(directConnect.name.value) runs BGP", at: router.name.location,
      help: "write the site's number, such as `asn: \(suggestion(context, except: cloud))`",
      related: [
        Related(message: "BGP is asked for here", location: directConnect.value.routing.mode.location)
      ])
  }

  private static func equal(
    _ name: String, _ asn: Located<UInt32>, _ directConnect: CheckContext.DirectConnectEntry,
    _ context: CheckContext
  ) -> Diagnostic {
    let cloud = directConnect.value.routing.cloudASN.fixed
    let other = suggestion(context, except: asn.value)
    return finding(
      "router \(name) and the cloud both have ASN \(asn.value) on \(directConnect.name.value): external BGP needs "
        + "two", at: asn.location, help: "use another private number, such as `asn: \(other)`",
      related: [
        cloud.map { Related(message: "the cloud's number", location: $0.location) }
          ?? Related(message: "the cloud's number is the cloud profile's `cloud-asn`")
      ])
  }

  private static func reservedNumber(
    _ asn: Located<UInt32>, _ owner: String, _ context: CheckContext
  ) -> Diagnostic {
    finding(
      "\(asn.value) as \(owner) is reserved and never used in BGP", at: asn.location,
      help: "use a private number, such as \(suggestion(context, except: nil))")
  }

  /// A private number that is not the cloud's: a round one behind the start of the first range.
  private static func suggestion(_ context: CheckContext, except: UInt32?) -> UInt32 {
    let taken: Set<UInt32> = [except ?? 0, context.profile.cloudASN]
    guard let range = context.profile.privateASNs.first else { return 0 }
    return range.dropFirst(498).first { !taken.contains($0) } ?? range.lowerBound
  }
}
