import CtyunAPI
import JSON
import Planning

/// What has to be there before anything starts: keys, money, quotas.
extension RunbookBuilder {
  mutating func addPreparationSteps() {
    let demands = demands()
    for account in plan.accounts {
      let resource = ResourceID.account(account.name)
      var outputs: [Output] = []
      if account.email.isEmpty {
        outputs.append(Output(name: "email", prompt: PreparationText.askEmail(account.name)))
      }
      if account.id.isEmpty {
        outputs.append(Output(name: "accountID", prompt: PreparationText.askNumber(account.name)))
      }
      add(
        Step(
          id: Self.preparation(of: account.name), phase: .prepare, owner: .account(account.name),
          resource: resource, title: PreparationText.prepare(account.name),
          action: .manual(
            Instruction(text: PreparationText.prepareWork(demands[account.name] ?? PreparationText.Demand()))),
          check: check(
            PreparationText.tryKey, PreparationText.ready,
            call("vpc.ListVpcs", by: account.name, ["pageSize": 1]),
            [.equals(Place.statusCode, 800)]),
          impact: .none, impactReason: CommonText.onlyPeople, isReversible: true, durationSeconds: 600,
          outputs: outputs))
    }
  }

  private func demands() -> [String: PreparationText.Demand] {
    var demands: [String: PreparationText.Demand] = [:]
    for vpc in plan.vpcs where vpc.existing == nil { demands[vpc.account, default: .init()].vpcs += 1 }
    for backend in plan.backends where backend.existing == nil {
      demands[backend.account, default: .init()].balancers += 1
    }
    for service in plan.services where service.existing == nil {
      demands[service.account, default: .init()].services += 1
    }
    for endpoint in plan.endpoints where endpoint.existing == nil {
      demands[endpoint.account, default: .init()].endpoints += 1
    }
    for directConnect in plan.directConnects {
      if !directConnect.isExisting { demands[directConnect.account, default: .init()].gateways += 1 }
      demands[directConnect.account, default: .init()].lines += directConnect.lines.count {
        $0.existing == nil
      }
    }
    return demands
  }
}
