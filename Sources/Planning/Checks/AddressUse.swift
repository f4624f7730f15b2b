import Addressing
import Diagnostics
import Scenario

/// A single address that the scenario fixes, and what for.
struct AddressUse: Sendable {
  /// The address.
  var address: Located<IPAddress>
  /// `endpoint ep-app`, `transit address svc.t1`.
  var owner: String
  /// The VPC it lies in.
  var vpc: String
  /// The subnet it must lie in; nil when the scenario does not say.
  var subnet: String?
  /// What is equal for two uses that are one thing.
  var identity: String
  /// Whether it stands already, so that nobody can choose another.
  var isExisting = false
}

extension CheckContext {
  /// Every address in a VPC that the scenario fixes, in the order of the file's sections. Linear.
  func fixedAddresses() -> [AddressUse] {
    var uses: [AddressUse] = []
    for endpoint in scenario.endpoints {
      for choice in [endpoint.value.address, endpoint.value.ipv6Address].compactMap({ $0 }) {
        guard let address = choice.fixed else { continue }
        uses.append(
          AddressUse(
            address: address, owner: "endpoint \(endpoint.name.value)", vpc: endpoint.value.vpc.value,
            subnet: endpoint.value.subnet.value, identity: "endpoint \(endpoint.name.value)",
            isExisting: endpoint.value.existing != nil))
      }
    }
    for service in scenario.endpointServices {
      if case .inline(let backend) = service.value.backend {
        append(
          ResolvedBackend(name: service.name.value, backend: backend, service: service.value), to: &uses)
      }
      for transit in service.value.transitAddresses {
        guard let address = transit.value.address.fixed else { continue }
        let name = "\(service.name.value).\(transit.name.value)"
        uses.append(
          AddressUse(
            address: address, owner: "transit address \(name)", vpc: service.value.vpc.value,
            subnet: (transit.value.subnet ?? service.value.subnet)?.value, identity: "transit \(name)"))
      }
    }
    for backend in scenario.backends {
      guard let vpc = backend.value.vpc else { continue }
      append(ResolvedBackend(name: backend.name.value, backend: backend.value, vpc: vpc), to: &uses)
    }
    for directConnect in scenario.directConnects {
      guard let check = directConnect.value.healthCheck, let source = check.source.fixed,
        let vpc = check.vpc?.value ?? directConnect.value.attachments.sorted.first?.name.value
      else { continue }
      uses.append(
        AddressUse(
          address: source, owner: "the health check of \(directConnect.name.value)", vpc: vpc,
          subnet: check.subnet?.value, identity: "health check \(directConnect.name.value)"))
    }
    return uses
  }

  private func append(_ backend: ResolvedBackend, to uses: inout [AddressUse]) {
    if let address = backend.backend.address.fixed {
      uses.append(
        AddressUse(
          address: address, owner: "backend \(backend.name)", vpc: backend.vpc.value,
          subnet: backend.subnet?.value, identity: backend.identity,
          isExisting: backend.backend.id != nil))
    }
    for target in backend.backend.targets {
      uses.append(
        AddressUse(
          address: target.address, owner: "server \(target.id.value) of backend \(backend.name)",
          vpc: backend.vpc.value, subnet: nil, identity: target.id.value, isExisting: true))
    }
  }
}
