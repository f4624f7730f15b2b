import CtyunAPI
import JSON
import Planning
import Scenario

/// What must be known, decided and at hand before the first step.
extension RunbookDocument {
  func writeBeforeYouStart(to writer: inout MarkdownWriter) {
    writer.heading(2, word(DocumentText.beforeYouStart))
    writePointOfNoReturn(to: &writer)
    writeInterruptions(to: &writer)
    writeAssumptions(to: &writer)
    writeSecrets(to: &writer)
    writeValues(to: &writer)
    writer.heading(3, word(DocumentText.prerequisites))
    writer.lines(prerequisites.map { "- [ ] " + $0 })
    writeCallsByHand(to: &writer)
  }

  /// How a person makes the calls of the API steps. The example is a call of this runbook.
  private func writeCallsByHand(to writer: inout MarkdownWriter) {
    let places = index.steps.indices.filter { index.steps[$0].call != nil }
    guard !places.isEmpty else { return }
    writer.heading(3, word(DocumentText.callsByHand))
    writer.paragraph(word(DocumentSentences.callsIntroduction))
    writer.lines(
      [
        DocumentSentences.callsKey, DocumentSentences.callsBody, DocumentSentences.callsDryRun,
        DocumentSentences.callsToken, DocumentSentences.callsReply, DocumentSentences.callsCheck,
      ].enumerated().map { "\($0 + 1). " + word($1) })
    var lines = ["read -rs CTYUN_AK && read -rs CTYUN_SK && export CTYUN_AK CTYUN_SK"]
    if let read = index.steps.lazy.compactMap({ $0.check.condition?.call }).first(where: { $0.isPlain }) {
      let parameters = read.parameters.map { " --param \($0)=\($1.stringValue ?? $1.text(pretty: false))" }
      lines.append("isthmus api call \(read.operation)" + parameters.joined())
    }
    let writing = places.lazy.compactMap { place in index.steps[place].call.map { (place + 1, $0) } }.first {
      Operations.named($0.1.operation)?.isMutating == true
    }
    if let (number, call) = writing {
      let command = "isthmus api call \(call.operation) --body step-\(number).json"
      let token =
        Operations.named(call.operation)?.takesClientToken == true ? " --param clientToken=\"$TOKEN\"" : ""
      if !token.isEmpty { lines.append("TOKEN=$(cat /proc/sys/kernel/random/uuid)") }
      lines += [command + token + " --dry-run", command + token]
    }
    writer.fence(lines, syntax: "sh")
  }

  private func writePointOfNoReturn(to writer: inout MarkdownWriter) {
    writer.heading(3, word(DocumentText.pointOfNoReturn))
    let irreversible = index.steps.indices.filter { !index.steps[$0].isReversible }
    guard let first = irreversible.first else {
      let remaining = index.steps.count { $0.remains != nil }
      writer.notice(
        word(DocumentSentences.everythingCanBeUndone)
          + (remaining == 0
            ? "" : word(DocumentText.space) + word(DocumentSentences.somethingRemains(remaining))))
      return
    }
    let link = index.titledLink(to: first, language)
    writer.notice("**\(word(DocumentSentences.pointOfNoReturn(link, before: first)))**")
    writeIrreversible(to: &writer)
  }

  /// The steps that cannot be undone, with what stays of them.
  func writeIrreversible(to writer: inout MarkdownWriter) {
    writer.table(
      columns(DocumentText.step, DocumentText.owner, DocumentText.remains),
      index.steps.indices.filter { !index.steps[$0].isReversible }.map { place in
        let step = index.steps[place]
        return [index.titledLink(to: place, language), name(step.owner), step.remains.map(cell) ?? ""]
      })
  }

  private func writeInterruptions(to writer: inout MarkdownWriter) {
    writer.heading(3, word(DocumentSentences.interruptions))
    let places = index.steps.indices.filter {
      index.steps[$0].impact == .mayInterrupt || index.steps[$0].impact == .willInterrupt
    }
    if places.isEmpty { writer.paragraph(word(DocumentSentences.noInterruptions)) }
    writer.table(
      columns(DocumentText.step, DocumentText.owner, DocumentText.impact),
      places.map { place in
        let step = index.steps[place]
        return [
          index.titledLink(to: place, language), name(step.owner),
          "**\(word(step.impact.title))**\(word(DocumentText.colon))\(cell(step.impactReason))",
        ]
      })
  }

