import Addressing
import Diagnostics
import Scenario

extension Inspection {
  /// What an endpoint listens on is known and said once; so are a service's port mappings.
  mutating func inspectPorts() {
    var services: [String: PlannedService] = [:]
    for service in plan.services {
      services[service.name] = service
      let listened = service.mappings.map(\.endpointPort).sorted()
      for (earlier, later) in zip(listened, listened.dropFirst()) where earlier == later {
        report("\(ResourceID.service(service.name)) maps \(later) twice", at: service.location)
      }
      if service.mappings.contains(where: { $0.endpointPort.port == 0 || $0.serverPort == 0 }) {
        report("\(ResourceID.service(service.name)) maps port 0", at: service.location)
      }
    }
    for endpoint in plan.endpoints {
      let id = ResourceID.endpoint(endpoint.name)
      var service: PlannedService?
      if case .service(let name) = endpoint.target { service = services[name] }
      // Nobody connects to the endpoint of a reverse service.
      if endpoint.ports.isEmpty && service?.kind != .reverse {
        report("\(id) listens on nothing", at: endpoint.location)
      }
      for (earlier, later) in zip(endpoint.ports, endpoint.ports.dropFirst()) where earlier >= later {
        report(
          "\(id) lists \(later) \(earlier == later ? "twice" : "out of order")", at: endpoint.location)
      }
      if let service, service.kind == .interface,
        endpoint.ports.sorted() != service.mappings.map(\.endpointPort).sorted()
      {
        report("\(id) listens on other ports than its service maps", at: endpoint.location)
      }
    }
  }
}
