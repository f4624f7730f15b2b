import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A TCP connection that sends and receives bytes as they are, and waits while it does.
final class RawConnection {
  /// How a read ended.
  enum Piece: Equatable {
    case bytes([UInt8])
    case end
    case reset
  }

  /// A reply as it came.
  struct Reply {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// Connects; nil when nobody listens.
  init?(port: Int) {
    descriptor = Self.socket()
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    let descriptor = descriptor
    let result = Self.withAddress(port: port) { connect(descriptor, $0, $1) }
    // Every property is there: the deinitialiser closes what did not connect.
    guard result == 0 else { return nil }
  }

  /// Whether the system gives the port to another socket.
  static func canBind(port: Int) -> Bool {
    let descriptor = socket()
    defer { close(descriptor) }
    return withAddress(port: port) { bind(descriptor, $0, $1) } == 0
  }

  private static func socket() -> Int32 {
    Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  }

  /// The address written byte by byte: which C module the members of `sockaddr_in` belong to, NIO's or the system's,
  /// depends on what else the compiler has read.
  private static func withAddress<Result>(
    port: Int, _ body: (UnsafePointer<sockaddr>?, socklen_t) -> Result
  ) -> Result {
    var bytes = withUnsafeBytes(of: sa_family_t(AF_INET)) { Array($0) }
    bytes += [UInt8(port >> 8 & 0xFF), UInt8(port & 0xFF), 127, 0, 0, 1] + Array(repeating: 0, count: 8)
    return bytes.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { body($0.baseAddress, socklen_t(bytes.count)) }
    }
  }

  deinit { close(descriptor) }

  /// Sends; false when the other side has closed.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      start += count
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Says that no more will be sent.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Waits for something to come.
  func receive() -> Piece {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    if count > 0 { return .bytes(Array(bytes.prefix(count))) }
    return count == 0 ? .end : .reset
  }

  /// Whether nothing has come so far, without waiting.
  var isQuiet: Bool {
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT) | Int32(MSG_PEEK)) < 0 && errno == EAGAIN
  }

  /// Waits for a whole reply; nil when the connection ends before.
  func reply(withoutBody: Bool = false) -> Reply? {
    var separator: Int?
    while separator == nil {
      separator = (0..<max(0, buffer.count - 3)).first { buffer[$0..<$0 + 4] == [13, 10, 13, 10] }
      if separator == nil, !fill() { return nil }
    }
    guard let separator else { return nil }
    let lines = String(decoding: buffer[..<separator], as: UTF8.self).split(separator: "\r\n")
    buffer.removeFirst(separator + 4)
    let headers = lines.dropFirst().map { line -> (name: String, value: String) in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
    }
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    if status == 100 { return Reply(status: 100, headers: headers, body: []) }
    let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
    while !withoutBody, buffer.count < length { guard fill() else { return nil } }
    let body = withoutBody ? [] : Array(buffer.prefix(length))
    buffer.removeFirst(body.count)
    return Reply(status: status, headers: headers, body: body)
  }

  private func fill() -> Bool {
    guard case .bytes(let bytes) = receive() else { return false }
    buffer += bytes
    return true
  }
}
