import Diagnostics

/// Looks names up, reports those that lead nowhere and remembers those that are used.
struct NameLookup {
  let scenario: Scenario
  var sink: DiagnosticSink
  /// Accounts and backends that something refers to.
  private(set) var used: [NameKind: Set<String>] = [:]
  /// What something in a VPC or an endpoint service refers to, as `kind/owner/name`.
  private(set) var usedInScope: Set<String> = []
  private var suggestions: [NameKind: ClosestMatchIndex] = [:]
  private var sourceSuggestions: ClosestMatchIndex?

  init(scenario: Scenario, sink: DiagnosticSink) {
    self.scenario = scenario
    self.sink = sink
  }

  // MARK: Names at the top

  func declares(_ name: String, as kind: NameKind) -> Bool {
    switch kind {
    case .account: scenario.accounts.declares(name)
    case .site: scenario.sites.declares(name)
    case .directConnect: scenario.directConnects.declares(name)
    case .vpc: scenario.vpcs.declares(name)
    case .backend: scenario.backends.declares(name)
    case .endpointService: scenario.endpointServices.declares(name)
    case .endpoint: scenario.endpoints.declares(name)
    }
  }

  /// Where a name is declared; nil for one whose value is broken.
  func declaration(_ name: String, as kind: NameKind) -> SourceLocation? {
    switch kind {
    case .account: scenario.accounts.entry(name)?.name.location
    case .site: scenario.sites.entry(name)?.name.location
    case .directConnect: scenario.directConnects.entry(name)?.name.location
    case .vpc: scenario.vpcs.entry(name)?.name.location
    case .backend: scenario.backends.entry(name)?.name.location
    case .endpointService: scenario.endpointServices.entry(name)?.name.location
    case .endpoint: scenario.endpoints.entry(name)?.name.location
    }
  }

  private func names(of kind: NameKind) -> [String] {
    switch kind {
    case .account: scenario.accounts.names
    case .site: scenario.sites.names
    case .directConnect: scenario.directConnects.names
    case .vpc: scenario.vpcs.names
    case .backend: scenario.backends.names
    case .endpointService: scenario.endpointServices.names
    case .endpoint: scenario.endpoints.names
    }
  }

  /// Looks up a name that must be of one kind. `hint` is offered when nothing is close.
  mutating func require(_ name: Located<String>, _ kind: NameKind, hint: String? = nil) {
    if kind == .account || kind == .backend { used[kind, default: []].insert(name.value) }
    guard !declares(name.value, as: kind) else { return }
    let others = NameKind.allCases.filter { declares(name.value, as: $0) }
    let meant = suggestion(name.value, kind).map { "did you mean `\($0)`?" }
    if let other = others.first {
      reportWrongKind(name.value, other, wanted: kind.phrase, at: name.location, help: meant ?? hint)
      return
    }
    report(
      "REF001", at: name.location, "there is no \(bare(kind.phrase)) `\(name.value)`",
      help: meant ?? hint ?? "declare it, or use one that is declared")
  }

  private mutating func suggestion(_ name: String, _ kind: NameKind) -> String? {
    guard !sink.isFull else { return nil }
    let index = suggestions[kind] ?? ClosestMatchIndex(names(of: kind))
    suggestions[kind] = index
    return index.closestMatch(to: name)
  }

  // MARK: Names inside something

  /// Looks up a name inside a VPC, a site or an endpoint service.
  mutating func require<Value>(
    _ name: Located<String>, _ kind: ScopedKind, in map: NamedMap<Value>, of owner: String
  ) {
    usedInScope.insert("\(kind.rawValue)/\(owner)/\(name.value)")
    guard !map.declares(name.value) else { return }
    guard !sink.isFull else { return }
    let meant = closestMatch(to: name.value, among: map.names).map { "did you mean `\($0)`?" }
    if let other = vpcs(with: kind, name.value).first(where: { $0 != owner }) {
      report(
        "REF003", at: name.location,
        "\(kind.rawValue) `\(name.value)` belongs to `\(other)`, not to `\(owner)`",
        help: meant ?? declared(kind, map.names, owner))
      return
    }
    report(
      "REF001", at: name.location, "`\(owner)` has no \(kind.rawValue) `\(name.value)`",
      help: meant ?? declared(kind, map.names, owner))
  }

  private func declared(_ kind: ScopedKind, _ names: [String], _ owner: String) -> String {
    guard !names.isEmpty else { return "declare it in `\(owner)`" }
    let shown = names.sorted().prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return "`\(owner)` has \(shown)" + (names.count > 8 ? " and more" : "")
  }

