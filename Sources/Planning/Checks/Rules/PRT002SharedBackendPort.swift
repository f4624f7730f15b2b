import Diagnostics
import Scenario

/// Two services in front of one backend use the same port of it.
///
/// Two endpoint ports of one service may end at one server port; two services may not share it.
enum PRT002SharedBackendPort: Rule {
  static let metadata = RuleMetadata(
    code: "PRT002", name: "shared-backend-port", title: "two services use one port of one backend",
    severity: .error)

  private struct Use {
    var service: CheckContext.ServiceEntry
    var mapping: PortMapping
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for services in context.servicesByBackend.values where services.count > 1 {
      var uses: [TransportPort: Use] = [:]
      for service in services where service.value.isInterface {
        var reported: Set<TransportPort> = []
        for mapping in service.value.ports {
          let port = TransportPort(mapping.transport.value, mapping.serverPort.value)
          guard let first = uses[port] else {
            uses[port] = Use(service: service, mapping: mapping)
            continue
          }
          guard first.service.name.value != service.name.value, reported.insert(port).inserted else {
            continue
          }
          findings.append(clash(port, first, Use(service: service, mapping: mapping), context))
        }
      }
    }
    return findings
  }

  private static func clash(
    _ port: TransportPort, _ first: Use, _ second: Use, _ context: CheckContext
  ) -> Diagnostic {
    let names = (first.service.name.value, second.service.name.value)
    let backend = context.backend(of: second.service)?.name ?? "the backend"
    return finding(
      "services \(names.0) and \(names.1) both use \(port) of backend \(backend)",
      at: second.mapping.serverPort.location,
      help: "let consumers of \(names.1) connect to \(names.0), or give \(names.1) a port of its own on "
        + "\(backend)",
      related: [
        Related(
          message: "service \(names.0) uses \(port) here", location: first.mapping.serverPort.location)
      ])
  }
}
