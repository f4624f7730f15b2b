import Diagnostics
import TestSupport
import Testing

@Suite struct TextRendererTests {
  /// Renders findings in a sample and compares them with the golden of that name.
  private func expectText(
    _ diagnostics: [Diagnostic], _ sample: Sample, _ golden: String, color: Bool = false,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    expectGolden(
      renderText(diagnostics, sources: sample.sources, color: color), "text/\(golden).txt",
      sourceLocation: sourceLocation)
  }

  private func finding(
    _ location: Diagnostics.SourceLocation?, help: String? = nil, related: [Related] = []
  ) -> Diagnostic {
    Diagnostic(
      code: "PRT003", severity: .error, message: "two port mappings listen on tcp/443",
      location: location, help: help, related: related)
  }

  @Test func `a finding with help and a related place`() {
    let sample = Sample(portMappings)
    let diagnostic = finding(
      sample.place("443", 3), help: "give each mapping an endpoint port of its own",
      related: [Related(message: "tcp/443 is taken here", location: sample.place("443", 1))])
    expectText([diagnostic], sample, "related")
    expectText([diagnostic], sample, "color", color: true)
  }

  @Test func `two related places, in another file and in none`() {
    var sample = Sample(portMappings)
    let other = sample.sources.add(path: "isthmus.lock", bytes: Array("a\nb\nc\n".utf8))
    let kept = Diagnostics.SourceLocation(file: other, start: 4, end: 5)
    let related = [
      Related(message: "kept here", location: kept), Related(message: "the pool has no other port"),
    ]
    expectText([finding(sample.place("443", 3), related: related)], sample, "two-related")
  }

  @Test func `no excerpt`() {
    let sample = Sample("")
    let unknown = Diagnostics.SourceLocation(file: SourceFileID(rawValue: 9), start: 0, end: 1)
    let unreadable = Diagnostic(
      code: "FMT001", severity: .error, message: "scenario.yaml cannot be read: no such file",
      help: "name a file that exists\nor - for standard input")
    let stranger = Diagnostic(code: "FMT002", severity: .info, message: "of no file", location: unknown)
    expectText([unreadable, stranger], sample, "no-excerpt")
  }

  @Test func `several lines`() throws {
    let sample = Sample(portMappings)
    let service = try #require(sample.place("orders-api"))
    let four = service.union(try #require(sample.place("8443")))
    // Ends on the next line, as libyaml's block mappings do: the blanks do not count.
    let two = Diagnostics.SourceLocation(
      file: sample.file, start: 0, end: try #require(sample.place("orders-api")).start)
    expectText([finding(four), finding(two)], sample, "several-lines")
  }

  @Test(arguments: [
    ("end-of-file", "version: 1\n"), ("end-without-break", "version: 1"), ("end-empty", ""),
  ])
  func `end of file`(golden: String, text: String) {
    let sample = Sample(text)
    expectText([finding(sample.end)], sample, golden)
  }

  @Test func `wide and combining scalars`() {
    let sample = Sample("名称: 总部机房 # ｆｕｌｌ\ne\u{301}a: \"한국어\" 👩‍💻 ☎\u{FE0F}\nend: x\n")
    let pieces = ["总部", "ｕｌ", "a", "국", "☎", "\u{1F4BB}"]
    expectText(pieces.map { finding(sample.place($0)) }, sample, "wide")
  }

  @Test func `tabs`() {
    let sample = Sample("a:\tb\n\tab\tc: d\n")
    expectText(["b", "ab", "c", "\tc"].map { finding(sample.place($0)) }, sample, "tabs")
  }

  @Test func `CR LF, CR and a byte order mark`() {
    let sample = Sample("\u{FEFF}one: 1\r\ntwo: 2\r\rfour: 4\r\n")
    let pieces = ["one", "two", "2\r", "four", "4"]
    expectText(pieces.map { finding(sample.place($0)) }, sample, "line-breaks")
  }

  @Test func `long lines are cut around the marks`() {
    let items = (0..<40).map { "item-\($0)" }.joined(separator: ", ")
    let wide = (0..<40).map { "宽度-\($0)" }.joined(separator: ", ")
    let sample = Sample("short: [\(items)]\n宽: [\(wide)]\n")
    let pieces = ["item-0", "item-9", "item-20", "item-39]", "宽度-0", "宽度-20", "宽度-39", items]
    var diagnostics = pieces.map { finding(sample.place($0)) }
    diagnostics += [sample.place("\n")].compactMap(\.self).map { place in
      finding(sample.location(Int(place.start)..<Int(place.start)))
    }
    expectText(diagnostics, sample, "long-line")
  }

  @Test func `a line far longer than the window`() {
    let before = String(repeating: "0,", count: 100_000)
    let sample = Sample("[\(before)X\(String(repeating: ",é", count: 9_999))")
    expectText([finding(sample.place("X"))], sample, "huge-line")
  }

  @Test func `hostile input`() {
    let escape = "\u{1B}]0;owned\u{07}\u{1B}[2J"
    var bytes = Array("name: \(escape)\u{9B}31m \u{202E}txt\u{2066} ".utf8)
    bytes += [0xFF, 0xC3, 0x28, 0xE2, 0x82] + Array(" X\n".utf8)
    let sample = Sample(bytes, path: "a\u{1B}[1mb\n.yaml")
    let diagnostic = Diagnostic(
      code: "NAM\u{1B}", severity: .error,
      message: "name \(escape) is wrong\nerror[XXX999]: not mine\r\n\ttab",
      location: sample.place("X"), help: escape + "\nerror[XXX999]: nor this",
      related: [Related(message: escape, location: sample.place("txt"))])
    let text = renderText([diagnostic], sources: sample.sources)
    let scalars = text.unicodeScalars.filter { $0.value != 10 }
    #expect(scalars.allSatisfy { $0.properties.generalCategory != .control })
    #expect(scalars.allSatisfy { $0.properties.generalCategory != .format })
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("error[XXX999]") })
    expectText([diagnostic], sample, "hostile")
  }

