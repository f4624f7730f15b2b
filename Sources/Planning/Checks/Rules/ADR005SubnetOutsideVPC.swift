import Addressing
import Diagnostics
import Scenario

/// A VPC or a subnet has a range that the cloud refuses: outside its parent, or with a mask it does not offer.
///
/// What exists already is taken as it is, but for a subnet that lies outside its VPC.
enum ADR005SubnetOutsideVPC: Rule {
  static let metadata = RuleMetadata(
    code: "ADR005", name: "subnet-outside-vpc", title: "a subnet lies outside its VPC, or a mask is refused",
    severity: .error, profileKeys: [.vpcRanges, .vpcMask, .subnetMask, .subnetMaskIPv6])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for vpc in context.scenario.vpcs {
      let refused = vpc.value.existing == nil ? check(ranges: vpc, context) : []
      findings += refused
      // What is refused, here or as part of the endpoint NAT range (ADR004), is mistyped already.
      let isRefused = !refused.isEmpty || context.endpointNAT.overlaps(vpc.value.cidr.value)
      if let mistyped = mistyped(vpc, among: isRefused ? 1 : 2) {
        if !isRefused { findings.append(mistyped) }
        continue
      }
      for subnet in vpc.value.subnets { findings += check(subnet, of: vpc, context) }
    }
    return findings
  }

  /// Where every subnet of several lies outside, the VPC's range is what is wrong.
  private static func mistyped(_ vpc: NamedMap<VPC>.Entry, among least: Int) -> Diagnostic? {
    let parents = [vpc.value.cidr] + vpc.value.secondaryCIDRs
    let subnets = vpc.value.subnets.compactMap(\.value.fixedCIDR)
    guard subnets.count >= least, subnets.count == vpc.value.subnets.count,
      !subnets.contains(where: { subnet in parents.contains { $0.value.overlaps(subnet.value) } })
    else { return nil }
    let cidr = vpc.value.cidr
    let meant = Prefix(containing: subnets[0].value.address, length: cidr.value.length)
    let fits = meant.flatMap { range in subnets.allSatisfy { range.contains($0.value) } ? range : nil }
    return finding(
      "none of the subnets of VPC \(vpc.name.value) lies in \(cidr.value)", at: cidr.location,
      help: "correct the range of the VPC" + (fits.map { ", such as \($0)" } ?? "")
        + ", or those of its subnets",
      related: subnets.prefix(3).map { Related(message: "a subnet has \($0.value)", location: $0.location) })
  }

  private static func check(ranges vpc: NamedMap<VPC>.Entry, _ context: CheckContext) -> [Diagnostic] {
    let masks = context.profile.vpcMask
    let allowed = context.profile.vpcRanges
    let list = allowed.prefixes.map(\.description).joined(separator: ", ")
    return ([vpc.value.cidr] + vpc.value.secondaryCIDRs).compactMap { range in
      let name = vpc.name.value
      if range.value.family == .ipv6 {
        return finding(
          "VPC \(name) has the IPv6 range \(range.value) as its IPv4 range", at: range.location,
          help: "write an IPv4 range here and the IPv6 range as `ipv6CIDR`")
      }
      if !masks.contains(range.value.length) {
        return finding(
          "VPC \(name) has a /\(range.value.length); the cloud takes \(text(masks))", at: range.location,
          help: "take a range of \(text(masks)), such as \(nearest(range.value, masks))")
      }
      // What overlaps the endpoint NAT range is a finding of its own (ADR004).
      if !allowed.contains(range.value), !context.endpointNAT.overlaps(range.value) {
        return finding(
          "\(range.value) of VPC \(name) is not inside \(list)", at: range.location,
          help: "take a part of \(list)")
      }
      return nil
    }
  }

  private static func check(
    _ subnet: NamedMap<Subnet>.Entry, of vpc: NamedMap<VPC>.Entry, _ context: CheckContext
  ) -> [Diagnostic] {
    let name = "\(vpc.name.value).\(subnet.name.value)"
    let parents = ([vpc.value.cidr] + vpc.value.secondaryCIDRs)
    let masks = context.profile.subnetMask
    let isNew = subnet.value.existing == nil
    var findings: [Diagnostic] = []
    switch subnet.value.range {
    case .cidr(let cidr):
      if !parents.contains(where: { $0.value.contains(cidr.value) }) {
        findings.append(outside(name, cidr, parents, vpc.name.value))
      } else if isNew, !masks.contains(cidr.value.length) {
        findings.append(wrongMask(name, cidr.value.length, masks, at: cidr.location))
      }
    case .length(let length):
      if !masks.contains(length.value) {
        findings.append(wrongMask(name, length.value, masks, at: length.location))
      } else if !parents.contains(where: { $0.value.length <= length.value }) {
        findings.append(
          finding(
            "subnet \(name) wants a /\(length.value), and VPC \(vpc.name.value) is only a "
              + "/\(vpc.value.cidr.value.length)",
            at: length.location, help: "ask for a smaller subnet or give the VPC a larger range",
            related: [related(vpc.value.cidr, vpc.name.value)]))
      }
    }
    if let cidr = subnet.value.ipv6CIDR {
      if let parent = vpc.value.ipv6CIDR, !parent.value.contains(cidr.value) {
        findings.append(outside(name, cidr, [parent], vpc.name.value))
      } else if isNew, cidr.value.length != context.profile.subnetMaskIPv6 {
        findings.append(
          finding(
            "subnet \(name) has an IPv6 /\(cidr.value.length); the cloud takes a "
              + "/\(context.profile.subnetMaskIPv6)",
            at: cidr.location, help: "write a /\(context.profile.subnetMaskIPv6)"))
      }
    }
    return findings
  }

  private static func outside(
    _ name: String, _ cidr: Located<Prefix>, _ parents: [Located<Prefix>], _ vpc: String
  ) -> Diagnostic {
    let list = parents.map(\.value.description).joined(separator: ", ")
    let room = parents.first { $0.value.length <= cidr.value.length }
    return finding(
      "\(cidr.value) of subnet \(name) is not inside \(list) of VPC \(vpc)", at: cidr.location,
      help: room.map { "take a part of \($0.value), or `prefixLength: \(cidr.value.length)`" }
        ?? "make the subnet smaller than its VPC",
      related: parents.prefix(3).map { related($0, vpc) })
  }

  private static func wrongMask(
    _ name: String, _ length: Int, _ masks: ClosedRange<Int>, at location: SourceLocation
  ) -> Diagnostic {
    finding(
      "subnet \(name) is a /\(length); the cloud takes \(text(masks))", at: location,
      help: "use a mask from \(text(masks))")
  }

  private static func related(_ range: Located<Prefix>, _ vpc: String) -> Related {
    Related(message: "VPC \(vpc) has \(range.value)", location: range.location)
  }

  private static func text(_ masks: ClosedRange<Int>) -> String {
    "/\(masks.lowerBound) to /\(masks.upperBound)"
  }

  /// The same network with the nearest mask that is offered.
  private static func nearest(_ prefix: Prefix, _ masks: ClosedRange<Int>) -> Prefix {
    let length = min(max(prefix.length, masks.lowerBound), masks.upperBound)
    return Prefix(containing: prefix.address, length: length) ?? prefix
  }
}
