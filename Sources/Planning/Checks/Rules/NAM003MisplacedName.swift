import Diagnostics
import Scenario

/// A name stands where it cannot work: outside the zone that its service's certificate is made for, inside a zone of the
/// operator, in no zone at all, for two services at once, or in a private zone of a form that the cloud refuses.
enum NAM003MisplacedName: Rule {
  static let metadata = RuleMetadata(
    code: "NAM003", name: "misplaced-name", title: "a name does not fit its zone or its service",
    severity: .error, profileKeys: [.privateZoneTTLMinimum])

  static func check(_ context: CheckContext) -> [Diagnostic] {
    endpointNames(context) + ambiguousNames(context) + privateZones(context)
  }

  private static func endpointNames(_ context: CheckContext) -> [Diagnostic] {
    let services = context.cloudServices
    let zones = Dictionary(
      context.profile.cloudServices.flatMap { service in
        service.zones.map { (DomainName($0), service) }
      }, uniquingKeysWith: { first, _ in first })
    var findings: [Diagnostic] = []
    for endpoint in context.scenario.endpoints {
      for name in endpoint.value.names {
        let domain = DomainName(name.value)
        if domain.parent == nil {
          findings.append(
            finding(
              "\(name.value) of endpoint \(endpoint.name.value) lies in no zone", at: name.location,
              help: "write a full name, such as `\(name.value).example.internal`"))
          continue
        }
        switch endpoint.value.target {
        case .cloud(let reference):
          guard let service = services[reference.value], !service.isResolver, !service.zones.isEmpty,
            !service.zones.contains(where: { domain.isInside(DomainName($0)) })
          else { continue }
          findings.append(outside(name, endpoint, service))
        case .service:
          guard let service = domain.ancestry.lazy.compactMap({ zones[$0] }).first else { continue }
          findings.append(
            finding(
              "\(name.value) of endpoint \(endpoint.name.value) lies in \(enumeration(service.zones)), a zone of "
                + "the cloud operator",
              at: name.location,
              help: "take a name in a zone of your own, such as `\(endpoint.name.value)"
                + ".example.internal`"))
        case .foreign: break
        }
      }
    }
    return findings
  }

  private static func outside(
    _ name: Located<String>, _ endpoint: CheckContext.EndpointEntry, _ service: CloudService
  ) -> Diagnostic {
    let zones = enumeration(service.zones)
    return finding(
      "\(name.value) of endpoint \(endpoint.name.value) is not in \(zones), for which the certificate of "
        + "\(service.name) is made",
      at: name.location,
      help:
        "take the name that the service gives the bucket or instance, inside \(zones), or leave `names` out "
        + "and forward the zone to a DNS endpoint")
  }

  private struct Place: Hashable {
    var domain: Int?
    var name: DomainName
  }

  private struct Use {
    var endpoint: CheckContext.EndpointEntry
    var name: Located<String>
  }

  /// One name for endpoints of several services: whoever asks gets any of them. Endpoints of one service may share a
  /// name, and so may endpoints that no host sees together. One name is one finding, however many share it.
  private static func ambiguousNames(_ context: CheckContext) -> [Diagnostic] {
    var uses: [Place: [Use]] = [:]
    for endpoint in context.scenario.endpoints {
      for name in endpoint.value.names {
        let place = Place(
          domain: context.domains.index(ofVPC: endpoint.value.vpc.value), name: DomainName(name.value))
        uses[place, default: []].append(Use(endpoint: endpoint, name: name))
      }
    }
    return uses.values.compactMap { uses in
      guard let first = uses.first else { return nil }
      let others = uses.filter { $0.endpoint.value.target != first.endpoint.value.target }
      guard let second = others.first else { return nil }
      let names = ([first] + others).map(\.endpoint.name.value)
      return finding(
        "\(second.name.value) leads to endpoints of different services, \(enumeration(names))",
        at: second.name.location, help: "give each service a name of its own",
        related: ([first] + others.dropFirst()).prefix(3).map {
          Related(message: "the name of endpoint \($0.endpoint.name.value)", location: $0.name.location)
        })
    }
  }

  private static func privateZones(_ context: CheckContext) -> [Diagnostic] {
    let minimum = context.profile.privateZoneTTLMinimum
    let operatorZones = context.profile.cloudServices.flatMap(\.zones)
    var findings: [Diagnostic] = []
    for zone in context.scenario.privateZones {
      if let ttl = zone.value.ttl, ttl.value < minimum, zone.value.existing == nil {
        findings.append(
          finding(
            "the TTL of private zone \(zone.name.value) is \(ttl.value) seconds, and the cloud takes \(minimum) "
              + "or more",
            at: ttl.location, help: "write `ttl: \(minimum)` or more"))
      }
      let name = DomainName(zone.name.value)
      let hidden = operatorZones.filter { DomainName($0).isInside(name) }
      guard !hidden.isEmpty else { continue }
      findings.append(
        finding(
          "private zone \(zone.name.value) hides \(enumeration(hidden)) of the cloud operator from its VPCs",
          at: zone.name.location,
          help: "make zones only for names of your own; the cloud answers its own names by itself",
          severity: .warning))
    }
    return findings
  }
}
