import Addressing
import Scenario
import TestSupport

@testable import Reachability

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A small network of arbitrary routes, filters, translations and hosts in 10.0.0.0/28. Nothing about it is sensible.
struct RandomNetwork {
  static let universe: [IPAddress] = (0..<16).map { .ipv4(10, 0, 0, $0) }
  static let ports: [UInt16] = [80, 443, 8443]

  /// How many networks each block of a test tries: `ISTHMUS_NETWORKS`, for those who have the time.
  static func count(usually count: Int) -> Int {
    ProcessInfo.processInfo.environment["ISTHMUS_NETWORKS"].flatMap { Int($0) } ?? count
  }

  var model = ForwardingModel()

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let nodes = Int.random(in: 2...5, using: &generator)
    for index in 0..<Int.random(in: 1...3, using: &generator) {
      model.components.append(
        Component(Component.Kind.allCases.randomElement(using: &generator) ?? .line, "component-\(index)"))
    }
    for index in 0..<Int.random(in: 1...3, using: &generator) {
      model.filters.append(Self.filter(index, &generator))
    }
    for index in 0..<nodes {
      var node = Node("node-\(index)")
      if Int.random(in: 0..<6, using: &generator) == 0 {
        node.components = [Int.random(in: 0..<model.components.count, using: &generator)]
      }
      model.nodes.append(node)
    }
    for index in 0..<Int.random(in: nodes...(nodes * 2), using: &generator) {
      var link = Link("link-\(index)", to: Int.random(in: 0..<nodes, using: &generator))
      if Bool.random(using: &generator) { link.filters = filters(&generator) }
      link.side = [nil, .inbound, .outbound].randomElement(using: &generator) ?? nil
      if Int.random(in: 0..<4, using: &generator) == 0 {
        link.components = [Int.random(in: 0..<model.components.count, using: &generator)]
      }
      if Int.random(in: 0..<6, using: &generator) == 0 {
        link.translation = SourceTranslation(
          sources: PrefixSet(Self.prefix(&generator)), pool: PrefixSet(Self.prefix(&generator, shortest: 30)),
          cause: Cause("translation"))
      }
      model.links.append(link)
    }
    for node in 0..<nodes {
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let hop: Route.NextHop =
          switch Int.random(in: 0..<8, using: &generator) {
          case 0: .outside("elsewhere")
          case 1...2: .attached
          default: .link(Int.random(in: 0..<model.links.count, using: &generator))
          }
        var route = Route(
          to: Self.prefix(&generator), preference: Int.random(in: 0...1, using: &generator), nextHop: hop,
          cause: Cause("route"))
        if Int.random(in: 0..<3, using: &generator) == 0 {
          route.requires = [Int.random(in: 0..<model.components.count, using: &generator)]
        }
        model.nodes[node].routes.append(route)
      }
      for index in 0..<Int.random(in: 0...3, using: &generator) {
        guard let address = Self.universe.randomElement(using: &generator) else { continue }
        model.nodes[node].hosts[address] = host("host-\(node)-\(index)", &generator)
      }
    }
  }

  private func filters(_ generator: inout SeededGenerator) -> [Int] {
    (0..<model.filters.count).filter { _ in Bool.random(using: &generator) }
  }

  private func host(_ name: String, _ generator: inout SeededGenerator) -> Host {
    var host = Host(name, listeners: [], cause: Cause(name))
    if Int.random(in: 0..<3, using: &generator) == 0 { host.filters = filters(&generator) }
    if Int.random(in: 0..<8, using: &generator) == 0 { host.refusal = Refusal(Cause("no"), remedy: "yes") }
    if Int.random(in: 0..<8, using: &generator) == 0 {
      host.listeners = nil
      return host
    }
    for port in Self.ports where Bool.random(using: &generator) {
      var listener = Listener(TransportPort(.tcp, port), cause: Cause("listener"))
      if Int.random(in: 0..<3, using: &generator) == 0 {
        listener.serverFilters = filters(&generator)
        listener.serverPort = Self.ports.randomElement(using: &generator) ?? port
      }
      let relays = max(0, Int.random(in: -2...2, using: &generator))
      listener.relays = (0..<relays).compactMap { index in
        guard let target = Self.universe.randomElement(using: &generator) else { return nil }
        return Relay(
          from: Int.random(in: 0..<model.nodes.count, using: &generator),
          sources: PrefixSet(Self.prefix(&generator, shortest: 30)), destination: target,
          at: Int.random(in: 0..<model.nodes.count, using: &generator),
          port: Self.ports.randomElement(using: &generator) ?? port, cause: Cause("relay \(index)"))
      }
      host.listeners?.append(listener)
    }
    return host
  }

  private static func filter(_ index: Int, _ generator: inout SeededGenerator) -> Filter {
    var filter = Filter(
      "filter-\(index)", side: Bool.random(using: &generator) ? .inbound : .outbound,
      isStateful: Bool.random(using: &generator), cause: Cause("default"))
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      var rule = FilterRule(accepts: Int.random(in: 0..<4, using: &generator) > 0, cause: Cause("rule"))
      if Bool.random(using: &generator) { rule.sources = PrefixSet(prefix(&generator)) }
      if Bool.random(using: &generator) { rule.destinations = PrefixSet(prefix(&generator)) }
      if Int.random(in: 0..<4, using: &generator) == 0 { rule.ports = [PortRange(443, 9000)] }
      if Int.random(in: 0..<4, using: &generator) == 0 { rule.sourcePorts = [PortRange(0, 5000)] }
      if Int.random(in: 0..<5, using: &generator) == 0 { rule.transport = .udp }
      filter.rules.append(rule)
    }
    return filter
  }

  static func prefix(_ generator: inout SeededGenerator, shortest: Int = 28) -> Prefix {
    let length = Int.random(in: shortest...32, using: &generator)
    let address = IPAddress.ipv4(10, 0, 0, UInt8.random(in: 0..<16, using: &generator))
    return Prefix(containing: address, length: length) ?? Prefix(address)
  }
}

extension ForwardingModel {
  /// Its size, to find the smallest of several networks.
  var size: Int {
    nodes.reduce(0) { $0 + $1.routes.count + $1.hosts.count * 2 } + filters.reduce(0) { $0 + $1.rules.count }
      + links.count
  }
}
