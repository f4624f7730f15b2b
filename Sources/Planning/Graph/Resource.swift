public import JSON

/// One thing that exists after the change, with all that is known of it at plan time.
public struct Resource: Sendable, Equatable {
  /// The kinds. The raw values stand in plan files and are never renamed.
  public enum Kind: String, Sendable, CaseIterable {
    /// An account.
    case account
    /// A site.
    case site
    /// An edge router.
    case router
    /// A VPC.
    case vpc
    /// A subnet.
    case subnet
    /// A custom route table.
    case routeTable = "route-table"
    /// A security group.
    case securityGroup = "security-group"
    /// A subnet ACL.
    case accessControlList = "acl"
    /// A dedicated line.
    case line
    /// A Direct Connect gateway.
    case directConnect = "direct-connect"
    /// A VPC joined to a gateway.
    case attachment
    /// The cloud's side of a gateway's routing.
    case route
    /// A probe over a gateway.
    case healthCheck = "health-check"
    /// What answers behind an endpoint service.
    case backend
    /// An endpoint service.
    case endpointService = "endpoint-service"
    /// A port mapping of an endpoint service.
    case mapping = "endpoint-service-rule"
    /// An entry of a service's allow list.
    case consumer = "endpoint-service-consumer"
    /// A transit address of a reverse service.
    case transit = "endpoint-service-transit"
    /// A rule of a reverse service.
    case reverseRule = "endpoint-service-reverse-rule"
    /// An endpoint.
    case endpoint
    /// A private zone.
    case privateZone = "private-zone"
    /// A record of a private zone.
    case record = "private-zone-record"
  }

  /// Its readable id, unique in the plan.
  public var id: String
  /// What it is.
  public var kind: Kind
  /// Who owns it, by the account's name in the scenario; nil for what stands at a site.
  public var account: String?
  /// Ids of the resources that must exist before it, sorted, each once.
  public var dependsOn: [String]
  /// What is decided of it. A value that only the cloud can give is absent.
  public var properties: JSONObject

  /// Joins the parts; the dependencies are sorted and made unique.
  public init(
    id: String, kind: Kind, account: String?, dependsOn: [String], properties: JSONObject
  ) {
    self.id = id
    self.kind = kind
    self.account = account
    self.dependsOn = Self.sortedUnique(dependsOn)
    self.properties = properties
  }

  /// Its form in a plan file.
  public var json: JSONValue {
    [
      "id": .string(id),
      "kind": .string(kind.rawValue),
      "account": account.map(JSONValue.string) ?? .null,
      "dependsOn": .array(dependsOn.map(JSONValue.string)),
      "properties": .object(properties),
    ]
  }

  /// Writes ``json`` without making it: there are many resources.
  func write(_ style: JSONStyle, to stream: inout JSONStream) {
    stream.object { stream in
      if style == .canonical {
        writeAccount(to: &stream)
        writeDependencies(to: &stream)
        writeIdentity(to: &stream)
      } else {
        writeIdentity(to: &stream)
        writeAccount(to: &stream)
        writeDependencies(to: &stream)
      }
      stream.write(key: "properties")
      stream.write(.object(properties))
    }
  }

  private func writeIdentity(to stream: inout JSONStream) {
    stream.write(key: "id")
    stream.write(.string(id))
    stream.write(key: "kind")
    stream.write(.string(kind.rawValue))
  }

  private func writeAccount(to stream: inout JSONStream) {
    stream.write(key: "account")
    stream.write(account.map(JSONValue.string) ?? .null)
  }

  private func writeDependencies(to stream: inout JSONStream) {
    stream.write(key: "dependsOn")
    stream.write(.array(dependsOn.map(JSONValue.string)))
  }

  private static func sortedUnique(_ ids: [String]) -> [String] {
    guard ids.count > 1 else { return ids }
    var unique: [String] = []
    unique.reserveCapacity(ids.count)
    for id in ids.sorted() where unique.last != id { unique.append(id) }
    return unique
  }
}
