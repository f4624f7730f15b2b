import Addressing
import Diagnostics
import Scenario

/// Something that exists lies in a VPC or a subnet that the change is to create: one of the two is not true.
enum REF006AdoptedInsideNew: Rule {
  static let metadata = RuleMetadata(
    code: "REF006", name: "adopted-inside-new",
    title: "something that exists lies in a VPC or subnet that does not", severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let scenario = context.scenario
    return scenario.vpcs.flatMap { parts(of: $0) } + backends(context)
      + scenario.endpointServices.compactMap { service in
        service.value.existing.flatMap {
          contradiction(
            "endpoint service \(service.name.value)", $0, vpc: service.value.vpc,
            subnet: service.value.subnet,
            scenario)
        }
      }
      + scenario.endpoints.compactMap { endpoint in
        endpoint.value.existing.flatMap {
          contradiction(
            "endpoint \(endpoint.name.value)", $0, vpc: endpoint.value.vpc, subnet: endpoint.value.subnet,
            scenario)
        }
      }
  }

  /// What a VPC holds, where the VPC itself is new.
  private static func parts(of vpc: NamedMap<VPC>.Entry) -> [Diagnostic] {
    guard vpc.value.existing == nil else { return [] }
    let name = vpc.name
    var parts: [(String, Located<String>?)] = []
    parts += vpc.value.subnets.map { ("subnet \(name.value).\($0.name.value)", $0.value.existing) }
    parts += vpc.value.routeTables.map { ("route table \(name.value).\($0.name.value)", $0.value.existing) }
    parts += vpc.value.securityGroups.map {
      ("security group \(name.value).\($0.name.value)", $0.value.existing)
    }
    parts += vpc.value.acls.map { ("ACL \(name.value).\($0.name.value)", $0.value.existing) }
    return parts.compactMap { what, id in id.map { report(what, $0, inside: "VPC \(name.value)", name) } }
  }

  /// Instances behind services. What several services share is said once.
  private static func backends(_ context: CheckContext) -> [Diagnostic] {
    var seen: Set<String> = []
    var newSubnets: [String: PrefixMap<Located<String>>] = [:]
    return context.scenario.endpointServices.compactMap { service in
      guard let backend = context.backend(of: service), seen.insert(backend.identity).inserted else {
        return nil
      }
      if let id = backend.backend.id {
        return contradiction(
          "backend \(backend.name)", id, vpc: backend.vpc, subnet: backend.subnet, context.scenario)
      }
      guard !backend.backend.targets.isEmpty, let vpc = context.scenario.vpcs[backend.vpc.value] else {
        return nil
      }
      let subnets = newSubnets[backend.vpc.value] ?? Self.newSubnets(of: vpc)
      newSubnets[backend.vpc.value] = subnets
      for target in backend.backend.targets {
        let subnet = subnets.longestMatch(target.address.value)?.value
        if let finding = contradiction(
          "server \(target.id.value)", target.id, vpc: backend.vpc, subnet: subnet, context.scenario)
        {
          return finding
        }
      }
      return nil
    }
  }

  /// The subnets that the change creates and whose range is known, by range.
  private static func newSubnets(of vpc: VPC) -> PrefixMap<Located<String>> {
    var map = PrefixMap<Located<String>>()
    for subnet in vpc.subnets where subnet.value.existing == nil {
      if case .cidr(let cidr) = subnet.value.range { map[cidr.value] = subnet.name }
    }
    return map
  }

  private static func contradiction(
    _ what: String, _ id: Located<String>, vpc: Located<String>, subnet: Located<String>?,
    _ scenario: Scenario
  ) -> Diagnostic? {
    guard let entry = scenario.vpcs.entry(vpc.value) else { return nil }
    if entry.value.existing == nil { return report(what, id, inside: "VPC \(vpc.value)", entry.name) }
    guard let subnet, let inner = entry.value.subnets.entry(subnet.value), inner.value.existing == nil else {
      return nil
    }
    return report(what, id, inside: "subnet \(vpc.value).\(subnet.value)", inner.name)
  }

  private static func report(
    _ what: String, _ id: Located<String>, inside place: String, _ name: Located<String>
  ) -> Diagnostic {
    finding(
      "\(what) exists (\(id.value)) and lies in \(place), which the change would create", at: id.location,
      help:
        "write the id of \(place) too: `existing: …`; it is then read and compared, never created or deleted",
      related: [Related(message: "\(place) has no `existing`", location: name.location)])
  }
}
