/// A network made ready for questions: all that does not depend on what has failed, worked out once for all failures.
public struct PreparedNetwork: Sendable {
  let model: ForwardingModel
  let atoms: Atoms
  let filters: [CompiledFilter]
  /// Filters that stand on links: only these are met again on the way back.
  let linkFilters: Set<Int>
  /// The numbered sets of the filters; whoever asks goes on with a copy.
  let pool: SetPool
  /// The tables while everything is up.
  let tables: [CompiledTable]
  /// The places with routes that a failure withdraws.
  let fragileTables: [Int]

  /// Prepares a network; n log n in its routes and rules.
  public init(_ model: ForwardingModel) {
    self.model = model
    atoms = Atoms(model)
    linkFilters = Set(model.links.flatMap(\.filters))
    var pool = SetPool()
    filters = model.filters.map { CompiledFilter($0, pool: &pool) }
    self.pool = pool
    tables = model.nodes.map { CompiledTable($0.routes, down: []) }
    fragileTables = model.nodes.indices.filter { node in
      model.nodes[node].routes.contains { !$0.requires.isEmpty }
    }
  }
}
