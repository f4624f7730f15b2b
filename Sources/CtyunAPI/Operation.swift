public import JSON

/// The verb of a request. The cloud uses no others.
public enum HTTPMethod: String, Sendable, Hashable {
  /// Reads.
  case get = "GET"
  /// Changes, and a few reads.
  case post = "POST"
}

/// One call of the cloud's API, as its published contract declares it: everything a caller, a checker or a
/// server has to know about it, and no code.
///
/// Values come from `Operations`; they are generated from the files in `Contract/`, the only place where an
/// operation is written down.
public struct Operation: Sendable, Hashable, Identifiable {
  /// The part of the cloud that serves it.
  public let service: Service
  /// Its name inside the service, such as `CreateEndpoint`.
  public let name: String
  /// The verb.
  public let method: HTTPMethod
  /// The path below the base URL, with a leading slash.
  public let path: String
  /// Other paths under which some public source knows the operation; a server should accept them.
  public let alternatePaths: [String]
  /// What it does, in one line.
  public let summary: String
  /// Oddities worth knowing; may be empty.
  public let note: String
  /// Whether it changes anything in the cloud.
  public let isMutating: Bool
  /// What happens when it is sent twice.
  public let idempotency: Idempotency
  /// How to see that the work is done, when the reply may come before the effect.
  public let completion: Completion?
  /// How to walk through the pages of a list.
  public let paging: Paging?
  /// Whether the parameters of this GET may also come as a JSON body. The vendor's own SDK sends them so.
  public let acceptsBody: Bool
  /// Groups of parameters of which at least one must be given.
  public let atLeastOneOf: [[String]]
  /// The parameters, in the order of the contract.
  public let parameters: [Parameter]
  /// What comes back.
  public let reply: Reply

  /// `service.Name`, such as `vpce.CreateEndpoint`.
  public var id: String { "\(service.rawValue).\(name)" }

  /// Whether the reply may come before the effect, so that the call has to be repeated until `completion`.
  public var isAsynchronous: Bool { completion != nil }

  /// Whether the request carries a client token that makes a repetition harmless.
  public var takesClientToken: Bool { idempotency == .clientToken }

  /// The parameter with this name or alias.
  public func parameter(named name: String) -> Parameter? {
    parameters.first { $0.name == name || $0.aliases.contains(name) }
  }

  init(
    _ service: Service, _ name: String, _ method: HTTPMethod, _ path: String,
    alternatePaths: [String] = [], summary: String, note: String = "", isMutating: Bool,
    idempotency: Idempotency, completion: Completion? = nil, paging: Paging? = nil,
    acceptsBody: Bool = false, atLeastOneOf: [[String]] = [], parameters: [Parameter], reply: Reply
  ) {
    self.service = service
    self.name = name
    self.method = method
    self.path = path
    self.alternatePaths = alternatePaths
    self.summary = summary
    self.note = note
    self.isMutating = isMutating
    self.idempotency = idempotency
    self.completion = completion
    self.paging = paging
    self.acceptsBody = acceptsBody
    self.atLeastOneOf = atLeastOneOf
    self.parameters = parameters
    self.reply = reply
  }
}

/// What protects an operation from having its effect twice when it is sent twice.
public enum Idempotency: Sendable, Hashable {
  /// The parameter `clientToken`: the same token gives the same order.
  case clientToken
  /// Nothing but these parameters together: look the thing up by them before sending again.
  case naturalKey([String])
  /// A repetition changes nothing further: reads, settings of a value, removals by id.
  case natural
  /// Nothing: every sending has its own effect.
  case none
}

/// How an asynchronous operation says that it is done. The same request, with the same client token, is
/// repeated until then; the vendor's provider does so every ten seconds and at most 180 times.
public struct Completion: Sendable, Hashable {
  /// Done as soon as this value is there and not empty.
  public let present: ResultPath?
  /// Where the state stands.
  public let state: ResultPath
  /// States that mean done.
  public let doneStates: [String]
  /// States that mean it will never be done. States in neither list mean: ask again.
  public let failedStates: [String]

  /// Seconds between two calls.
  public static let interval = 10
  /// How many calls are made before giving up.
  public static let maximumCalls = 180

  init(
    present: ResultPath? = nil, state: ResultPath, doneStates: [String] = [], failedStates: [String] = []
  ) {
    self.present = present
    self.state = state
    self.doneStates = doneStates
    self.failedStates = failedStates
  }

  /// What a reply says about the progress of the work.
  public enum Progress: Sendable, Hashable {
    /// Not yet: repeat the call. The state, if the reply names one.
    case pending(state: String?)
    /// The effect is there.
    case done
    /// It will not come.
    case failed(state: String)
  }

  /// Reads the progress out of a whole reply document (`statusCode`, `returnObj` and so on).
  ///
  /// Null, absent and empty ids all mean pending: the cloud uses each of them. A state nobody has heard of is
  /// no failure either.
  public func progress(of reply: JSONValue) -> Progress {
    if let present, let value = present.value(in: reply), value.stringValue != "" { return .done }
    guard let state = state.value(in: reply)?.stringValue else { return .pending(state: nil) }
    if doneStates.contains(state) { return .done }
    if failedStates.contains(state) { return .failed(state: state) }
    return .pending(state: state)
  }
}

/// How a list is cut into pages. Page numbers start at 1.
public struct Paging: Sendable, Hashable {
  /// The parameter with the page number.
  public let pageParameter: String
  /// The parameter with the number of rows per page.
  public let sizeParameter: String
  /// Where the rows stand in the reply.
  public let items: ResultPath
  /// Where the number of all rows stands, if the reply carries it.
  public let total: ResultPath?

  /// The largest page the cloud gives out.
  public static let maximumSize = 50

  init(_ pageParameter: String, _ sizeParameter: String, items: ResultPath, total: ResultPath? = nil) {
    self.pageParameter = pageParameter
    self.sizeParameter = sizeParameter
    self.items = items
    self.total = total
  }
}
