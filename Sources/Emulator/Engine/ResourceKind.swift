/// The kinds of things that the cloud keeps.
public enum ResourceKind: String, Sendable, Hashable, CaseIterable {
  case vpc, subnet
  case routeTable = "route-table"
  case routeRule = "route-rule"
  case securityGroup = "security-group"
  case securityGroupRule = "security-group-rule"
  case port, server
  case privateZone = "private-zone"
  case privateZoneRecord = "private-zone-record"
  case peering, acl
  case aclRule = "acl-rule"
  case highAvailabilityAddress = "havip"
  case networkPath = "network-path"
  case networkPathAnalysis = "network-path-analysis"
  case networkPathReport = "network-path-report"
  case loadBalancer = "load-balancer"
  case listener
  case balancerHealthCheck = "balancer-health-check"
  case targetGroup = "target-group"
  case target
  case endpointService = "endpoint-service"
  case endpoint
  case reverseRule = "reverse-rule"
  case label, order
  case line, gateway, attachment
  case staticRoute = "static-route"
  case bgpRoute = "bgp-route"
  case healthCheck = "health-check"
  case linkProbe = "link-probe"
  case authorisation
  case `switch`
}
