import JSON
import Planning
import TestSupport

@testable import Runbook

/// Fills names and texts of plans and runbooks with what Markdown, HTML and Mermaid could trip over.
struct Hostility {
  private var generator: SeededGenerator

  private static let pieces = [
    "|", "`", "``", "```", "<script>", "</td>", "<!--", "-->", "\n", "\r\n", "\n\n# x", "\n| a |", "[a](#b)",
    "![i](j)",
    "\"", "'", "&", "&lt;", "\\", "\\|", "*", "_", "~~", "$x$", "%%{init:{}}%%", "{", "}", "end", "\u{202E}",
    "\u{1B}[2J",
    "名", "a", "1. ", "- ", "#quot;", "\t", "\u{2028}", "::", "]", "(", "---", "<BGP-KEY>",
  ]

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func text() -> String {
    (0..<Int.random(in: 1...6, using: &generator)).map { _ in
      Self.pieces.randomElement(using: &generator) ?? ""
    }.joined()
  }

  mutating func spoil(_ text: inout Text) {
    text = Text(en: text.en + self.text(), zh: self.text() + text.zh)
  }

  mutating func spoil(_ plan: inout Plan) {
    plan.scenario = text()
    for index in plan.accounts.indices {
      plan.accounts[index].id = text()
      plan.accounts[index].email = text()
    }
    for index in plan.assumptions.indices {
      plan.assumptions[index].key = text()
      plan.assumptions[index].source = text()
    }
    for index in plan.sites.indices {
      for router in plan.sites[index].routers.indices { plan.sites[index].routers[router].name = text() }
      if plan.sites[index].firewall != nil {
        for permit in plan.sites[index].firewall?.added.indices ?? 0..<0 {
          plan.sites[index].firewall?.added[permit].purpose = text()
        }
      }
    }
    for index in plan.vpcs.indices {
      plan.vpcs[index].cloudName = text()
      plan.vpcs[index].existing = text()
      for group in plan.vpcs[index].securityGroups.indices {
        plan.vpcs[index].securityGroups[group].name = text()
      }
      for subnet in plan.vpcs[index].subnets.indices { plan.vpcs[index].subnets[subnet].cloudName = text() }
    }
    for index in plan.directConnects.indices {
      plan.directConnects[index].gatewayName = text()
      for line in plan.directConnects[index].lines.indices {
        plan.directConnects[index].lines[line].name = text()
        plan.directConnects[index].lines[line].accessPoint = text()
      }
    }
    for index in plan.endpoints.indices { plan.endpoints[index].name = text() }
    for index in plan.services.indices { plan.services[index].consumers = [text(), text()] }
    for index in plan.backends.indices { plan.backends[index].existing = text() }
  }

  mutating func spoil(_ runbook: inout Runbook) {
    runbook.scenario = text()
    runbook.planDigest = text()
    var ids: [String: String] = [:]
    for (place, step) in runbook.steps.enumerated() { ids[step.id] = "\(place)/" + text() }
    for index in runbook.steps.indices {
      var step = runbook.steps[index]
      step.id = ids[step.id] ?? step.id
      step.dependsOn = step.dependsOn.compactMap { ids[$0] }
      switch step.owner {
      case .account: step.owner = .account(text())
      case .siteEngineer: step.owner = .siteEngineer(site: text())
      case .carrier: break
      }
      spoil(&step.title)
      spoil(&step.impactReason)
      if var remains = step.remains {
        spoil(&remains)
        step.remains = remains
      }
      spoil(&step.action)
      spoil(&step.check)
      if var undo = step.undo {
        spoil(&undo.title)
        spoil(&undo.action)
        spoil(&undo.check)
        step.undo = undo
      }
      step.outputs = step.outputs.map { output in
        Output(
          name: text(),
          prompt: output.prompt.map { Text(en: $0.en + text(), zh: text()) } ?? Text(en: text(), zh: text()))
      }
      runbook.steps[index] = step
    }
  }

  private mutating func spoil(_ action: inout Action) {
    switch action {
    case .apiCall(var call):
      call.account = text()
      call.operation = text()
      call.parameters[text()] = .string(text())
      action = .apiCall(call)
    case .manual(var instruction):
      spoil(&instruction.text)
      for block in instruction.blocks.indices {
        instruction.blocks[block].device = text()
        instruction.blocks[block].syntax = text()
        instruction.blocks[block].lines += [text(), text()]
        instruction.blocks[block].notice = Text(en: text(), zh: text())
      }
      action = .manual(instruction)
    case .wait(var condition):
      spoil(&condition.text)
      condition.call.account = text()
      action = .wait(condition)
    }
  }

  private mutating func spoil(_ check: inout Check) {
    spoil(&check.text)
    spoil(&check.expected)
    for index in check.commands.indices {
      check.commands[index].host = text()
      check.commands[index].command += text()
      spoil(&check.commands[index].expect)
    }
  }
}
