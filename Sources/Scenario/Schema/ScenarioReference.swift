import JSON

/// The reference of the scenario format in Markdown, made from the decoder's own tables: every record, every key, what
/// it takes and what holds without it.
public enum ScenarioReference {
  /// The page.
  public static var markdown: String {
    var page = """
      # The scenario format

      <!-- Made from the decoder's tables; a test compares it. -->

      A scenario is one YAML 1.2 or JSON document in UTF-8. Unknown keys, duplicate keys and wrong types are errors.
      Anchors, aliases and merge keys (`<<`) work; keys at the top that begin with `x-` are let pass as a place for
      anchors. Names are made of letters of any script, digits, `-` and `_`, and where no reference joins two names,
      `.`; they begin with a letter or digit and have at most 63 characters.


      """
    for record in records { append(record, to: &page) }
    return page
  }

  /// Every record once, the top first, each before those in it.
  private static var records: [RecordDescription] {
    var found: [RecordDescription] = []
    var names: Set<String> = []
    func visit(_ record: RecordDescription) {
      guard names.insert(record.name).inserted else { return }
      found.append(record)
      for field in record.fields { visit(field.type) }
    }
    func visit(_ type: SchemaType) {
      switch type {
      case .record(let record): visit(record)
      case .list(let element), .map(let element, _, _): visit(element)
      case .either(let types): types.forEach(visit)
      case .text, .identifier, .boolean, .integer, .words: break
      }
    }
    visit(ScenarioFormat.table.description)
    return found
  }

  private static func append(_ record: RecordDescription, to page: inout String) {
    page += "## \(record.name)\n\n\(record.documentation)\n\n"
    page += "| Key | Takes | Meaning | Without it | Example |\n|---|---|---|---|---|\n"
    for field in record.fields {
      let fallback = field.isRequired ? "required" : field.defaultValue.map { "`\($0)`" } ?? ""
      let cells = [
        "`\(field.name)`", phrase(field.type), field.documentation, fallback,
        field.example.map { "`\($0)`" } ?? "",
      ]
      page += "| " + cells.map(escape).joined(separator: " | ") + " |\n"
    }
    page += "\n"
    for exclusion in record.exclusions {
      let keys = exclusion.keys.map { "`\($0)`" }.joined(separator: ", ")
      page += exclusion.isRequired ? "Exactly one of \(keys).\n\n" : "At most one of \(keys).\n\n"
    }
  }

  private static func phrase(_ type: SchemaType) -> String {
    switch type {
    case .record(let record): "[\(record.name)](#\(record.name.lowercased()))"
    case .list(let element): "a list: " + phrase(element)
    case .map(let element, _, let names): "a mapping from \(names): " + phrase(element)
    case .either(let types): types.map(phrase).joined(separator: ", or ")
    case .text, .identifier, .boolean, .integer, .words: type.phrase
    }
  }

  private static func escape(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
