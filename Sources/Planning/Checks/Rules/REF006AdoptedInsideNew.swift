import Addressing
import Diagnostics
import Scenario

/// Something that exists lies in a VPC or a subnet that the change is to create: one of the two is not true.
///
/// One finding for each such place, however much lies in it. Servers alone are a warning: they may be made by other
/// hands before the service is.
enum REF006AdoptedInsideNew: Rule {
  static let metadata = RuleMetadata(
    code: "REF006", name: "adopted-inside-new",
    title: "something that exists lies in a VPC or subnet that does not", severity: .error)

  /// Something with an id, and so something that exists.
  private struct Thing {
    var what: String
    var id: Located<String>
    var isInstance = false
  }

  /// A VPC or a subnet that the change creates.
  private struct Place {
    var what: String
    var name: Located<String>
    var things: [Thing] = []
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var places: [String: Place] = [:]
    func add(_ thing: Thing, vpc: Located<String>, subnet: Located<String>?) {
      guard let entry = context.scenario.vpcs.entry(vpc.value) else { return }
      if entry.value.existing == nil {
        places[vpc.value, default: Place(what: "VPC \(vpc.value)", name: entry.name)].things.append(thing)
      } else if let subnet, let inner = entry.value.subnets.entry(subnet.value), inner.value.existing == nil {
        let name = "\(vpc.value).\(subnet.value)"
        places[name, default: Place(what: "subnet \(name)", name: inner.name)].things.append(thing)
      }
    }

    for vpc in context.scenario.vpcs where vpc.value.existing == nil {
      for thing in parts(of: vpc) { add(thing, vpc: vpc.name, subnet: nil) }
    }
    for service in context.scenario.endpointServices {
      guard let id = service.value.existing else { continue }
      add(
        Thing(what: "endpoint service \(service.name.value)", id: id), vpc: service.value.vpc,
        subnet: service.value.subnet)
    }
    for endpoint in context.scenario.endpoints {
      guard let id = endpoint.value.existing else { continue }
      add(
        Thing(what: "endpoint \(endpoint.name.value)", id: id), vpc: endpoint.value.vpc,
        subnet: endpoint.value.subnet)
    }
    for (thing, vpc, subnet) in instances(context) { add(thing, vpc: vpc, subnet: subnet) }
    return places.values.map(report)
  }

  /// What a VPC says of its own parts.
  private static func parts(of vpc: NamedMap<VPC>.Entry) -> [Thing] {
    let name = vpc.name.value
    var parts: [(String, Located<String>?)] = []
    parts += vpc.value.subnets.map { ("subnet \(name).\($0.name.value)", $0.value.existing) }
    parts += vpc.value.routeTables.map { ("route table \(name).\($0.name.value)", $0.value.existing) }
    parts += vpc.value.securityGroups.map { ("security group \(name).\($0.name.value)", $0.value.existing) }
    parts += vpc.value.acls.map { ("ACL \(name).\($0.name.value)", $0.value.existing) }
    return parts.compactMap { what, id in id.map { Thing(what: what, id: $0) } }
  }

  /// Backends and the servers behind them, each once, with where they lie.
  private static func instances(
    _ context: CheckContext
  ) -> [(Thing, vpc: Located<String>, subnet: Located<String>?)] {
    var found: [(Thing, vpc: Located<String>, subnet: Located<String>?)] = []
    var seen: Set<String> = []
    var newSubnets: [String: PrefixMap<Located<String>>] = [:]
    for service in context.scenario.endpointServices {
      guard let backend = context.backend(of: service), seen.insert(backend.identity).inserted else {
        continue
      }
      if let id = backend.backend.id {
        let thing = Thing(what: "backend \(backend.name)", id: id, isInstance: true)
        found.append((thing, backend.vpc, backend.subnet))
        continue
      }
      guard !backend.backend.targets.isEmpty, let vpc = context.scenario.vpcs[backend.vpc.value] else {
        continue
      }
      let subnets = newSubnets[backend.vpc.value] ?? Self.newSubnets(of: vpc)
      newSubnets[backend.vpc.value] = subnets
      for target in backend.backend.targets where seen.insert("server \(target.id.value)").inserted {
        let thing = Thing(what: "server \(target.id.value)", id: target.id, isInstance: true)
        found.append((thing, backend.vpc, subnets.longestMatch(target.address.value)?.value))
      }
    }
    return found
  }

  /// The subnets that the change creates and whose range is known, by range.
  private static func newSubnets(of vpc: VPC) -> PrefixMap<Located<String>> {
    var map = PrefixMap<Located<String>>()
    for subnet in vpc.subnets where subnet.value.existing == nil {
      if case .cidr(let cidr) = subnet.value.range { map[cidr.value] = subnet.name }
    }
    return map
  }

  private static func report(_ place: Place) -> Diagnostic {
    let things = place.things
    return finding(
      "\(place.what) would be created, and \(enumeration(things.map(\.what))) in it "
        + (things.count == 1 ? "exists already" : "exist already"),
      at: place.name.location,
      help:
        "write its id, `existing: …`, if it is there too: it is then read and compared, never created or deleted",
      related: things.prefix(3).map {
        Related(message: "\($0.what) is \($0.id.value)", location: $0.id.location)
      },
      severity: things.allSatisfy(\.isInstance) ? .warning : .error)
  }
}
