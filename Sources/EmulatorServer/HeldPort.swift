import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A port that stays this process' own, also while nobody listens on it: a socket is bound to it and never listens.
///
/// Connections are refused as on any free port, but the system gives the port to nobody else, neither to a server that
/// asks for any port nor to a client as its own end. A server beside the socket binds with `SO_REUSEADDR`.
struct HeldPort: ~Copyable {
  /// The port; one that was free if 0 was asked for.
  let number: Int
  private let descriptor: CInt

  /// Takes the port. Where the system lets no second socket be bound beside it, which is all but Linux, it is looked up
  /// and left.
  ///
  /// - Throws: ``PortFailure`` when the address cannot be bound, `SocketAddressError` when the host has none.
  init(_ port: Int, on host: String) throws {
    (descriptor, number) = try Self.bound(to: try SocketAddress.makeAddressResolvingHost(host, port: port))
    #if !os(Linux)
      close(descriptor)
    #endif
  }

  deinit {
    #if os(Linux)
      close(descriptor)
    #endif
  }

  private static func bound(to address: SocketAddress) throws -> (descriptor: CInt, port: Int) {
    #if canImport(Glibc)
      let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    let descriptor = socket(CInt(address.protocol.rawValue), type, 0)
    guard descriptor >= 0 else { throw PortFailure(number: errno) }
    var one: CInt = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<CInt>.size))
    let isBound = address.withSockAddr { bind(descriptor, $0, socklen_t($1)) == 0 }
    guard isBound, let port = port(of: descriptor) else {
      let failure = PortFailure(number: errno)
      close(descriptor)
      throw failure
    }
    return (descriptor, port)
  }

  /// The port that the system gave to a bound socket.
  private static func port(of descriptor: CInt) -> Int? {
    // As large as any address is.
    withUnsafeTemporaryAllocation(byteCount: 128, alignment: 16) { bytes in
      var size = socklen_t(bytes.count)
      let result = bytes.withMemoryRebound(to: sockaddr.self) {
        getsockname(descriptor, $0.baseAddress, &size)
      }
      // The port has one place in the addresses of both families, its high byte first.
      return result == 0 ? Int(bytes[2]) << 8 | Int(bytes[3]) : nil
    }
  }
}

extension HeldPort {
  /// Tries to listen again on a port that is held, for some ten seconds and more seldom each time, as long as it is in use.
  ///
  /// Nobody else can have taken it. But a process that was forked and has not yet become another program has copies of
  /// all sockets, and listens on them whatever has been closed here.
  ///
  /// - Throws: what `listen` throws, at once when it is something else.
  static func listenAgain<Value>(
    pausing pause: (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    _ listen: () async throws -> Value
  ) async throws -> Value {
    for doublings in 0..<10 {
      do { return try await listen() } catch let error as IOError where error.errnoCode == EADDRINUSE {
        try await pause(.milliseconds(10 << doublings))
      }
    }
    return try await listen()
  }
}

/// Why a server cannot have the port that it was told to take.
struct PortFailure: Error, CustomStringConvertible {
  /// The system's number of the error.
  let number: CInt

  var description: String {
    switch number {
    case EADDRINUSE: "another process has the port; give another one, or 0 for any that is free"
    case EACCES: "only an administrator may take that port; give one from 1024 on, or 0 for any that is free"
    case EADDRNOTAVAIL: "this machine does not have that address"
    default: String(cString: strerror(number))
    }
  }
}
