import Planning
import Runbook
import TestSupport
import Testing

@Suite("Runbooks of the shipped scenarios")
struct ShippedRunbookTests {
  @Test("there are scenarios")
  func present() { #expect(Sample.shipped.count >= 8) }

  @Test("can be run as they stand", arguments: Sample.shipped)
  func problems(_ name: String) throws {
    let runbook = try Sample.plan(shipped: name).runbook
    #expect(runbook.problems() == [])
    #expect(runbook.steps.count > 5)
  }
}

extension ShippedRunbookTests {
  @Test("create everything once, adopt without touching", arguments: Sample.shipped)
  func coverage(_ name: String) throws {
    let planned = try Sample.plan(shipped: name)
    ResourceCoverage(plan: planned.plan, runbook: planned.runbook).check()
  }
}

@Suite("Outlines of the shipped runbooks")
struct OutlineTests {
  @Test("stay as reviewed", arguments: Sample.shipped)
  func outline(_ name: String) throws {
    expectGolden(try Sample.plan(shipped: name).runbook.outline, "outline/\(name).txt")
  }
}
