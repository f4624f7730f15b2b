import Addressing
import CtyunAPI
import JSON
import Planning
import Scenario

/// A load balancer that the change makes: the balancer, a health check and a target group with its servers for each
/// listener, the listeners. The order is the cloud's: a listener forwards to a target group that is there.
extension RunbookBuilder {
  /// Adds the steps and returns those after which the load balancer answers.
  mutating func create(_ backend: PlannedBackend, resource: String) -> [String] {
    let step = resource + "/create"
    let vpc = ResourceID.vpc(backend.vpc)
    let subnet = backend.subnet.map { ResourceID.subnet(vpc: backend.vpc, $0) }
    var parameters: JSONObject = ["vpcID": id(vpc)]
    if let subnet { parameters["subnetID"] = id(subnet) }
    parameters["name"] = .string(backend.cloudName)
    parameters["resourceType"] = "internal"
    if let address = backend.address { parameters["privateIpAddress"] = JSONValue(address) }
    addCall(
      step, .services, resource: resource,
      title: ServiceText.createBalancer(backend.cloudName, backend.address),
      after: ready(subnet ?? vpc),
      call("elb.CreateLoadBalancer", by: backend.account, parameters),
      check: check(
        CommonText.readBack, ServiceText.balancerThere,
        call("elb.ShowLoadBalancer", by: backend.account, ["elbID": own(step, "loadBalancerID")]),
        backend.address.map { [.equals(Place.member("privateIpAddress"), JSONValue($0))] }
          ?? [.present(Place.member("privateIpAddress"))]),
      undo: undo(
        ServiceText.deleteBalancer(backend.cloudName),
        call("elb.DeleteLoadBalancer", by: backend.account, ["elbID": own(step, "loadBalancerID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("elb.ListLoadBalancers", by: backend.account, ["IDs": own(step, "loadBalancerID")]),
          [.absent(Place.returnObj)])),
      outputs: [Output(name: "loadBalancerID", source: .action, path: Place.member("ID"))], seconds: 30)
    remember(resource, step: step, output: "loadBalancerID")

    var done: [String] = []
    for listener in backend.listeners ?? [] {
      let group = addTargetGroup(listener, of: backend, resource: resource)
      for (number, target) in backend.targets.enumerated() {
        done.append(add(target, number + 1, to: group, for: listener, of: backend, resource: resource))
      }
      done.append(add(listener, to: group, of: backend, resource: resource))
    }
    if done.isEmpty { done = [step] }
    return done
  }

  /// The step that makes the listener on which a mapping's server port arrives.
  static func listenerStep(_ port: TransportPort, of backend: String) -> String {
    ResourceID.backend(backend) + "/listener-\(port.transport.rawValue)-\(port.port)"
  }

  private mutating func addTargetGroup(
    _ listener: PlannedListener, of backend: PlannedBackend, resource: String
  ) -> (step: String, name: String) {
    let suffix = "\(listener.port.transport.rawValue)-\(listener.port.port)"
    let name = BalancerName.part(of: backend.cloudName, suffix)
    let step = "\(resource)/target-group-\(suffix)"
    let vpc = ResourceID.vpc(backend.vpc)
    let health = addHealthCheck(listener, name: name, of: backend, resource: resource)
    addCall(
      step, .services, resource: resource, title: ServiceText.createTargetGroup(name),
      after: ready(vpc) + [health],
      call(
        "elb.CreateTargetGroup", by: backend.account,
        [
          "name": .string(name), "vpcID": id(vpc),
          "protocol": .string(listener.port.transport.rawValue.uppercased()),
          // Through an endpoint all clients share a few addresses: a hash over sources would load one server.
          "algorithm": "rr", "healthCheckID": own(health, "healthCheckID"),
        ]),
      check: check(
        CommonText.readBack, CommonText.asPlanned,
        call("elb.ShowTargetGroup", by: backend.account, ["targetGroupID": own(step, "targetGroupID")]),
        [
          .equals(Place.member("name"), .string(name)),
          .equals(Place.member("healthCheckID"), own(health, "healthCheckID")),
        ]),
      undo: undo(
        ServiceText.deleteTargetGroup(name),
        call("elb.DeleteTargetGroup", by: backend.account, ["targetGroupID": own(step, "targetGroupID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("elb.ListTargetGroups", by: backend.account, ["IDs": own(step, "targetGroupID")]),
          [.absent(Place.returnObj)])),
      outputs: [Output(name: "targetGroupID", source: .action, path: Place.member("ID"))])
    return (step, name)
  }

  /// Without a health check a dead server keeps its share of the connections. Interval, timeout and retries are the
  /// cloud's own defaults.
  private mutating func addHealthCheck(
    _ listener: PlannedListener, name: String, of backend: PlannedBackend, resource: String
  ) -> String {
    let transport = listener.port.transport.rawValue
    let step = "\(resource)/health-check-\(transport)-\(listener.port.port)"
    var parameters: JSONObject = ["name": .string(name), "protocol": .string(transport.uppercased())]
    // Servers with ports of their own are checked on those.
    if backend.targets.allSatisfy({ ($0.port ?? listener.targetPort) == listener.targetPort }) {
      parameters["protocolPort"] = JSONValue(listener.targetPort)
    }
    addCall(
      step, .services, resource: resource, title: ServiceText.createHealthCheck(name),
      after: ready(ResourceID.vpc(backend.vpc)),
      call(
        "elb.CreateHealthCheck", by: backend.account,
        parameters),
      check: check(
        CommonText.readBack, CommonText.asPlanned,
        call("elb.ShowHealthCheck", by: backend.account, ["healthCheckID": own(step, "healthCheckID")]),
        [.equals(Place.member("protocol"), .string(transport.uppercased()))]),
      undo: undo(
        ServiceText.deleteHealthCheck(name),
        call("elb.DeleteHealthCheck", by: backend.account, ["healthCheckID": own(step, "healthCheckID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("elb.ListHealthChecks", by: backend.account, ["IDs": own(step, "healthCheckID")]),
          [.absent(Place.returnObj)])),
      outputs: [Output(name: "healthCheckID", source: .action, path: Place.member("ID"))])
    return step
  }

  /// Waits until the load balancer reaches every server; nil when it has none. A filter of the change window that the
  /// checks need makes it wait for the window too.
  mutating func awaitHealth(
    of backend: PlannedBackend, resource: String, after dependencies: [String], isLate: Bool
  ) -> [String] {
    guard !backend.targets.isEmpty else { return [] }
    return (backend.listeners ?? []).map { listener in
      let suffix = "\(listener.port.transport.rawValue)-\(listener.port.port)"
      let step = "\(resource)/healthy-\(suffix)"
      let read = call(
        "elb.ListTargets", by: backend.account,
        ["targetGroupID": own("\(resource)/target-group-\(suffix)", "targetGroupID")])
      let online = backend.targets.map { target in
        ReplyExpectation.equals(
          Place.returnObj.row([("instanceID", target.id)]).member("healthCheckStatus"), "online")
      }
      let condition = Condition(
        call: read, expectations: online, text: ServiceText.serversOnline, timeoutSeconds: Self.healthTimeout)
      add(
        Step(
          id: step, phase: isLate ? .verify : .services, owner: .account(backend.account), resource: resource,
          title: ServiceText.awaitHealth(backend.cloudName, listener.port), dependsOn: dependencies,
          action: .wait(condition),
          check: Check(
            text: CommonText.readBack, expected: ServiceText.serversOnline, condition: condition),
          impact: .none, impactReason: CommonText.onlyReads, isReversible: true, durationSeconds: 30,
          isSkippable: true))
      return step
    }
  }

  /// Many times what a health check takes to change its mind.
  private static let healthTimeout = 300

  private mutating func add(
    _ target: PlannedTarget, _ number: Int, to group: (step: String, name: String),
    for listener: PlannedListener, of backend: PlannedBackend, resource: String
  ) -> String {
    let port = target.port ?? listener.targetPort
    let step = "\(resource)/target-\(listener.port.transport.rawValue)-\(listener.port.port)-\(number)"
    addCall(
      step, .services, resource: resource, title: ServiceText.addTarget(target.id, port, group.name),
      after: [group.step],
      call(
        "elb.CreateTarget", by: backend.account,
        [
          "targetGroupID": own(group.step, "targetGroupID"), "instanceType": "VM",
          "instanceID": .string(target.id), "protocolPort": JSONValue(port),
        ]),
      check: check(
        CommonText.readBack, CommonText.asPlanned,
        call("elb.ShowTarget", by: backend.account, ["targetID": own(step, "targetID")]),
        [.equals(Place.member("instanceID"), .string(target.id))]),
      undo: undo(
        ServiceText.removeTarget(target.id, group.name),
        call("elb.DeleteTarget", by: backend.account, ["targetID": own(step, "targetID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("elb.ListTargets", by: backend.account, ["IDs": own(step, "targetID")]),
          [.absent(Place.returnObj)])),
      outputs: [Output(name: "targetID", source: .action, path: Place.member("ID"))])
    return step
  }

  private mutating func add(
    _ listener: PlannedListener, to group: (step: String, name: String), of backend: PlannedBackend,
    resource: String
  ) -> String {
    let step = Self.listenerStep(listener.port, of: backend.name)
    addCall(
      step, .services, resource: resource,
      title: ServiceText.createListener(listener.port, backend.cloudName),
      after: [group.step] + ready(resource),
      call(
        "elb.CreateListener", by: backend.account,
        [
          "loadBalancerID": id(resource), "name": .string(group.name),
          "protocol": .string(listener.port.transport.rawValue.uppercased()),
          "protocolPort": JSONValue(listener.port.port),
          "defaultAction": [
            "type": "forward",
            "forwardConfig": ["targetGroups": [["targetGroupID": own(group.step, "targetGroupID")]]],
          ],
        ]),
      check: check(
        CommonText.readBack, CommonText.asPlanned,
        call("elb.ShowListener", by: backend.account, ["listenerID": own(step, "listenerID")]),
        [.equals(Place.member("protocolPort"), JSONValue(listener.port.port))]),
      undo: undo(
        ServiceText.deleteListener(listener.port, backend.cloudName),
        call("elb.DeleteListener", by: backend.account, ["listenerID": own(step, "listenerID")]),
        gone: check(
          CommonText.look, CommonText.gone,
          call("elb.ListListeners", by: backend.account, ["IDs": own(step, "listenerID")]),
          [.absent(Place.returnObj)])),
      outputs: [Output(name: "listenerID", source: .action, path: Place.member("ID"))])
    return step
  }

  /// The contract has no call that makes an access control policy group, so a person does it.
  mutating func addAccessList(
    _ list: [Prefix], of backend: PlannedBackend, resource: String, after dependencies: [String]
  ) -> String {
    let step = resource + "/access-list"
    add(
      Step(
        id: step, phase: .services, owner: .account(backend.account), resource: resource,
        title: ServiceText.setAccessList(backend.cloudName), dependsOn: dependencies,
        action: .manual(
          Instruction(
            text: ServiceText.accessListWork(backend.cloudName),
            blocks: [.init(device: backend.cloudName, lines: list.map(\.description))])),
        check: Check(text: CommonText.confirmed, expected: ServiceText.accessListSet),
        undo: Undo(
          title: ServiceText.removeAccessList(backend.cloudName),
          action: .manual(Instruction(text: ServiceText.accessListRemoved)),
          check: Check(text: CommonText.confirmed, expected: ServiceText.accessListGone), durationSeconds: 300
        ),
        impact: .none, impactReason: CommonText.unusedYet, isReversible: true, durationSeconds: 300))
    return step
  }
}
