import Addressing
import JSON
import Scenario

extension ResourceCollector {
  /// A backend.
  mutating func add(_ backend: PlannedBackend) {
    let place =
      backend.subnet.map { ResourceID.subnet(vpc: backend.vpc, $0) } ?? ResourceID.vpc(backend.vpc)
    let groups = backend.securityGroups.map { ResourceID.securityGroup(vpc: $0.vpc, $0.group) }
    add(
      .backend, ResourceID.backend(backend.name), account: backend.account,
      dependsOn: [ResourceID.account(backend.account), place] + groups
    ) { properties in
      properties.set("name", backend.cloudName)
      properties.set("type", backend.kind.rawValue)
      properties.set("vpc", backend.vpc)
      properties.set("subnet", ifPresent: backend.subnet)
      properties.set("existing", ifPresent: backend.existing)
      properties.set("address", ifPresent: backend.address)
      if let listeners = backend.listeners {
        properties.set("listeners", listeners) {
          $0.set("port", $1.port.description)
          $0.set("targetPort", $1.targetPort)
        }
      }
      properties.set("targets", backend.targets) {
        $0.set("id", $1.id)
        $0.set("address", $1.address)
        $0.set("port", ifPresent: $1.port)
      }
      properties.set("securityGroups", texts: backend.securityGroups.map { "\($0.vpc)/\($0.group)" })
      if let accessList = backend.accessList { properties.set("accessList", prefixes: accessList) }
    }
  }

  /// An endpoint service, its port mappings, its allow list and what makes a reverse service one.
  mutating func add(_ service: PlannedService) {
    let id = ResourceID.service(service.name)
    var dependencies = [ResourceID.account(service.account), ResourceID.vpc(service.vpc)]
    if let subnet = service.subnet { dependencies.append(ResourceID.subnet(vpc: service.vpc, subnet)) }
    if let backend = service.backend { dependencies.append(ResourceID.backend(backend)) }
    add(.endpointService, id, account: service.account, dependsOn: dependencies) {
      $0.set("name", service.cloudName)
      $0.set("type", service.kind.rawValue)
      $0.set("vpc", service.vpc)
      $0.set("subnet", ifPresent: service.subnet)
      $0.set("backend", ifPresent: service.backend)
      $0.set("approval", service.approval.rawValue)
      $0.set("consumersAny", service.consumersAny)
      $0.set("clientAddress", service.clientAddress.rawValue)
      $0.set("existing", ifPresent: service.existing)
    }
    // Most resources of a large plan are port mappings: those of one service share their one dependency.
    let afterService = [id]
    for mapping in service.mappings {
      add(
        .mapping, ResourceID.mapping(service: service.name, mapping.endpointPort),
        account: service.account, dependsOn: afterService
      ) {
        $0.set("protocol", mapping.endpointPort.transport.rawValue)
        $0.set("endpointPort", mapping.endpointPort.port)
        $0.set("serverPort", mapping.serverPort)
      }
    }
    for consumer in service.consumers {
      add(
        .consumer, ResourceID.consumer(service: service.name, account: consumer), account: service.account,
        dependsOn: [id, ResourceID.account(consumer)]
      ) { $0.set("account", consumer) }
    }
    for transit in service.transits {
      add(
        .transit, ResourceID.transit(service: service.name, transit.name), account: service.account,
        dependsOn: [id, ResourceID.subnet(vpc: service.vpc, transit.subnet)]
      ) {
        $0.set("subnet", transit.subnet)
        $0.set("address", transit.address)
      }
    }
    for (index, rule) in service.reverseRules.enumerated() {
      add(
        .reverseRule, ResourceID.reverseRule(service: service.name, index + 1), account: service.account,
        dependsOn: [
          id, ResourceID.transit(service: service.name, rule.transit), ResourceID.endpoint(rule.endpoint),
        ]
      ) {
        $0.set("endpoint", rule.endpoint)
        $0.set("transit", rule.transit)
        $0.set("transitPort", rule.transitPort.description)
        $0.set("target", rule.target)
        $0.set("targetPort", rule.targetPort)
      }
    }
  }

  /// An endpoint. It comes after the entry of the allow list that admits its account.
  ///
  /// - Parameters:
  ///   - endpoint: the endpoint.
  ///   - consumers: the allow lists of the plan's services, by the service's name.
  mutating func add(_ endpoint: PlannedEndpoint, consumers: [String: [String]]) {
    var dependencies = [
      ResourceID.account(endpoint.account), ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet),
    ]
    if case .service(let name) = endpoint.target {
      dependencies.append(ResourceID.service(name))
      if consumers[name]?.contains(endpoint.account) == true {
        dependencies.append(ResourceID.consumer(service: name, account: endpoint.account))
      }
    }
    add(.endpoint, ResourceID.endpoint(endpoint.name), account: endpoint.account, dependsOn: dependencies) {
      properties in
      properties.set("name", endpoint.cloudName)
      properties.set("vpc", endpoint.vpc)
      properties.set("subnet", endpoint.subnet)
      switch endpoint.target {
      case .service(let name): properties.set("service", name)
      case .cloud(let name, let id):
        properties.set("cloudService", name)
        properties.set("serviceID", ifPresent: id)
      case .foreign(let id): properties.set("serviceID", id)
      }
      properties.set("address", endpoint.address)
      properties.set("ipv6Address", ifPresent: endpoint.ipv6Address)
      properties.set("ports", jsonList(endpoint.ports))
      properties.set("accessListEnabled", endpoint.allow != nil)
      if let allow = endpoint.allow {
        properties.set("allow", prefixes: allow.map(\.prefix))
      }
      properties.set("names", texts: endpoint.names)
      if !endpoint.zones.isEmpty { properties.set("zones", texts: endpoint.zones) }
      properties.set("existing", ifPresent: endpoint.existing)
      properties.set("deleteProtection", endpoint.deleteProtection)
    }
  }
}
