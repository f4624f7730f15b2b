import Foundation
import JSON
import Testing

/// What the documentation speaks of is there: pages, anchors, commands, options, codes and files.
@Suite struct DocumentationTests {
  /// Every Markdown page of the repository, by its path.
  static let pages: [String: MarkdownText] = {
    var pages: [String: MarkdownText] = [:]
    for folder in ["", "docs", "scenarios", "Sources", "Tests"] {
      let url = Shell.root.appending(path: folder)
      let names =
        folder.isEmpty
        ? (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        : FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
      // A golden file holds links to pages that stand elsewhere.
      for name in names where name.hasSuffix(".md") && !name.contains("Golden/") {
        guard let data = try? Data(contentsOf: url.appending(path: name)) else { continue }
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        pages[path] = MarkdownText(String(decoding: data, as: UTF8.self))
      }
    }
    return pages
  }()

  /// The pages that people wrote; runbooks are written by Isthmus.
  static let writtenPages = pages.keys.filter { !$0.contains("runbook.") || $0.hasPrefix("docs/") }.sorted()

  @Test func thereArePages() {
    #expect(Self.pages.count > 80)
    for page in ["README.md", "docs/commands.md", "docs/rules/ADR002.md", "scenarios/README.md"] {
      #expect(Self.pages[page] != nil)
    }
  }

  // MARK: Links

  @Test(arguments: pages.keys.sorted())
  func linksLeadSomewhere(of page: String) throws {
    let folder = page.split(separator: "/").dropLast().map(String.init)
    for target in try #require(Self.pages[page]).targets {
      if target.hasPrefix("https://") || target.hasPrefix("mailto:") { continue }
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = Self.path(String(parts[0]).removingPercentEncoding ?? "", from: folder)
      let file = parts[0].isEmpty ? page : path
      let isThere = FileManager.default.fileExists(atPath: Shell.root.appending(path: file).path)
      #expect(isThere, "\(page) links to \(target), which is not there")
      if parts.count == 2, let goal = Self.pages[file] {
        let anchor = String(parts[1]).removingPercentEncoding ?? ""
        #expect(goal.anchors.contains(anchor), "\(page) links to \(target), but \(file) has no such heading")
      }
    }
  }

  /// Nobody finds a page that nothing links to.
  @Test func everyPageCanBeReachedFromTheReadme() {
    var reached: Set<String> = ["README.md"]
    var open = ["README.md"]
    while let page = open.popLast() {
      let folder = page.split(separator: "/").dropLast().map(String.init)
      for target in Self.pages[page]?.targets ?? [] {
        let path = Self.path(String(target.prefix { $0 != "#" }), from: folder)
        // A link to a folder shows the README in it.
        for page in [path, "\(path)/README.md"] where Self.pages[page] != nil && reached.insert(page).inserted
        {
          open.append(page)
        }
      }
    }
    let isForUsers = { (page: String) in page.hasPrefix("docs/") || page.hasPrefix("scenarios/") }
    #expect(Self.pages.keys.filter { isForUsers($0) && !reached.contains($0) }.sorted() == [])
  }

  /// Where a relative link leads, from the root of the repository.
  private static func path(_ target: String, from folder: [String]) -> String {
    var steps = folder
    for step in target.split(separator: "/") where step != "." {
      if step == "..", steps.last.map({ $0 != ".." }) ?? false {
        steps.removeLast()
      } else {
        steps.append("\(step)")
      }
    }
    return steps.joined(separator: "/")
  }

  // MARK: Commands and options

  /// The options of each command as they are typed; under "" those of `isthmus` itself.
  static let options: [String: Set<String>] = {
    let root = Shell.root
    guard let (text, _) = try? Shell.run("isthmus --experimental-dump-help", in: root),
      let dump = try? JSONValue(parsing: text)
    else { return [:] }
    var options = ["": ["--help", "-h", "--version", "--generate-completion-script"] as Set<String>]
    func add(_ commands: JSONValue?, behind words: String) {
      for command in commands?.arrayValue ?? [] {
        guard let name = command["commandName"]?.stringValue else { continue }
        let names = (command["arguments"]?.arrayValue ?? []).flatMap { $0["names"]?.arrayValue ?? [] }
        options[words + name] = Set(
          names.compactMap { option in
            option["name"]?.stringValue.map { (option["kind"] == "short" ? "-" : "--") + $0 }
          })
        add(command["subcommands"], behind: words + name + " ")
        // What may be left out of a command line leaves its options there.
        if let inner = command["defaultSubcommand"]?.stringValue {
          let others = options["\(words)\(name) \(inner)"] ?? []
          options[words + name]?.formUnion(others)
        }
      }
    }
    add(dump["command"]?["subcommands"], behind: "")
    return options
  }()

