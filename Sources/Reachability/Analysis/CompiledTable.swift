import Addressing

/// A routing table with all that is down taken out.
struct CompiledTable {
  /// The entries that may be taken for one prefix: equal ones.
  typealias Choice = [Int]

  private var choices = PrefixMap<Choice>()
  /// Disjoint sets of destinations with their entries; made when first asked for.
  private var regions: [(set: SetPool.ID, choice: Choice)]?

  init(_ routes: [Route], down: Set<Int>) {
    for (index, route) in routes.enumerated() where down.isDisjoint(with: route.requires) {
      choices.update(route.to, default: []) { choice in
        guard let first = choice.first else { return choice = [index] }
        if route.preference < routes[first].preference { choice = [index] }
        if route.preference == routes[first].preference, first != index { choice.append(index) }
      }
    }
  }

  /// The entries for one destination; none when there is no route.
  func choice(for destination: IPAddress) -> Choice { choices.longestMatch(destination)?.value ?? [] }

  /// A set of destinations, parted by the entries that serve them; no entries where there is no route.
  mutating func parts(of set: SetPool.ID, pool: inout SetPool) -> [(set: SetPool.ID, choice: Choice)] {
    if regions == nil { regions = Self.regions(of: choices, pool: &pool) }
    var parts: [(set: SetPool.ID, choice: Choice)] = []
    var rest = set
    for region in regions ?? [] where rest != SetPool.empty {
      let part = pool.intersection(rest, region.set)
      guard part != SetPool.empty else { continue }
      parts.append((part, region.choice))
      rest = pool.subtracting(rest, part)
    }
    if rest != SetPool.empty { parts.append((rest, [])) }
    return parts
  }

  /// What each prefix serves once the longer ones inside it are taken out. The entries come in order, outer ones
  /// first, so that one stack of open prefixes is enough.
  private static func regions(
    of choices: PrefixMap<Choice>, pool: inout SetPool
  ) -> [(set: SetPool.ID, choice: Choice)] {
    let entries = choices.entries
    var inner = [[Prefix]](repeating: [], count: entries.count)
    var open: [Int] = []
    for (index, entry) in entries.enumerated() {
      while let last = open.last, !entries[last].prefix.contains(entry.prefix) { open.removeLast() }
      if let last = open.last { inner[last].append(entry.prefix) }
      open.append(index)
    }
    return entries.indices.map { index in
      let own = PrefixSet(entries[index].prefix)
      let set = inner[index].isEmpty ? own : own.subtracting(PrefixSet(inner[index]))
      return (pool.id(of: set), entries[index].value)
    }
  }
}
