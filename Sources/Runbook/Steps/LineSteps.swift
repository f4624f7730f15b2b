import Addressing
import CtyunAPI
import JSON
import Planning
import Scenario

/// Lines from the carrier's order to the cloud's registration, and the gateway they end at.
extension RunbookBuilder {
  mutating func addLineSteps() {
    for directConnect in plan.directConnects {
      for line in directConnect.lines { addPhysical(line, of: directConnect) }
      addGateway(of: directConnect)
      for line in directConnect.lines { bind(line, of: directConnect) }
      for attachment in directConnect.attachments { add(attachment, of: directConnect) }
      addRoutes(of: directConnect)
    }
  }

  /// Months as seconds, for the arithmetic of the change.
  private static let monthSeconds = 30 * 24 * 3_600

  // MARK: The physical line

  private mutating func addPhysical(_ line: PlannedLine, of directConnect: PlannedDirectConnect) {
    let resource = ResourceID.line(directConnect: directConnect.name, line.name)
    if let existing = line.existing {
      addAdopted(line, existing: existing, resource: resource, of: directConnect)
      return
    }
    order(line, resource: resource, of: directConnect)
    land(line, resource: resource, of: directConnect)
    addFibre(line, resource: resource, of: directConnect)
    register(line, resource: resource, of: directConnect)
  }

  private mutating func order(_ line: PlannedLine, resource: String, of directConnect: PlannedDirectConnect) {
    let facts = LineText.OrderFacts(
      accessPoint: line.accessPoint, lineType: line.lineType, portType: line.portType, vlan: line.vlan,
      router: line.router, months: profile.lineLeadTimeMonths, isHosted: line.isHosted,
      otherLines: directConnect.lines.count > 1)
    add(
      Step(
        id: resource + "/order", phase: .prepare, owner: .account(directConnect.account), resource: resource,
        title: LineText.order(
          line.name, mbps: line.bandwidthMbps, site: directConnect.site, hosted: line.isHosted),
        dependsOn: [Self.preparation(of: directConnect.account)],
        action: .manual(Instruction(text: LineText.orderWork(facts))),
        check: Check(text: CommonText.confirmed, expected: LineText.ordered),
        undo: Undo(
          title: LineText.cancelOrder(line.name), action: .manual(Instruction(text: LineText.cancelWork)),
          check: Check(text: CommonText.confirmed, expected: LineText.cancelled), durationSeconds: 3_600),
        impact: .none, impactReason: CommonText.onlyPeople, isReversible: true,
        remains: LineText.orderRemains, durationSeconds: 3_600))
  }

  private mutating func land(_ line: PlannedLine, resource: String, of directConnect: PlannedDirectConnect) {
    var outputs: [Output] = []
    if line.switchHostname == nil {
      outputs.append(Output(name: "hostname", prompt: LineText.askHostname(line.name)))
    }
    if line.port == nil { outputs.append(Output(name: "portName", prompt: LineText.askPort(line.name))) }
    add(
      Step(
        id: resource + "/land", phase: .prepare, owner: .carrier, resource: resource,
        title: LineText.land(line.name, directConnect.site), dependsOn: [resource + "/order"],
        action: .manual(Instruction(text: LineText.landWork)),
        check: Check(text: CommonText.confirmed, expected: LineText.landed), impact: .none,
        impactReason: CommonText.onlyPeople, isReversible: true, remains: LineText.landRemains,
        durationSeconds: profile.lineLeadTimeMonths.upperBound * Self.monthSeconds, isWaitMostly: true,
        outputs: outputs))
  }

  private mutating func addFibre(
    _ line: PlannedLine, resource: String, of directConnect: PlannedDirectConnect
  ) {
    let change = routerChange(line, directConnect)
    let isShared = isInterfaceShared(line, directConnect)
    add(
      Step(
        id: resource + "/fibre", phase: .prepare, owner: .siteEngineer(site: directConnect.site),
        resource: resource, title: LineText.fibre(line.name, line.router),
        dependsOn: [resource + "/land"],
        action: .manual(Instruction(text: LineText.fibreWork(change.interface))),
        check: Check(
          text: VerificationText.runCommands, expected: LineText.fibreLit,
          commands: commands(
            (dialect(change.router, directConnect.site)?.light(change)).map { [$0] } ?? [], on: change)),
        undo: Undo(
          title: LineText.unplug(line.name), action: .manual(Instruction(text: LineText.unplugWork)),
          check: Check(text: CommonText.confirmed, expected: LineText.unplugged), durationSeconds: 600),
        impact: isShared ? .mayInterrupt : .none,
        impactReason: isShared ? LineText.sharedPort : LineText.newPort, isReversible: true,
        durationSeconds: 1_800))
  }

