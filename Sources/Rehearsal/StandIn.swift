import CtyunAPI
public import Emulator
import JSON
public import Planning
public import Runbook

/// Everybody who has a part in a change besides Isthmus, as far as the emulated cloud is concerned: the carrier who
/// says on which switch port a line landed, the account holder who looks an id up, the provider who opens a service
/// to all. What a person does on routers, firewalls and resolvers leaves no trace in the cloud.
///
/// What is meant follows from the step's own data: its resource, and the names of what it asks for.
public struct StandIn: Sendable {
  private let plan: Plan

  /// The people of a plan.
  public init(plan: Plan) { self.plan = plan }

  /// What they enter for the values that a manual step asks for, by name.
  ///
  /// - Returns: nil when the cloud does not hold what they would look up.
  public func answers(to step: Step, in cloud: inout some PlayedCloud) -> [String: String]? {
    var answers: [String: String] = [:]
    for output in step.outputs where output.source == .operatorInput {
      guard let answer = answer(output.name, of: step, in: &cloud) else { return nil }
      answers[output.name] = answer
    }
    return answers
  }

  private func answer(_ name: String, of step: Step, in cloud: inout some PlayedCloud) -> String? {
    switch name {
    case "email", "accountID":
      let account = cloud.accounts.first { ResourceID.account($0.name) == step.resource }
      return name == "email" ? account?.email : account?.id
    case "hostname": return switchOf(line(step.resource)?.line, in: &cloud)
    case "portName":
      return line(step.resource).map { AccessSwitches.port(of: $0.directConnect, $0.line.name) }
    case "endpointServiceID":
      guard case .account(let account) = step.owner else { return nil }
      let wanted = step.resource.split(separator: "/").last.map(String.init)
      let rows = read("vpce.ListCtyunServices", as: account, in: &cloud)["results"]?.arrayValue ?? []
      return rows.first { $0["name"]?.stringValue == wanted }?["endpointServiceID"]?.stringValue
    default: return nil
    }
  }

  private func line(_ resource: String) -> (line: PlannedLine, directConnect: String)? {
    for directConnect in plan.directConnects {
      for line in directConnect.lines
      where ResourceID.line(directConnect: directConnect.name, line.name) == resource {
        return (line, directConnect.name)
      }
    }
    return nil
  }

  /// A switch that the cloud lists: at the line's access point, or the first.
  private func switchOf(_ line: PlannedLine?, in cloud: inout some PlayedCloud) -> String? {
    guard let account = cloud.accounts.first?.name else { return nil }
    let rows = read("cda.ListSwitch", as: account, in: &cloud)["result"]?.arrayValue ?? []
    let near = rows.first { $0["accessPoint"]?.stringValue == line?.accessPoint }
    return (near ?? rows.first)?["hostname"]?.stringValue
  }

  /// Has the effect that a manual step, or its undo, has in the cloud.
  ///
  /// The contract has no call that opens a service to every account, so the provider does it in the console; here
  /// the accounts that the plan knows are let in.
  public func perform(_ step: Step, isUndo: Bool, in cloud: inout some PlayedCloud) {
    guard step.id.hasSuffix("/allow-any"),
      let service = plan.services.first(where: { ResourceID.service($0.name) == step.resource }),
      let id = service.existing ?? serviceID(of: service, in: &cloud)
    else { return }
    let consumers = Set(plan.endpoints.map(\.account)).subtracting([service.account] + service.consumers)
    for account in cloud.accounts where consumers.contains(account.name) {
      call(
        isUndo ? "vpce.DeleteEndpointServiceWhitelist" : "vpce.CreateEndpointServiceWhitelist",
        as: service.account, ["endpointServiceID": .string(id), "bssAccountID": .string(account.id)],
        in: &cloud)
    }
  }

  private func serviceID(of service: PlannedService, in cloud: inout some PlayedCloud) -> String? {
    let found = call(
      "vpce.ListEndpointServices", as: service.account, ["endpointServiceName": .string(service.cloudName)],
      in: &cloud)
    return found["endpointServices"]?.arrayValue?.first?["endpointServiceID"]?.stringValue
  }

  private func read(_ operation: String, as account: String, in cloud: inout some PlayedCloud) -> JSONValue {
    call(operation, as: account, ["pageSize": .integer(Int64(Paging.maximumSize))], in: &cloud)
  }

  /// A call in the console, which the emulator sees as any call. Null when it is refused.
  @discardableResult
  private func call(
    _ name: String, as account: String, _ parameters: JSONObject, in cloud: inout some PlayedCloud
  ) -> JSONValue {
    guard let operation = Operations.named(name) else { return .null }
    var all: JSONObject = ["regionID": .string(plan.region)]
    for (key, value) in parameters where operation.parameter(named: key) != nil { all[key] = value }
    return cloud.perform(Call(account: account, operation: operation, parameters: all)).returnObj
  }
}

/// A cloud in which the people of a rehearsal can act without a signature: the engine itself, or the one behind a
/// wire.
public protocol PlayedCloud {
  /// Its accounts.
  var accounts: [CloudAccount] { get }
  /// Answers a call of the console.
  mutating func perform(_ call: Call) -> Answer
}

extension Cloud: PlayedCloud {
  /// Answers at its own latest moment: the clock never runs backwards.
  public mutating func perform(_ call: Call) -> Answer { handle(call, at: .start) }
}

extension EmulatedWire: PlayedCloud {
  /// The accounts of the cloud behind it.
  public var accounts: [CloudAccount] { cloud.accounts }
}