  /// The options of all commands.
  static let allOptions = options.values.reduce(into: Set<String>()) { $0.formUnion($1) }

  /// The calls of `isthmus` in a piece of code, each as command and options. In running text a call may begin with
  /// the command.
  static func calls(in code: String, isSpan: Bool) -> [(command: String, options: [String])] {
    var calls: [(command: String, options: [String])] = []
    var isInCall = false
    var isAtStart = true
    for word in code.split(whereSeparator: { " \t[]\\".contains($0) }) {
      if isAtStart, word == "isthmus" {
        calls.append(("", []))
        isInCall = true
        isAtStart = false
      } else if isAtStart, isSpan, code.hasPrefix(word), options[String(word)] != nil, code.contains(" -") {
        calls.append((String(word), []))
        isInCall = true
        isAtStart = false
      } else if isAtStart, word == "$" || word.contains("=") {
        continue
      } else if "|;&><#(".contains(word.first ?? "|") || word.last == ";" {
        isInCall = false
        isAtStart = true
      } else {
        isAtStart = false
        guard isInCall else { continue }
        if word.first == "-", word != "-" {
          calls[calls.count - 1].options.append(String(word.prefix { $0 != "=" }))
        } else if calls[calls.count - 1].options.isEmpty, word.allSatisfy({ ("a"..."z").contains($0) }) {
          // A command may lie inside another one.
          let command = calls[calls.count - 1].command
          if command.isEmpty {
            calls[calls.count - 1].command = String(word)
          } else if options["\(command) \(word)"] != nil {
            calls[calls.count - 1].command = "\(command) \(word)"
          }
        }
      }
    }
    return calls
  }

  @Test(arguments: writtenPages)
  func commandsAndOptionsExist(on page: String) throws {
    #expect(Self.options.count >= 7)
    let text = try #require(Self.pages[page])
    let shells: Set<String> = ["sh", "console", "bash", "yaml"]
    let lines = text.fences.filter { shells.contains($0.language) }.flatMap(\.lines)
    let calls =
      lines.flatMap {
        Self.calls(in: $0.hasPrefix("$ ") ? $0 : $0.replacing("- run: ", with: ""), isSpan: false)
      }
      + text.codeSpans.flatMap { Self.calls(in: $0, isSpan: true) }
    for call in calls {
      guard let options = Self.options[call.command] else {
        Issue.record("\(page) speaks of `isthmus \(call.command)`")
        continue
      }
      for option in call.options {
        #expect(options.contains(option), "\(page) speaks of `isthmus \(call.command) \(option)`")
      }
    }
    for span in text.codeSpans where span.hasPrefix("--") {
      let option = String(span.prefix { $0 != " " && $0 != "=" })
      #expect(Self.allOptions.contains(option), "\(page) speaks of `\(option)`")
    }
  }

  @Test func callsAreFound() {
    func found(_ code: String, isSpan: Bool = false) -> [String] {
      Self.calls(in: code, isSpan: isSpan).map { ([$0.command] + $0.options).joined(separator: " ") }
    }
    #expect(found("$ ISTHMUS_X=1 isthmus plan a.yaml --lock b -o - | head -n 2") == ["plan --lock -o"])
    #expect(found("isthmus paln a ; isthmus check - --format=json") == ["paln", "check --format"])
    #expect(found("isthmus api call vpc.ListVpcs --region r") == ["api call --region"])
    #expect(found("isthmus --version") == [" --version"])
    #expect(found("isthmus plan scenario.yaml [--format json]", isSpan: true) == ["plan --format"])
    #expect(found("plan --formt json", isSpan: true) == ["plan --formt"])
    #expect(found("swift build --product isthmus -c release") == [])
  }

