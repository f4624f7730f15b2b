import Addressing
import JSON

extension Behaviour {
  static let secondaryOverlap = Behaviour(
    "VPC-008", .assumption, "A secondary range that overlaps another range of the VPC is refused.")
  static let secondaryInUse = Behaviour(
    "VPC-009", .assumption, "A secondary range that holds a subnet is not taken off its VPC.")
  static let secondaryUnknown = Behaviour(
    "VPC-010", .assumption, "Taking off a range that the VPC does not have as a secondary one is refused.")

  static let secondaryRanges = [secondaryOverlap, secondaryInUse, secondaryUnknown]
}

/// Further ranges of a VPC.
enum SecondaryRanges {
  static let handlers: [String: Handler] = [
    "vpc.AssociateSecondaryCidrs": associate, "vpc.DisassociateSecondaryCidrs": disassociate,
  ]

  static func associate(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    var ranges = vpc.ranges
    for range in try request.prefixes("cidrs") {
      if let other = ranges.first(where: { $0.overlaps(range) }) {
        throw Refusal(.secondaryOverlap, "Vpc", .overlap, "\(range) overlaps \(other) of the same VPC")
      }
      ranges.append(range)
    }
    cloud.update(VPC.self, vpc.id) { $0.secondary = Array(ranges.dropFirst()) }
    return .nothing
  }

  static func disassociate(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let vpc = try cloud.find(VPC.self, request.required("vpcID"), request)
    let ranges = try request.prefixes("cidrs")
    for range in ranges {
      guard vpc.secondary.contains(range) else {
        throw Refusal(.secondaryUnknown, "Vpc", .notFound, "\(range) is no secondary range of \(vpc.id)")
      }
      if let subnet = cloud.subnetMaps[vpc.id]?.entries(within: range).first {
        throw Refusal(.secondaryInUse, "Vpc", .dependants, "\(range) still holds the subnet \(subnet.value)")
      }
    }
    cloud.update(VPC.self, vpc.id) { $0.secondary.removeAll { ranges.contains($0) } }
    return .nothing
  }
}

extension Request {
  /// Prefixes that the contract has checked one by one.
  func prefixes(_ name: String) throws(Refusal) -> [Prefix] {
    var prefixes: [Prefix] = []
    for text in texts(name) ?? [] {
      guard let prefix = Prefix(text) else {
        throw Refusal(.badArgument, "Parameter", .invalid, "\(name): \(text) is no prefix without host bits")
      }
      prefixes.append(prefix)
    }
    return prefixes
  }
}
