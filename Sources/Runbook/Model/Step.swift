/// One action with its check and its undo: the unit in which a change is read, done, verified and taken back.
public struct Step: Sendable, Equatable {
  /// Its readable id, unique in the runbook: `vpc/hub-vpc/create`, `line/hq-dc/line-a/router`.
  public var id: String
  /// The phase it belongs to.
  public var phase: Phase
  /// Who does it.
  public var owner: Owner
  /// The resource of the plan it is about (`vpc/hub-vpc`).
  public var resource: String
  /// What it does, in the imperative.
  public var title: Text
  /// Ids of the steps that must be done before, sorted.
  public var dependsOn: [String]
  /// What is done.
  public var action: Action
  /// How one sees that it worked.
  public var check: Check
  /// How it is taken back; nil when there is nothing to take back or it cannot be.
  public var undo: Undo?
  /// What it does to traffic that flows already.
  public var impact: Impact
  /// Why that impact.
  public var impactReason: Text
  /// Whether it can be undone at all.
  public var isReversible: Bool
  /// What stays, or is still billed, after its undo or because it has none; nil when nothing does.
  public var remains: Text?
  /// How long it usually takes.
  public var durationSeconds: Int
  /// How long a person actually works on it, when most of the duration is waiting (a carrier's weeks).
  public var isWaitMostly: Bool
  /// Whether an operator may skip it with a note.
  public var isSkippable: Bool
  /// Values that later steps refer to.
  public var outputs: [Output]

  /// Joins the parts.
  public init(
    id: String, phase: Phase, owner: Owner, resource: String, title: Text, dependsOn: [String] = [],
    action: Action, check: Check, undo: Undo? = nil, impact: Impact = .willInterrupt, impactReason: Text,
    isReversible: Bool, remains: Text? = nil, durationSeconds: Int, isWaitMostly: Bool = false,
    isSkippable: Bool = false, outputs: [Output] = []
  ) {
    self.id = id
    self.phase = phase
    self.owner = owner
    self.resource = resource
    self.title = title
    self.dependsOn = dependsOn
    self.action = action
    self.check = check
    self.undo = undo
    self.impact = impact
    self.impactReason = impactReason
    self.isReversible = isReversible
    self.remains = remains
    self.durationSeconds = durationSeconds
    self.isWaitMostly = isWaitMostly
    self.isSkippable = isSkippable
    self.outputs = outputs
  }
}

extension Step {
  /// The call that it makes; nil for a step of people and for a wait.
  public var call: APICall? {
    if case .apiCall(let call) = action { call } else { nil }
  }
}

/// A text for people, in the languages a runbook is written in.
public struct Text: Sendable, Hashable {
  /// English.
  public var en: String
  /// Simplified Chinese.
  public var zh: String

  /// Joins both languages.
  public init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }

  /// The text in that language.
  public subscript(language: Language) -> String {
    switch language {
    case .en: en
    case .zh: zh
    }
  }
}

/// The languages of runbooks.
public enum Language: String, Sendable, CaseIterable {
  /// English.
  case en
  /// Simplified Chinese.
  case zh
}

/// Who does a step.
public enum Owner: Sendable, Hashable {
  /// The carrier of the lines.
  case carrier
  /// The engineer of a site.
  case siteEngineer(site: String)
  /// The holder of a cloud account.
  case account(String)

  /// The form used in JSON: `carrier`, `site:hq`, `account:hub`.
  public var identifier: String {
    switch self {
    case .carrier: "carrier"
    case .siteEngineer(let site): "site:\(site)"
    case .account(let name): "account:\(name)"
    }
  }
}

/// The phases of a change, in their order.
public enum Phase: Int, Sendable, CaseIterable, Comparable {
  /// Lines ordered and landed, accounts ready.
  case prepare
  /// VPCs, subnets, route tables, filters.
  case network
  /// Backends and endpoint services with their allow lists.
  case services
  /// Lines, gateway, attachments, routes in the cloud.
  case line
  /// Endpoints and their acceptance.
  case endpoints
  /// Edge routers, site routes, firewall.
  case site
  /// Proof that packets arrive, before names move.
  case verify
  /// Names switched over.
  case cutover
  /// Proof by name, failover drill.
  case prove

  /// The form used in JSON.
  public var identifier: String {
    switch self {
    case .prepare: "prepare"
    case .network: "network"
    case .services: "services"
    case .line: "line"
    case .endpoints: "endpoints"
    case .site: "site"
    case .verify: "verify"
    case .cutover: "cutover"
    case .prove: "prove"
    }
  }

  /// Orders by time.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a step does to traffic that flows already. The worst is the default, until a reason says better.
public enum Impact: String, Sendable, CaseIterable {
  /// Nothing that flows today is touched.
  case none
  /// Only flows that do not exist yet are affected.
  case newFlowsOnly = "new-flows-only"
  /// Flows may break for a moment.
  case mayInterrupt = "may-interrupt"
  /// Flows will break for a moment.
  case willInterrupt = "will-interrupt"
}
