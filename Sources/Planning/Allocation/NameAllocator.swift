import Diagnostics
import Scenario

/// Decides the names that resources get in the cloud.
///
/// A name is the scenario's own, changed as little as the cloud asks for: characters it refuses become hyphens or
/// go, a long name is cut, and the second of two equal names of one account and kind gets its VPC's name in front
/// or a number behind. Taken in this order: what the scenario fixes; what the lock file keeps; names kept for what is
/// gone; then new ones by owner. An adopted resource has its name already and gets none.
struct NameAllocator {
  /// Names must differ inside one of these.
  private struct Scope: Hashable {
    var account: String
    var kind: String
  }

  private struct Request {
    var owner: String
    /// The names to try, the best first.
    var candidates: [String]
    var scope: Scope
    var rule: NameRule
    var location: SourceLocation
  }

  private var taken: [Scope: [String: String]] = [:]
  /// Names kept for resources that are gone, whose account nobody knows any more: by kind.
  private var stale: [String: [String: String]] = [:]
  /// The next number to try behind a name, so that many equal names cost no more than as many different ones.
  private var nextNumber: [Scope: [String: Int]] = [:]
  private var requests: [Request] = []
  private let general: NameRule
  private let gateway: NameRule
  private let line: NameRule

  init(_ profile: CloudProfile) {
    general = NameRule(length: profile.nameLength, pattern: profile.namePattern)
    gateway = NameRule(length: profile.gatewayNameLength, pattern: profile.gatewayNamePattern)
    line = NameRule(length: profile.lineNameLength, pattern: profile.lineNamePattern)
  }

  /// Decides all names.
  mutating func decide(_ state: inout AllocationState) {
    collectDirectConnects(&state)
    collectNetworks(&state)
    collectServices(&state)
    var new: [Int] = []
    for (place, request) in requests.enumerated() {
      guard let entry = state.want(.name, request.owner) else {
        new.append(place)
        continue
      }
      if let why = reasonAgainst(entry.value, request) {
        state.contradict(entry, why)
        new.append(place)
      } else {
        take(entry.value, request.owner, request.scope)
        state.keep(entry, kind: .name, pool: nil)
      }
    }
    for entry in state.stale(.name) {
      stale[Self.kind(of: entry.entry.owner), default: [:]][entry.entry.value] =
        Exhaustion.staleHolder(entry.entry.owner)
    }
    // Requests are large: their places are sorted.
    new.sort { requests[$0].owner.precedesByScalars(requests[$1].owner) }
    for place in new { choose(requests[place], &state) }
  }

  private mutating func choose(_ request: Request, _ state: inout AllocationState) {
    var skipped = SkippedNotes()
    let word = Self.word(of: request.scope.kind)
    let derived = request.candidates.compactMap { source in
      request.rule.derive(from: source, word: word).map { (name: $0, source: source) }
    }
    guard let first = derived.first else {
      state.report(
        Diagnostic(
          code: "NAM004", severity: .error,
          message: "no name in the cloud can be derived for \(request.owner)",
          location: request.location, help: "write its name in the cloud: \(request.rule)"))
      return
    }
    func accept(_ name: String, _ reason: String) {
      take(name, request.owner, request.scope)
      state.choose(.name, request.owner, .text(name), reason: reason, pool: nil, skipped: skipped.lines)
    }
    for (name, source) in derived {
      if let holder = holder(of: name, request.scope) {
        skipped.note("\(name): \(holder)")
        continue
      }
      let isOwn = source == request.candidates.first
      accept(
        name,
        name != source
          ? "derived from \(source): \(request.rule)"
          : isOwn
            ? "its name in the scenario"
            : "its name with its parent's in front, because \(first.name) is taken")
      return
    }
    var number = nextNumber[request.scope]?[first.name] ?? 2
    while let name = request.rule.numbered(first.name, number) {
      number += 1
      if let holder = holder(of: name, request.scope) {
        skipped.note("\(name): \(holder)")
        continue
      }
      nextNumber[request.scope, default: [:]][first.name] = number
      accept(name, "derived from \(first.source) with a number, because \(first.name) is taken")
      return
    }
    state.report(
      Exhaustion(
        message: "no name in the cloud is free for \(request.owner)", location: request.location,
        facts: ["taken: " + skipped.lines.joined(separator: ", ")], remedy: "write its name in the cloud"
      ).diagnostic)
  }

  private func reasonAgainst(_ name: String, _ request: Request) -> String? {
    if !request.rule.admits(name) { return "names there have \(request.rule)" }
    return taken[request.scope]?[name].map { "\($0) has it" }
  }

