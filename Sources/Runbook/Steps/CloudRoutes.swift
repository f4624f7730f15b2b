import Addressing
import CtyunAPI
import JSON
import Planning
import Scenario

/// The calls that speak of a gateway's routes, in the form of its mode: BGP neighbours, or static next hops.
struct CloudRoutes {
  let directConnect: PlannedDirectConnect
  /// The read that lists them.
  let read: APICall
  private let account: JSONValue
  private let lineIDs: [String: JSONValue]

  init(directConnect: PlannedDirectConnect, builder: RunbookBuilder) {
    self.directConnect = directConnect
    account = builder.email(of: directConnect.account)
    var ids: [String: JSONValue] = [:]
    for line in directConnect.lines {
      ids[line.name] = builder.id(ResourceID.line(directConnect: directConnect.name, line.name))
    }
    lineIDs = ids
    read = builder.call(
      directConnect.mode == .bgp ? "cda.ListBgpRoute" : "cda.ListStaticRoute", by: directConnect.account,
      ["gatewayName": .string(directConnect.gatewayName), "account": account])
  }

  private var isBGP: Bool { directConnect.mode == .bgp }
  private var prefixes: [Prefix] { directConnect.remotePrefixes.filter { $0.family == .ipv4 } }
  private var prefixesIPv6: [Prefix] { directConnect.remotePrefixes.filter { $0.family == .ipv6 } }

  var title: Text {
    isBGP
      ? LineText.addBGP(directConnect.gatewayName, directConnect.lines.count)
      : LineText.addStatic(directConnect.gatewayName, directConnect.lines.count)
  }
  var removalTitle: Text {
    isBGP
      ? LineText.removeBGP(directConnect.gatewayName) : LineText.removeStatic(directConnect.gatewayName)
  }
  var expected: Text { isBGP ? LineText.bgpThere : LineText.staticThere }

  var addition: String { isBGP ? "cda.AddBgpRoute" : "cda.AddStaticRoute" }
  var update: String { isBGP ? "cda.UpdateBgpRoute" : "cda.UpdateStaticRoute" }
  var removal: String { isBGP ? "cda.DeleteBgpRoute" : "cda.DeleteStaticRoute" }
  /// The id's name in list and update; the call that deletes a BGP route spells it with a small d.
  var key: String { isBGP ? "BGPID" : "SRID" }
  var removalKey: String { isBGP ? "BGPId" : "SRID" }

  /// Where the routes stand in the list. Static routes carry no name; a destination tells them apart.
  var place: ResultPath {
    if isBGP { return Place.row("BGPRouteList", [("gatewayName", directConnect.gatewayName)]) }
    if let first = prefixes.first { return Place.row("staticRouteList", [("dstCidr", first.description)]) }
    return Place.row("staticRouteList", [("dstCidrV6", prefixesIPv6.first?.description ?? "")])
  }
  var output: Output { Output(name: key, source: .check, path: place.member(key)) }

  /// Where a line stands among the neighbours or next hops.
  func hop(_ line: PlannedLine) -> ResultPath {
    let address = line.link.site.address.description
    return isBGP
      ? place.member("BGPList").row([("BGPIP", address)])
      : place.member("nextHop").row([("remoteGatewayIp", address)])
  }

  func expectations(_ lines: [PlannedLine]) -> [ReplyExpectation] {
    lines.map { line in
      isBGP
        ? .equals(hop(line).member("peerAS"), .string("\(directConnect.siteASN ?? 0)"))
        : .equals(hop(line).member("priority"), JSONValue(line.cloudPriority))
    }
  }

  func parameters(_ lines: [PlannedLine]) -> JSONObject {
    isBGP ? bgpParameters(lines) : staticParameters(lines)
  }

  private func ipVersion(_ lines: [PlannedLine]) -> JSONValue {
    let hasIPv6 = lines.contains { $0.linkIPv6 != nil } && !prefixesIPv6.isEmpty
    return hasIPv6 ? (prefixes.isEmpty ? "IPV6" : "DUALSTACK") : "IPV4"
  }

  private func bgpParameters(_ lines: [PlannedLine]) -> JSONObject {
    let version = ipVersion(lines)
    var parameters: JSONObject = [
      "ipVersion": version, "gatewayName": .string(directConnect.gatewayName),
    ]
    if version != "IPV6" {
      parameters["networkCidr"] = JSONValue(prefixes)
      parameters["BGPList"] = .array(lines.map { neighbor($0, $0.link) })
      parameters["multiPath"] = .bool(directConnect.multipath)
      if directConnect.multipath {
        parameters["multiPathNum"] = .string("\(lines.count)")
        parameters["multiPathType"] = "EBGP"
      }
    }
    if version != "IPV4" {
      let carriers = lines.compactMap { line in line.linkIPv6.map { (line, $0) } }
      parameters["networkCidrV6"] = JSONValue(prefixesIPv6)
      parameters["BGPIpv6List"] = .array(carriers.map { neighbor($0.0, $0.1) })
      parameters["multiPathIpv6"] = .bool(directConnect.multipath)
      if directConnect.multipath { parameters["multiPathNumIpv6"] = .string("\(carriers.count)") }
    }
    return parameters
  }

  private func neighbor(_ line: PlannedLine, _ link: PlannedLine.Link) -> JSONValue {
    var neighbor: JSONObject = [
      "BGPNeighbor": .string(line.cloudName), "BGPIP": JSONValue(link.site.address),
      "lineID": lineIDs[line.name] ?? .string(""), "peerAS": .string("\(directConnect.siteASN ?? 0)"),
    ]
    if directConnect.md5 {
      neighbor["BGPKey"] =
        SecretReference.bgpKey(directConnect: directConnect.name, line: line.name).json
    }
    neighbor["bfd"] = .bool(directConnect.bfd)
    return .object(neighbor)
  }

  private func staticParameters(_ lines: [PlannedLine]) -> JSONObject {
    let version = ipVersion(lines)
    var parameters: JSONObject = [
      "ipVersion": version, "gatewayName": .string(directConnect.gatewayName),
    ]
    if version != "IPV6" {
      parameters["dstCidr"] = JSONValue(prefixes)
      parameters["nextHop"] = .array(lines.map { hop($0, $0.link) })
    }
    if version != "IPV4" {
      parameters["dstCidrV6"] = JSONValue(prefixesIPv6)
      parameters["nextHopV6"] = .array(lines.compactMap { line in line.linkIPv6.map { hop(line, $0) } })
    }
    return parameters
  }

  private func hop(_ line: PlannedLine, _ link: PlannedLine.Link) -> JSONValue {
    [
      "remoteGatewayIp": JSONValue(link.site.address), "priority": JSONValue(line.cloudPriority),
      "track": directConnect.track ? 1 : 0, "bfd": .bool(directConnect.bfd),
    ]
  }
}
