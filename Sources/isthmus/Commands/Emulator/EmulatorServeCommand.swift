import ArgumentParser
import CtyunAPI
import CtyunClient
import Emulator
import EmulatorServer
import LocalFiles
import NIOSSL

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `isthmus emulator serve`: serves the local cloud.
struct EmulatorServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the local cloud over HTTP or HTTPS until it is told to stop.",
    discussion: """
      The first line on standard output is the base URL, as soon as it listens. SIGTERM and Ctrl-C stop it: requests \
      in flight get their replies. docs/emulator.md says how seeds and faults are written and what --state promises.

      Examples:
        isthmus emulator --port 8080 --account hub:AKHUB:SKHUB
        isthmus emulator --seed cloud.yaml --faults faults.yaml --state cloud.state
        isthmus emulator --tls --ca-file ca.pem --ready-file url.txt
      """)

  @Option(name: .long, help: "The port; 0 takes one that is free.") var port: UInt16 = 0
  @Option(name: .long, help: "The address to listen on.") var host = "127.0.0.1"
  @Flag(name: .long, help: "Allow an address that other machines can reach.") var allowRemote = false
  @Option(name: .long, help: "Write the base URL into this file once it listens.", completion: .file())
  var readyFile: String?

  @Option(
    name: .long,
    help:
      "An account with its keys, NAME:AK:SK; as often as wanted. Others can see it while it runs: see --credentials."
  )
  var account: [AccountArgument] = []
  @Option(
    name: .long,
    help: "A credentials file as `isthmus api` reads it: every profile is an account with its key.",
    completion: .file(extensions: ["yaml", "json"]))
  var credentials: String?
  @Option(
    name: .long, help: "A region's id; as often as wanted. The first one is meant where a call names none.")
  var region: [String] = []
  @Option(name: .long, help: "What is there before the first call (YAML or JSON).", completion: .file())
  var seed: String?
  @Option(name: .long, help: "Keep the state in this file and its journal beside it.", completion: .file())
  var state: String?
  @Option(name: .long, help: "What goes wrong by purpose (YAML or JSON).", completion: .file()) var faults:
    String?
  @Option(name: .long, help: "Answer so much later: 50ms, 1s.") var latency: String?
  @Option(name: .long, help: "Where ids begin: the same number and the same calls give the same ids.")
  var idSeed: UInt64 = 1
  @Flag(
    name: .long,
    help: "Accept the signature of the published recipe alone, not the variants of public clients.")
  var strict = false

  @Flag(name: .long, help: "Serve HTTPS with a certificate made for this run.") var tls = false
  @Option(
    name: .long, help: "Write the certificate that clients have to trust into this file.", completion: .file()
  )
  var caFile: String?
  @Option(name: .long, help: "Serve HTTPS with this certificate chain (PEM).", completion: .file()) var cert:
    String?
  @Option(name: .long, help: "The key of --cert (PEM).", completion: .file()) var key: String?
  @Option(name: .long, help: "How many threads answer.") var threads = 1

  func validate() throws {
    guard allowRemote || NetworkAddress.isLoopback(host) else {
      throw ValidationError(
        "--host \(host) can be reached by other machines; give --allow-remote if that is meant, or 127.0.0.1"
      )
    }
    guard (cert == nil) == (key == nil) else { throw ValidationError("--cert and --key belong together") }
    guard !tls || cert == nil else { throw ValidationError("give --tls or --cert, not both") }
    guard caFile == nil || tls else { throw ValidationError("--ca-file goes with --tls") }
    guard (1...64).contains(threads) else { throw ValidationError("--threads is between 1 and 64") }
    if let latency, DurationText.milliseconds(latency) == nil {
      throw ValidationError("--latency is a duration such as 50ms, 2s or 1m")
    }
    for (place, account) in account.enumerated() {
      guard !self.account[..<place].contains(where: { $0.key.id == account.key.id }) else {
        throw ValidationError("--account names the access key \(account.key.id) twice")
      }
    }
  }

  func run() async throws {
    let keys = try accountKeys()
    let fresh = try freshCloud(keys)
    let faults = try faults.map {
      try EmulatorFile($0, noun: "faults").located { document throws(ContentError) in try Faults(document) }
    }
    let tls = try tlsConfiguration()
    let failure = StateFailure()
    let kept = try openState(fresh, failure)

    let wire = EmulatedWire(kept?.cloud ?? fresh, resettingTo: fresh, options: options, now: Self.now)
    for (name, key) in keys { wire.add(key, of: CloudAccount(name: name)) }
    if let faults { wire.setFaults(faults) }
    if let file = kept?.file { wire.recordEffects { file.record($0, $1) } }

    var configuration = EmulatorServer.Configuration()
    configuration.host = host
    configuration.port = Int(port)
    configuration.tls = tls
    configuration.threads = threads
    let server = EmulatorServer(wire, configuration) { leaveAsIfKilled() }
    failure.onReport { server.stop() }
    let signals = StopSignals { server.stop() }
    do {
      try await server.run { [readyFile] url in
        // In this order: whoever has read the line finds the file.
        if let readyFile { try Files.write("\(url)\n", to: readyFile) }
        Terminal.write("\(url)\n")
      }
    } catch let error as FileFailure {
      throw error
    } catch {
      Terminal.writeError("isthmus: cannot serve on \(host) port \(port): \(error)\n")
      throw ExitStatus.fileFailure
    }
    await kept?.file.close()
    withExtendedLifetime(signals) {}
    if failure.hasReported { throw ExitStatus.fileFailure }
  }

  private var options: EmulatedWire.Options {
    var options = EmulatedWire.Options()
    options.isStrict = strict
    options.latencyMilliseconds = latency.flatMap(DurationText.milliseconds) ?? 0
    return options
  }

  /// Who may call: the accounts of the options, then those of the credentials file.
  private func accountKeys() throws -> [(name: String, key: AccessKey)] {
    let given = account.map { (name: $0.name, key: $0.key) }
    guard let credentials else { return given }
    let file: CredentialsFile
    do throws(CredentialsFailure) {
      file = try CredentialsFile(path: credentials)
    } catch {
      throw UsageFailure(message: "\(error.message)\n  = help: \(error.help)")
    }
    let profiles = file.keys.sorted { $0.key < $1.key }.map { (name: $0.key, key: $0.value) }
    for (place, profile) in profiles.enumerated() {
      guard !(given + profiles[..<place]).contains(where: { $0.key.id == profile.key.id }) else {
        throw UsageFailure(message: "two accounts have the access key \(profile.key.id)")
      }
    }
    return given + profiles
  }

  /// The cloud that a state without a file begins with, and that a reset goes back to.
  private func freshCloud(_ keys: [(name: String, key: AccessKey)]) throws -> Cloud {
    let regions = region.map { CloudRegion(id: $0) }
    var cloud = Cloud(
      CloudConfiguration(
        seed: idSeed, regions: regions.isEmpty && seed == nil ? [.example] : regions,
        accounts: keys.map { CloudAccount(name: $0.name) }))
    if let seed {
      let file = try EmulatorFile(seed, noun: "seed")
      try file.located { document throws(ContentError) in try cloud.plant(Seed(document), at: Self.now()) }
      if cloud.regions.isEmpty { cloud.add(.example) }
    }
    return cloud
  }

  private func openState(_ fresh: Cloud, _ failure: StateFailure) throws -> (file: StateFile, cloud: Cloud)? {
    guard let state else { return nil }
    do throws(StateFileError) {
      return try StateFile.open(state, fresh: fresh) { failure.report($0) }
    } catch {
      throw FileFailure(path: error.path, action: "use the state", reason: error.message, hint: nil)
    }
  }

  private func tlsConfiguration() throws -> TLSConfiguration? {
    if let cert, let key {
      do {
        let chain = try NIOSSLCertificate.fromPEMFile(cert)
        return .makeServerConfiguration(
          certificateChain: chain.map { .certificate($0) },
          privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
      } catch {
        throw FileFailure(
          path: "\(cert) and \(key)", action: "use", reason: "\(error)", hint: "both must be PEM files")
      }
    }
    guard tls else { return nil }
    let made = try GeneratedCertificate(for: NetworkAddress.isLoopback(host) ? [] : [host], now: Date())
    if let caFile { try Files.write(made.authorityPEM, to: caFile) }
    return made.tls
  }

  private static func now() -> EmulatorInstant {
    EmulatorInstant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}