  @Test func `many related places`() {
    let sample = Sample(String(repeating: "a: 1\n", count: 30))
    let related = (0..<20).map {
      Related(message: "also here", location: sample.location($0 * 5..<$0 * 5 + 1))
    }
    expectText([finding(sample.location(145..<146), related: related)], sample, "many-related")
  }

  @Test func `identical warnings fold above the threshold`() {
    let sample = Sample(String(repeating: "a: 1\n", count: 30))
    func findings(_ code: String, _ severity: Severity, _ count: Int, from line: Int) -> [Diagnostic] {
      (line..<line + count).map { line in
        Diagnostic(
          code: code, severity: severity, message: "not confirmed",
          location: sample.location(line * 5..<line * 5 + 1))
      }
    }
    let threshold = TextRenderer.foldThreshold
    let all =
      findings("DNS002", .warning, threshold, from: 0)
      + findings("DNS003", .info, threshold + 1, from: 5)
      + findings("DNS004", .warning, 9, from: 10)
      + findings("DNS005", .error, threshold + 1, from: 20)
    expectText(all, sample, "folded")
  }

  @Test func `nothing found gives no text`() {
    #expect(renderText([], sources: SourceMap()) == "")
    #expect(DiagnosticSummary([Severity]()).description == "no findings")
    let summary = DiagnosticSummary([.error, .info, .error, .warning])
    #expect(summary.description == "2 errors, 1 warning, 1 info")
  }

  /// Whatever the bytes and the range, the marks stay inside the window and the output stays clean.
  @Test(arguments: 0..<40 as Range<UInt64>) func `any bytes can be shown`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let texts = ["a", "中", "\t", "\u{301}", "\u{1B}", "   long words   ", "\0"].map { Array($0.utf8) }
    let broken: [[UInt8]] = [[0xFF], [0xE2, 0x82], [0xF0], [0xED, 0xA0, 0x80]]
    let pieces = texts + broken + (seed % 2 == 0 ? [[0x0A], [0x0D]] : [])
    let bytes = (0..<Int.random(in: 0...600, using: &random)).flatMap { _ in
      pieces.randomElement(using: &random) ?? []
    }
    let sample = Sample(bytes)
    for _ in 0..<30 {
      let start = Int.random(in: 0...bytes.count + 2, using: &random)
      let end = Int.random(in: start...start + 300, using: &random)
      let text = renderText([finding(sample.location(start..<end))], sources: sample.sources)
      #expect(
        text.unicodeScalars.allSatisfy { $0.value == 10 || $0.properties.generalCategory != .control })
      let marks = text.split(separator: "\n").filter { $0.contains("^") }
      #expect(!marks.isEmpty)
      // Six columns of rule at most, the window, and a caret behind it.
      #expect(marks.allSatisfy { $0.unicodeScalars.count <= 107 })
    }
  }
}
