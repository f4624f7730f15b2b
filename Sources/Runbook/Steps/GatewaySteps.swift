import Addressing
import CtyunAPI
import JSON
import Planning
import Scenario

/// What hangs on a gateway: attached VPCs and the cloud's side of the routing.
extension RunbookBuilder {
  // MARK: Attachments

  mutating func add(_ attachment: PlannedAttachment, of directConnect: PlannedDirectConnect) {
    let resource = ResourceID.attachment(directConnect: directConnect.name, vpc: attachment.vpc)
    let gateway = ResourceID.directConnect(directConnect.name)
    guard let vpc = index.vpcs[attachment.vpc] else { return }
    var dependencies = ready(gateway)
    for subnet in attachment.subnets { dependencies += ready(ResourceID.subnet(vpc: vpc.name, subnet)) }
    if attachment.subnets.isEmpty { dependencies += ready(ResourceID.vpc(vpc.name)) }
    if attachment.vpcAccount != directConnect.account {
      authorise(vpc, resource: resource, of: directConnect)
      dependencies.append(resource + "/authorise")
    }
    let step = resource + "/create"
    let account = directConnect.account
    let read = call(
      "cda.ListVpc", by: account,
      ["gatewayName": .string(directConnect.gatewayName), "account": email(of: account)])
    let place = Place.row("vpcList", marks(of: vpc, at: directConnect))
    addCall(
      step, .line, resource: resource, title: LineText.attach(vpc.cloudName, directConnect.gatewayName),
      after: dependencies,
      call("cda.AddVpc", by: account, attachmentParameters(attachment, vpc: vpc, of: directConnect)),
      check: check(
        CommonText.readBack, LineText.attached, read,
        [.equals(place.member("vpcId"), id(ResourceID.vpc(vpc.name)))]),
      undo: undo(
        LineText.detach(vpc.cloudName, directConnect.gatewayName),
        call(
          "cda.DeleteVpc", by: account,
          [
            "gatewayName": .string(directConnect.gatewayName), "vpcID": id(ResourceID.vpc(vpc.name)),
          ]),
        gone: check(CommonText.readBack, CommonText.gone, read, [.absent(place)])),
      impact: directConnect.isExisting ? .newFlowsOnly : .none,
      reason: directConnect.isExisting ? LineText.attachLive : LineText.noTraffic, seconds: 15)
    handles[resource] = Handle(id: id(ResourceID.vpc(vpc.name)), step: step)
  }

  /// What tells a VPC from the others of its gateway. The id of one that the change makes is not known yet; its name is
  /// its own within its account, and its range among those that one gateway reaches.
  private func marks(
    of vpc: PlannedVPC, at directConnect: PlannedDirectConnect
  ) -> [(String, String)] {
    if let id = vpc.existing { return [("vpcId", id)] }
    let name = [("vpcName", vpc.cloudName)]
    guard index.sharedDirectConnects.contains(directConnect.name) else { return name }
    return name + [("vpcNetworkSegment", vpc.cidr.description)]
  }

  private func attachmentParameters(
    _ attachment: PlannedAttachment, vpc: PlannedVPC, of directConnect: PlannedDirectConnect
  ) -> JSONObject {
    let names = Set(attachment.subnets)
    let subnetsIPv6 =
      directConnect.lines.contains { $0.linkIPv6 != nil }
      ? vpc.subnets.filter { names.contains($0.name) && $0.ipv6 } : []
    let isDualStack = !subnetsIPv6.isEmpty
    let extra = attachment.extraPrefixes
    var parameters: JSONObject = [
      "gatewayName": .string(directConnect.gatewayName), "account": email(of: directConnect.account),
      "bandwidth": JSONValue(attachment.bandwidthMbps), "ipVersion": isDualStack ? "DUALSTACK" : "IPV4",
      "vpcID": id(ResourceID.vpc(vpc.name)), "vpcName": cloudName(of: vpc),
      "vpcNetworkSegment": JSONValue(vpc.cidr),
      "vpcSubnet": JSONValue(attachment.prefixes + extra.filter { $0.family == .ipv4 }),
    ]
    guard isDualStack else { return parameters }
    let parent = ResourceID.vpc(vpc.name)
    // Ranges that only the cloud could say were read when VPC and subnets were made.
    parameters["vpcNetworkSegmentIPv6"] =
      vpc.ipv6CIDR.map { JSONValue($0) } ?? handles[parent].map { own($0.step, "ipv6CIDR") }
    parameters["vpcSubnetIPv6"] = .array(
      subnetsIPv6.compactMap { subnet in
        let place = ResourceID.subnet(vpc: vpc.name, subnet.name)
        return subnet.ipv6CIDR.map { JSONValue($0) } ?? handles[place].map { own($0.step, "ipv6CIDR") }
      } + extra.filter { $0.family == .ipv6 }.map { JSONValue($0) })
    return parameters
  }

