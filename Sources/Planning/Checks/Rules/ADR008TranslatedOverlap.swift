import Addressing
import Diagnostics
import Scenario

/// A provider's VPC overlaps the consumer's side, which is fine: the endpoint between them translates.
enum ADR008TranslatedOverlap: Rule {
  static let metadata = RuleMetadata(
    code: "ADR008", name: "translated-overlap",
    title: "an overlap does no harm, because an endpoint lies between", severity: .info)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    var maps: [Int: ClaimMap] = [:]
    var findings: [Diagnostic] = []
    var judged: Set<Pair> = []
    for service in context.scenario.endpointServices {
      guard let endpoints = context.endpointsByService[service.name.value],
        let backend = context.backend(of: service), let provider = context.scenario.vpcs[backend.vpc.value],
        let home = context.domains.index(ofVPC: backend.vpc.value)
      else { continue }
      for endpoint in endpoints {
        guard let away = context.domains.index(ofVPC: endpoint.value.vpc.value), away != home,
          judged.insert(Pair(provider: backend.vpc.value, consumer: away)).inserted
        else { continue }
        let map = maps[away] ?? consumerSide(context.claims[away])
        maps[away] = map
        for range in provider.ranges {
          guard let claim = map.first(overlapping: range.value) else { continue }
          findings.append(
            finding(
              "\(range.value) of VPC \(backend.vpc.value) overlaps \(claim.prefix) of \(claim.owner), which "
                + "does no harm: only endpoints lead to it, and they translate",
              at: range.location,
              help:
                "keep VPC \(backend.vpc.value) off Direct Connects and peerings of this side; it works as it is",
              related: [
                Related(message: claim.use, location: claim.location),
                Related(
                  message: "endpoint \(endpoint.name.value) leads to it", location: endpoint.name.location),
              ]))
          break
        }
      }
    }
    return findings
  }

  private struct Pair: Hashable {
    var provider: String
    var consumer: Int
  }

  private static func consumerSide(_ claims: DomainClaims) -> ClaimMap {
    ClaimMap(claims.routed.filter { $0.kind != .subnet } + claims.vpcRanges + claims.local)
  }
}
