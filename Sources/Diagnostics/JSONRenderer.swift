public import JSON

/// Diagnostics as one JSON object, in output order:
///
/// ```
/// {"diagnostics":[{"code","severity","message","file","line","column","endLine","endColumn","help",
///   "related":[{"message","file","line","column","endLine","endColumn"}]}],
///  "summary":{"errors":n,"warnings":n,"infos":n}}
/// ```
///
/// Every key is always there; what is absent is null. Lines and columns count from one, columns in Unicode
/// scalars, `endColumn` lies just behind the last scalar. Nothing is folded or shortened.
public func renderJSON(_ diagnostics: [Diagnostic], sources: SourceMap) -> JSONValue {
  renderJSON(resolve(diagnostics, in: sources))
}

/// Resolved diagnostics as JSON, in the given order.
public func renderJSON(_ diagnostics: [ResolvedDiagnostic]) -> JSONValue {
  let summary = DiagnosticSummary(diagnostics.lazy.map(\.severity))
  return [
    "diagnostics": .array(diagnostics.map(json)),
    "summary": [
      "errors": .integer(Int64(summary.errors)),
      "warnings": .integer(Int64(summary.warnings)),
      "infos": .integer(Int64(summary.infos)),
    ],
  ]
}

private func json(_ diagnostic: ResolvedDiagnostic) -> JSONValue {
  var members: [(String, JSONValue)] = [
    ("code", .string(diagnostic.code)),
    ("severity", .string(diagnostic.severity.rawValue)),
    ("message", .string(diagnostic.message)),
  ]
  members += placeMembers(diagnostic.place)
  members.append(("help", diagnostic.help.map { .string($0) } ?? .null))
  members.append(("related", .array(diagnostic.related.map(json))))
  return .object(JSONObject(members))
}

private func json(_ related: ResolvedRelated) -> JSONValue {
  .object(JSONObject([("message", .string(related.message))] + placeMembers(related.place)))
}

private func placeMembers(_ place: ResolvedPlace?) -> [(String, JSONValue)] {
  func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
  return [
    ("file", place.map { .string($0.file) } ?? .null),
    ("line", number(place?.line)),
    ("column", number(place?.column)),
    ("endLine", number(place?.endLine)),
    ("endColumn", number(place?.endColumn)),
  ]
}
