import Diagnostics
import Scenario

/// Finds listeners and servers' ports; what it learnt of a backend it keeps, so that many services in front of one
/// load balancer cost no more than one.
struct BackendPorts {
  /// The port of the servers that a mapping ends at.
  struct ServerPort: Hashable {
    var port: UInt16
    /// Whether no listener says it, so that the mapping's own port stands in.
    var isAssumed = false
  }

  private var listeners: [BackendKey: [TransportPort: Listener]] = [:]
  private var ownPorts: [BackendKey: [UInt16?]] = [:]

  /// The listeners of a backend; nil when nobody wrote them down.
  mutating func listeners(of backend: ResolvedBackend) -> [TransportPort: Listener]? {
    guard let written = backend.backend.listeners else { return nil }
    let key = BackendKey(backend)
    if let known = listeners[key] { return known }
    let index = Dictionary(
      written.map { (TransportPort($0.transport.value, $0.port.value), $0) },
      uniquingKeysWith: { first, _ in first })
    listeners[key] = index
    return index
  }

  /// Whether something may listen where a mapping ends; what certainly does not is a finding of its own (PRT004).
  mutating func mayBeServed(_ mapping: PortMapping, backend: ResolvedBackend) -> Bool {
    guard let listeners = listeners(of: backend) else { return true }
    return listeners[TransportPort(mapping.transport.value, mapping.serverPort.value)] != nil
  }

  /// The different ports of the servers behind a mapping. Empty when the load balancer does not listen there.
  mutating func serverPorts(of mapping: PortMapping, backend: ResolvedBackend) -> [ServerPort] {
    guard backend.backend.kind.value == .lb else { return [ServerPort(port: mapping.serverPort.value)] }
    var port = ServerPort(port: mapping.serverPort.value, isAssumed: true)
    if let listeners = listeners(of: backend) {
      guard let listener = listeners[TransportPort(mapping.transport.value, mapping.serverPort.value)] else {
        return []
      }
      port = ServerPort(port: listener.targetPort?.value ?? listener.port.value)
    }
    let own = ownPorts(of: backend)
    if own.isEmpty { return [port] }
    var seen: Set<ServerPort> = []
    return own.map { $0.map { ServerPort(port: $0) } ?? port }.filter { seen.insert($0).inserted }
  }

  /// The different ports that the servers say themselves; nil stands for those that say none.
  private mutating func ownPorts(of backend: ResolvedBackend) -> [UInt16?] {
    let key = BackendKey(backend)
    if let known = ownPorts[key] { return known }
    var seen: Set<UInt16?> = []
    let ports = backend.backend.targets.map { $0.port?.value }.filter { seen.insert($0).inserted }
    ownPorts[key] = ports
    return ports
  }
}

/// What is equal only for what the scenario wrote once: two entries of one instance may say different things.
struct BackendKey: Hashable {
  private let name: String
  private let vpc: String
  private let location: SourceLocation

  init(_ backend: ResolvedBackend) {
    name = backend.name
    vpc = backend.vpc.value
    location = backend.backend.location
  }
}
