import Addressing
import Diagnostics

@testable import Scenario

// Short spellings for scenarios written in Swift. Where a value stands in a file plays no part in planning.

func at<Value: Sendable>(_ value: Value) -> Located<Value> { Located(value, at: nowhere) }

func link(cloud: String, site: String) -> Interconnect {
  Interconnect(
    cloud: at(interfaceAddress(cloud)), site: at(interfaceAddress(site)), location: nowhere)
}

func interfaceAddress(_ text: String) -> InterfaceAddress {
  let parts = text.split(separator: "/")
  return InterfaceAddress(
    address: address(String(parts.first ?? "")), length: parts.last.flatMap { Int($0) } ?? 0)
}

extension NamedMap {
  /// Adds an entry, or replaces the one of that name.
  mutating func add(_ name: String, _ value: Value) { append(name: at(name), value: value) }

  /// Changes the value of that name.
  mutating func change(_ name: String, _ change: (inout Value) -> Void) {
    guard var value = self[name] else { return }
    change(&value)
    append(name: at(name), value: value)
  }

  /// The same entries in another order of the file.
  func shuffled(_ generator: inout some RandomNumberGenerator, _ inner: (inout Value) -> Void = { _ in })
    -> NamedMap
  {
    var map = NamedMap()
    for entry in entries.shuffled(using: &generator) {
      var value = entry.value
      inner(&value)
      map.append(name: entry.name, value: value)
    }
    return map
  }
}

extension Scenario {
  init(name: String) {
    self.init(
      version: at(1), name: at(name), region: at("81f7728662dd11ec810800155d307d5b"), location: nowhere)
  }
}

extension VPC {
  init(account: String, cidr: String) {
    self.init(account: at(account), cidr: at(prefix(cidr)), location: nowhere)
  }
}

extension Subnet {
  init(_ cidr: String) { self.init(range: .cidr(at(prefix(cidr))), location: nowhere) }
  init(length: Int) { self.init(range: .length(at(length)), location: nowhere) }
}

extension Line {
  init(router: String, preference: Preference? = nil) {
    self.init(router: at(router), bandwidthMbps: at(1_000), location: nowhere)
    self.preference = preference.map { at($0) }
  }
}

extension DirectConnect {
  init(account: String, site: String, _ mode: DirectConnectRouting.Mode) {
    self.init(
      account: at(account), site: at(site),
      routing: DirectConnectRouting(mode: at(mode), location: nowhere), location: nowhere)
  }
}

extension Attachment {
  init(_ subnets: String...) { self.init(subnets: subnets.map { at($0) }, location: nowhere) }
}

extension Endpoint {
  init(vpc: String, subnet: String, _ target: Target, allow: [AddressSource]?) {
    self.init(
      vpc: at(vpc), subnet: at(subnet), target: target, allow: allow.map { $0.map { at($0) } },
      location: nowhere)
  }
}

extension EndpointService {
  init(account: String, vpc: String, subnet: String, ports: [(TransportProtocol, UInt16, UInt16)]) {
    self.init(account: at(account), vpc: at(vpc), subnet: at(subnet), location: nowhere)
    self.ports = ports.map {
      PortMapping(transport: at($0.0), endpointPort: at($0.1), serverPort: at($0.2), location: nowhere)
    }
  }
}

extension Backend {
  init(_ kind: Kind, vpc: String?, subnet: String?, id: String? = nil, address text: String? = nil) {
    self.init(kind: at(kind), location: nowhere)
    self.vpc = vpc.map { at($0) }
    self.subnet = subnet.map { at($0) }
    self.id = id.map { at($0) }
    if let text { address = .fixed(at(IPAddress(text) ?? .ipv4(0, 0, 0, 0))) }
  }
}
