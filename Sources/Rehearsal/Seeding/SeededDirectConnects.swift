import Addressing
import JSON
import Planning
import Scenario

/// Adopted lines, gateways and the routes that stand on them.
extension SeedWriter {
  mutating func addDirectConnect(_ directConnect: PlannedDirectConnect) {
    let account = directConnect.account
    let email = email(of: account)
    let adopted = directConnect.lines.filter { $0.existing != nil }
    for line in adopted { add(line, of: directConnect, email: email) }
    guard directConnect.isExisting else { return }
    let name: JSONValue = .string(directConnect.gatewayName)
    add(
      "cda.AddGateway", by: account,
      [
        "gatewayName": name, "account": .string(email),
        "hostname": .string(adopted.first.map { hostname(of: $0) } ?? AccessSwitches.hostname(at: nil)),
      ])
    for line in adopted {
      add("cda.BindPhysicalLine", by: account, ["gatewayName": name, "lineID": line.existing.json])
    }
    guard !adopted.isEmpty else { return }
    addRoutes(over: adopted, of: directConnect)
  }

  private func hostname(of line: PlannedLine) -> String {
    line.switchHostname ?? AccessSwitches.hostname(at: line.accessPoint)
  }

  private mutating func add(_ line: PlannedLine, of directConnect: PlannedDirectConnect, email: String) {
    var parameters: JSONObject = [
      "lineName": line.existing.json, "account": .string(email),
      "ipVersion": line.linkIPv6 == nil ? "IPV4" : "DUALSTACK",
      "localConnectIP": .string(line.link.cloud.description),
      "remoteConnectIP": .string(line.link.site.description), "hostname": .string(hostname(of: line)),
      "portType": .string(line.portType),
      "portName": .string(line.port ?? AccessSwitches.port(of: directConnect.name, line.name)),
      "bandwidth": .integer(Int64(line.bandwidthMbps)), "lineType": .string(line.lineType),
      "tag": line.vlan == 0 ? 0 : 1, "isShared": line.isHosted ? 1 : 0,
    ]
    if line.vlan != 0 { parameters["vlan"] = .integer(Int64(line.vlan)) }
    if let link = line.linkIPv6 {
      parameters["localConnectIPv6"] = .string(link.cloud.description)
      parameters["remoteConnectIPv6"] = .string(link.site.description)
    }
    add("cda.AddPhysicalLine", by: directConnect.account, id: line.existing, parameters)
  }

  private mutating func addRoutes(over lines: [PlannedLine], of directConnect: PlannedDirectConnect) {
    let ipv4 = directConnect.remotePrefixes.filter { $0.family == .ipv4 }
    let ipv6 = directConnect.remotePrefixes.filter { $0.family == .ipv6 }
    let isDualStack = !ipv6.isEmpty && lines.contains { $0.linkIPv6 != nil }
    let isBGP = directConnect.mode == .bgp
    var parameters: JSONObject = [
      "gatewayName": .string(directConnect.gatewayName),
      "ipVersion": isDualStack ? (ipv4.isEmpty ? "IPV6" : "DUALSTACK") : "IPV4",
    ]
    if !ipv4.isEmpty || !isDualStack {
      parameters[isBGP ? "networkCidr" : "dstCidr"] = ipv4.json
      parameters[isBGP ? "BGPList" : "nextHop"] = .array(lines.map { hop($0, $0.link, of: directConnect) })
      if isBGP { parameters["multiPath"] = .bool(directConnect.multipath) }
      if isBGP, directConnect.multipath {
        parameters["multiPathNum"] = .string("\(lines.count)")
        parameters["multiPathType"] = "EBGP"
      }
    }
    if isDualStack {
      parameters[isBGP ? "networkCidrV6" : "dstCidrV6"] = ipv6.json
      parameters[isBGP ? "BGPIpv6List" : "nextHopV6"] = .array(
        lines.compactMap { line in line.linkIPv6.map { hop(line, $0, of: directConnect) } })
    }
    add(isBGP ? "cda.AddBgpRoute" : "cda.AddStaticRoute", by: directConnect.account, parameters)
  }

  private func hop(
    _ line: PlannedLine, _ link: PlannedLine.Link, of directConnect: PlannedDirectConnect
  ) -> JSONValue {
    let address: JSONValue = .string(link.site.address.description)
    if directConnect.mode == .bgp {
      return [
        "BGPNeighbor": line.existing.json, "BGPIP": address, "lineID": line.existing.json,
        "peerAS": .string("\(directConnect.siteASN ?? 0)"), "bfd": .bool(directConnect.bfd),
      ]
    }
    return [
      "remoteGatewayIp": address, "priority": .integer(Int64(line.cloudPriority)),
      "track": directConnect.track ? 1 : 0, "bfd": .bool(directConnect.bfd),
    ]
  }
}

/// The switches of the emulated region and their ports.
enum AccessSwitches {
  /// The code of the region, with which the names of its switches begin.
  static let regionCode = "region-1"

  /// The switch at an access point: the emulator has one at each of AP1 and AP2.
  static func hostname(at accessPoint: String?) -> String {
    regionCode + (accessPoint == "AP2" ? "-cda-2" : "-cda-1")
  }

  /// The port on which a line ends, a different one for every line.
  static func port(of directConnect: String, _ line: String) -> String { "port-\(directConnect)-\(line)" }
}