  @Test func everyCommandIsListed() throws {
    let text = try String(contentsOf: Shell.root.appending(path: "docs/commands.md"), encoding: .utf8)
    for command in Self.options.keys where !command.isEmpty && !command.contains("help") {
      #expect(text.contains("`isthmus \(command) ") || text.contains("`isthmus \(command)`"), "\(command)")
    }
  }

  // MARK: Names

  private static func words(_ text: String, with prefix: String) -> Set<String> {
    var words: Set<String> = []
    for part in text.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "_") })
    where part.hasPrefix(prefix) {
      words.insert(String(part))
    }
    return words
  }

  /// Every option has a variable; `ISTHMUS_RECORD`, `ISTHMUS_NETWORKS`, `ISTHMUS_SOAK` and `ISTHMUS_STORM` are
  /// for tests.
  @Test(arguments: writtenPages)
  func variablesExist(on page: String) throws {
    let text = try String(contentsOf: Shell.root.appending(path: page), encoding: .utf8)
    for variable in Self.words(text, with: "ISTHMUS_") where variable != "ISTHMUS_" {
      let option = "--" + variable.dropFirst("ISTHMUS_".count).lowercased().replacing("_", with: "-")
      let isKnown =
        Self.allOptions.contains(option)
        || ["ISTHMUS_RECORD", "ISTHMUS_NETWORKS", "ISTHMUS_SOAK", "ISTHMUS_STORM"].contains(variable)
      #expect(isKnown, "\(page) speaks of \(variable)")
    }
  }

  @Test(arguments: writtenPages)
  func codesExist(on page: String) throws {
    let codes = Set(
      Self.pages.keys.filter { $0.hasPrefix("docs/rules/") }.map { $0.dropFirst(11).dropLast(3) })
    let text = try String(contentsOf: Shell.root.appending(path: page), encoding: .utf8)
    for family in Set(codes.map { $0.prefix(3) }) {
      for word in Self.words(text, with: String(family))
      where word.count == 6 && word.dropFirst(3).allSatisfy(\.isNumber) {
        #expect(codes.contains(Substring(word)), "\(page) speaks of \(word)")
      }
    }
  }

  /// Files and folders of the repository that stand in running text as code. A part in capitals is a placeholder.
  @Test(arguments: writtenPages)
  func filesExist(on page: String) throws {
    let roots = ["script/", "Sources/", "Tests/", "docs/", "scenarios/", ".ci/"]
    for span in try #require(Self.pages[page]).codeSpans where roots.contains(where: { span.hasPrefix($0) }) {
      let path = span.prefix { $0 != " " }
      let isPattern = path.split(separator: "/").contains { part in
        part.contains { "*…{".contains($0) } || part.prefix { $0 != "." }.allSatisfy(\.isUppercase)
      }
      if isPattern { continue }
      let isThere = FileManager.default.fileExists(atPath: Shell.root.appending(path: String(path)).path)
      #expect(isThere, "\(page) speaks of \(path)")
    }
  }

  // MARK: Machines

  /// No file knows where it was written: neither this checkout nor anybody's home is named in one.
  @Test func noFileNamesAMachine() throws {
    // Put together here, so that this file does not name them either.
    var places = ["work", "home", "root", "Users"].map { "/\($0)/" } + ["/tmp/" + "hub"]
    if Shell.root.pathComponents.count > 2 { places.append(Shell.root.path) }
    let patterns = places.map { "-e '\($0)'" }.joined(separator: " ")
    let files =
      "{ git ls-files -z --cached --others --exclude-standard 2>/dev/null"
      + " || find . -type f ! -path './.build/*' ! -path './.git/*' -print0; }"
    let (found, _) = try Shell.run("\(files) | xargs -0 grep -IlsF \(patterns)", in: Shell.root)
    #expect(found == "")
    let (counted, _) = try Shell.run("\(files) | xargs -0 grep -IlsF -e Isthmus | wc -l", in: Shell.root)
    #expect((Int(counted.filter(\.isNumber)) ?? 0) > 50)
  }
}
