import Diagnostics
import Scenario

/// Two lines with static routes, and nothing that notices a line that dies while its port stays up.
enum RTE008UnwatchedStaticRoutes: Rule {
  static let metadata = RuleMetadata(
    code: "RTE008", name: "unwatched-static-routes",
    title: "static routes over two lines do not follow the lines' state", severity: .warning)

  static func check(_ context: CheckContext) -> [Diagnostic] {
    context.scenario.directConnects.compactMap { directConnect in
      let routing = directConnect.value.routing
      guard routing.mode.value == .static, directConnect.value.lines.count > 1,
        routing.bfd?.value != true, routing.track?.value != true,
        directConnect.value.healthCheck?.switchesRoutes?.value != true
      else { return nil }
      var related: [Related] = []
      if let check = directConnect.value.healthCheck {
        related.append(
          Related(message: "this health check does not switch routes", location: check.location))
      }
      return finding(
        "\(directConnect.name.value) has \(directConnect.value.lines.count) lines with static routes, and nothing "
          + "takes the routes away when a line dies with its port up",
        at: routing.mode.location,
        help: "write `routing: { protocol: static, bfd: true, track: true }`, or better `protocol: bgp`",
        related: related)
    }
  }
}
