public import Addressing
public import Diagnostics
public import Planning
public import Scenario

/// A plan as forwarding sees it, with the names by which people ask.
public struct Network: Sendable {
  /// The neutral model; the analysis needs nothing else.
  public var model: ForwardingModel
  /// Where packets start.
  public var origins: [Origin]
  /// Where each endpoint is, by name: the place, and its addresses.
  public var endpoints: [String: EndpointPlace]
  /// The transit addresses of reverse services, in the order of the plan.
  public var transits: [TransitPlace]
  /// The plan it was made from.
  public var plan: Plan

  /// Compiles a plan; n log n in its size.
  public init(_ plan: Plan) {
    var compiler = NetworkCompiler(plan)
    compiler.compile()
    self = compiler.network
  }

  init(plan: Plan) {
    self.plan = plan
    model = ForwardingModel()
    origins = []
    endpoints = [:]
    transits = []
  }

  /// The components of one failure, by name: a line, a router or an attachment, as `line-a` or in full.
  public func components(named name: String) -> [Int] {
    model.components.indices.filter { index in
      let full = model.components[index].name
      return full == name || full.hasSuffix("/" + name)
    }
  }
}

/// A place where packets start.
public struct Origin: Sendable {
  /// The kinds of places.
  public enum Kind: Sendable {
    /// An on-premises site.
    case site
    /// A subnet in the cloud.
    case subnet
  }

  /// Its name as a scenario writes it: `hq`, `hub-vpc.apps`.
  public var name: String
  /// Its kind.
  public var kind: Kind
  /// Its place in the model.
  public var node: Int
  /// The addresses of its hosts.
  public var addresses: PrefixSet
  /// Where it is declared.
  public var location: SourceLocation
}

/// Where a transit address of a reverse service is.
public struct TransitPlace: Sendable {
  /// Its name: `service.transit`.
  public var name: String
  /// Its subnet's place in the model.
  public var node: Int
  /// Its address.
  public var address: IPAddress
  /// What it passes on, sorted.
  public var ports: [TransportPort]
}

/// Where an endpoint is.
public struct EndpointPlace: Sendable {
  /// Its subnet's place in the model.
  public var node: Int
  /// Its position in the plan.
  public var index: Int
  /// Its addresses, IPv4 first.
  public var addresses: [IPAddress]
}
