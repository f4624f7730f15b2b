import JSON
import Scenario

/// The services that the operator publishes.
enum OperatorServices {
  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let scope = Scope(account: "", region: request.region.id)
    let id = request.text("endpointServiceID")
    let rows = cloud.state.endpointServices.rows(in: .scope(scope)).filter { id == nil || $0.id == id }
    return cloud.page(rows, request) { cloud.describe($0, for: request.scope) }
  }
}

extension Cloud {
  /// Puts into a new region what the operator keeps there: its services and its access switches.
  mutating func furnish(_ region: CloudRegion) {
    let scope = Scope(account: "", region: region.id)
    for known in configuration.profile.cloudServices {
      let mappings = known.ports.map {
        EndpointService.Mapping(
          protocol: $0.transport.rawValue.uppercased(), serverPort: Int($0.port), endpointPort: Int($0.port))
      }
      insert(
        EndpointService(
          id: known.id ?? state.identifiers.id("endpser"), scope: scope, vpcID: "", subnetID: "",
          type: "interface", name: known.name, description: "the operator's service \(known.name)",
          ipVersion: 0, isAutomatic: true, mappings: mappings, backends: [],
          document: Document(["dnsName": .optional(known.zones.first)]), isOperators: true, createdAt: now,
          updatedAt: now))
    }
    furnishSwitches(region)
  }
}
