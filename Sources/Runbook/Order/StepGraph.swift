/// The dependencies of steps by position, both ways, in flat arrays: forty thousand steps are nothing to it.
///
/// Unknown ids are left out; an id that stands twice means its first step. Here and wherever all steps are walked
/// over, they are read by their places: a step is a large value, and `for step in steps` copies each of them whole.
struct StepGraph {
  private let dependencyStarts: [Int]
  private let dependencyList: [Int]
  private let dependantStarts: [Int]
  private let dependantList: [Int]
  /// Positions in an order in which every step follows its dependencies. Steps of a cycle are missing.
  let topological: [Int]

  init(_ steps: [Step]) {
    var positions = [String: Int](minimumCapacity: steps.count)
    for index in steps.indices where positions[steps[index].id] == nil { positions[steps[index].id] = index }
    var starts = [0]
    starts.reserveCapacity(steps.count + 1)
    var list: [Int] = []
    list.reserveCapacity(steps.count * 2)
    var counts = [Int](repeating: 0, count: steps.count + 1)
    for index in steps.indices {
      for id in steps[index].dependsOn {
        // A step that depends on itself stays a cycle of one.
        guard let dependency = positions[id] else { continue }
        list.append(dependency)
        counts[dependency + 1] += 1
      }
      starts.append(list.count)
    }
    for index in 0..<steps.count { counts[index + 1] += counts[index] }
    var cursor = counts
    var dependants = [Int](repeating: 0, count: list.count)
    for index in steps.indices {
      for dependency in list[starts[index]..<starts[index + 1]] {
        dependants[cursor[dependency]] = index
        cursor[dependency] += 1
      }
    }
    dependencyStarts = starts
    dependencyList = list
    dependantStarts = counts
    dependantList = dependants

    var missing = steps.indices.map { starts[$0 + 1] - starts[$0] }
    var order = steps.indices.filter { missing[$0] == 0 }
    order.reserveCapacity(steps.count)
    var next = 0
    while next < order.count {
      let index = order[next]
      next += 1
      for dependant in dependants[counts[index]..<counts[index + 1]] {
        missing[dependant] -= 1
        if missing[dependant] == 0 { order.append(dependant) }
      }
    }
    topological = order
  }

  func dependencies(of index: Int) -> ArraySlice<Int> {
    dependencyList[dependencyStarts[index]..<dependencyStarts[index + 1]]
  }

  func dependants(of index: Int) -> ArraySlice<Int> {
    dependantList[dependantStarts[index]..<dependantStarts[index + 1]]
  }

  /// How many known dependencies each step has.
  var dependencyCounts: [Int] {
    (0..<dependencyStarts.count - 1).map { dependencyStarts[$0 + 1] - dependencyStarts[$0] }
  }
}
