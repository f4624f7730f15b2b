public import Planning

/// A runbook as Markdown that reads well on GitHub and Gitee and in print.
public enum RunbookMarkdown {
  /// The whole document, with a line feed at the end; linear in the size of runbook and plan.
  ///
  /// What is repeated from the scenario is escaped: no name breaks a table, opens a tag or adds a statement to a
  /// picture. The same runbook, plan and language give the same bytes.
  ///
  /// - Parameters:
  ///   - runbook: the ordered change.
  ///   - plan: the plan it was written from.
  ///   - language: the language of everything but names, commands and parameters.
  public static func render(_ runbook: Runbook, plan: Plan, language: Language) -> String {
    let document = RunbookDocument(runbook, plan: plan, language: language)
    var writer = MarkdownWriter()
    document.writeTitle(to: &writer)
    document.writeBeforeYouStart(to: &writer)
    document.writeTopology(to: &writer)
    document.writeAddressPlan(to: &writer)
    document.writeOverview(to: &writer)
    document.writeSteps(to: &writer)
    document.writeVerificationLadder(to: &writer)
    document.writeRollback(to: &writer)
    document.writeChangeWindow(to: &writer)
    document.writeHandouts(to: &writer)
    document.writeSignOff(to: &writer)
    return writer.document
  }
}
