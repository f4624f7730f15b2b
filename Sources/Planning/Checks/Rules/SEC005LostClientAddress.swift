import Diagnostics
import Scenario

/// An application decides by client address and sees the endpoint NAT range instead, or is sent the client's address in
/// a form it cannot read.
enum SEC005LostClientAddress: Rule {
  static let metadata = RuleMetadata(
    code: "SEC005", name: "lost-client-address",
    title: "an application decides by client address and does not learn it", severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    context.scenario.endpointServices.compactMap { service in
      guard service.value.isInterface, let backend = context.backend(of: service) else { return nil }
      let way = service.value.clientAddress?.value ?? .close
      let place = service.value.clientAddress?.location ?? service.name.location
      if way == .proxyProtocol, let reads = backend.backend.readsClientAddress, !reads.value {
        // The first bytes of every connection are then no request.
        return finding(
          "service \(service.name.value) speaks the PROXY protocol and backend \(backend.name) cannot read it",
          at: place,
          help: "teach the servers the PROXY protocol and write `readsClientAddress: true`, or write "
            + "`clientAddress: close`",
          related: [Related(message: "the backend says so here", location: reads.location)],
          severity: .error)
      }
      guard way == .close, let needs = backend.backend.needsClientAddress, needs.value else { return nil }
      return finding(
        "backend \(backend.name) decides by client address and sees only \(context.endpointNAT.phrase)",
        at: place,
        help: "write `clientAddress: proxy-protocol` once the servers read the PROXY protocol; until then "
          + "all clients count as one",
        related: [Related(message: "the backend says so here", location: needs.location)])
    }
  }
}
