import Digests
public import JSON

extension Cloud {
  /// How ids are written in an inventory.
  public enum InventoryIDs: Sendable {
    /// As they are.
    case kept
    /// As numbered references such as `<vpc:1>`, so that clouds made with other seeds compare equal.
    case numbered
  }

  /// Everything alive as JSON, in an order that does not depend on when things were made: for comparing
  /// before and after. Orders, tokens, moments and the operator's own things are left out, and keys are shown as marks
  /// that differ where they do. n log n.
  ///
  /// - Throws: `SnapshotError` if a value cannot be written, which would be a fault of the emulator.
  public func inventory(ids: InventoryIDs = .kept) throws(SnapshotError) -> JSONValue {
    var rows: [InventoryRow] = []
    do {
      try gather(\.vpcs, &rows)
      try gather(\.subnets, &rows)
      try gather(\.routeTables, &rows)
      try gather(\.routeRules, &rows)
      try gather(\.securityGroups, &rows)
      try gather(\.securityGroupRules, &rows)
      try gather(\.servers, &rows)
      try gather(\.ports, &rows)
      try gather(\.privateZones, &rows)
      try gather(\.privateZoneRecords, &rows)
      try gather(\.peerings, &rows)
      try gather(\.acls, &rows)
      try gather(\.aclRules, &rows)
      try gather(\.highAvailabilityAddresses, &rows)
      try gather(\.networkPaths, &rows)
      try gather(\.networkPathAnalyses, &rows)
      try gather(\.networkPathReports, &rows)
      try gather(\.loadBalancers, &rows)
      try gather(\.balancerHealthChecks, &rows)
      try gather(\.targetGroups, &rows)
      try gather(\.targets, &rows)
      try gather(\.listeners, &rows)
      try gather(\.endpointServices, &rows)
      try gather(\.endpoints, &rows)
      try gather(\.reverseRules, &rows)
      try gather(\.labels, &rows)
      try gather(\.lines, &rows)
      try gather(\.gateways, &rows)
      try gather(\.attachments, &rows)
      try gather(\.staticRoutes, &rows)
      try gather(\.bgpRoutes, &rows)
      try gather(\.healthChecks, &rows)
      try gather(\.linkProbes, &rows)
      try gather(\.authorisations, &rows)
    } catch {
      throw SnapshotError(description: "the inventory cannot be written: \(error)")
    }
    if ids == .numbered {
      Self.sortByContent(&rows, operators: operatorIDs)
      Self.numberIDs(of: &rows, operators: operatorIDs)
    }
    for place in rows.indices { rows[place].value = Self.withSortedSets(rows[place].value) }
    // Rows of one kind stand together.
    var result = JSONObject()
    for group in rows.chunked() { result[group[group.startIndex].kind.rawValue] = .array(group.map(\.value)) }
    return .object(result)
  }

  /// Names for the ids of the operator's things, which other things refer to.
  private var operatorIDs: [String: String] {
    var names: [String: String] = [:]
    for (_, service) in state.endpointServices.numbered where service.isOperators {
      names[service.id] = "<operator:\(service.scope.region):\(service.name)>"
    }
    return names
  }

  /// Adds the rows of a table: by account and region, then by name, then by age.
  private func gather<R: Row>(_ table: KeyPath<CloudState, Table<R>>, _ rows: inout [InventoryRow]) throws {
    var found: [InventoryRow] = []
    for (sequence, row) in state[keyPath: table].numbered where !row.scope.account.isEmpty {
      var members = try StateEncoder.encode(row).objectValue ?? [:]
      for volatile in InventoryRow.volatile { members[volatile] = nil }
      // Parts of a thing have moments of their own, and what was asked for came with a token.
      members = JSONObject(members.map { ($0.key, Self.withoutTraces($0.value)) })
      found.append(
        InventoryRow(
          kind: R.kind, id: row.id, order: (row.scope.account, row.scope.region, row.label, sequence),
          value: .object(members)))
    }
    rows += found.sorted { $0.order < $1.order }
  }

