/// A part of the cloud with a host of its own; the first half of every operation's id.
///
/// Operation names collide between services (`AddVpc` and `CreateVpc` are easily mixed up, `ListVpcs` and
/// `ListVpc` too), therefore an operation is always named `service.Name`.
public enum Service: String, Sendable, Hashable, CaseIterable, Comparable {
  /// VPC endpoints and endpoint services.
  case vpce
  /// Networks: VPCs, subnets, routes, security groups, private DNS zones, ports, ACLs, peering.
  case vpc
  /// Load balancers.
  case elb
  /// Dedicated lines, gateways, attachments and their routes (Cloud Dedicated Access).
  case cda
  /// Regions.
  case ctecs

  /// The host that serves the operations. `vpce` and `vpc` share one; `cda` is named by a community client
  /// only, the others by the vendor's Terraform provider.
  public var host: String {
    switch self {
    case .vpce, .vpc: "ctvpc-global.ctapi.ctyun.cn"
    case .elb: "ctelb-global.ctapi.ctyun.cn"
    case .cda: "cda-global.ctapi.ctyun.cn"
    case .ctecs: "ctecs-global.ctapi.ctyun.cn"
    }
  }

  /// Where calls go unless the user names another address: `https://` and the host, no final slash.
  public var defaultBaseURL: String { "https://\(host)" }

  /// Alphabetical, as in listings.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
