public import JSON

/// What a report says of a rule beside its findings.
public struct RuleDescription: Sendable, Hashable {
  /// The stable code, which becomes the rule's id.
  public var code: String
  /// The rule's name.
  public var name: String
  /// What it checks, in one sentence.
  public var summary: String
  /// Where its page can be read, an absolute URI, if anywhere.
  public var helpURI: String?
  /// The severity it has unless a finding says otherwise, if it has one.
  public var severity: Severity?

  /// Joins the parts.
  public init(
    code: String, name: String, summary: String, helpURI: String? = nil, severity: Severity? = nil
  ) {
    self.code = code
    self.name = name
    self.summary = summary
    self.helpURI = helpURI
    self.severity = severity
  }
}

/// Diagnostics as a SARIF 2.1.0 log (OASIS standard, errata 01) with one run.
///
/// All `rules` appear as the tool's metadata, sorted by code; a finding refers to its rule by index when it
/// is among them. Columns are counted in code points, and the log says so. A file's path becomes a
/// percent-encoded URI reference: relative when the path is, else with the scheme `file`. SARIF has no place
/// for help of a single result, so it is the last paragraph of the message. Nothing is folded.
///
/// - Parameter toolVersion: the version of Isthmus, such as `1.2.0`.
public func renderSARIF(
  _ diagnostics: [Diagnostic], sources: SourceMap, rules: [RuleDescription] = [], toolVersion: String? = nil
) -> JSONValue {
  renderSARIF(resolve(diagnostics, in: sources), rules: rules, toolVersion: toolVersion)
}

/// Resolved diagnostics as a SARIF 2.1.0 log, in the given order.
public func renderSARIF(
  _ diagnostics: [ResolvedDiagnostic], rules: [RuleDescription] = [], toolVersion: String? = nil
) -> JSONValue {
  let rules = rules.sorted { $0.code < $1.code }
  let indices = Dictionary(rules.indices.map { (rules[$0].code, $0) }) { first, _ in first }
  var driver: JSONObject = ["name": "isthmus"]
  driver["version"] = toolVersion.map { .string($0) }
  driver["rules"] = .array(rules.map(sarif))
  return [
    "$schema":
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    "version": "2.1.0",
    "runs": [
      [
        "tool": ["driver": .object(driver)],
        "columnKind": "unicodeCodePoints",
        "results": .array(diagnostics.map { sarif($0, ruleIndex: indices[$0.code]) }),
      ]
    ],
  ]
}

private func sarif(_ rule: RuleDescription) -> JSONValue {
  var object: JSONObject = [
    "id": .string(rule.code),
    "name": .string(rule.name),
    "shortDescription": ["text": .string(rule.summary)],
  ]
  object["helpUri"] = rule.helpURI.map { .string($0) }
  object["defaultConfiguration"] = rule.severity.map { ["level": level($0)] }
  return .object(object)
}

private func sarif(_ diagnostic: ResolvedDiagnostic, ruleIndex: Int?) -> JSONValue {
  var text = diagnostic.message
  if let help = diagnostic.help { text += "\n\nhelp: " + help }
  var members: [(String, JSONValue)] = [("ruleId", .string(diagnostic.code))]
  if let ruleIndex { members.append(("ruleIndex", .integer(Int64(ruleIndex)))) }
  members.append(("level", level(diagnostic.severity)))
  members.append(("message", ["text": .string(text)]))
  members.append(("locations", .array(diagnostic.place.map { [location($0)] } ?? [])))
  if !diagnostic.related.isEmpty {
    let related = diagnostic.related.enumerated().map { index, related -> JSONValue in
      var members: [(String, JSONValue)] = [("id", .integer(Int64(index + 1)))]
      if let place = related.place { members.append(("physicalLocation", physicalLocation(place))) }
      members.append(("message", ["text": .string(related.message)]))
      return .object(JSONObject(members))
    }
    members.append(("relatedLocations", .array(related)))
  }
  return .object(JSONObject(members))
}

private func level(_ severity: Severity) -> JSONValue {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .info: "note"
  }
}

private func location(_ place: ResolvedPlace) -> JSONValue {
  ["physicalLocation": physicalLocation(place)]
}

private func physicalLocation(_ place: ResolvedPlace) -> JSONValue {
  [
    "artifactLocation": ["uri": .string(uriReference(path: place.file))],
    "region": [
      "startLine": .integer(Int64(place.line)),
      "startColumn": .integer(Int64(place.column)),
      "endLine": .integer(Int64(place.endLine)),
      "endColumn": .integer(Int64(place.endColumn)),
    ],
  ]
}

/// A path as a URI reference (RFC 3986): everything but unreserved characters, `/` and the harmless
/// sub-delimiters is percent-encoded, the colon too, lest a first segment look like a scheme.
func uriReference(path: String) -> String {
  let hexadecimal = Array("0123456789ABCDEF".unicodeScalars)
  var result = path.hasPrefix("/") ? "file://" : ""
  for byte in path.utf8 {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F, 0x2B, 0x2C, 0x3D, 0x40:
      result.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      result += "%"
      result.unicodeScalars.append(hexadecimal[Int(byte >> 4)])
      result.unicodeScalars.append(hexadecimal[Int(byte & 15)])
    }
  }
  return result
}
