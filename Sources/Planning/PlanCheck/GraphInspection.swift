public import Diagnostics

extension PlanCheck {
  /// What is wrong with the graph of a plan: it is closed and without cycles, ids are unique, and nothing stands
  /// before what it needs. Linear.
  public static func problems(in graph: ResourceGraph) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    func report(_ message: String) { problems.append(fault(message, at: nil)) }
    // Resources are large and many: they are read by their places, and not copied.
    let resources = graph.resources
    var places = [String: Int](minimumCapacity: resources.count)
    for place in resources.indices where places.updateValue(place, forKey: resources[place].id) != nil {
      report("\(resources[place].id) stands twice in the plan")
    }
    // An order in which everything follows what it depends on exists exactly when there is no cycle.
    var last: (id: String, place: Int?) = ("", nil)
    for place in resources.indices {
      for dependency in resources[place].dependsOn {
        // The parts of one service follow each other and all depend on it: look it up once.
        if last.id != dependency { last = (dependency, places[dependency]) }
        guard let other = last.place else {
          report("\(resources[place].id) depends on \(dependency), which is not in the plan")
          continue
        }
        if other >= place {
          report("\(resources[place].id) stands before \(dependency), on which it depends")
        }
      }
    }
    return problems
  }
}
