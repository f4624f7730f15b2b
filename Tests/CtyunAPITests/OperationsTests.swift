import CtyunAPI
import JSON
import Testing

@Suite struct OperationsTests {
  @Test(arguments: [(Service.vpce, 47), (.vpc, 114), (.elb, 20), (.cda, 42), (.ctecs, 2)])
  func everyOperationOfTheContractIsThere(service: Service, count: Int) {
    #expect(Operations.of(service).count == count)
    #expect(Operations.of(service).allSatisfy { $0.service == service })
  }

  @Test func allAreSortedAndFoundByTheirId() {
    let ids = Operations.all.map(\.id)
    #expect(ids.count == 225)
    #expect(ids == Set(ids).sorted())
    for operation in Operations.all { #expect(Operations.named(operation.id) == operation) }
  }

  @Test func noTwoShareVerbHostAndPath() {
    var seen: Set<String> = []
    for operation in Operations.all {
      for path in [operation.path] + operation.alternatePaths {
        #expect(path.hasPrefix("/v4/"))
        let isNew = seen.insert("\(operation.method) \(operation.service.host) \(path)").inserted
        #expect(isNew, "\(operation.id) \(path)")
      }
    }
  }

  @Test(arguments: Operations.all.map(\.id))
  func declarationsAreSound(id: String) throws {
    let operation = try #require(Operations.named(id))
    #expect(!operation.summary.isEmpty && !operation.summary.hasSuffix("."))
    let names = operation.parameters.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    if operation.method == .get {
      #expect(!operation.isMutating && operation.idempotency == .natural)
      #expect(operation.parameters.allSatisfy { $0.location == .query })
    } else {
      #expect(operation.parameters.allSatisfy { $0.location == .body })
    }
    if operation.takesClientToken { #expect(operation.parameter(named: "clientToken") != nil) }
    if case .naturalKey(let key) = operation.idempotency {
      #expect(key.allSatisfy { operation.parameter(named: $0) != nil })
    }
    #expect(operation.atLeastOneOf.joined().allSatisfy { operation.parameter(named: $0) != nil })
    if let paging = operation.paging {
      #expect(operation.parameter(named: paging.pageParameter) != nil)
      #expect(operation.parameter(named: paging.sizeParameter) != nil)
    }
    expectConditionsNameNeighbours(operation.parameters, id)
  }

  /// What help pages show can be called, as arguments and as text on the command line.
  @Test(arguments: Operations.all.map(\.id))
  func exampleArgumentsAreValid(id: String) throws {
    let operation = try #require(Operations.named(id))
    let arguments = operation.exampleArguments
    #expect(operation.problems(in: arguments).map(\.description) == [])
    let texts = arguments.map { ($0.key, $0.value.stringValue ?? $0.value.text(pretty: false)) }
    #expect(operation.arguments(fromText: texts) == arguments)
  }

  private func expectConditionsNameNeighbours(_ parameters: [Parameter], _ id: String) {
    for parameter in parameters {
      for condition in parameter.requiredWhen {
        #expect(parameters.contains { $0.name == condition.parameter }, "\(id) \(parameter.name)")
      }
      expectConditionsNameNeighbours(parameter.fields, id)
    }
  }

  @Test func everyCreationCanBeRepeatedOrLookedUp() {
    let unprotected = Operations.all.filter { $0.idempotency == .none }.map(\.id)
    // An analysis has no name and no token; running it twice does no harm beyond a second report.
    #expect(unprotected == ["vpc.CreateNetworkPathAnalysis"])
  }

  @Test func asynchronousOperationsAreThoseTheContractNames() {
    #expect(
      Operations.all.filter(\.isAsynchronous).map(\.id) == [
        "vpc.BindHavip", "vpc.CreateVpcPeering", "vpc.DeleteVpcPeering", "vpc.UnbindHavip",
        "vpce.CreateEndpoint", "vpce.DeleteEndpoint",
      ])
  }

  @Test func bareNamesWorkWhereOnlyOneServiceHasThem() {
    #expect(Operations.named("CreateEndpoint")?.id == "vpce.CreateEndpoint")
    #expect(Operations.named("UpdateVpc") == nil, "both vpc and cda have it")
    #expect(Operations.named("createEndpoint") == nil)
    #expect(Operations.named("vpc.CreateEndpoint") == nil)
    #expect(Operations.named("nowhere.CreateEndpoint") == nil)
    #expect(Operations.named("") == nil)
    #expect(Operations.named(".") == nil)
  }

  @Test func suspectDeclarationsAreReplacedByTheSoundOnes() {
    #expect(Operations.CDA.addVpc.parameter(named: "vpcID")?.isRequired == true)
    #expect(Operations.CDA.deleteVpc.parameter(named: "vpcID")?.isRequired == true)
    #expect(
      Operations.CDA.addVpc.parameter(named: "vrfName")
        == Operations.CDA.addVpc.parameter(named: "gatewayName"))
    #expect(Operations.CDA.deleteHealthCheck.alternatePaths == ["/v4/cda/health-check/delete"])
  }
}
