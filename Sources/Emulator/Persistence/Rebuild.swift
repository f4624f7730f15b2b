import Addressing

extension Cloud {
  /// Makes what follows from the state: address books, subnet maps and timers.
  mutating func rebuild() {
    books = [:]
    subnetMaps = [:]
    timers = PriorityQueue()
    for (_, subnet) in state.subnets.numbered { open(subnet) }
    for (_, row) in state.servers.numbered {
      hold(row.address, in: row.subnetID, row.isBareMetal ? .bareMetal : .server, row.id)
    }
    for (_, row) in state.highAvailabilityAddresses.numbered {
      hold(row.address, in: row.subnetID, .highAvailability, row.id)
    }
    for (_, row) in state.loadBalancers.numbered {
      hold(row.address, in: row.subnetID, .loadBalancer, row.id)
    }
    for (_, row) in state.endpointServices.numbered {
      for transit in row.transits { hold(transit.address, in: transit.subnetID, .transit, row.id) }
    }
    for (_, row) in state.healthChecks.numbered { hold(row.source, in: row.subnetID, .probe, row.id) }
    for (_, row) in state.endpoints.numbered { hold(row) }
    for address in state.lingering { hold(address.address, in: address.subnetID, .endpoint, "") }
    for (_, order) in state.orders.numbered where !order.progress.isDone {
      if case .makeEndpoint(let endpoint) = order.action { hold(endpoint) }
      if case .after(let milliseconds) = configuration.progression(of: order.progress.subject) {
        let due = order.progress.began.advanced(byMilliseconds: milliseconds)
        timers.add(Timer(due: due, order: order.id))
      }
    }
  }

  private mutating func hold(_ endpoint: Endpoint) {
    hold(endpoint.address, in: endpoint.subnetID, .endpoint, endpoint.id)
    if let address = endpoint.ipv6 { hold(address, in: endpoint.subnetID, .endpoint, endpoint.id) }
  }

  private mutating func hold(
    _ address: IPAddress, in subnetID: String, _ kind: AddressUse.Kind, _ holder: String
  ) {
    books[BookKey(subnetID, address.family)]?.hold(address, for: AddressUse(kind: kind, holder: holder))
  }
}
