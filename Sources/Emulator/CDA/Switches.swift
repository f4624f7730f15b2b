import JSON
import Scenario

/// A switch of the operator at which dedicated lines end.
struct AccessSwitch: Row {
  static var table: WritableKeyPath<CloudState, Table<AccessSwitch>> { \.switches }
  static let kind = ResourceKind.switch

  let id: String
  let scope: Scope
  let hostname: String
  let name: String
  let address: String
  let accessPoint: String

  var label: String { hostname }
  var references: [String] { [] }
}

extension Behaviour {
  static let switchesPerRegion = Behaviour(
    "CDA-001", .assumption,
    "A region has two access switches, one at each of AP1 and AP2; lines and gateways may name others too.",
    "hostnames are not checked: no source says that the cloud does")

  static let switches = [switchesPerRegion]
}

enum Switches {
  static let handlers: [String: Handler] = ["cda.ListSwitch": list]

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let scope = Scope(account: "", region: request.region.id)
    let filters = [
      ("switchId", \AccessSwitch.id), ("hostname", \.hostname), ("name", \.name), ("ip", \.address),
    ]
    let rows = cloud.state.switches.rows(in: .scope(scope)).filter { row in
      filters.allSatisfy { name, path in request.text(name).map { $0 == row[keyPath: path] } ?? true }
    }
    return .row([
      "totalCount": .count(rows.count),
      "result": .array(
        rows.map { row in
          [
            "switchId": .string(row.id), "name": .string(row.name), "factory": "H3C",
            "resourcePool": .string(request.region.id), "resourceName": .string(request.region.name),
            "hostname": .string(row.hostname), "ip": .string(row.address), "loginPort": "22",
            "accessPoint": .string(row.accessPoint),
            "as": .integer(Int64(cloud.configuration.profile.cloudASN)), "hasBleafRoute": false,
          ]
        }),
    ])
  }
}

extension Cloud {
  mutating func furnishSwitches(_ region: CloudRegion) {
    for number in 1...2 {
      insert(
        AccessSwitch(
          id: state.identifiers.id("switch"), scope: Scope(account: "", region: region.id),
          hostname: "\(region.code)-cda-\(number)", name: "cda-\(number)", address: "172.31.255.\(number)",
          accessPoint: "AP\(number)"))
    }
  }
}
