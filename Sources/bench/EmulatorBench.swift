import CtyunAPI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures the emulator: signing, start-up, requests, memory.
struct EmulatorBench {
  let isthmus: String
  let folder: String
  private static let region = "81f7728662dd11ec810800155d307d5b"
  private static let connections = 64

  /// Prints a Markdown table; false when something failed.
  func run() -> Bool {
    print("| what | | |\n|---|--:|---|")
    signing()
    startUp()
    return load()
  }

  private func signing() {
    let key = AccessKey(id: "AKBENCH", secret: Secret("SKBENCH"))
    let body = Array(Self.endpoint(1).utf8)
    let count = 50_000
    let date = EOPDate(secondsSince1970: 1_735_787_045)
    let before = Self.processorSeconds()
    for number in 0..<count {
      _ = EOPSignature(key: key, requestID: "request-\(number)", date: date, query: "", body: body)
    }
    let seconds = Self.processorSeconds() - before
    print(
      "| signatures of a request of \(body.count) bytes | \(Int(Double(count) / seconds)) | a second of processor time |"
    )
  }

  private func startUp() {
    let runs = (0..<11).compactMap { _ in LoadedEmulator(isthmus, [])?.startSeconds }.sorted()
    guard !runs.isEmpty else { return }
    print(
      "| start-up, median of \(runs.count) | \(rounded(runs[runs.count / 2] * 1000)) | ms until it listens |")
  }

  private func load() -> Bool {
    let seed = "\(folder)/seed.yaml"
    let faults = "\(folder)/faults.yaml"
    write(Self.seed, to: seed)
    write(Self.faults, to: faults)
    guard let emulator = LoadedEmulator(isthmus, ["--seed", seed, "--faults", faults, "--threads", "1"])
    else {
      print("the emulator does not start")
      return false
    }
    let show = (0..<30_000).map { _ in
      emulator.request("GET", "/v4/vpc/query", query: "regionID=\(Self.region)&vpcID=vpc-bench00000")
    }
    var isFine = measure("ShowVpc", show, emulator)
    let create = (0..<10_000).map { number in
      emulator.request("POST", "/v4/vpce/create-endpoint", body: Self.endpoint(number))
    }
    isFine = measure("CreateEndpoint", create, emulator) && isFine
    print("| memory with 10 000 endpoints | \(rounded(emulator.residentMebibytes)) | MiB resident |")
    let list = (0..<10_000).map { number in
      emulator.request(
        "GET", "/v4/vpce/new-list-endpoint",
        query: "pageNo=\(number % 1000 + 1)&pageSize=10&regionID=\(Self.region)")
    }
    return measure("ListEndpoints, any of 1 000 pages of 10", list, emulator) && isFine
  }

  private func measure(_ name: String, _ requests: [[UInt8]], _ emulator: LoadedEmulator) -> Bool {
    let load = emulator.load(requests, connections: Self.connections)
    print(
      "| \(name), \(requests.count) requests over \(Self.connections) connections | \(Int(load.perCore)) "
        + "| a second of the server's processor time; \(Int(Double(load.requests) / load.seconds)) a second by the clock"
        + (load.failures == 0 ? "" : "; \(load.failures) FAILED") + " |")
    return load.failures == 0
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func endpoint(_ number: Int) -> String {
    #"{"clientToken":"token-\#(number)","regionID":"\#(region)","cycleType":"on_demand","#
      + #""endpointServiceID":"endpser-bench00000","endpointName":"endpoint-\#(number)","#
      + #""subnetID":"subnet-bench00000","vpcID":"vpc-bench00000","whitelistFlag":0}"#
  }

  private static let seed = """
    version: 1
    regions: [{ id: \(region) }]
    accounts: [{ name: bench }]
    progressions: { endpoint: immediate }
    resources:
      - account: bench
        operation: vpc.CreateVpc
        id: vpc-bench00000
        parameters: { name: bench, CIDR: 10.0.0.0/8, clientToken: a }
      - account: bench
        operation: vpc.CreateSubnet
        id: subnet-bench00000
        parameters: { vpcID: vpc-bench00000, name: bench, CIDR: 10.1.0.0/16, clientToken: b }
      - account: bench
        operation: vpce.CreateEndpointService
        id: endpser-bench00000
        parameters:
          vpcID: vpc-bench00000
          name: bench
          clientToken: c
          instanceType: lb
          instanceID: lb-bench00000
          autoConnection: true
          rules: [{ protocol: TCP, serverPort: 8443, endpointPort: 443 }]

    """

  /// The quota of endpoints is out of the way from the first call on.
  private static let faults = """
    version: 1
    rules:
      - { first: 1, fault: { kind: quota, limit: endpoints-per-account, to: 1000000 } }

    """
}
