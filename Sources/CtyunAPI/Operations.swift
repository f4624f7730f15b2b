/// The catalogue of all operations, one nested namespace per service: `Operations.VPCE.createEndpoint`.
///
/// Every entry is a constant that is built when it is first used; a program that calls none pays for none.
public enum Operations {
  /// VPC endpoints and endpoint services.
  public enum VPCE {}
  /// Networks.
  public enum VPC {}
  /// Load balancers.
  public enum ELB {}
  /// Dedicated lines and gateways.
  public enum CDA {}
  /// Regions.
  public enum CTECS {}

  /// The operation with this id (`vpce.CreateEndpoint`), or with this bare name (`CreateEndpoint`) when only
  /// one service has it. Case matters.
  public static func named(_ id: String) -> Operation? {
    if let dot = id.utf8.firstIndex(of: UInt8(ascii: ".")) {
      guard let service = Service(rawValue: String(id[..<dot])) else { return nil }
      return operation(service, String(id[id.utf8.index(after: dot)...]))
    }
    let found = Service.allCases.compactMap { operation($0, id) }
    return found.count == 1 ? found[0] : nil
  }

  /// All operations, sorted by id.
  public static let all: [Operation] = Service.allCases.flatMap(of).sorted { $0.id < $1.id }

  /// The operations of one service, in the order of the contract.
  public static func of(_ service: Service) -> [Operation] {
    switch service {
    case .vpce: VPCE.all
    case .vpc: VPC.all
    case .elb: ELB.all
    case .cda: CDA.all
    case .ctecs: CTECS.all
    }
  }

  private static func operation(_ service: Service, _ name: String) -> Operation? {
    switch service {
    case .vpce: VPCE.named(name)
    case .vpc: VPC.named(name)
    case .elb: ELB.named(name)
    case .cda: CDA.named(name)
    case .ctecs: CTECS.named(name)
    }
  }
}
