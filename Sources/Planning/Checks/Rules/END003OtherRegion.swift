import Diagnostics
import Scenario

/// An endpoint leads to a service in another region (resource pool); endpoints do not cross regions.
enum END003OtherRegion: Rule {
  static let metadata = RuleMetadata(
    code: "END003", name: "other-region", title: "an endpoint leads to a service in another region",
    severity: .error)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    let own = context.scenario.region
    // Missing, which the decoder has reported.
    guard !own.value.isEmpty else { return [] }
    return context.scenario.endpointServices.compactMap { service in
      guard let region = service.value.region, region.value != own.value,
        let endpoints = context.endpointsByService[service.name.value], !endpoints.isEmpty
      else { return nil }
      let names = endpoints.map { "endpoint \($0.name.value)" }
      return finding(
        "service \(service.name.value) lives in region \(region.value), and \(enumeration(names)) in "
          + own.value,
        at: region.location,
        help: "publish the service in region \(own.value), or join the regions with another product first",
        related: [Related(message: "the region of this scenario", location: own.location)]
          + endpoints.prefix(3).map {
            Related(message: "endpoint \($0.name.value)", location: $0.name.location)
          })
    }
  }
}
