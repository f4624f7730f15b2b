public import Scenario

/// Readable ids of the resources of a plan. They own allocations, are the vertices of the graph and name the
/// subjects of steps, so they are spelled in this one place.
public enum ResourceID {
  /// An account.
  public static func account(_ name: String) -> String { "account/" + name }
  /// A site.
  public static func site(_ name: String) -> String { "site/" + name }
  /// An edge router of a site.
  public static func router(site: String, _ name: String) -> String { "router/" + site + "/" + name }
  /// A VPC.
  public static func vpc(_ name: String) -> String { "vpc/" + name }
  /// A subnet of a VPC.
  public static func subnet(vpc: String, _ name: String) -> String { "subnet/" + vpc + "/" + name }
  /// A custom route table of a VPC.
  public static func routeTable(vpc: String, _ name: String) -> String { "route-table/" + vpc + "/" + name }
  /// A security group of a VPC.
  public static func securityGroup(vpc: String, _ name: String) -> String {
    "security-group/" + vpc + "/" + name
  }
  /// A subnet ACL of a VPC.
  public static func accessControlList(vpc: String, _ name: String) -> String { "acl/" + vpc + "/" + name }
  /// The gateway of a Direct Connect.
  public static func directConnect(_ name: String) -> String { "direct-connect/" + name }
  /// A line of a Direct Connect.
  public static func line(directConnect: String, _ name: String) -> String {
    "line/" + directConnect + "/" + name
  }
  /// A VPC joined to a gateway.
  public static func attachment(directConnect: String, vpc: String) -> String {
    "attachment/" + directConnect + "/" + vpc
  }
  /// The cloud's side of the routing of a Direct Connect.
  public static func route(directConnect: String) -> String { "route/" + directConnect }
  /// The health check of a Direct Connect.
  public static func healthCheck(directConnect: String) -> String { "health-check/" + directConnect }
  /// A backend; one that a service wrote in place carries the service's name.
  public static func backend(_ name: String) -> String { "backend/" + name }
  /// An endpoint service.
  public static func service(_ name: String) -> String { "endpoint-service/" + name }
  /// A port mapping of an endpoint service.
  public static func mapping(service: String, _ port: TransportPort) -> String {
    "endpoint-service/" + service + "/rule/" + port.transport.rawValue + "-" + port.port.description
  }
  /// An entry of a service's allow list.
  public static func consumer(service: String, account: String) -> String {
    "endpoint-service/" + service + "/consumer/" + account
  }
  /// A transit address of a reverse service.
  public static func transit(service: String, _ name: String) -> String {
    "endpoint-service/" + service + "/transit/" + name
  }
  /// A rule of a reverse service by its place in the scenario, counted from one.
  public static func reverseRule(service: String, _ number: Int) -> String {
    "endpoint-service/" + service + "/reverse-rule/" + number.description
  }
  /// An endpoint.
  public static func endpoint(_ name: String) -> String { "endpoint/" + name }
  /// A private zone.
  public static func privateZone(_ name: String) -> String { "private-zone/" + name }
  /// A record of a private zone.
  public static func record(zone: String, _ name: String) -> String {
    "private-zone/" + zone + "/record/" + name
  }
}
