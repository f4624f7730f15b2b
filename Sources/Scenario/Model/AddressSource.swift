public import Addressing

/// Whom a filter, an access list or an expectation speaks of: addresses, or something that stands for them.
public enum AddressSource: Sendable, Hashable, CustomStringConvertible {
  /// A prefix, or a single address as a /32 or /128.
  case prefix(Prefix)
  /// Every address (`any`).
  case any
  /// The range that endpoint traffic comes from at the backend (`endpoint-nat`), from the cloud profile.
  case endpointNAT
  /// A site (`hq`), a VPC (`hub-vpc`), a subnet (`hub-vpc.apps`) or an endpoint (`orders`), by name.
  case reference(String)

  /// As written in a scenario.
  public var description: String {
    switch self {
    case .prefix(let prefix):
      prefix.hostBits == 0 ? "\(prefix.address)" : "\(prefix)"
    case .any: "any"
    case .endpointNAT: "endpoint-nat"
    case .reference(let name): name
    }
  }
}
