/// A scenario of any size, the same bytes for the same size.
///
/// One site with two lines, one hub VPC in which all endpoints live, and one provider account with a VPC for
/// every hundred services, which stand already. Each endpoint leads to a service of its own with ten port mappings,
/// and every tenth is expected to be reached from the site. Every address is left to the planner.
struct GeneratedScenario {
  /// How many endpoints there are.
  var endpoints: Int
  /// Port mappings of each.
  var mappings = 10
  /// Services of one provider account.
  var servicesPerProvider = 100
  /// Endpoints in one subnet.
  var endpointsPerSubnet = 1000

  private var providers: Int { (endpoints + servicesPerProvider - 1) / servicesPerProvider }
  private var subnets: Int { (endpoints + endpointsPerSubnet - 1) / endpointsPerSubnet }

  /// The scenario as JSON, one entry a line.
  func json() -> String {
    var text =
      "{\n\"version\": 1, \"name\": \"bench-\(endpoints)\", \"region\": \"81f7728662dd11ec810800155d307d5b\",\n"
    text += "\"profile\": {\"services-per-account\": 100000, \"endpoints-per-account\": 100000},\n"
    text += "\"accounts\": {\n\"hub\": {\"id\": \"1\", \"email\": \"net@hub.example\"}"
    for provider in 0..<providers {
      text += ",\n\"p\(provider)\": {\"id\": \"\(provider + 2)\", \"email\": \"ops@p\(provider).example\"}"
    }
    text += "\n},\n\"sites\": {\"hq\": {\"prefixes\": [\"172.20.0.0/16\"], \"routers\": {\n"
    text +=
      "\"ce1\": {\"platform\": \"huawei-vrp\", \"interface\": \"GigabitEthernet0/0/1\", \"asn\": 65010},\n"
    text +=
      "\"ce2\": {\"platform\": \"cisco-ios-xe\", \"interface\": \"GigabitEthernet0/0/2\", \"asn\": 65010}}}},\n"
    text += "\"directConnects\": {\"dc\": {\"account\": \"hub\", \"site\": \"hq\","
    text += " \"interconnectPool\": [\"172.31.255.0/24\"],"
    text += " \"routing\": {\"protocol\": \"bgp\", \"bfd\": true}, \"lines\": {\n"
    text +=
      "\"a\": {\"router\": \"ce1\", \"bandwidthMbps\": 1000, \"preference\": \"primary\", \"accessPoint\": \"AP1\"},\n"
    text +=
      "\"b\": {\"router\": \"ce2\", \"bandwidthMbps\": 1000, \"preference\": \"standby\", \"accessPoint\": \"AP2\"}},\n"
    text +=
      "\"attachments\": {\"hub-vpc\": {\"subnets\": [\(list((0..<subnets).map { "endpoints-\($0)" }))]}}}},\n"
    text += "\"vpcs\": {\n\"hub-vpc\": {\"account\": \"hub\", \"cidr\": \"10.0.0.0/8\", \"subnets\": {"
    text += (0..<subnets).map { "\"endpoints-\($0)\": {\"prefixLength\": 21}" }.joined(separator: ", ") + "}}"
    for provider in 0..<providers {
      text +=
        ",\n\"p\(provider)-vpc\": {\"account\": \"p\(provider)\", \"existing\": \"vpc-\(provider)\","
      text +=
        " \"cidr\": \"192.168.0.0/16\", \"subnets\": {\"servers\": {\"cidr\": \"192.168.0.0/22\","
      text +=
        " \"existing\": \"subnet-\(provider)\"}}, \"securityGroups\": {\"servers\": {\"ingress\": ["
      text += "{\"action\": \"accept\", \"priority\": 10, \"protocol\": \"tcp\", \"ports\": \"8000-8999\","
      text += " \"from\": \"endpoint-nat\"}]}}}"
    }
    text += "\n},\n\"endpointServices\": {\n"
    for service in 0..<endpoints {
      let provider = service / servicesPerProvider
      let host = service % servicesPerProvider
      text += service == 0 ? "" : ",\n"
      text +=
        "\"s\(service)\": {\"account\": \"p\(provider)\", \"vpc\": \"p\(provider)-vpc\", \"subnet\": \"servers\","
      text += " \"backend\": {\"type\": \"vm\", \"id\": \"vm-\(service)\","
      text +=
        " \"address\": \"192.168.\(host / 200).\(host % 200 + 10)\", \"securityGroups\": [\"servers\"]},"
      text += " \"approval\": \"manual\", \"consumers\": [\"hub\"], \"ports\": ["
      for mapping in 0..<mappings {
        text += mapping == 0 ? "" : ", "
        text +=
          "{\"protocol\": \"tcp\", \"endpointPort\": \(443 + mapping), \"serverPort\": \(8443 + mapping)}"
      }
      text += "]}"
    }
    text += "\n},\n\"endpoints\": {\n"
    for endpoint in 0..<endpoints {
      text += endpoint == 0 ? "" : ",\n"
      text +=
        "\"e\(endpoint)\": {\"vpc\": \"hub-vpc\", \"subnet\": \"endpoints-\(endpoint / endpointsPerSubnet)\","
      text += " \"service\": \"s\(endpoint)\", \"allow\": [\"hq\"]}"
    }
    text += "\n},\n\"expect\": ["
    for endpoint in stride(from: 0, to: endpoints, by: 10) {
      text += endpoint == 0 ? "\n" : ",\n"
      text += "{\"from\": \"hq\", \"to\": \"e\(endpoint)\", \"port\": \"443/tcp\", \"allow\": true}"
    }
    return text + "\n]\n}\n"
  }

  private func list(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: ", ") }
}
