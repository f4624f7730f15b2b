import CtyunAPI
import Execution
import Foundation
import JSON
import Runbook
import Synchronization
import TestSupport
import Testing

/// A shipped scenario, an emulator process that holds what the scenario adopts, and a gate before it.
///
/// Everything is real: processes, sockets, files and signals. Only what takes time in the cloud takes none here.
final class ProvingGround {
  let folder: URL
  let gate: Gate
  let runbook: Runbook
  private let scenario: String
  private let emulator: ChildProcess
  private let port: UInt16
  private let secretOptions: [String]
  private var changes = 0

  /// Starts the emulator in a folder that holds a copy of `scenarios/`.
  ///
  /// - Parameter orders: how long what takes time in the cloud takes, in the form of a seed.
  init(_ name: String, in folder: URL, orders: String = "immediate") throws {
    self.folder = folder
    scenario = "scenarios/\(name)/scenario.yaml"
    for command in [
      "rehearse \(scenario) --write-seed seed.json", "runbook \(scenario) --format json -o runbook.json",
    ] {
      let (output, code) = try Shell.run("isthmus \(command)", in: folder)
      try #require(code == 0, "\(output)")
    }
    func json(_ file: String) throws -> JSONValue {
      try JSONValue(parsing: Array(try Data(contentsOf: folder.appending(path: file))))
    }
    runbook = try Runbook(json: json("runbook.json"))
    secretOptions = Set(runbook.steps.flatMap(\.secretNames)).sorted()
      .flatMap { ["--secret", "\($0)=BGP_KEY"] }
    var seed = JSONObject((try json("seed.json").objectValue ?? [:]).map { ($0.key, $0.value) })
    seed["progressions"] = .object(JSONObject(Self.slow.map { ($0, .string(orders)) }))
    try Data(JSONValue.object(seed).canonicalBytes()).write(to: folder.appending(path: "seed.json"))
    let accounts = seed["accounts"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
    let keys = accounts.map { "  \($0): { accessKey: AK-\($0), secretKey: SK-\($0) }\n" }.joined()
    let isWritten = FileManager.default.createFile(
      atPath: folder.appending(path: "keys.yaml").path, contents: Data("profiles:\n\(keys)".utf8),
      attributes: [.posixPermissions: 0o600])
    try #require(isWritten)
    emulator = try ChildProcess(
      Shell.products.appending(path: "isthmus").path,
      ["emulator", "--credentials", "keys.yaml", "--seed", "seed.json"], in: folder,
      environment: ["HOME": folder.path], withErrors: false)
    let url = emulator.read(onlyALine: true)
    port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) }, "\(url)")
    gate = try Gate(to: port)
  }

  private static let slow = [
    "endpoint", "endpoint-removal", "endpoint-address", "peering", "peering-removal", "havip-binding",
    "path-analysis", "target-health", "health-check",
  ]

  // MARK: The cloud

  /// Puts the cloud back to what the scenario finds.
  func reset() throws { _ = try ask("POST", "reset") }

  /// What is alive in it: the same for the same things, in whatever order they were made.
  func inventory() throws -> JSONValue {
    try ask("GET", "inventory?ids=numbered").without("clientToken").unordered
  }

  /// The requests that the cloud had since the last reset, by their ids.
  func requests() throws -> Set<String> {
    Set((try ask("GET", "log").arrayValue ?? []).compactMap { $0["requestID"]?.stringValue })
  }

  /// Where the emulator answers to whoever runs it.
  var adminURL: String { "http://127.0.0.1:\(port)/_emulator" }

  /// A request to the emulator's own interface.
  @discardableResult
  func ask(_ method: String, _ path: String, body: String = "") throws -> JSONValue {
    let descriptor = try #require(Socket.connect(to: port))
    defer { close(descriptor) }
    let request =
      "\(method) /_emulator/\(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    try #require(Socket.write(Array(request.utf8), to: descriptor))
    var replies = MessageReader(descriptor: descriptor)
    let answer = replies.next()
    let reply = try #require(answer)
    let text = String(decoding: reply.body, as: UTF8.self)
    try #require(reply.status == 200, "\(text)")
    return try JSONValue(parsing: text)
  }

  // MARK: Runs

  /// A state directory that no run has used.
  func newState() -> String {
    changes += 1
    return "change-\(changes)"
  }

  /// Starts the change.
  func apply(_ state: String) throws -> RunProcess { try start(words(toApply: state)) }

  /// Starts a command that goes on with a run.
  func start(_ command: String, _ state: String, _ more: String...) throws -> RunProcess {
    try start(words(of: command, state, more))
  }

  /// Starts `isthmus` with these words.
  func start(_ words: [String]) throws -> RunProcess {
    try RunProcess(words, in: folder, environment: Self.environment)
  }

  /// Starts `isthmus` with these words at a terminal of its own.
  func atTerminal(_ words: [String], _ more: [String: String] = [:], columns: Int, rows: Int) throws
    -> TerminalProcess
  {
    try TerminalProcess(
      words, in: folder, environment: Self.environment.merging(more) { $1 }, columns: columns, rows: rows)
  }

  /// The words that start the change and leave every question to a person.
  func words(toApplyAsked state: String) -> [String] {
    words(toApply: state).filter { !["--yes", "--assume-manual-done", "--verbose"].contains($0) }
  }

  /// The words that start the change.
  func words(toApply state: String) -> [String] {
    ["apply", scenario, "--endpoint-url", gate.url, "--credentials", "keys.yaml", "--yes"] + options(state)
  }

  /// The words of a command that goes on with a run.
  func words(of command: String, _ state: String, _ more: [String] = []) -> [String] {
    [command] + (command == "destroy" ? ["--yes"] : []) + more + options(state)
  }

  private func options(_ state: String) -> [String] {
    ["--state", state, "--assume-manual-done", "--verbose"] + secretOptions
  }

  private static let environment = ["BGP_KEY": "S3cr3t-k3y"]

  /// A call by hand, past the gate.
  @discardableResult
  func call(_ operation: String, as account: String, _ parameters: [String: String] = [:]) throws -> JSONValue
  {
    let words =
      ["api", "call", operation, "--account", account, "--credentials", "keys.yaml"]
      + ["--endpoint-url", "http://127.0.0.1:\(port)", "--region", runbook.region]
      + parameters.sorted { $0.key < $1.key }.flatMap { ["--param", "\($0.key)=\($0.value)"] }
    let (end, output) = try start(words).wait()
    try #require(end == .exit(0), "\(output)")
    return try JSONValue(parsing: output)
  }

  /// The run of a state directory as its journal has it; nil when it was not begun.
  func ledger(_ state: String) throws -> Ledger? {
    let path = "\(folder.path)/\(state)/journal.sqlite"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let store = try JournalStore(path: path, for: .read)
    defer { store.close() }
    do { return try store.load(store.find("").id) } catch JournalError.unknownRun { return nil }
  }
}

extension Step {
  /// The secrets that its calls need.
  fileprivate var secretNames: [String] {
    [action, undo?.action].flatMap { action -> [String] in
      if case .apiCall(let call)? = action { call.secrets.map(\.name) } else { [] }
    }
  }
}
