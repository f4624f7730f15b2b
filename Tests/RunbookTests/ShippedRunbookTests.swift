import Planning
import Runbook
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
