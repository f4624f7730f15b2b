import Diagnostics
import TestSupport
import Testing

@testable import Scenario

/// What libyaml says in the words of its grammar is said in ours.
@Suite struct YAMLFaultTests {
  struct Input: Sendable, CustomTestStringConvertible {
    var text: String
    var message: String
    var testDescription: String { text.replacing("\n", with: "⏎") }
  }

  static let inputs = [
    Input(text: "a: { b: 1", message: "the end of the file stands where a `,` or the closing `}` is wanted"),
    Input(text: "a: [b, c\nd: e\n", message: "`:` stands where a `,` or the closing `]` is wanted"),
    Input(text: "a: { b: 1 ]\n", message: "`]` stands where a `,` or the closing `}` is wanted"),
    Input(text: "a: 1\n- b\n", message: "`-` stands where the next key of this mapping is wanted"),
    Input(text: "- a\nb: 1\n", message: "`b` stands where the next `- ` of this list is wanted"),
    Input(text: "a: 1\nb\nc: 2\n", message: "a line here has no `:` behind its key"),
    Input(
      text: "a: b: c\n", message: "a second `:` stands in this value, or the line is indented too far"),
    Input(text: "a: @b\n", message: "a value cannot begin with `@`"),
    Input(text: "a: \"b\n", message: "a quoted text is never closed"),
    Input(text: "a: \"\\q\"\n", message: "a `\\` here begins no escape that YAML knows"),
    Input(text: "a:\n\tb: 1\n", message: "a tab where YAML wants spaces"),
    Input(text: "a: !x!y z\n", message: "`!` begins a tag, and none is known here"),
    Input(text: "a: & b\n", message: "`&` and `*` begin the name of an anchor, and none follows"),
    Input(text: "a: |b\n", message: "`b` cannot stand behind `|` or `>`"),
    Input(text: "a: 1\n...\nb: 2\n", message: "`b` stands behind the end of the scenario"),
    Input(text: "%YAML 9.9\n---\na: 1\n", message: "the file asks for another version of YAML than 1.2"),
    Input(
      text: "%FOO\na: 1\n",
      message: "a line that begins with `%` is a directive, and this one is not understood"),
  ]

  @Test(arguments: inputs) func saysWhatStandsThere(_ input: Input) {
    let found = read(input.text).diagnostics
    #expect(found.map(\.code) == ["FMT002"])
    #expect(found.first?.message == input.message)
    #expect(found.first?.help?.isEmpty == false)
  }

  @Test func neverPassesOnAnothersWords() {
    let fault = YAMLFault(
      problem: "found something that a later libyaml complains of", context: nil, found: "`x`")
    #expect(fault.message == "`x` cannot be understood here")
    #expect(YAMLFault.beginning("while parsing something new") == "it begins here")
  }
}
