import CtyunAPI
import TestSupport
import Testing

@testable import Emulator

@Suite struct CoverageTests {
  @Test func pageIsUpToDate() {
    let root = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    expectFile(Coverage().markdown, at: root.joined(separator: "/") + "/docs/emulator-coverage.md")
  }

  @Test func handlersAreForOperationsThatExist() {
    for id in Handlers.all.keys.sorted() { #expect(Operations.named(id)?.id == id, "\(id)") }
    for id in Coverage.gaps.keys.sorted() { #expect(Handlers.all[id] != nil, "\(id)") }
  }

  /// The issue names these services as a whole; none of their operations may be missing.
  @Test(arguments: [Service.vpce, .vpc, .elb, .cda, .ctecs]) func serviceIsKept(_ service: Service) {
    for operation in Operations.of(service) { #expect(Handlers.all[operation.id] != nil, "\(operation.id)") }
  }
}
