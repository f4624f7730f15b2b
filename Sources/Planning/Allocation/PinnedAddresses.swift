import Addressing
import Diagnostics
import Scenario

/// The addresses that a scenario fixes, by VPC and by the subnet they are said to lie in.
///
/// They are taken before anything is chosen, and a subnet that the planner places must hold its own ones.
struct PinnedAddresses {
  /// One address.
  struct Pin {
    var address: IPAddress
    /// Who uses it, as it is called in sentences.
    var holder: String
    var location: SourceLocation
  }

  /// All of a VPC, in the order they were found: by kind, then by name.
  private(set) var byVPC: [String: [Pin]] = [:]
  /// Those that name their subnet, by its id.
  private(set) var bySubnet: [String: [Pin]] = [:]

  init(_ scenario: Scenario) {
    for vpc in scenario.vpcs.sorted {
      for subnet in vpc.value.subnets.sorted {
        for used in subnet.value.usedAddresses {
          add(used, "in use already", vpc: vpc.name.value, subnet: subnet.name.value)
        }
      }
    }
    for backend in AllocationBackend.all(scenario) {
      if case .fixed(let address) = backend.value.address {
        add(address, "backend/\(backend.name)", vpc: backend.vpc, subnet: backend.subnet?.value)
      }
      for target in backend.value.targets {
        add(target.address, "server \(target.id.value)", vpc: backend.vpc, subnet: nil)
      }
    }
    for endpoint in scenario.endpoints.sorted {
      let holder = "endpoint/\(endpoint.name.value)"
      let (vpc, subnet) = (endpoint.value.vpc.value, endpoint.value.subnet.value)
      if case .fixed(let address) = endpoint.value.address { add(address, holder, vpc: vpc, subnet: subnet) }
      if case .fixed(let address)? = endpoint.value.ipv6Address {
        add(address, holder, vpc: vpc, subnet: subnet)
      }
    }
    for service in scenario.endpointServices.sorted {
      for transit in service.value.transitAddresses.sorted {
        guard case .fixed(let address) = transit.value.address else { continue }
        add(
          address, "endpoint-service/\(service.name.value)/transit/\(transit.name.value)",
          vpc: service.value.vpc.value, subnet: (transit.value.subnet ?? service.value.subnet)?.value)
      }
    }
    for directConnect in scenario.directConnects.sorted {
      guard let check = AllocationProbe(directConnect.value, scenario: scenario),
        case .fixed(let source) = check.source
      else { continue }
      add(source, "health-check/\(directConnect.name.value)", vpc: check.vpc, subnet: check.subnet)
    }
  }

  private mutating func add(
    _ address: Located<IPAddress>, _ holder: String, vpc: String?, subnet: String?
  ) {
    guard let vpc else { return }
    let pin = Pin(address: address.value, holder: holder, location: address.location)
    byVPC[vpc, default: []].append(pin)
    if let subnet { bySubnet["subnet/\(vpc)/\(subnet)", default: []].append(pin) }
  }
}

/// A backend under its name, wherever a scenario writes it.
struct AllocationBackend {
  /// Its name: the entry of `backends`, or the service that wrote it in place.
  var name: String
  var value: Backend
  /// Its VPC; nil when nobody says it.
  var vpc: String?
  /// Its subnet; nil when nobody says it.
  var subnet: Located<String>?
  /// The owner of a named backend is the owner of its VPC, that of an inline one its service's.
  var account: String?

  /// All backends, sorted by name.
  static func all(_ scenario: Scenario) -> [AllocationBackend] {
    var backends = scenario.backends.entries.map { entry in
      let vpc = entry.value.vpc?.value
      return AllocationBackend(
        name: entry.name.value, value: entry.value, vpc: vpc, subnet: entry.value.subnet,
        account: vpc.flatMap { scenario.vpcs[$0]?.account.value })
    }
    for service in scenario.endpointServices {
      guard case .inline(let backend)? = service.value.backend else { continue }
      backends.append(
        AllocationBackend(
          name: service.name.value, value: backend, vpc: (backend.vpc ?? service.value.vpc).value,
          subnet: backend.subnet ?? service.value.subnet, account: service.value.account.value))
    }
    return backends.sorted { $0.name.precedesByScalars($1.name) }
  }
}

/// Where a health check starts, with what is not said filled in.
struct AllocationProbe {
  var vpc: String
  var subnet: String
  var source: Choice<Located<IPAddress>>
  var location: SourceLocation

  /// The VPC is the first attached one by name, the subnet its first attached one by name. Nil without a health
  /// check, and when the scenario attaches nothing it could start in.
  init?(_ directConnect: DirectConnect, scenario: Scenario) {
    guard let check = directConnect.healthCheck,
      let vpc = check.vpc?.value ?? directConnect.attachments.sorted.first?.name.value,
      let attachment = directConnect.attachments[vpc],
      let subnet = check.subnet?.value
        ?? attachment.subnets.map(\.value).min(by: { $0.precedesByScalars($1) })
    else { return nil }
    self.vpc = vpc
    self.subnet = subnet
    source = check.source
    location = check.location
  }
}