  private static func withoutTraces(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map(withoutTraces))
    case .object(let object):
      .object(
        JSONObject(
          object.filter { !["createdAt", "updatedAt", "clientToken"].contains($0.key) }.map {
            ($0.key, $0.key == "BGPKey" ? masked($0.value) : withoutTraces($0.value))
          }))
    default: value
    }
  }

  /// A mark in place of a key: enough of its digest to see that another one stands there, and too little to find it out.
  private static func masked(_ key: JSONValue) -> JSONValue {
    guard let text = key.stringValue, !text.isEmpty else { return key }
    return .string("*** (\(Hash.sha256.digest(text).hex.prefix(8)))")
  }

  /// Members of a thing that are sets: which of them came first says nothing about the thing.
  private static let sets: Set<String> = [
    "accessList", "accessList6", "bindings", "consumers", "mappings", "securityGroupIDs", "transits",
    "vpcIDs",
  ]

  private static func withSortedSets(_ value: JSONValue) -> JSONValue {
    guard case .object(let object) = value else { return value }
    return .object(
      JSONObject(
        object.map { key, member in
          guard sets.contains(key), case .array(let elements) = member else { return (key, member) }
          let keyed = elements.map { (key: $0.text(pretty: false), element: $0) }
          return (key, .array(keyed.sorted { $0.key < $1.key }.map(\.element)))
        }))
  }

  /// Puts the rows of one kind in the order of what they are called and say, with ids as what they stand for: neither
  /// an id nor which row was made first may decide about its number.
  private static func sortByContent(_ rows: inout [InventoryRow], operators: [String: String]) {
    let ids = Set(rows.map(\.id))
    var names = operators
    for row in rows {
      let label = row.order.label
      names[row.id] = "<\(row.kind.rawValue)\(ids.contains(label) ? "" : " " + label)>"
    }
    for group in rows.chunked() {
      let keyed = group.map { row in
        // Some labels are made of the ids of several things.
        let label = row.order.label.split(separator: " ", omittingEmptySubsequences: false)
          .map { names[String($0)] ?? String($0) }.joined(separator: " ")
        let content = withSortedSets(replace(row.value, names)).text(pretty: false)
        return (key: [row.order.account, row.order.region, label, content], row: row)
      }
      let sorted = keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      rows.replaceSubrange(group.indices, with: sorted.map(\.row))
    }
  }

  /// Numbers ids by kind in the order of the rows, and replaces each where it is a text of its own.
  private static func numberIDs(of rows: inout [InventoryRow], operators: [String: String]) {
    var references = operators
    var counts: [ResourceKind: Int] = [:]
    for row in rows {
      counts[row.kind, default: 0] += 1
      references[row.id] = "<\(row.kind.rawValue):\(counts[row.kind] ?? 0)>"
    }
    for place in rows.indices { rows[place].value = replace(rows[place].value, references) }
  }

  private static func replace(_ value: JSONValue, _ references: [String: String]) -> JSONValue {
    switch value {
    case .string(let text): .string(references[text] ?? text)
    case .array(let elements): .array(elements.map { replace($0, references) })
    case .object(let object): .object(JSONObject(object.map { ($0.key, replace($0.value, references)) }))
    default: value
    }
  }
}

/// One thing in an inventory.
private struct InventoryRow {
  /// Members that differ from run to run.
  static let volatile = ["createdAt", "updatedAt", "resourceID", "mac", "health", "progress"]

  let kind: ResourceKind
  let id: String
  let order: (account: String, region: String, label: String, sequence: UInt64)
  var value: JSONValue
}

extension [InventoryRow] {
  /// The runs of rows of one kind.
  fileprivate func chunked() -> [ArraySlice<InventoryRow>] {
    var runs: [ArraySlice<InventoryRow>] = []
    var start = startIndex
    while start < endIndex {
      let kind = self[start].kind
      let end = self[start...].firstIndex { $0.kind != kind } ?? endIndex
      runs.append(self[start..<end])
      start = end
    }
    return runs
  }
}
