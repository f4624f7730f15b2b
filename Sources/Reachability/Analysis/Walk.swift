import Addressing
import Diagnostics
import Scenario

/// The way of packets from place to place, out or back.
extension Analyzer {
  /// What stays the same on one way.
  struct Passage {
    var header: PacketHeader
    var direction: Direction
    /// Where lost packets are looked for again: the expected place on the way out, the places passed on the way back.
    var expected: Int?
    var passed: [Int] = []
  }

  mutating func walk(_ branch: Branch, at node: Int, _ passage: Passage) -> [Branch] {
    var branch = branch
    if branch.nodes.contains(node) {
      let found = blocker(
        .loop, passage, node, "packets come back to \(name(node))", model.nodes[node].location)
      record(node, found, in: &branch)
      return lose(branch, at: node, passage, found)
    }
    branch.nodes.append(node)
    if let failed = model.nodes[node].components.first(where: down.contains) {
      let component = model.components[failed]
      let found = blocker(.noRoute, passage, node, "\(component.name) is down", component.location)
      record(node, found, in: &branch)
      return lose(branch, at: node, passage, found)
    }
    if passage.header.isSetSource {
      return follow(tables[node].choice(for: passage.header.fixed), branch, at: node, passage)
    }
    var result: [Branch] = []
    for part in tables[node].parts(of: branch.seen, pool: &pool) {
      let sources = branch.isTranslated ? branch.sources : part.set
      result += follow(part.choice, branch.restricted(to: part.set, sources: sources), at: node, passage)
    }
    return result
  }

  private mutating func follow(
    _ choice: CompiledTable.Choice, _ branch: Branch, at node: Int, _ passage: Passage
  ) -> [Branch] {
    guard !choice.isEmpty else {
      let target =
        passage.header.isSetSource ? "\(passage.header.fixed)" : setText(branch.seen)
      var found = blocker(
        .noRoute, passage, node, "\(name(node)) has no route to \(target)", model.nodes[node].location)
      let sample =
        passage.header.isSetSource ? passage.header.fixed : pool[branch.seen].ranges.first?.first
      if let sample, let lost = withdrawn(at: node, to: sample) {
        found.message += ": \(lost.route.cause.text) is gone with \(lost.names)"
        found.location = lost.component.location ?? found.location
      } else if let gap = model.nodes[node].gaps.first(where: { gap in sample.map(gap.to.contains) ?? false })
      {
        found.message += ": \(gap.cause.text)"
        found.location = gap.cause.location ?? found.location
        found.help = gap.remedy
      }
      var branch = branch
      record(node, found, in: &branch)
      return lose(branch, at: node, passage, found)
    }
    return choice.flatMap { take(model.nodes[node].routes[$0], of: choice, branch, at: node, passage) }
  }

  /// The best entry that failures take away from a place, with the names of all that has failed and takes one away.
  private func withdrawn(at node: Int, to destination: IPAddress) -> (
    route: Route, component: Component, names: String
  )? {
    guard !down.isEmpty else { return nil }
    let routes = model.nodes[node].routes
    guard
      let best = network.tables[node].choice(for: destination).first,
      let component = routes[best].requires.first(where: down.contains)
    else { return nil }
    let others = routes.filter { $0.to == routes[best].to }.flatMap(\.requires).filter(down.contains)
    let names = [component] + others.sortedUnique().filter { $0 != component }
    return (
      routes[best], model.components[component],
      names.map { model.components[$0].name }.joined(separator: " and ")
    )
  }

  private mutating func take(
    _ route: Route, of choice: CompiledTable.Choice, _ branch: Branch, at node: Int, _ passage: Passage
  ) -> [Branch] {
    var branch = branch
    switch route.nextHop {
    case .attached:
      branch.landing = node
      return [branch]
    case .outside(let target):
      record(node, "leads away to \(target)", route.cause, isBlocked: true, in: &branch)
      return lose(
        branch, at: node, passage,
        blocker(
          .noRoute, passage, node, "\(route.cause.text) leads away to \(target)", route.cause.location))
    case .link(let index):
      let link = model.links[index]
      let failed = (link.components + model.nodes[link.to].components).first(where: down.contains)
      if let failed {
        let component = model.components[failed]
        record(node, "\(component.name) is down", route.cause, isBlocked: true, in: &branch)
        return lose(
          branch, at: node, passage,
          blocker(
            .noRoute, passage, node,
            component.kind == .attachment
              ? "\(component.name) is down" : "\(route.cause.text) stays although \(component.name) is down",
            route.cause.location,
            // Nothing takes over for an attachment, whatever the routes follow.
            help: component.kind == .attachment
              ? nil
              : "let the routes follow the line: `bfd: true` and `track: true` under `routing`, or `protocol: bgp`"
          ))
      }
      let others = choice.count > 1 ? " (one of \(choice.count) equal ways)" : ""
      record(node, "to \(name(link.to)) over \(link.name)\(others)", route.cause, in: &branch)
      branch.lines += link.components.filter { model.components[$0].kind == .line }
      var result: [Branch] = []
      for passed in pass(link.filters, [branch], at: node, passage, side: link.side) {
        for translated in translate(passed, link.translation, at: node, passage) {
          result += walk(translated, at: link.to, passage)
        }
      }
      return result
    }
  }

  /// Notes why packets are lost, and looks for them again where they were expected.
  private mutating func lose(
    _ branch: Branch, at node: Int, _ passage: Passage, _ blocker: Blocker
  ) -> [Branch] {
    var branch = branch
    branch.add(blocker)
    branch.landing = nil
    switch passage.direction {
    case .forward:
      branch.landing = passage.expected
      return [branch]
    case .return:
      // The way out names the places that should have had a route back.
      guard let place = passage.passed.firstIndex(of: node), place > 0 else { return [branch] }
      let next = passage.passed[place - 1]
      return branch.nodes.contains(next) ? [branch] : walk(branch, at: next, passage)
    }
  }

