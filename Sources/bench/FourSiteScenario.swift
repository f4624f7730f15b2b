/// A scenario for questions of reachability, of any size, the same bytes for the same size.
///
/// Four sites of 250 ranges each, none beside another, reach one hub VPC over two lines each. Every endpoint leads to a
/// service of its own with ten port mappings, one provider account and VPC for every hundred services. Its access list
/// holds eight ranges of two sites, so that no two rows of the matrix are alike.
struct FourSiteScenario {
  /// How many endpoints there are.
  var endpoints: Int
  /// Port mappings of each.
  let mappings = 10
  /// The sites.
  let sites = 4
  /// The ranges of each site.
  let rangesPerSite = 250
  /// Services of one provider account.
  let servicesPerProvider = 100
  /// Endpoints in one subnet.
  let endpointsPerSubnet = 1000

  private var providers: Int { (endpoints + servicesPerProvider - 1) / servicesPerProvider }
  private var subnets: Int { (endpoints + endpointsPerSubnet - 1) / endpointsPerSubnet }

  /// Half of every second network: the ranges can neither be joined nor written as one.
  private func range(_ number: Int, of site: Int) -> String { "10.\(site).\(number).0/25" }

  /// The scenario as JSON.
  func json() -> String {
    let hubSubnets = (0..<subnets).map { "endpoints-\($0)" }
    return """
      {"version": 1, "name": "bench-reach-\(endpoints)", "region": "81f7728662dd11ec810800155d307d5b",
      "profile": {"services-per-account": 100000, "endpoints-per-account": 100000, "gateways-per-vpc": 4,
      "gateways-per-account": 4, "bgp-routes-per-line": 1000, "local-subnets-per-gateway": 1000},
      "accounts": {\(joined(0..<providers, first: #""hub": {"id": "1", "email": "net@hub.example"}"#) {
        "\"p\($0)\": {\"id\": \"\($0 + 2)\", \"email\": \"ops@p\($0).example\"}"
      })},
      "sites": {\(joined(0..<sites, site))},
      "directConnects": {\(joined(0..<sites) { directConnect($0, hubSubnets) })},
      "vpcs": {\(joined(0..<providers, first: hub(hubSubnets), provider))},
      "endpointServices": {\(joined(0..<endpoints, service))},
      "endpoints": {\(joined(0..<endpoints, endpoint))},
      "expect": [\(joined(0..<sites, expectation))]
      }

      """
  }

  private func site(_ site: Int) -> String {
    """
    "site\(site)": {"prefixes": [\((0..<rangesPerSite).map { "\"\(range($0, of: site))\"" }.joined(separator: ", "))],
    "routers": {
    "ce1": {"platform": "huawei-vrp", "interface": "GigabitEthernet0/0/1", "asn": \(65010 + site)},
    "ce2": {"platform": "cisco-ios-xe", "interface": "GigabitEthernet0/0/2", "asn": \(65010 + site)}}}
    """
  }

  private func directConnect(_ site: Int, _ subnets: [String]) -> String {
    """
    "dc\(site)": {"account": "hub", "site": "site\(site)", "interconnectPool": ["172.31.\(site).0/24"],
    "routing": {"protocol": "bgp", "bfd": true}, "lines": {
    "a\(site)": {"router": "ce1", "bandwidthMbps": 1000, "preference": "primary", "accessPoint": "AP1"},
    "b\(site)": {"router": "ce2", "bandwidthMbps": 1000, "preference": "standby", "accessPoint": "AP2"}},
    "attachments": {"hub-vpc": {"subnets": [\(subnets.map { "\"\($0)\"" }.joined(separator: ", "))]}}}
    """
  }

  private func hub(_ subnets: [String]) -> String {
    """
    "hub-vpc": {"account": "hub", "cidr": "172.16.0.0/16", "subnets": {
    \(subnets.map { "\"\($0)\": {\"prefixLength\": 21}" }.joined(separator: ",\n"))}}
    """
  }

  private func provider(_ provider: Int) -> String {
    """
    "p\(provider)-vpc": {"account": "p\(provider)", "existing": "vpc-\(provider)", "cidr": "192.168.0.0/16",
    "subnets": {"servers": {"cidr": "192.168.0.0/22", "existing": "subnet-\(provider)"}}, "securityGroups": {"servers": {"ingress": [
    {"action": "accept", "priority": 10, "protocol": "tcp", "ports": "8000-8999", "from": "endpoint-nat"}]}}}
    """
  }

  private func service(_ number: Int) -> String {
    let provider = number / servicesPerProvider
    let host = number % servicesPerProvider
    let ports = (0..<mappings).map {
      "{\"protocol\": \"tcp\", \"endpointPort\": \(443 + $0), \"serverPort\": \(8443 + $0)}"
    }
    return """
      "s\(number)": {"account": "p\(provider)", "vpc": "p\(provider)-vpc", "subnet": "servers", "backend":
      {"type": "vm", "id": "vm-\(number)", "address": "192.168.0.\(host + 10)", "securityGroups": ["servers"]},
      "approval": "manual", "consumers": ["hub"], "ports": [\(ports.joined(separator: ", "))]}
      """
  }

  private func endpoint(_ number: Int) -> String {
    """
    "e\(number)": {"vpc": "hub-vpc", "subnet": "endpoints-\(number / endpointsPerSubnet)", "service": "s\(number)",
    "allow": [\(allowed(number).map { "\"\($0)\"" }.joined(separator: ", "))]}
    """
  }

  /// Four ranges of one site and four of the next.
  private func allowed(_ number: Int) -> [String] {
    (0..<8).map { range((number * 7 + $0 * 31) % rangesPerSite, of: (number + $0 / 4) % sites) }
  }

  /// One flow of each site that must work whatever line fails.
  private func expectation(_ site: Int) -> String {
    """
    {"from": "\(allowed(site)[0])", "to": "e\(site)", "port": "443/tcp", "allow": true, "during": "any-single-failure"}
    """
  }

  private func joined(_ numbers: Range<Int>, first: String? = nil, _ entry: (Int) -> String) -> String {
    "\n" + ([first].compactMap { $0 } + numbers.map(entry)).joined(separator: ",\n")
  }
}