  /// The VPCs that declare this name, sorted. Linear in the VPCs; only asked when a name was not found.
  private func vpcs(with kind: ScopedKind, _ name: String) -> [String] {
    scenario.vpcs.sorted.filter { entry in
      switch kind {
      case .subnet: entry.value.subnets.declares(name)
      case .routeTable: entry.value.routeTables.declares(name)
      case .acl: entry.value.acls.declares(name)
      case .securityGroup: entry.value.securityGroups.declares(name)
      case .transitAddress, .router: false
      }
    }.map(\.name.value)
  }

  // MARK: Names that stand for addresses

  /// What a source's name stands for.
  enum SourceName {
    case top(NameKind)
    case subnet
    /// Reported, or in something broken.
    case unknown
  }

  /// Looks up a name that stands for addresses: a site, a VPC, an endpoint, or `vpc.subnet`.
  ///
  /// - Parameter vpc: the VPC in which the name is used, if any; a bare name of one of its subnets is then explained.
  mutating func source(_ name: String, at location: SourceLocation, in vpc: String? = nil) -> SourceName {
    let kinds = NameKind.allCases.filter { $0.standsForAddresses && declares(name, as: $0) }
    if kinds.count > 1 {
      let related = kinds.compactMap { kind in
        declaration(name, as: kind).map { Related(message: "\(kind.phrase) `\(name)`", location: $0) }
      }
      let phrases = kinds.map(\.phrase).joined(separator: " and ")
      report(
        "REF005", at: location, "`\(name)` names \(phrases)", help: "rename one of them", related: related)
      return .unknown
    }
    if let kind = kinds.first { return .top(kind) }
    if let dot = name.firstIndex(of: ".") {
      let owner = String(name[..<dot])
      let subnet = String(name[name.index(after: dot)...])
      if let value = scenario.vpcs[owner] {
        require(Located(subnet, at: location), .subnet, in: value.subnets, of: owner)
        return value.subnets.declares(subnet) ? .subnet : .unknown
      }
      if declares(owner, as: .vpc) { return .unknown }
    }
    reportUnknownSource(name, at: location, in: vpc)
    return .unknown
  }

  private mutating func reportUnknownSource(_ name: String, at location: SourceLocation, in vpc: String?) {
    guard !sink.isFull else { return }
    if let other = NameKind.allCases.first(where: { declares(name, as: $0) }) {
      reportWrongKind(
        name, other, wanted: "a site, a VPC, a subnet or an endpoint", at: location,
        help: "name what the addresses belong to")
      return
    }
    if let vpc, scenario.vpcs[vpc]?.subnets.declares(name) == true {
      report(
        "REF001", at: location, "there is no site, VPC or endpoint `\(name)`",
        help: "write `\(vpc).\(name)` for the subnet")
      return
    }
    let index = sourceSuggestions ?? ClosestMatchIndex(sourceNames)
    sourceSuggestions = index
    report(
      "REF001", at: location, "there is no site, VPC, subnet or endpoint `\(name)`",
      help: index.closestMatch(to: name).map { "did you mean `\($0)`?" }
        ?? "write a prefix, or a name that is declared; a subnet is `vpc.subnet`")
  }

  private var sourceNames: [String] {
    var names = ["any", "endpoint-nat"] + scenario.sites.names + scenario.endpoints.names
    for vpc in scenario.vpcs {
      names.append(vpc.name.value)
      names += vpc.value.subnets.names.map { "\(vpc.name.value).\($0)" }
    }
    return names
  }

  // MARK: Reports

  private mutating func reportWrongKind(
    _ name: String, _ kind: NameKind, wanted: String, at location: SourceLocation, help: String?
  ) {
    let related = declaration(name, as: kind).map {
      [Related(message: "`\(name)` is declared here", location: $0)]
    }
    report(
      "REF002", at: location, "`\(name)` is \(kind.phrase), not \(wanted)",
      help: help ?? "write the name of \(wanted)", related: related ?? []
    )
  }

  mutating func report(
    _ code: String, severity: Severity = .error, at location: SourceLocation, _ message: String,
    help: String?,
    related: [Related] = []
  ) {
    sink.report(
      Diagnostic(
        code: code, severity: severity, message: message, location: location, help: help, related: related))
  }

  /// A phrase without its article.
  private func bare(_ phrase: String) -> String {
    String(phrase[(phrase.firstIndex(of: " ").map { phrase.index(after: $0) } ?? phrase.startIndex)...])
  }
}