  /// The name of a VPC in the cloud, which for an adopted one only the cloud knows.
  func cloudName(of vpc: PlannedVPC) -> JSONValue {
    vpc.existing == nil ? .string(vpc.cloudName) : own(ResourceID.vpc(vpc.name) + "/verify", "name")
  }

  /// The owner of a VPC lets another account's gateway attach it.
  private mutating func authorise(
    _ vpc: PlannedVPC, resource: String, of directConnect: PlannedDirectConnect
  ) {
    let step = resource + "/authorise"
    let vpcID = id(ResourceID.vpc(vpc.name))
    let gateway = directConnect.gatewayName
    let read = call(
      "cda.ListAccountAuth", by: vpc.account, ["pageNo": 1, "pageSize": Self.fullPage, "vpcID": vpcID])
    let place = Place.row("accountAuthList", [("vrfName", gateway)])
    addCall(
      step, .line, resource: resource,
      title: LineText.authorise(vpc.cloudName, gateway, directConnect.account),
      after: ready(ResourceID.vpc(vpc.name)) + ready(ResourceID.directConnect(directConnect.name)),
      call(
        "cda.CreateAccountAuth", by: vpc.account,
        [
          "account": email(of: vpc.account), "vpcID": vpcID, "vpcName": cloudName(of: vpc),
          "gatewayName": .string(gateway), "authAccountId": number(of: directConnect.account),
          "authAccount": email(of: directConnect.account),
        ]),
      check: check(CommonText.readBack, LineText.authorised, read, [.present(place)]),
      undo: undo(
        LineText.withdraw(vpc.cloudName, gateway),
        call(
          "cda.DeleteAccountAuth", by: vpc.account,
          [
            "vpcID": vpcID, "gatewayName": .string(gateway),
            "authAccountId": number(of: directConnect.account),
          ]),
        gone: check(CommonText.readBack, CommonText.gone, read, [.absent(place)])))
  }

  // MARK: Routes

