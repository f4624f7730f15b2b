import Diagnostics
import Scenario

/// The top-level entries (a site, a VPC, an endpoint, …) that hold an error of the decoder.
struct BrokenEntries {
  /// Disjoint stretches of the files that hold an error, sorted.
  private var spans: [SourceLocation] = []

  /// Finds the entry of each error: n log n in entries and errors.
  init(of scenario: Scenario, errors: [Diagnostic]) {
    let places = errors.filter { $0.severity == .error }.compactMap(\.location)
    guard !places.isEmpty else { return }
    let entries = Self.entries(of: scenario).sorted()
    var broken: Set<SourceLocation> = []
    for place in places {
      if let entry = Self.span(at: place, in: entries) { broken.insert(entry) }
    }
    spans = broken.sorted()
  }

  /// Whether a finding, or a place related to it, lies in one of them.
  func isTouched(by finding: Diagnostic) -> Bool {
    guard !spans.isEmpty else { return false }
    if let location = finding.location, Self.span(at: location, in: spans) != nil { return true }
    return finding.related.contains { related in
      related.location.map { Self.span(at: $0, in: spans) != nil } ?? false
    }
  }

  /// The span that holds the start of a place: the last one that starts no later.
  private static func span(at place: SourceLocation, in spans: [SourceLocation]) -> SourceLocation? {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = low + (high - low) / 2
      let isBehind =
        spans[middle].file == place.file
        ? spans[middle].start > place.start : spans[middle].file > place.file
      if isBehind { high = middle } else { low = middle + 1 }
    }
    guard low > 0, spans[low - 1].file == place.file, place.start < spans[low - 1].end else { return nil }
    return spans[low - 1]
  }

  /// Where each entry stands, from its name to its end. What does not know its end (an entry behind an alias) ends
  /// with its name.
  private static func entries(of scenario: Scenario) -> [SourceLocation] {
    var known: [(name: SourceLocation, block: SourceLocation?)] = []
    func collect<Value>(_ map: NamedMap<Value>, _ block: (Value) -> SourceLocation?) {
      for entry in map { known.append((entry.name.location, block(entry.value))) }
    }
    collect(scenario.accounts, \.location)
    collect(scenario.sites, \.location)
    collect(scenario.directConnects, \.location)
    collect(scenario.vpcs, \.location)
    collect(scenario.backends, \.location)
    collect(scenario.endpointServices, \.location)
    collect(scenario.endpoints, \.location)
    collect(scenario.privateZones, \.location)
    collect(scenario.cloudServices, \.location)
    for expectation in scenario.expectations {
      known.append((expectation.location, expectation.location))
    }
    return known.map { name, block in
      // A block that starts before its name stands behind an anchor elsewhere.
      guard let block, block.file == name.file, block.start >= name.start else { return name }
      return SourceLocation(file: name.file, start: name.start, end: max(name.end, block.end))
    }
  }
}
