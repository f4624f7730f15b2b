public import Planning

/// A runbook as Markdown that reads well on GitHub and Gitee and in print.
public enum RunbookMarkdown {
  /// Writes the document, a line feed at its end, in pieces that are valid during the call only; at no time does
  /// the whole of it exist as one text. Linear in the size of runbook and plan.
  ///
  /// What is repeated from the scenario is escaped: no name breaks a table, opens a tag or adds a statement to a
  /// picture. The same runbook, plan and language give the same bytes.
  ///
  /// - Parameters:
  ///   - runbook: the ordered change.
  ///   - plan: the plan it was written from.
  ///   - language: the language of everything but names, commands and parameters.
  ///   - use: gets each piece.
  public static func write(
    _ runbook: Runbook, plan: Plan, language: Language, to use: (UnsafeRawBufferPointer) -> Void
  ) {
    let document = RunbookDocument(runbook, plan: plan, language: language)
    MarkdownWriter.write(to: use) { writer in
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
    }
  }

  /// The document as one text.
  public static func render(_ runbook: Runbook, plan: Plan, language: Language) -> String {
    var bytes: [UInt8] = []
    write(runbook, plan: plan, language: language) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
