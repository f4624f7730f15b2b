import Addressing
import Diagnostics
import Scenario

/// Two entries carry the id of one and the same thing: an entry was copied, and its id was not changed.
///
/// Two backends may be one instance, and a Direct Connect may end at the gateway of another; nothing is said of them.
enum REF007RepeatedID: Rule {
  static let metadata = RuleMetadata(
    code: "REF007", name: "repeated-id", title: "two entries carry one id", severity: .error)

  /// An entry, as messages name it, and what the cloud knows it by.
  private typealias Bearer = (name: String, id: Located<String>?)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let scenario = context.scenario
    let vpcs = scenario.vpcs
    func inVPCs<Value>(_ kind: String, _ entries: (VPC) -> NamedMap<Value>, _ id: (Value) -> Located<String>?)
      -> [Bearer]
    {
      vpcs.flatMap { vpc in
        entries(vpc.value).map { ("\(kind) \(vpc.name.value).\($0.name.value)", id($0.value)) }
      }
    }
    let kinds: [[Bearer]] = [
      scenario.accounts.map { ("account \($0.name.value)", $0.value.id) },
      vpcs.map { ("VPC \($0.name.value)", $0.value.existing) },
      inVPCs("subnet", \.subnets, \.existing),
      inVPCs("route table", \.routeTables, \.existing),
      inVPCs("security group", \.securityGroups, \.existing),
      inVPCs("ACL", \.acls, \.existing),
      scenario.directConnects.flatMap { directConnect in
        directConnect.value.lines.map {
          ("line \(directConnect.name.value).\($0.name.value)", $0.value.existing)
        }
      },
      scenario.endpointServices.map { ("endpoint service \($0.name.value)", $0.value.existing) },
      scenario.endpoints.map { ("endpoint \($0.name.value)", $0.value.existing) },
      scenario.privateZones.map { ("private zone \($0.name.value)", $0.value.existing) },
    ]
    let mailboxes: [Bearer] = scenario.accounts.map { ("account \($0.name.value)", $0.value.email) }
    return kinds.flatMap { repeats($0, "id") } + repeats(mailboxes, "e-mail address")
      + scenario.backends.flatMap { servers(of: $0.value, named: $0.name.value) }
      + scenario.endpointServices.flatMap { service in
        if case .inline(let backend) = service.value.backend {
          return servers(of: backend, named: service.name.value)
        }
        return []
      }
  }

  /// Every bearer whose id one before it has.
  private static func repeats(_ bearers: [Bearer], _ what: String) -> [Diagnostic] {
    var first: [String: (name: String, location: SourceLocation)] = [:]
    return bearers.compactMap { bearer in
      guard let id = bearer.id else { return nil }
      guard let holder = first[id.value] else {
        first[id.value] = (bearer.name, id.location)
        return nil
      }
      return finding(
        "\(bearer.name) and \(holder.name) have one \(what), \(id.value)", at: id.location,
        help: "write its own \(what); what is one thing in the cloud stands here once",
        related: [Related(message: "the \(what) of \(holder.name)", location: holder.location)])
    }
  }

  /// A server may stand behind several ports of a load balancer; at two addresses it is two servers.
  private static func servers(of backend: Backend, named name: String) -> [Diagnostic] {
    var first: [String: BackendTarget] = [:]
    return backend.targets.compactMap { target in
      guard let other = first[target.id.value] else {
        first[target.id.value] = target
        return nil
      }
      guard other.address.value != target.address.value else { return nil }
      return finding(
        "server \(target.id.value) of backend \(name) has two addresses, \(other.address.value) and "
          + "\(target.address.value)",
        at: target.id.location, help: "write the id of the server at \(target.address.value)",
        related: [Related(message: "the server at \(other.address.value)", location: other.id.location)])
    }
  }
}
