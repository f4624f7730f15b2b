import ArgumentParser
import CtyunAPI
import CtyunClient
import LocalFiles
import Logging

/// How the cloud is reached: the address, whom to trust, the keys, what is logged. Shared by every command that calls.
struct CloudOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Call this address in place of the cloud's, such as an emulator's; SERVICE=URL is for one service.")
  var endpointURL: [String] = []
  @Option(
    name: .long, help: "Trust servers certified by these certificates (PEM), and no others.",
    completion: .file(extensions: ["pem", "crt"]))
  var caFile: String?
  @Option(
    name: .long, help: "The credentials file; by default \(CredentialsFile.usualPath).",
    completion: .file(extensions: ["yaml", "json"]))
  var credentials: String?
  @Option(name: .long, help: "ACCOUNT=PROFILE: the account signs with that profile of the credentials file.")
  var profile: [String] = []
  @Option(name: .long, help: "OPERATION=PATH: call the operation under another path.") var path: [String] = []
  @Flag(
    name: .long, help: "Send the parameters of Direct Connect queries as a body, as the vendor's SDK does.")
  var getWithBody = false
  @Option(name: .long, help: "How many hours east of UTC the date of a signature is written.")
  var signingZone = 8
  @Option(name: .long, help: "Give a call up after so many seconds.") var timeout = 120
  @Option(name: .long, help: "Send a call at most so often; it is only repeated where that is safe.")
  var attempts = 4
  @Flag(name: .shortAndLong, help: "Show each call on standard error.") var verbose = false
  @Flag(
    name: .customLong("trace-http"), help: "Show requests and answers on standard error, without secrets.")
  var traceHTTP = false

  func validate() throws {
    guard (-12...14).contains(signingZone) else {
      throw ValidationError("--signing-zone is between -12 and 14")
    }
    guard (1...3600).contains(timeout) else {
      throw ValidationError("--timeout is between 1 and 3600 seconds")
    }
    guard (1...20).contains(attempts) else { throw ValidationError("--attempts is between 1 and 20") }
  }

  /// The client's choices.
  func configuration() throws(UsageFailure) -> CtyunClient.Configuration {
    var configuration = CtyunClient.Configuration()
    configuration.addresses = try addresses()
    configuration.zoneOffset = signingZone * 3600
    configuration.paths = try paths()
    configuration.putsGetParametersInBody = getWithBody
    configuration.retry.maximumAttempts = attempts
    return configuration
  }

  /// The keys.
  ///
  /// - Parameter isForOneAccount: whether the command speaks of one account, for which `CTYUN_AK` can be meant.
  func keys(isForOneAccount: Bool) throws(UsageFailure) -> Credentials {
    let environment = Terminal.environmentVariables(prefix: "")
    let usual = CredentialsFile.usualPath(in: environment).flatMap { Files.exists($0) ? $0 : nil }
    let file: CredentialsFile?
    do {
      file = try (credentials ?? usual).map { path throws(CredentialsFailure) in
        try CredentialsFile(path: path)
      }
    } catch {
      throw UsageFailure(message: "\(error.message)\n  = help: \(error.help)")
    }
    return Credentials(
      environment: EnvironmentKey(environment), profiles: file, mapping: try pairs(profile, "--profile"),
      isForOneAccount: isForOneAccount)
  }

  /// Does something with a client, and closes its connections.
  ///
  /// - Parameter isCancelledBySignals: whether SIGINT, SIGTERM and SIGHUP cancel what is under way, so that it can still be told
  ///   what may have happened; false for work that listens to them itself.
  func withClient<Value: Sendable>(
    _ credentials: Credentials, isCancelledBySignals: Bool = true,
    _ work: @escaping @Sendable (CtyunClient) async throws -> Value
  ) async throws -> Value {
    let configuration = try configuration()
    let transport = try transport()
    let client = CtyunClient(
      credentials: credentials, transport: transport, configuration: configuration, logger: logger)
    let task = Task { try await work(client) }
    let signals = isCancelledBySignals ? StopSignals { task.cancel() } : nil
    let result = await task.result
    withExtendedLifetime(signals) {}
    await transport.close()
    return try result.get()
  }

  private func transport() throws(UsageFailure) -> HTTPTransport {
    var limits = HTTPTransport.Limits()
    limits.overall = .seconds(timeout)
    limits.reading = min(limits.reading, limits.overall)
    limits.connecting = min(limits.connecting, limits.overall)
    do {
      return try HTTPTransport(limits: limits, authorities: caFile, userAgent: "isthmus/\(Version.current)")
    } catch {
      throw UsageFailure(message: error.description)
    }
  }

  /// Whether calls are shown on standard error.
  var isLogging: Bool { verbose || traceHTTP }

  private var logger: Logger {
    let level: Logger.Level = traceHTTP ? .trace : verbose ? .info : .critical
    return Logger(label: "isthmus") { _ in StandardErrorLog(level: level) }
  }

  /// What is called in place of the cloud.
  func addresses() throws(UsageFailure) -> ServiceAddresses {
    var addresses = ServiceAddresses()
    for text in endpointURL {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2, !parts[0].contains("/") {
        guard let service = Service(rawValue: parts[0]) else {
          throw UsageFailure(
            message: "--endpoint-url \(text): there is no service \(parts[0]); write "
              + Service.allCases.map(\.rawValue).joined(separator: ", "))
        }
        addresses.own[service] = parts[1]
      } else {
        addresses.common = text
      }
    }
    return addresses
  }

  private func paths() throws(UsageFailure) -> [String: String] {
    var paths: [String: String] = [:]
    for (name, path) in try pairs(path, "--path") {
      paths[try OperationLookup.operation(name).id] = path
    }
    return paths
  }

  private func pairs(_ texts: [String], _ option: String) throws(UsageFailure) -> [String: String] {
    var pairs: [String: String] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw UsageFailure(message: "\(option) \(text): write NAME=VALUE") }
      pairs[parts[0]] = parts[1]
    }
    return pairs
  }
}
