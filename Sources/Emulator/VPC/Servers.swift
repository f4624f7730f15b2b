import Addressing

/// A cloud server or a bare metal server. No operation makes one here: they are seeded.
struct Server: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<Server>> { \.servers }
  static let kind = ResourceKind.server
  static let module = "Instance"

  let id: String
  let scope: Scope
  let name: String
  let isBareMetal: Bool
  let vpcID: String
  let subnetID: String
  let address: IPAddress

  var label: String { name }
  var references: [String] { [vpcID, subnetID] }
}

extension Cloud {
  /// Puts a server into a subnet, as if it had been bought.
  mutating func addServer(
    id: String?, name: String, isBareMetal: Bool, in subnet: Subnet, address wanted: IPAddress?
  ) throws(Refusal) -> Server {
    try checkAddress(wanted, in: subnet, for: "Instance")
    let id = id ?? makeID(isBareMetal ? "bm" : "vm")
    let use = AddressUse(kind: isBareMetal ? .bareMetal : .server, holder: id)
    let address = takeAddress(wanted, in: subnet, for: use)
    let server = Server(
      id: id, scope: subnet.scope, name: name, isBareMetal: isBareMetal, vpcID: subnet.vpcID,
      subnetID: subnet.id, address: address)
    insert(server)
    _ = addPort(
      of: id, type: isBareMetal ? "BM" : "VM", name: name, in: subnet, subnet.scope, address: address)
    return server
  }
}
