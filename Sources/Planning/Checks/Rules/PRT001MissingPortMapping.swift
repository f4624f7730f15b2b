import Diagnostics
import Scenario

/// An interface service maps no port, so that no client can reach it.
enum PRT001MissingPortMapping: Rule {
  static let metadata = RuleMetadata(
    code: "PRT001", name: "missing-port-mapping", title: "an interface service has no port mapping",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    context.scenario.endpointServices.compactMap { service in
      guard service.value.isInterface, service.value.ports.isEmpty else { return nil }
      let listener = context.backend(of: service)?.backend.listeners?.first
      let transport = listener?.transport.value ?? .tcp
      let port = listener?.port.value ?? 443
      return finding(
        "endpoint service \(service.name.value) maps no port", at: service.name.location,
        help: "write what it serves: `ports: [{ protocol: \(transport.rawValue), endpointPort: \(port), "
          + "serverPort: \(port) }]`")
    }
  }
}

extension EndpointService {
  /// Whether endpoints open connections to it.
  var isInterface: Bool { (kind?.value ?? .interface) == .interface }
}
