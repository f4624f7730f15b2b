import Diagnostics
import Scenario

/// A mapping ends at a port on which nothing listens. Nothing is said of a backend whose listeners nobody wrote down.
enum PRT004MissingListener: Rule {
  static let metadata = RuleMetadata(
    code: "PRT004", name: "missing-listener", title: "nothing listens on a server port", severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var ports = BackendPorts()
    var findings: [Diagnostic] = []
    var seen: Set<String> = []
    for service in context.scenario.endpointServices where service.value.isInterface {
      if service.value.backend == nil, service.value.existing == nil {
        findings.append(missingBackend(service))
        continue
      }
      guard let backend = context.backend(of: service) else { continue }
      if let finding = missingInstance(backend), seen.insert(backend.name).inserted {
        findings.append(finding)
      }
      guard let listeners = ports.listeners(of: backend) else { continue }
      var reported: Set<TransportPort> = []
      for mapping in service.value.ports {
        let port = TransportPort(mapping.transport.value, mapping.serverPort.value)
        guard listeners[port] == nil, reported.insert(port).inserted else { continue }
        findings.append(missingListener(port, mapping, backend, listeners))
      }
    }
    return findings
  }

  private static func missingBackend(_ service: CheckContext.ServiceEntry) -> Diagnostic {
    finding(
      "endpoint service \(service.name.value) has no backend, so nothing answers",
      at: service.name.location,
      help: "name an entry of `backends`, or write it in place: `backend: { type: lb, address: …, listeners: "
        + "[…] }`")
  }

  /// Only load balancers are made; whatever else answers must be there.
  private static func missingInstance(_ backend: ResolvedBackend) -> Diagnostic? {
    let kind = backend.backend.kind
    guard kind.value != .lb, backend.backend.id == nil else { return nil }
    return finding(
      "backend \(backend.name) is a \(kind.value.rawValue) without an id: only load balancers are created",
      at: kind.location, help: "write the id of the existing instance: `id: …`")
  }

  private static func missingListener(
    _ port: TransportPort, _ mapping: PortMapping, _ backend: ResolvedBackend,
    _ listeners: [TransportPort: Listener]
  ) -> Diagnostic {
    let present = listeners.keys.sorted()
    let other = listeners.values.first { $0.port.value == port.port }
    var help =
      "add the listener to \(backend.name): `{ protocol: \(port.transport.rawValue), port: \(port.port) }`"
    if let near = present.first(where: { $0.transport == port.transport }) {
      help += ", or map to one that is there, such as server port \(near.port)"
    }
    let message =
      present.isEmpty
      ? "backend \(backend.name) has no listener"
      : "backend \(backend.name) listens on \(enumeration(present.map(\.description)))"
    let place = other?.location ?? backend.backend.listeners?.first?.location ?? backend.backend.kind.location
    return finding(
      "nothing listens on \(port) of backend \(backend.name)", at: mapping.serverPort.location, help: help,
      related: [Related(message: message, location: place)])
  }
}
