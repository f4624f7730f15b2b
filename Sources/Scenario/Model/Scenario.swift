public import Diagnostics

/// What is wanted: the one file an engineer writes, decoded, with the place of every value.
public struct Scenario: Sendable, Equatable {
  /// The format version, 1.
  public var version: Located<Int>
  /// The scenario's name.
  public var name: Located<String>
  /// The CTyun resource pool (regionID).
  public var region: Located<String>
  /// A line for people.
  public var summary: Located<String>?
  /// Numbers of the cloud profile that this scenario knows better.
  public var profile: [ProfileOverride] = []
  /// What this scenario knows of the operator's services.
  public var cloudServices = NamedMap<CloudServiceOverride>()
  /// When the change may happen.
  public var changeWindow: ChangeWindow?
  /// Who owns and pays.
  public var accounts = NamedMap<Account>()
  /// Where the people and servers are.
  public var sites = NamedMap<Site>()
  /// How the sites reach the cloud.
  public var directConnects = NamedMap<DirectConnect>()
  /// The VPCs.
  public var vpcs = NamedMap<VPC>()
  /// What answers.
  public var backends = NamedMap<Backend>()
  /// What is published.
  public var endpointServices = NamedMap<EndpointService>()
  /// What is consumed.
  public var endpoints = NamedMap<Endpoint>()
  /// Private zones in the cloud.
  public var privateZones = NamedMap<PrivateZone>()
  /// What must, and must not, work.
  public var expectations: [Expectation] = []
  /// The whole file.
  @Place public var location: SourceLocation
}
