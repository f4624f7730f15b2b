import Foundation

/// Puts the rule pages into the binary, so that `isthmus explain` needs no file beside it.
struct RulePagesGenerator: Generator {
  let name = "rule pages"
  let directory = "Sources/Planning/Generated"

  func files(in package: Package) throws -> [GeneratedFile] {
    let pages = try package.names(in: "docs/rules").filter { $0.hasSuffix(".md") && $0 != "README.md" }
    var text = EmbeddedText.header(from: "docs/rules")
    text += "\n/// The pages of `docs/rules`, by code.\nextension RulePages {\n"
    text += "  static func embedded(_ code: String) -> String? {\n    switch code {\n"
    for page in pages {
      let code = String(page.dropLast(3))
      text += "    case \"\(code)\":\n" + EmbeddedText.literal(try package.text("docs/rules/\(page)"))
    }
    text += "    default: nil\n    }\n  }\n}\n"
    return [GeneratedFile(path: "RulePages+Embedded.swift", text: text)]
  }
}

/// Puts the scenarios into the binary, so that `isthmus init` needs no file beside it.
struct ScenarioTemplatesGenerator: Generator {
  let name = "scenario templates"
  let directory = "Sources/isthmus/Generated"

  func files(in package: Package) throws -> [GeneratedFile] {
    var text = EmbeddedText.header(from: "scenarios")
    text += "\nextension ScenarioTemplates {\n"
    // The flagship comes first: it is the one that `isthmus init` writes when no other is asked for.
    let flagship = "idc-direct-connect"
    let names = try package.names(in: "scenarios").filter { package.exists("scenarios/\($0)/scenario.yaml") }
    let ordered = names.filter { $0 == flagship } + names.filter { $0 != flagship }
    text += "  static let all: [ScenarioTemplate] = [\n"
    for name in ordered {
      let summary = try summary(of: name, in: package)
      text +=
        "    ScenarioTemplate(name: \"\(name)\", summary: \"\(summary)\", text: { text(\"\(name)\") }),\n"
    }
    text += "  ]\n\n  private static func text(_ name: String) -> String {\n    switch name {\n"
    for name in ordered {
      text += "    case \"\(name)\":\n"
      text += EmbeddedText.literal(try package.text("scenarios/\(name)/scenario.yaml"))
    }
    text += "    default: \"\"\n    }\n  }\n}\n"
    return [GeneratedFile(path: "ScenarioTemplates+Embedded.swift", text: text)]
  }

  /// The one-line summary that each scenario gives of itself.
  private func summary(of name: String, in package: Package) throws -> String {
    let path = "scenarios/\(name)/scenario.yaml"
    let lines = try package.text(path).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("description: ") }) else {
      throw GeneratorError(place: path, message: "has no `description:` line for `isthmus init --list`")
    }
    return line.dropFirst("description: ".count).replacingOccurrences(of: "\"", with: "\\\"")
  }
}

/// Text as a Swift literal that needs no escaping.
enum EmbeddedText {
  static func header(from source: String) -> String {
    "// Made by script/generate from \(source). Do not edit.\n// swift-format-ignore-file\n"
  }

  /// A raw multi-line literal with as many number signs as the text needs.
  static func literal(_ text: String) -> String {
    var signs = "#"
    while text.contains("\"\"\"" + signs) || text.contains("\\" + signs) { signs += "#" }
    let content = text.hasSuffix("\n") ? text : text + "\n"
    return "\(signs)\"\"\"\n\(content)\n\"\"\"\(signs)\n"
  }
}