  private mutating func translate(
    _ branch: Branch, _ translation: SourceTranslation?, at node: Int, _ passage: Passage
  ) -> [Branch] {
    guard passage.direction == .forward, let translation else { return [branch] }
    let part = pool.intersection(branch.seen, pool.id(of: translation.sources))
    guard part != SetPool.empty else { return [branch] }
    let rest = pool.subtracting(branch.seen, part)
    let translated = pool.id(of: translation.pool.restricted(to: passage.header.fixed.family))
    if branch.isTranslated {
      var branch = branch
      branch.seen = pool.union(rest, translated)
      return [branch]
    }
    var changed = branch.restricted(to: translated, sources: part)
    changed.isTranslated = true
    record(node, "source becomes \(setText(translated))", translation.cause, in: &changed)
    guard rest != SetPool.empty else { return [changed] }
    return [changed, branch.restricted(to: rest, sources: rest)]
  }

  /// Sends packets through filters, one after the other.
  ///
  /// - Parameter side: on which side they stand here; nil for each filter's own.
  mutating func pass(
    _ list: [Int], _ branches: [Branch], at node: Int, _ passage: Passage, side: Filter.Side? = nil
  ) -> [Branch] {
    var branches = branches
    for filter in list {
      branches = branches.flatMap { pass(filter, $0, at: node, passage, side) }
    }
    return branches
  }

  private mutating func pass(
    _ index: Int, _ branch: Branch, at node: Int, _ passage: Passage, _ side: Filter.Side?
  ) -> [Branch] {
    var filter = model.filters[index]
    filter.side = side ?? filter.side
    if passage.direction == .return, filter.isStateful, branch.sessions.contains(index) {
      var branch = branch
      record(node, "\(filter.name): an answer to what it let pass", nil, in: &branch)
      return [branch]
    }
    let decision = network.filters[index].decide(branch.seen, passage.header, pool: &pool)
    var result: [Branch] = []
    if branch.isTranslated {
      // Any of the pool may be drawn: what drops a part of it may drop every packet.
      var branch = branch
      for drop in decision.drops { note(drop, of: filter, in: &branch, at: node, passage) }
      if decision.accepted != SetPool.empty {
        record(node, "accepted by \(filter.name)", accepting(decision, of: filter), in: &branch)
      }
      branch.note(session: index, of: self)
      return [branch]
    }
    if decision.accepted != SetPool.empty {
      var accepted = branch.restricted(to: decision.accepted, sources: decision.accepted)
      record(node, "accepted by \(filter.name)", accepting(decision, of: filter), in: &accepted)
      accepted.note(session: index, of: self)
      result.append(accepted)
    }
    for drop in decision.drops {
      var dropped = branch.restricted(to: drop.set, sources: drop.set)
      note(drop, of: filter, in: &dropped, at: node, passage)
      dropped.note(session: index, of: self)
      result.append(dropped)
    }
    return result
  }

  private func note(
    _ drop: (set: SetPool.ID, rule: Int?), of filter: Filter, in branch: inout Branch, at node: Int,
    _ passage: Passage
  ) {
    let cause = drop.rule.map { filter.rules[$0].cause } ?? filter.cause
    record(node, "dropped by \(filter.name)", cause, isBlocked: true, in: &branch)
    let what =
      drop.rule == nil ? "no rule of \(filter.name) accepts this" : "\(filter.name) drops this: \(cause.text)"
    // On the way back a filter guards the other side.
    let isInbound = filter.side == .inbound
    branch.add(
      Blocker(
        verdict: isInbound ? .filteredIn : .filteredOut, direction: passage.direction, node: name(node),
        message: what, location: cause.location, help: filter.remedy.isEmpty ? nil : filter.remedy))
  }

  private func accepting(_ decision: FilterDecision, of filter: Filter) -> Cause? {
    decision.acceptedBy.map { filter.rules[$0].cause }
  }

  func record(
    _ node: Int, _ decision: @autoclosure () -> String, _ cause: Cause?, isBlocked: Bool = false,
    in branch: inout Branch
  ) {
    guard isRecording else { return }
    branch.hops.append(
      Hop(
        node: name(node), decision: decision(), entry: cause?.text, location: cause?.location,
        isBlocked: isBlocked))
  }

  /// A step that ends packets for want of anywhere to go.
  private func record(_ node: Int, _ blocker: Blocker, in branch: inout Branch) {
    guard isRecording else { return }
    branch.hops.append(
      Hop(
        node: name(node), decision: blocker.message, entry: nil, location: blocker.location, isBlocked: true))
  }

  func name(_ node: Int) -> String { model.nodes[node].name }

  /// A set in a message: its first prefixes.
  func setText(_ id: SetPool.ID) -> String { pool[id].summary }

  private func blocker(
    _ verdict: Verdict, _ passage: Passage, _ node: Int, _ message: String, _ location: SourceLocation?,
    help: String? = nil
  ) -> Blocker {
    Blocker(
      verdict: verdict, direction: passage.direction, node: name(node), message: message, location: location,
      help: help)
  }
}

extension Branch {
  /// Notes that a stateful filter knows the flow now.
  fileprivate mutating func note(session filter: Int, of analyzer: Analyzer) {
    guard analyzer.model.filters[filter].isStateful, analyzer.network.linkFilters.contains(filter),
      !sessions.contains(filter)
    else { return }
    sessions.append(filter)
  }
}