  /// The cloud's side of the routing.
  ///
  /// A gateway that is adopted with lines has routes already. When all its lines are adopted they are only
  /// compared; when the change brings lines, the complete list is replaced by the plan's, and the undo puts the
  /// adopted lines alone back.
  mutating func addRoutes(of directConnect: PlannedDirectConnect) {
    let resource = ResourceID.route(directConnect: directConnect.name)
    let adopted = directConnect.lines.filter { $0.existing != nil }
    let isStanding = directConnect.isExisting && !adopted.isEmpty
    let bindings = directConnect.lines.map { bound($0, of: directConnect) }
    let routes = CloudRoutes(directConnect: directConnect, builder: self)
    guard isStanding else {
      addCall(
        resource + "/create", .line, resource: resource, title: routes.title, after: bindings,
        call(routes.addition, by: directConnect.account, routes.parameters(directConnect.lines)),
        check: check(
          CommonText.readBack, routes.expected, routes.read, routes.expectations(directConnect.lines)),
        undo: undo(
          routes.removalTitle,
          call(
            routes.removal, by: directConnect.account,
            [routes.removalKey: own(resource + "/create", routes.key)]),
          gone: check(CommonText.look, CommonText.gone, routes.read, [.absent(routes.place)])),
        reason: LineText.noTraffic, outputs: [routes.output], seconds: 15)
      remember(resource, step: resource + "/create", output: routes.key)
      return
    }
    addAdoption(
      resource, existing: directConnect.gatewayName, .line,
      after: ready(ResourceID.directConnect(directConnect.name)), routes.read, routes.expectations(adopted),
      outputs: [routes.output])
    guard adopted.count < directConnect.lines.count else { return }
    let key: JSONObject = [routes.key: own(resource + "/verify", routes.key)]
    func replacing(_ lines: [PlannedLine]) -> APICall {
      var parameters = key
      for member in routes.parameters(lines) where member.key != "gatewayName" {
        parameters[member.key] = member.value
      }
      return call(routes.update, by: directConnect.account, parameters)
    }
    let step = resource + "/update"
    let added = directConnect.lines.filter { $0.existing == nil }
    addCall(
      step, .site, resource: resource, title: LineText.updateRoutes(directConnect.gatewayName),
      after: bindings + [resource + "/verify"], replacing(directConnect.lines),
      check: check(
        CommonText.readBack, LineText.routesUpdated, routes.read, routes.expectations(directConnect.lines)),
      undo: undo(
        LineText.restoreRoutes(directConnect.gatewayName), replacing(adopted),
        gone: check(
          CommonText.readBack, LineText.routesRestored, routes.read,
          added.map { .absent(routes.hop($0)) })),
      impact: .mayInterrupt, reason: LineText.updateReplaces, seconds: 15)
    handles[resource] = Handle(id: own(resource + "/verify", routes.key), step: step)
  }

  /// The cloud's probe over a gateway. It starts last on the path, when its destination answers.
  mutating func addHealthCheck(of directConnect: PlannedDirectConnect, after dependencies: [String]) {
    guard let wanted = directConnect.healthCheck, let vpc = index.vpcs[wanted.vpc],
      let subnet = vpc.subnets.first(where: { $0.name == wanted.subnet })
    else { return }
    let resource = ResourceID.healthCheck(directConnect: directConnect.name)
    let account = directConnect.account
    let pair: JSONObject = [
      "gatewayName": .string(directConnect.gatewayName), "vpcID": id(ResourceID.vpc(vpc.name)),
    ]
    var parameters = pair
    parameters["vpcName"] = cloudName(of: vpc)
    var reading = parameters
    reading["vpcName"] = cloudName(of: vpc)
    let read = call("cda.GetHealthCheck", by: account, reading)
    let place = Place.row("settingItem", [("srcIP", wanted.source.description)])
    parameters["vpcSubnet"] = JSONValue(subnet.cidr)
    parameters["vpcSubnetID"] = id(ResourceID.subnet(vpc: vpc.name, subnet.name))
    parameters["srcIP"] = JSONValue(wanted.source)
    parameters["dstIP"] = JSONValue(wanted.destination)
    parameters["interval"] = JSONValue(wanted.intervalSeconds)
    parameters["ntimest"] = JSONValue(wanted.probes)
    parameters["autoRouteSwitching"] = .bool(wanted.switchesRoutes)
    addCall(
      resource + "/create", .site, resource: resource,
      title: LineText.addHealthCheck(
        directConnect.gatewayName, wanted.source, wanted.destination, switches: wanted.switchesRoutes),
      after: dependencies + ready(ResourceID.attachment(directConnect: directConnect.name, vpc: vpc.name)),
      call("cda.AddHealthCheck", by: account, parameters),
      check: check(
        CommonText.readBack, LineText.healthCheckThere, read,
        [.equals(place.member("dstIP"), JSONValue(wanted.destination))]),
      undo: undo(
        LineText.removeHealthCheck(directConnect.gatewayName),
        call("cda.DeleteHealthCheck", by: account, pair),
        gone: check(CommonText.readBack, CommonText.gone, read, [.absent(place)])),
      impact: wanted.switchesRoutes ? .mayInterrupt : .none,
      reason: wanted.switchesRoutes ? LineText.healthCheckLate : LineText.noTraffic)
  }
}