  /// Whether another line of the plan uses the same interface of the same router.
  func isInterfaceShared(_ line: PlannedLine, _ directConnect: PlannedDirectConnect) -> Bool {
    var users = 0
    for other in plan.directConnects where other.site == directConnect.site {
      users += other.lines.count { $0.router == line.router }
    }
    return users > 1
  }

  private mutating func register(
    _ line: PlannedLine, resource: String, of directConnect: PlannedDirectConnect
  ) {
    let step = resource + "/create"
    let account = directConnect.account
    let read = lineList(of: account)
    let place = Place.row("physicalLineList", [("lineName", line.cloudName)])
    // Whether the list shows addresses with their length is stated nowhere; the VLAN is a number.
    var expectations: [ReplyExpectation] = [.present(place.member("lineId"))]
    if line.vlan != 0 { expectations.append(.equals(place.member("vlan"), JSONValue(line.vlan))) }
    addCall(
      step, .line, resource: resource, title: LineText.createLine(line.cloudName, line.vlan),
      after: [resource + "/land"],
      call("cda.AddPhysicalLine", by: account, lineParameters(line, resource: resource, of: directConnect)),
      check: check(CommonText.look, LineText.lineThere, read, expectations),
      undo: undo(
        LineText.deleteLine(line.cloudName),
        call("cda.DeletePhysicalLine", by: account, ["lineID": own(step, "lineID")]),
        gone: check(CommonText.look, CommonText.gone, read, [.absent(place)])),
      outputs: [Output(name: "lineID", source: .check, path: place.member("lineId"))],
      remains: LineText.lineRemains, seconds: 30)
    remember(resource, step: step, output: "lineID")
  }

  private func lineParameters(
    _ line: PlannedLine, resource: String, of directConnect: PlannedDirectConnect
  ) -> JSONObject {
    var parameters: JSONObject = [
      "lineName": .string(line.cloudName), "account": email(of: directConnect.account),
      "ipVersion": line.linkIPv6 == nil ? "IPV4" : "DUALSTACK",
      "localConnectIP": .string(line.link.cloud.description),
      "remoteConnectIP": .string(line.link.site.description),
    ]
    if let link = line.linkIPv6 {
      parameters["localConnectIPv6"] = .string(link.cloud.description)
      parameters["remoteConnectIPv6"] = .string(link.site.description)
    }
    parameters["hostname"] = hostname(of: line, in: directConnect)
    parameters["portType"] = .string(line.portType)
    parameters["portName"] = line.port.map(JSONValue.string) ?? own(resource + "/land", "portName")
    parameters["bandwidth"] = JSONValue(line.bandwidthMbps)
    parameters["lineType"] = .string(line.lineType)
    parameters["tag"] = line.vlan == 0 ? 0 : 1
    if line.vlan != 0 { parameters["vlan"] = JSONValue(line.vlan) }
    parameters["isShared"] = line.isHosted ? 1 : 0
    if let point = Self.zone(line) {
      parameters["accessPoint"] = .string(point)
    } else if let place = line.accessPoint {
      parameters["location"] = .string(place)
    }
    // The marker by which the line is known as this tool's; the field takes no Chinese characters.
    let marker = "isthmus \(directConnect.name)/\(line.name)"
    parameters["description"] = .string(marker.utf8.allSatisfy { $0 < 0x80 } ? marker : "isthmus")
    return parameters
  }

  /// The access point in pools with several zones; other places are free text.
  private static func zone(_ line: PlannedLine) -> String? {
    line.accessPoint.flatMap { ["AP1", "AP2"].contains($0) ? $0 : nil }
  }

  private func lineList(of account: String) -> APICall {
    call(
      "cda.ListPhysicalLine", by: account,
      ["pageNo": 1, "pageSize": Self.fullPage, "account": email(of: account)])
  }

  private mutating func addAdopted(
    _ line: PlannedLine, existing: String, resource: String, of directConnect: PlannedDirectConnect
  ) {
    let place = Place.row("physicalLineList", [("lineId", existing)])
    var expectations: [ReplyExpectation] = [.present(place)]
    if line.vlan != 0 { expectations.append(.equals(place.member("vlan"), JSONValue(line.vlan))) }
    if directConnect.isExisting {
      expectations.append(.equals(place.member("vrfName"), .string(directConnect.gatewayName)))
    }
    addAdoption(
      resource, existing: existing, .line, after: [Self.preparation(of: directConnect.account)],
      lineList(of: directConnect.account), expectations,
      outputs: [Output(name: "hostname", source: .action, path: place.member("hostname"))])
  }

