import TestSupport
import Testing

@Suite struct RulePageTests {
  private static let page = """
    # PRT003: port-mapping-clash

    ## What it checks
    One port, one mapping.

    ## Why it matters
    Only one can win.

    ## Example
    ```yaml
    a: 1 # error: [PRT003]
    ## not a heading
    ```

    ```text
    not a fixture
    ```

    ~~~~ yaml title
    b: 1
    ~~~
    ```
    ~~~~

    ## Write instead
    ```yaml
    a: 2
    ```

    ## Source
    The product's manual.

    """

  @Test func `reads a page`() throws {
    let rule = try RulePage(parsing: Self.page)
    #expect(rule.code == "PRT003")
    #expect(rule.name == "port-mapping-clash")
    #expect(
      rule.examples.map(\.text) == ["a: 1 # error: [PRT003]\n## not a heading\n", "b: 1\n~~~\n```\n"])
    #expect(rule.examples.map(\.line) == [11, 20])
    #expect(rule.remedies.map(\.text) == ["a: 2\n"])
    #expect(rule.page["Source"]?.text == "The product's manual.\n")
    #expect(rule.page.sections.count == 5)
    let carriageReturns = Self.page.replacing("\n", with: "\r\n")
    #expect(try RulePage(parsing: carriageReturns).examples == rule.examples)
    let plural = Self.page.replacing("## Example", with: "## Examples")
    #expect(try RulePage(parsing: plural).examples == rule.examples)
  }

  @Test(arguments: [
    ("# PRT003: port", "# PRT003 port"), ("# PRT003", "## PRT003"), ("## Source", "### Source"),
    ("## Write instead", "## Write"), ("## Example", "## Why it matters"), ("The product's manual.", ""),
    ("~~~~\n\n", ""), ("```yaml\na: 2", "```\na: 2"), ("## Example", "# Second"),
    ("# PRT003", "words\n# PRT003"), ("One port", "```\n"),
  ])
  func `refuses a page out of form`(part: String, replacement: String) {
    let broken = Self.page.replacing(part, with: replacement)
    #expect(broken != Self.page)
    #expect(throws: MarkdownError.self) { try RulePage(parsing: broken) }
  }
}
