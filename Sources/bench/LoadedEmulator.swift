import CtyunAPI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An emulator that runs as a process of its own, and a crowd of connections to it.
final class LoadedEmulator {
  /// What came of many requests.
  struct Load {
    var requests: Int
    var seconds: Double
    /// Processor time of the server, in user and system mode.
    var serverSeconds: Double
    /// How many replies did not say 800.
    var failures: Int

    /// How many requests a core of the server would answer in a second.
    var perCore: Double { Double(requests) / serverSeconds }
  }

  private let process: pid_t
  private let port: UInt16
  private let key = AccessKey(id: "AKBENCH", secret: Secret("SKBENCH"))
  private var serial = 0
  /// Seconds from the start of the process to the line that says that it listens.
  let startSeconds: Double

  /// Starts an emulator; nil when it does not come up.
  init?(_ isthmus: String, _ arguments: [String]) {
    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, pipes[0])
    defer { posix_spawn_file_actions_destroy(&actions) }
    let command = [isthmus, "emulator", "--account", "bench:AKBENCH:SKBENCH"] + arguments
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process = pid_t()
    let start = ContinuousClock.now
    let isStarted = posix_spawn(&process, isthmus, &actions, nil, &words, environ) == 0
    close(pipes[1])
    defer { close(pipes[0]) }
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(pipes[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
    startSeconds = Self.seconds(ContinuousClock.now - start)
    self.process = process
    let text = String(decoding: line, as: UTF8.self)
    guard isStarted, let port = text.split(separator: ":").last.flatMap({ UInt16($0) }) else { return nil }
    self.port = port
  }

  deinit {
    kill(process, SIGTERM)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// The resident memory of the server, in mebibytes.
  var residentMebibytes: Double {
    let line = Self.lines(of: "/proc/\(process)/status").first { $0.hasPrefix("VmRSS:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
  }

  /// Signs a request; the query is written as the recipe says.
  func request(_ method: String, _ path: String, query: String = "", body: String = "") -> [UInt8] {
    serial += 1
    let tail = String(serial)
    let id = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - tail.count) + tail
    let signature = EOPSignature(
      key: key, requestID: id, date: EOPDate(secondsSince1970: Int64(time(nil))), query: query,
      body: Array(body.utf8))
    var text = "\(method) \(path)\(query.isEmpty ? "" : "?\(query)") HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    for (name, value) in signature.headers { text += "\(name): \(value)\r\n" }
    if !body.isEmpty { text += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
    return Array("\(text)\r\n\(body)".utf8)
  }

  /// Sends the requests over so many connections, each of which waits for a reply before it sends the next one.
  func load(_ requests: [[UInt8]], connections count: Int) -> Load {
    var connections = (0..<count).compactMap { _ in LoadConnection(port: port) }
    var polls = connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    var next = 0
    var done = 0
    var failures = count - connections.count
    let processorBefore = processorSeconds
    let start = ContinuousClock.now
    for place in connections.indices where next < requests.count {
      connections[place].send(requests[next])
      next += 1
    }
    while done < requests.count, failures < requests.count {
      guard poll(&polls, nfds_t(polls.count), 30_000) > 0 else { break }
      for place in polls.indices where polls[place].revents != 0 {
        guard let isSuccess = connections[place].receive() else { continue }
        done += 1
        if !isSuccess { failures += 1 }
        if next < requests.count {
          connections[place].send(requests[next])
          next += 1
        }
      }
    }
    return Load(
      requests: done, seconds: Self.seconds(ContinuousClock.now - start),
      serverSeconds: processorSeconds - processorBefore, failures: failures + requests.count - done)
  }

  /// User and system time of the server so far.
  private var processorSeconds: Double {
    let text = Self.lines(of: "/proc/\(process)/stat").first ?? ""
    // The name in parentheses can hold spaces.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func lines(of path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}

/// One connection of the crowd.
private struct LoadConnection {
  let descriptor: Int32
  private var received: [UInt8] = []

  init?(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      close(descriptor)
      return nil
    }
  }

  func send(_ bytes: [UInt8]) {
    // Requests are far smaller than the socket's buffer.
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Takes what came; whether a whole reply says 800, nil while it is not there yet.
  mutating func receive() -> Bool? {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return false }
    received += bytes.prefix(count)
    guard let head = Self.place(of: "\r\n\r\n", in: received[...]),
      let length = Self.place(of: "Content-Length: ", in: received[...])
    else { return nil }
    let digits = received[length...].prefix { (0x30...0x39).contains($0) }
    guard received.count - head >= digits.reduce(0, { $0 * 10 + Int($1 - 0x30) }) else { return nil }
    defer { received.removeAll(keepingCapacity: true) }
    return Self.place(of: "\"statusCode\":800", in: received[head...]) != nil
  }

  /// Where a text ends that stands in the bytes.
  private static func place(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
    let count = text.utf8CodeUnitCount
    let first = text.utf8Start[0]
    return bytes.withUnsafeBufferPointer { buffer in
      var place = 0
      while place + count <= buffer.count {
        if buffer[place] == first, (1..<count).allSatisfy({ buffer[place + $0] == text.utf8Start[$0] }) {
          return bytes.startIndex + place + count
        }
        place += 1
      }
      return nil
    }
  }
}