  private func writeAssumptions(to writer: inout MarkdownWriter) {
    writer.heading(3, word(DocumentText.assumptions))
    guard !plan.assumptions.isEmpty else {
      writer.paragraph(word(DocumentSentences.noAssumptions))
      return
    }
    writer.paragraph(word(DocumentSentences.assumptionsIntroduction))
    writer.table(
      columns(DocumentText.profileKey, DocumentText.value, DocumentText.source, DocumentText.confirmed),
      plan.assumptions.map {
        [
          MarkdownText.code($0.key), MarkdownText.cell($0.value),
          MarkdownText.cell(language == .zh ? $0.sourceZh : $0.source), "☐",
        ]
      })
  }

  private func writeSecrets(to writer: inout MarkdownWriter) {
    writer.heading(3, word(DocumentText.secrets))
    let secrets = self.secrets.entries.filter(\.isSecret)
    guard !secrets.isEmpty else {
      writer.paragraph(word(DocumentSentences.noSecrets))
      return
    }
    writer.paragraph(word(DocumentSentences.secretsIntroduction))
    writer.table(
      columns(DocumentText.secret, DocumentText.usedIn),
      secrets.map { [MarkdownText.code($0.name), index.links(to: $0.places)] })
  }

  private func writeValues(to writer: inout MarkdownWriter) {
    var rows: [[String]] = []
    for place in index.steps.indices {
      for output in index.steps[place].outputs {
        guard let prompt = output.prompt else { continue }
        rows.append([cell(prompt), index.titledLink(to: place, language), ""])
      }
    }
    for placeholder in secrets.entries where !placeholder.isSecret {
      let steps = word(DocumentSentences.neededIn(index.links(to: placeholder.places)))
      rows.append([MarkdownText.code(placeholder.name), steps, ""])
    }
    guard !rows.isEmpty else { return }
    writer.heading(3, word(DocumentText.values))
    writer.paragraph(word(DocumentSentences.valuesIntroduction))
    writer.table(columns(DocumentText.what, DocumentText.step, DocumentText.value), rows)
  }

  private var prerequisites: [String] {
    var items = [word(DocumentSentences.planCurrent)]
    for account in plan.accounts where index.placesOfOwner[.account(account.name)] != nil {
      let details = [account.id, account.email].filter { !$0.isEmpty }.map(MarkdownText.inline)
      items.append(
        word(
          DocumentSentences.apiAccess(
            MarkdownText.inline(account.name), details.joined(separator: word(DocumentText.comma)))))
    }
    for site in plan.sites where index.placesOfOwner[.siteEngineer(site: site.name)] != nil {
      let siteName = MarkdownText.inline(site.name)
      if !site.routers.isEmpty {
        let routers = site.routers.map { router in
          let details = [platform(router), router.management.map { "\($0)" } ?? ""].filter { !$0.isEmpty }
          return MarkdownText.inline(
            router.name + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"))
        }
        items.append(
          word(DocumentSentences.routerAccess(siteName, routers.joined(separator: word(DocumentText.comma)))))
      }
      if let dns = site.dns, !dns.servers.isEmpty {
        let servers = dns.servers.map { MarkdownText.code("\($0)") }.joined(
          separator: word(DocumentText.comma))
        items.append(word(DocumentSentences.resolverAccess(siteName, servers)))
      }
      items.append(word(DocumentSentences.testHost(siteName, MarkdownText.code("\(site.testHost)"))))
    }
    let standing = standingResources
    if standing > 0 { items.append(word(DocumentSentences.standing(standing))) }
    return items
  }

  /// How many resources the plan adopts.
  private var standingResources: Int {
    var count = 0
    for vpc in plan.vpcs {
      count += vpc.existing == nil ? 0 : 1
      count += vpc.subnets.count { $0.existing != nil }
      count += vpc.routeTables.count { $0.existing != nil }
      count += vpc.securityGroups.count { $0.existing != nil }
      count += vpc.acls.count { $0.existing != nil }
    }
    for directConnect in plan.directConnects {
      count += directConnect.isExisting ? 1 : 0
      count += directConnect.lines.count { $0.existing != nil }
    }
    count += plan.backends.count { $0.existing != nil }
    count += plan.services.count { $0.existing != nil }
    count += plan.endpoints.count { $0.existing != nil }
    count += plan.privateZones.count { $0.existing != nil }
    return count
  }
}

extension APICall {
  /// Whether every parameter is a word or a number, so that a shell takes it as it is.
  fileprivate var isPlain: Bool {
    parameters.allSatisfy { _, value in
      switch value {
      case .string(let text):
        !text.isEmpty
          && text.utf8.allSatisfy { (0x2D...0x7A).contains($0) && $0 != 0x3B && $0 != 0x3C && $0 != 0x3E }
      case .integer: true
      default: false
      }
    }
  }
}