  /// The switch on which a line ends: written down, said by the carrier, or read from an adopted line.
  private func hostname(of line: PlannedLine, in directConnect: PlannedDirectConnect) -> JSONValue {
    if let known = line.switchHostname { return .string(known) }
    let resource = ResourceID.line(directConnect: directConnect.name, line.name)
    return own(resource + (line.existing == nil ? "/land" : "/verify"), "hostname")
  }

  // MARK: The gateway

  private mutating func addGateway(of directConnect: PlannedDirectConnect) {
    let resource = ResourceID.directConnect(directConnect.name)
    let account = directConnect.account
    let read = call(
      "cda.ListGateway", by: account,
      [
        "pageNo": 1, "pageSize": Self.fullPage, "account": email(of: account),
        "gatewayName": .string(directConnect.gatewayName),
      ])
    let place = Place.row("lineGatewayList", [("vrfName", directConnect.gatewayName)])
    // Routes of a VPC point at the gateway by an id that only the list tells.
    let outputs = [Output(name: "gatewayID", source: .check, path: place.member("fuid"))]
    if directConnect.isExisting {
      addAdoption(
        resource, existing: directConnect.gatewayName, .line,
        after: [Self.preparation(of: account)], read, [.present(place)], outputs: outputs)
      handles[resource] = Handle(
        id: own(resource + "/verify", "gatewayID"), step: resource + "/verify")
      return
    }
    let step = resource + "/create"
    // The gateway lives on the switch of a line: that of the line that carries the traffic.
    let home = directConnect.lines.first { $0.preference != .standby } ?? directConnect.lines.first
    var parameters: JSONObject = [
      "gatewayName": .string(directConnect.gatewayName), "account": email(of: account),
    ]
    var dependencies: [String] = []
    if let home {
      parameters["hostname"] = hostname(of: home, in: directConnect)
      if let point = Self.zone(home) { parameters["accessPoint"] = .string(point) }
      dependencies += ready(ResourceID.line(directConnect: directConnect.name, home.name))
    }
    if dependencies.isEmpty { dependencies = [Self.preparation(of: account)] }
    parameters["description"] = "isthmus"
    addCall(
      step, .line, resource: resource, title: LineText.createGateway(directConnect.gatewayName),
      after: dependencies, call("cda.AddGateway", by: account, parameters),
      check: check(CommonText.look, LineText.gatewayThere, read, [.present(place)]),
      undo: undo(
        LineText.deleteGateway(directConnect.gatewayName),
        call("cda.DeleteGateway", by: account, ["gatewayName": .string(directConnect.gatewayName)]),
        gone: check(CommonText.look, CommonText.gone, read, [.absent(place)])),
      outputs: outputs, seconds: 30)
    remember(resource, step: step, output: "gatewayID")
  }

  private mutating func bind(_ line: PlannedLine, of directConnect: PlannedDirectConnect) {
    let resource = ResourceID.line(directConnect: directConnect.name, line.name)
    // An adopted line of an adopted gateway is bound already; its own step verifies that.
    guard line.existing == nil || !directConnect.isExisting else { return }
    let parameters: JSONObject = [
      "gatewayName": .string(directConnect.gatewayName), "lineID": id(resource),
    ]
    let place = Place.row(
      "physicalLineList", [line.existing.map { ("lineId", $0) } ?? ("lineName", line.cloudName)]
    ).member("vrfName")
    let account = directConnect.account
    addCall(
      resource + "/bind", .line, resource: resource,
      title: LineText.bind(line.cloudName, directConnect.gatewayName),
      after: ready(resource) + ready(ResourceID.directConnect(directConnect.name)),
      call("cda.BindPhysicalLine", by: account, parameters),
      check: check(
        CommonText.readBack, LineText.bound, lineList(of: account),
        [.equals(place, .string(directConnect.gatewayName))]),
      undo: undo(
        LineText.unbind(line.cloudName, directConnect.gatewayName),
        call("cda.UnbindPhysicalLine", by: account, parameters),
        gone: check(CommonText.readBack, LineText.unbound, lineList(of: account), [.absent(place)])),
      seconds: 15)
  }

  /// The step after which a line belongs to its gateway.
  func bound(_ line: PlannedLine, of directConnect: PlannedDirectConnect) -> String {
    let resource = ResourceID.line(directConnect: directConnect.name, line.name)
    return resource + (line.existing == nil || !directConnect.isExisting ? "/bind" : "/verify")
  }
}
