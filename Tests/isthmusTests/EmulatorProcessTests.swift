import Foundation
import Testing

/// The emulator as a process of its own: what only its start and its end can show.
@Suite struct EmulatorProcessTests {
  /// A process that serves, and its base URL.
  private struct Served {
    let process: ChildProcess
    let url: String

    init(_ arguments: [String], in folder: URL) throws {
      process = try ChildProcess(
        Shell.products.appending(path: "isthmus").path, ["emulator"] + arguments, in: folder,
        environment: [:],
        withErrors: false)
      url = process.read(onlyALine: true)
    }

    /// Sends a signal and waits for the end.
    func end(_ signal: Int32) -> ChildProcess.End {
      kill(process.pid, signal)
      return process.wait()
    }
  }

  private let region = "81f7728662dd11ec810800155d307d5b"

  private func call(_ served: Served, _ rest: String, in folder: URL) throws -> (output: String, code: Int32)
  {
    try Shell.run(
      "CTYUN_AK=AK CTYUN_SK=SK isthmus api call --attempts 1 --region \(region) --endpoint-url \(served.url) \(rest)",
      in: folder)
  }

  private func inventory(_ served: Served, in folder: URL) throws -> String {
    try Shell.run("curl -sS \(served.url)/_emulator/inventory", in: folder).output
  }

  @Test(arguments: [SIGTERM, SIGINT]) func stopsWhenAsked(_ signal: Int32) throws {
    try Shell.inScratchFolder { folder in
      let served = try Served(["--account", "hub:AK:SK", "--ready-file", "url.txt"], in: folder)
      #expect(try String(contentsOf: folder.appending(path: "url.txt"), encoding: .utf8) == served.url + "\n")
      #expect(try call(served, "vpc.ListVpcs", in: folder).code == 0)
      #expect(served.end(signal) == .exit(0))
    }
  }

  @Test func stateSurvivesKill() throws {
    try Shell.inScratchFolder { folder in
      let arguments = ["--account", "hub:AK:SK", "--state", "cloud.state"]
      var served = try Served(arguments, in: folder)
      for round in 0..<3 {
        for number in 0..<3 {
          let made = try call(
            served, "vpc.CreateVpc --param name=vpc-\(round)-\(number) --param CIDR=10.0.0.0/16", in: folder)
          #expect(made.code == 0, "\(made.output)")
        }
        let before = try inventory(served, in: folder)
        #expect(before.contains("vpc-\(round)-2"))
        #expect(served.end(SIGKILL) == .signal(SIGKILL))
        served = try Served(arguments, in: folder)
        #expect(try inventory(served, in: folder) == before)
      }
      #expect(served.end(SIGTERM) == .exit(0))
    }
  }

  @Test func exitFaultEndsTheProcessAfterTheEffect() throws {
    try Shell.inScratchFolder { folder in
      let faults = "{version: 1, rules: [{operations: vpc.CreateVpc, nth: 2, fault: exit}]}"
      try Data(faults.utf8).write(to: folder.appending(path: "faults.yaml"))
      let arguments = ["--account", "hub:AK:SK", "--state", "cloud.state"]
      let served = try Served(arguments + ["--faults", "faults.yaml"], in: folder)
      let create = "vpc.CreateVpc --param CIDR=10.0.0.0/16 --param name="
      #expect(try call(served, create + "one", in: folder).code == 0)
      #expect(try call(served, create + "two", in: folder).code != 0)
      #expect(served.process.wait() == .exit(137))
      let again = try Served(arguments, in: folder)
      #expect(try inventory(again, in: folder).contains(#""name":"two""#))
    }
  }

  /// The certificate of `--tls` is trusted by whoever has the file, under each of its names, and by nobody else.
  @Test func certificateIsTrustedByItsFile() throws {
    try Shell.inScratchFolder { folder in
      let served = try Served(["--account", "hub:AK:SK", "--tls", "--ca-file", "ca.pem"], in: folder)
      #expect(served.url.hasPrefix("https://127.0.0.1:"))
      #expect(try call(served, "vpc.ListVpcs --ca-file ca.pem", in: folder).code == 0)
      let named = served.url.replacing("127.0.0.1", with: "localhost")
      let health = try Shell.run("curl -sS --cacert ca.pem \(named)/_emulator/health", in: folder)
      #expect(health.output.contains(#""status":"ok""#), "\(health.output)")
      let stranger = try call(served, "vpc.ListVpcs", in: folder)
      #expect(stranger.code == 5, "\(stranger.output)")
    }
  }

  @Test func keysComeFromAFileThatNobodyElseReads() throws {
    try Shell.inScratchFolder { folder in
      let keys =
        "profiles: { hub: { accessKey: AK, secretKey: SK }, orders: { accessKey: AK2, secretKey: SK2 } }"
      let file = folder.appending(path: "keys.yaml")
      try Data(keys.utf8).write(to: file)
      let open = try Shell.run("chmod 644 keys.yaml; isthmus emulator --credentials keys.yaml", in: folder)
      #expect(open.code == 2 && open.output.contains("chmod 600"))
      _ = try Shell.run("chmod 600 keys.yaml", in: folder)
      let served = try Served(["--credentials", "keys.yaml"], in: folder)
      #expect(try call(served, "vpc.ListVpcs", in: folder).code == 0)
    }
  }

  @Test func aTakenPortIsTold() throws {
    try Shell.inScratchFolder { folder in
      let served = try Served([], in: folder)
      let port = served.url.split(separator: ":").last ?? ""
      let second = try Shell.run("isthmus emulator --port \(port)", in: folder)
      #expect(second.code == 3 && second.output.contains("port \(port)"), "\(second.output)")
    }
  }
}