  private func holder(of name: String, _ scope: Scope) -> String? {
    taken[scope]?[name] ?? stale[scope.kind]?[name]
  }

  private mutating func take(_ name: String, _ owner: String, _ scope: Scope) {
    if taken[scope]?[name] == nil { taken[scope, default: [:]][name] = owner }
  }

  private mutating func collect(
    _ owner: String, account: String?, candidates: [String], fixed: Located<String>?, adopted: Bool,
    rule: NameRule? = nil, location: SourceLocation, _ state: inout AllocationState
  ) {
    let scope = Scope(account: account ?? "", kind: Self.kind(of: owner))
    if let fixed {
      state.fix(.name, owner, .text(fixed.value))
      take(fixed.value, owner, scope)
      return
    }
    // An adopted resource asks for no name: a lock entry from before it was adopted is stale.
    if adopted { return }
    state.want(.name, owner)
    requests.append(
      Request(owner: owner, candidates: candidates, scope: scope, rule: rule ?? general, location: location))
  }

  private mutating func collectDirectConnects(_ state: inout AllocationState) {
    for entry in state.scenario.directConnects.sorted {
      let (name, value) = (entry.name.value, entry.value)
      collect(
        "direct-connect/\(name)", account: value.account.value, candidates: [name],
        fixed: value.existing ?? value.gatewayName, adopted: false, rule: gateway,
        location: entry.name.location,
        &state)
      for line in value.lines.sorted {
        collect(
          "line/\(name)/\(line.name.value)", account: value.account.value,
          candidates: [line.name.value, "\(name)-\(line.name.value)"], fixed: nil,
          adopted: line.value.existing != nil, rule: self.line, location: line.name.location, &state)
      }
    }
  }

  private mutating func collectNetworks(_ state: inout AllocationState) {
    for entry in state.scenario.vpcs.sorted {
      let (vpc, value) = (entry.name.value, entry.value)
      let account = value.account.value
      func collect(
        _ kind: String, _ name: Located<String>, fixed: Located<String>?, existing: Located<String>?,
        _ self: inout NameAllocator, _ state: inout AllocationState
      ) {
        self.collect(
          "\(kind)/\(vpc)/\(name.value)", account: account, candidates: [name.value, "\(vpc)-\(name.value)"],
          fixed: fixed, adopted: existing != nil, location: name.location, &state)
      }
      self.collect(
        "vpc/\(vpc)", account: account, candidates: [vpc], fixed: value.cloudName,
        adopted: value.existing != nil, location: entry.name.location, &state)
      for subnet in value.subnets.sorted {
        collect(
          "subnet", subnet.name, fixed: subnet.value.cloudName, existing: subnet.value.existing, &self, &state
        )
      }
      for table in value.routeTables.sorted {
        collect("route-table", table.name, fixed: nil, existing: table.value.existing, &self, &state)
      }
      for group in value.securityGroups.sorted {
        collect("security-group", group.name, fixed: nil, existing: group.value.existing, &self, &state)
      }
      for list in value.acls.sorted {
        collect("acl", list.name, fixed: nil, existing: list.value.existing, &self, &state)
      }
    }
  }

  private mutating func collectServices(_ state: inout AllocationState) {
    for backend in AllocationBackend.all(state.scenario)
    where backend.value.kind.value == .lb && backend.value.id == nil {
      collect(
        "backend/\(backend.name)", account: backend.account, candidates: [backend.name], fixed: nil,
        adopted: false, location: backend.value.location, &state)
    }
    for entry in state.scenario.endpointServices.sorted {
      collect(
        "endpoint-service/\(entry.name.value)", account: entry.value.account.value,
        candidates: [entry.name.value], fixed: entry.value.cloudName, adopted: entry.value.existing != nil,
        location: entry.name.location, &state)
    }
    for entry in state.scenario.endpoints.sorted {
      collect(
        "endpoint/\(entry.name.value)", account: state.scenario.vpcs[entry.value.vpc.value]?.account.value,
        candidates: [entry.name.value], fixed: entry.value.cloudName, adopted: entry.value.existing != nil,
        location: entry.name.location, &state)
    }
  }

  /// The first part of an id.
  private static func kind(of owner: String) -> String {
    owner.split(separator: "/", maxSplits: 1).first.map(String.init) ?? owner
  }

  /// What stands in front of a name that cannot begin as it does, or is too short.
  private static func word(of kind: String) -> String {
    switch kind {
    case "direct-connect": "dc"
    case "security-group": "group"
    case "endpoint-service": "service"
    case "route-table": "table"
    default: kind
    }
  }
}
