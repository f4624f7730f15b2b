import Diagnostics
import Scenario

extension Inspection {
  /// A name that is, or is to be, in the cloud.
  private struct CloudName {
    /// Within what it must be unique.
    var scope: String
    var name: String
    var id: String
    var location: SourceLocation
  }

  /// Names that are made in the cloud fit it, and no two things of one kind and owner share one.
  mutating func inspectNames() {
    var names = networkNames() + serviceNames()
    let (pattern, length) = (profile.namePattern, profile.nameLength)
    for name in names { requireSound(name, pattern, length) }
    for name in lineNames() {
      requireSound(name, profile.lineNamePattern, profile.lineNameLength)
      names.append(name)
    }
    for directConnect in plan.directConnects {
      // A gateway's name is its identity, so an adopted one counts too.
      let name = CloudName(
        scope: "gateway \(directConnect.account)", name: directConnect.gatewayName,
        id: ResourceID.directConnect(directConnect.name), location: directConnect.location)
      if !directConnect.isExisting {
        requireSound(name, profile.gatewayNamePattern, profile.gatewayNameLength)
      }
      names.append(name)
    }
    names.sort { ($0.scope, $0.name, $0.id) < ($1.scope, $1.name, $1.id) }
    for (earlier, later) in zip(names, names.dropFirst())
    where earlier.scope == later.scope && earlier.name == later.name {
      report("\(earlier.id) and \(later.id) are both called \(later.name)", at: later.location)
    }
  }

  private mutating func requireSound(
    _ entry: CloudName, _ pattern: NamePattern, _ length: ClosedRange<Int>
  ) {
    guard !pattern.matches(entry.name) || !length.contains(entry.name.unicodeScalars.count) else { return }
    report("\(entry.id) is to be called \"\(entry.name)\", which the cloud refuses", at: entry.location)
  }

  private func networkNames() -> [CloudName] {
    var names: [CloudName] = []
    for vpc in plan.vpcs {
      if vpc.existing == nil {
        names.append(
          CloudName(
            scope: "vpc \(vpc.account)", name: vpc.cloudName, id: ResourceID.vpc(vpc.name),
            location: vpc.location))
      }
      for subnet in vpc.subnets where subnet.existing == nil {
        names.append(
          CloudName(
            scope: "subnet \(vpc.name)", name: subnet.cloudName,
            id: ResourceID.subnet(vpc: vpc.name, subnet.name), location: subnet.location))
      }
      for table in vpc.routeTables where table.existing == nil {
        names.append(
          CloudName(
            scope: "route table \(vpc.name)", name: table.cloudName,
            id: ResourceID.routeTable(vpc: vpc.name, table.name), location: table.location))
      }
      for group in vpc.securityGroups where group.existing == nil {
        names.append(
          CloudName(
            scope: "security group \(vpc.name)", name: group.cloudName,
            id: ResourceID.securityGroup(vpc: vpc.name, group.name), location: group.location))
      }
      for list in vpc.acls where list.existing == nil {
        names.append(
          CloudName(
            scope: "acl \(vpc.name)", name: list.cloudName,
            id: ResourceID.accessControlList(vpc: vpc.name, list.name), location: list.location))
      }
    }
    return names
  }

  private func lineNames() -> [CloudName] {
    var names: [CloudName] = []
    for directConnect in plan.directConnects {
      for line in directConnect.lines where line.existing == nil {
        names.append(
          CloudName(
            scope: "line \(directConnect.account)", name: line.cloudName,
            id: ResourceID.line(directConnect: directConnect.name, line.name), location: line.location))
      }
    }
    return names
  }

  private func serviceNames() -> [CloudName] {
    var names: [CloudName] = []
    names.reserveCapacity(plan.endpoints.count + plan.services.count)
    for backend in plan.backends where backend.existing == nil {
      names.append(
        CloudName(
          scope: "load balancer \(backend.account)", name: backend.cloudName,
          id: ResourceID.backend(backend.name), location: backend.location))
    }
    for service in plan.services where service.existing == nil {
      names.append(
        CloudName(
          scope: "endpoint service \(service.account)", name: service.cloudName,
          id: ResourceID.service(service.name), location: service.location))
    }
    for endpoint in plan.endpoints where endpoint.existing == nil {
      names.append(
        CloudName(
          scope: "endpoint \(endpoint.account)", name: endpoint.cloudName,
          id: ResourceID.endpoint(endpoint.name), location: endpoint.location))
    }
    return names
  }
}
