import ArgumentParser
import CtyunAPI
import CtyunClient
import JSON
import LocalFiles

/// `isthmus api call`: one call, signed and sent.
struct APICallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Call an operation of the cloud and print its reply.",
    discussion: """
      Parameters are read by their declared type and checked before anything is sent. Lists are written with commas or \
      as JSON, objects as JSON or member by member. A client token is made where the operation takes one and none is \
      given.

      Examples:
        isthmus api call vpc.ListVpcs --region REGION --all-pages
        isthmus api call vpce.CreateEndpoint --region REGION --param endpointServiceID=endpser-… --wait \\
          --param endpointName=orders --param vpcID=vpc-… --param subnetID=subnet-… --param whitelistFlag=0
        isthmus api call vpce.CreateEndpointService --body service.json --param 'rules[0].protocol=TCP' …
        isthmus api call vpc.ShowVpc --param vpcID=vpc-… --select returnObj.CIDR
        isthmus api call vpc.ListVpcs --dry-run

      Exit codes: 0 done, 2 the call is wrong, 4 refused, 5 not reached, 6 it is not known whether it was done, \
      7 --wait ended before the order was done.
      """)

  @Argument(help: "The operation's id, or its bare name where only one service has it.") var operation: String
  @Option(name: .shortAndLong, help: "A parameter: NAME=VALUE, NAME.MEMBER=VALUE or NAME[0].MEMBER=VALUE.")
  var param: [String] = []
  @Option(
    name: .long, help: "A JSON file with parameters; - is standard input. --param wins.", completion: .file())
  var body: String?
  @Option(name: .long, help: "The region, for every operation that takes one.") var region: String?
  @Option(name: .long, help: "The profile whose key signs; without it CTYUN_AK and CTYUN_SK do.")
  var account: String?
  @Flag(name: .long, help: "Walk through all pages of a list and print its rows.") var allPages = false
  @Flag(name: .long, help: "Repeat the call until its order is done.") var wait = false
  @Option(name: .long, help: "With --wait: so many seconds between two calls.") var waitInterval = Completion
    .interval
  @Option(name: .long, help: "Print only what stands there in the reply, such as returnObj.vpcID.")
  var select: String?
  @Flag(name: .long, help: "Send nothing; print the signed request as a curl command, and what was signed.")
  var dryRun = false
  @OptionGroup var cloud: CloudOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if allPages && wait { throw ValidationError("--all-pages is for lists and --wait for orders; give one") }
    guard (0...3600).contains(waitInterval) else {
      throw ValidationError("--wait-interval is between 0 and 3600 seconds")
    }
  }

  func run() async throws {
    let operation = try OperationLookup.operation(operation)
    let arguments = try arguments(of: operation)
    let path = try select.map { text throws(UsageFailure) in
      do {
        return try ResultPath(parsing: text)
      } catch {
        throw UsageFailure(message: "--select \(text): \(error)")
      }
    }
    if wait, !operation.isAsynchronous {
      throw UsageFailure(message: "--wait is for orders; \(operation.id) is done when it answers")
    }
    let problems = operation.problems(in: arguments)
    guard problems.isEmpty else { throw CallReport.refuse(operation, problems) }

    // Without a name the key of the environment is meant; with one, that profile and never the key of whoever
    // happens to be in the environment: the call would be made in another account.
    let credentials = try cloud.keys(isForOneAccount: self.account == nil)
    let account = account ?? Self.usualAccount(credentials)
    let key = try CallReport.accessKey(for: account, in: credentials)
    if dryRun {
      let text = try DryRun.text(operation, arguments, key: key, cloud)
      return try Files.write(text, to: output.output)
    }
    // Whoever interrupts the call needs it to ask again.
    if cloud.verbose, let token = arguments["clientToken"]?.stringValue {
      Terminal.writeError("client token \(token)\n")
    }
    let reply = try await cloud.withClient(credentials) {
      [allPages, wait, waitInterval] client -> JSONValue in
      do {
        if allPages {
          var rows: [JSONValue] = []
          for try await row in Rows(of: operation, arguments, as: account, by: client) { rows.append(row) }
          return .array(rows)
        }
        guard wait, let completion = operation.completion else {
          return try await client.call(operation, arguments, as: account).envelope.document
        }
        let order = Order(
          operation: operation, arguments: arguments, account: account, completion: completion)
        return try await order.wait(every: waitInterval, client)
      } catch let failure as CallFailure {
        throw CallReport.explain(failure, arguments)
      }
    }
    try Files.write(try CallReport.text(of: reply, selecting: path, select), to: output.output)
  }

  private func arguments(of operation: CtyunAPI.Operation) throws -> JSONObject {
    var reader = ArgumentReader(operation, body: try bodyArguments())
    for text in param { try reader.take(text) }
    var arguments = reader.arguments
    if let region, let parameter = operation.parameter(named: "regionID"), arguments[parameter.name] == nil {
      arguments[parameter.name] = .string(region)
    }
    if operation.takesClientToken, arguments["clientToken"] == nil {
      arguments["clientToken"] = .string(UniqueID.random())
    }
    return arguments
  }

  private func bodyArguments() throws -> JSONObject {
    guard let body else { return [:] }
    let bytes = try Files.read(body, limit: 1 << 20)
    guard bytes.count <= 1 << 20 else {
      throw UsageFailure(message: "--body \(body): more than 1048576 bytes")
    }
    do {
      let value = try JSONValue(parsing: bytes)
      guard let object = value.objectValue else {
        throw UsageFailure(message: "--body \(body): it must hold an object")
      }
      return object
    } catch let error as JSONError {
      throw UsageFailure(message: "--body \(body): \(error)")
    }
  }

  /// The account that is meant when none is named: that of the environment, or the only profile, or `default`.
  private static func usualAccount(_ credentials: Credentials) -> String {
    guard credentials.environment == nil, let names = credentials.profiles?.keys.keys, names.count == 1 else {
      return "default"
    }
    return names.first ?? "default"
  }
}
