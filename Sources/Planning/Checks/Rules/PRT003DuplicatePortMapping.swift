import Diagnostics
import Scenario

/// Two port mappings of a service, or two rules of a reverse service, listen on the same protocol and port.
enum PRT003DuplicatePortMapping: Rule {
  static let metadata = RuleMetadata(
    code: "PRT003", name: "duplicate-port-mapping",
    title: "two port mappings listen on the same protocol and port", severity: .error)

  private struct TransitPort: Hashable {
    var transit: String
    var port: TransportPort
  }

  static func check(_ context: CheckContext) -> [Diagnostic] {
    context.scenario.endpointServices.flatMap { mappings(of: $0) + reverseRules(of: $0) }
  }

  private static func mappings(of service: CheckContext.ServiceEntry) -> [Diagnostic] {
    var first = [TransportPort: PortMapping](minimumCapacity: service.value.ports.count)
    return service.value.ports.compactMap { mapping in
      let port = TransportPort(mapping.transport.value, mapping.endpointPort.value)
      guard let other = first[port] else {
        first[port] = mapping
        return nil
      }
      let isSame = other.serverPort.value == mapping.serverPort.value
      return finding(
        "two port mappings of service \(service.name.value) listen on \(port)",
        at: mapping.endpointPort.location,
        help: isSame
          ? "take one of the two away; they say the same"
          : "give one of them another endpoint port; clients tell services apart by it",
        related: [
          Related(
            message: "the other leads to server port \(other.serverPort)",
            location: other.endpointPort.location)
        ])
    }
  }

  private static func reverseRules(of service: CheckContext.ServiceEntry) -> [Diagnostic] {
    var first: [TransitPort: ReverseRule] = [:]
    return service.value.reverseRules.compactMap { rule in
      let port = TransitPort(
        transit: rule.transit.value, port: TransportPort(rule.transport.value, rule.transitPort.value))
      guard let other = first[port] else {
        first[port] = rule
        return nil
      }
      return finding(
        "two reverse rules of service \(service.name.value) listen on \(port.port) of transit address "
          + port.transit,
        at: rule.transitPort.location,
        help: "give one of them another transit port or another transit address",
        related: [
          Related(
            message: "the other leads to \(other.target) port \(other.targetPort)",
            location: other.transitPort.location)
        ])
    }
  }
}
