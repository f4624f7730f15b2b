import CtyunAPI
import Foundation
import Synchronization

/// A way to the emulator on which a test stands: every request and every reply passes here, and a test may act at an
/// exact moment of one of them.
///
/// A process that is killed while its request is held here has sent it and not had it answered; what the emulator
/// knows of it is decided here. So a boundary is hit each time, and not most times.
final class Gate: Sendable {
  /// Where an exchange is held.
  enum Boundary: String, CaseIterable, Sendable {
    /// The request is here and never reaches the cloud: as if it had not been sent.
    case beforeEffect = "before the effect"
    /// The cloud did it; the reply is here.
    case afterEffect = "after the effect"
    /// The client has its reply and cannot write it down.
    case afterReply = "after the reply"
  }

  /// A request that passed: what was called, for how many times, and its id.
  struct Exchange: Sendable, Hashable, CustomStringConvertible {
    var call: String
    var occurrence: Int
    var requestID: String
    var description: String { "\(call) no. \(occurrence)" }
  }

  /// What a test does at a boundary. It may have the reply delivered, where there is one; the connection ends when it
  /// returns.
  struct Trap: Sendable {
    var call: String
    var occurrence: Int
    var boundary: Boundary
    var act: @Sendable (Exchange, _ deliver: () -> Void) -> Void
  }

  private struct State {
    var counts: [String: Int] = [:]
    var exchanges: [Exchange] = []
    var trap: Trap?
    var caught: Exchange?
  }

  /// Its base URL.
  let url: String
  private let state = Mutex(State())
  private let upstream: UInt16
  private let listener: Int32

  /// Opens a gate before the server at a port of this machine.
  init(to port: UInt16) throws {
    upstream = port
    listener = try Socket.listen()
    url = "http://127.0.0.1:\(Socket.port(of: listener))"
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let client = Socket.accept(listener)
        guard client >= 0, let self else { return }
        Thread.detachNewThread { self.serve(client) }
      }
    }
  }

  deinit {
    // Ends the accepting thread, too.
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// How a call of an operation looks here.
  static func call(of operation: String) -> String {
    Operations.named(operation).map { "\($0.method.rawValue) \($0.path)" } ?? operation
  }

  /// Forgets what passed, and sets a trap if there is one.
  func reset(_ trap: Trap? = nil) { state.withLock { $0 = State(trap: trap) } }

  /// The requests since the last reset, in the order in which they came.
  var exchanges: [Exchange] { state.withLock { $0.exchanges } }

  /// The exchange that ran into the trap; nil when none did.
  var caught: Exchange? { state.withLock { $0.caught } }

  private func serve(_ client: Int32) {
    defer { close(client) }
    guard let server = Socket.connect(to: upstream) else { return }
    defer { close(server) }
    var requests = MessageReader(descriptor: client)
    var replies = MessageReader(descriptor: server)
    while let request = requests.next() {
      let (exchange, trap) = note(request)
      if let trap, trap.boundary == .beforeEffect { return trap.act(exchange) {} }
      guard Socket.write(request.bytes, to: server), let reply = replies.next() else { return }
      if let trap { return trap.act(exchange) { _ = Socket.write(reply.bytes, to: client) } }
      guard Socket.write(reply.bytes, to: client) else { return }
    }
  }

  private func note(_ request: Message) -> (Exchange, Trap?) {
    state.withLock { state in
      let call = request.call
      let occurrence = state.counts[call, default: 0] + 1
      state.counts[call] = occurrence
      let exchange = Exchange(
        call: call, occurrence: occurrence, requestID: request.header("ctyun-eop-request-id") ?? "")
      state.exchanges.append(exchange)
      guard let trap = state.trap, trap.call == call, trap.occurrence == occurrence else {
        return (exchange, nil)
      }
      state.caught = exchange
      return (exchange, trap)
    }
  }
}

/// One HTTP message, as it is on the wire.
struct Message: Sendable {
  var bytes: [UInt8]
  var head: String

  /// Method and path of a request, without the query.
  var call: String {
    let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
    guard words.count > 1 else { return head }
    return "\(words[0]) \(words[1].prefix { $0 != "?" })"
  }

  /// The status of a reply.
  var status: Int { head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }

  /// The bytes behind the head.
  var body: [UInt8] { Array(bytes.dropFirst(head.utf8.count)) }

  /// The value of a header field.
  func header(_ name: String) -> String? {
    for line in head.split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == name {
        return parts[1].trimmingCharacters(in: .whitespaces)
      }
    }
    return nil
  }
}

/// Reads HTTP messages off a socket; both sides of the gate say how long their bodies are.
struct MessageReader {
  let descriptor: Int32
  private var buffer: [UInt8] = []

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next message; nil when the other side is gone.
  mutating func next() -> Message? {
    var end: Int?
    while true {
      if end == nil { end = Self.endOfHead(buffer) }
      if let end {
        let head = String(decoding: buffer[..<end], as: UTF8.self)
        let length = Message(bytes: [], head: head).header("content-length").flatMap { Int($0) } ?? 0
        if buffer.count >= end + length {
          let message = Message(bytes: Array(buffer[..<(end + length)]), head: head)
          buffer.removeFirst(end + length)
          return message
        }
      }
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      buffer += piece.prefix(count)
    }
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    guard bytes.count >= mark.count else { return nil }
    return (0...(bytes.count - mark.count)).first { Array(bytes[$0..<($0 + mark.count)]) == mark }
      .map { $0 + mark.count }
  }
}

/// Blocking sockets of this machine, which no child process inherits.
enum Socket {
  private static let stream = Int32(SOCK_STREAM.rawValue)

  /// Listens on a free port of the loopback address.
  static func listen() throws -> Int32 {
    let descriptor = make()
    var address = loopback(0)
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard descriptor >= 0, isBound == 0, Foundation.listen(descriptor, 64) == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
    return descriptor
  }

  /// The port that a listener has.
  static func port(of descriptor: Int32) -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  /// Waits for a connection; negative when the listener was closed.
  static func accept(_ listener: Int32) -> Int32 {
    while true {
      let descriptor = Foundation.accept(listener, nil, nil)
      if descriptor < 0, errno == EINTR || errno == ECONNABORTED { continue }
      if descriptor >= 0 { keep(descriptor) }
      return descriptor
    }
  }

  /// Connects to a port of the loopback address; nil when nobody listens.
  static func connect(to port: UInt16) -> Int32? {
    let descriptor = make()
    var address = loopback(port)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result == 0 { return descriptor }
    close(descriptor)
    return nil
  }

  /// Writes everything; false when the other side is gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  private static func make() -> Int32 {
    let descriptor = socket(AF_INET, stream, 0)
    keep(descriptor)
    return descriptor
  }

  private static func keep(_ descriptor: Int32) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
