/// The resources of a plan, each after everything it depends on.
///
/// A resource only depends on kinds that stand before its own in the way the cloud builds things up
/// (account, VPC, subnet, line, gateway, attachment, service, endpoint, record), so there can be no cycle.
/// Among resources that are ready at the same time the smaller id comes first: the order is a function of the
/// plan alone.
public struct ResourceGraph: Sendable, Equatable {
  /// The resources in order.
  public let resources: [Resource]

  /// Collects and orders the resources of a plan; n log n in their number.
  public init(_ plan: Plan) {
    var collector = ResourceCollector()
    collector.add(plan)
    resources = topologicallySorted(collector.take())
  }

  /// A graph of resources that are in order already; for tests of what reads graphs.
  init(_ resources: [Resource]) { self.resources = resources }
}

/// Kahn's algorithm; among the ready ones the smallest id comes first.
///
/// A dependency on an unknown id does not hold its dependant back, and what is caught in a cycle follows at the
/// end by id: nothing is lost, and the plan check reports both.
func topologicallySorted(_ unordered: consuming [Resource]) -> [Resource] {
  // Resources are large, so they are read where they lie and moved into order at the end. Until then they are
  // known by their ranks among the ids: integers compare faster than text, and equal ids keep the order they
  // came in.
  var resources = unordered
  let byRank = resources.indices.sorted { resources[$0].id < resources[$1].id }
  var ranks = [String: Int](minimumCapacity: byRank.count)
  // From the last to the first, so that the first of equal ids stays.
  for rank in byRank.indices.reversed() { ranks[resources[byRank[rank]].id] = rank }

  var missing = [Int](repeating: 0, count: byRank.count)
  var edges: [(from: Int, to: Int)] = []
  edges.reserveCapacity(byRank.count * 2)
  var dependencies = LookUp(ranks)
  for rank in byRank.indices {
    for dependency in resources[byRank[rank]].dependsOn {
      guard let source = dependencies[dependency] else { continue }
      edges.append((source, rank))
      missing[rank] += 1
    }
  }
  // Dependants of a vertex, side by side in one array.
  var starts = [Int](repeating: 0, count: byRank.count + 1)
  for edge in edges { starts[edge.from + 1] += 1 }
  for index in 0..<byRank.count { starts[index + 1] += starts[index] }
  var cursor = starts
  var dependants = [Int](repeating: 0, count: edges.count)
  for edge in edges {
    dependants[cursor[edge.from]] = edge.to
    cursor[edge.from] += 1
  }

  var ready = Heap<Int>()
  for rank in byRank.indices where missing[rank] == 0 { ready.insert(rank) }
  var order: [Int] = []
  order.reserveCapacity(byRank.count)
  while let rank = ready.removeFirst() {
    order.append(byRank[rank])
    for place in starts[rank]..<starts[rank + 1] {
      let dependant = dependants[place]
      missing[dependant] -= 1
      if missing[dependant] == 0 { ready.insert(dependant) }
    }
  }
  for rank in byRank.indices where missing[rank] > 0 { order.append(byRank[rank]) }
  resources.reorder(by: order)
  return resources
}

/// Looks up texts that often come twice in a row, as the parts of one service all name the service.
private struct LookUp {
  private let values: [String: Int]
  private var last: (key: String, value: Int?) = ("", nil)

  init(_ values: [String: Int]) { self.values = values }

  subscript(key: String) -> Int? {
    mutating get {
      if last.key != key { last = (key, values[key]) }
      return last.value
    }
  }
}
