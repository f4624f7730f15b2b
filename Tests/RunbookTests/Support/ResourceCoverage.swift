import CtyunAPI
import JSON
import Planning
import Runbook
import Scenario
import Testing

/// What a runbook must do for the resources of its plan.
struct ResourceCoverage {
  let plan: Plan
  let runbook: Runbook

  /// What creates each kind of resource.
  private static let creators: [Resource.Kind: Set<String>] = [
    .vpc: ["vpc.CreateVpc"], .subnet: ["vpc.CreateSubnet"], .routeTable: ["vpc.CreateRouteTable"],
    .securityGroup: ["vpc.CreateSecurityGroup"], .accessControlList: ["vpc.CreateAcl"],
    .line: ["cda.AddPhysicalLine"], .directConnect: ["cda.AddGateway"], .attachment: ["cda.AddVpc"],
    .healthCheck: ["cda.AddHealthCheck"], .backend: ["elb.CreateLoadBalancer"],
    .endpointService: ["vpce.CreateEndpointService"], .consumer: ["vpce.CreateEndpointServiceWhitelist"],
    .transit: ["vpce.CreateEndpointServiceTransitIP"],
    .reverseRule: ["vpce.CreateEndpointServiceReverseRule"], .endpoint: ["vpce.CreateEndpoint"],
    .privateZone: ["vpc.CreatePrivateZone"], .record: ["vpc.CreatePrivateZoneRecord"],
  ]

  func check() {
    var steps: [String: [Step]] = [:]
    for step in runbook.steps { steps[step.resource, default: []].append(step) }
    let graph = ResourceGraph(plan)
    for resource in graph.resources {
      guard let creators = Self.creators[resource.kind] else { continue }
      let making = (steps[resource.id] ?? []).filter {
        call(of: $0).map { creators.contains($0.operation) } ?? false
      }
      let isAdopted =
        resource.properties["existing"] != nil || resource.properties["adopted"]?.boolValue == true
        || (resource.kind == .transit
          && plan.services.contains {
            $0.existing != nil && resource.dependsOn.contains(ResourceID.service($0.name))
          })
      if isAdopted {
        #expect(making.isEmpty, "\(resource.id) is adopted and made")
        #expect(steps[resource.id]?.contains { $0.id == resource.id + "/verify" } == true, "\(resource.id)")
      } else if resource.kind == .record {
        // A record set for each family.
        #expect((1...2).contains(making.count), "\(resource.id)")
      } else {
        #expect(making.count == 1, "\(resource.id) is made \(making.count) times")
      }
      for step in making { #expect(step.undo != nil, "\(step.id)") }
    }
    checkMappings(graph)
    checkAdopted(graph)
    for step in runbook.steps
    where call(of: step).map({ Operations.named($0.operation)?.isMutating == true }) == true {
      #expect(step.undo != nil, "\(step.id) changes something and cannot be taken back")
    }
  }

  /// Port mappings come with their service.
  private func checkMappings(_ graph: ResourceGraph) {
    for service in plan.services where service.existing == nil && service.kind == .interface {
      let rules = runbook.steps.compactMap { call(of: $0) }
        .first {
          $0.parameters["name"]?.stringValue == service.cloudName
            && $0.operation == "vpce.CreateEndpointService"
        }?
        .parameters["rules"]?.arrayValue
      #expect(rules?.count == service.mappings.count)
    }
  }

  /// No call that deletes names an adopted thing.
  private func checkAdopted(_ graph: ResourceGraph) {
    let adopted = Set(graph.resources.compactMap { $0.properties["existing"]?.stringValue })
    let own: Set<String> = [
      "vpc.DeleteVpc", "vpc.DeleteSubnet", "vpc.DeleteRouteTable", "vpc.DeleteSecurityGroup", "vpc.DeleteAcl",
      "cda.DeletePhysicalLine", "cda.DeleteGateway", "elb.DeleteLoadBalancer", "vpce.DeleteEndpointService",
      "vpce.DeleteEndpoint", "vpc.DeletePrivateZone",
    ]
    for step in runbook.steps {
      guard case .apiCall(let call)? = step.undo?.action, own.contains(call.operation) else { continue }
      for member in call.parameters {
        guard let text = member.value.stringValue else { continue }
        #expect(!adopted.contains(text), "\(step.id) would delete \(text)")
      }
    }
  }

  private func call(of step: Step) -> APICall? {
    if case .apiCall(let call) = step.action { call } else { nil }
  }
}
