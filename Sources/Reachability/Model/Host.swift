public import Addressing
public import Scenario

/// Something with an address that answers, or passes on under another address.
public struct Host: Sendable {
  /// Its name.
  public var name: String
  /// Filters in front of it, in order.
  public var filters: [Int] = []
  /// Why it takes no connection at all; nil when it takes them.
  public var refusal: Refusal?
  /// What listens, sorted by port. Nil: nothing is known of it.
  public var listeners: [Listener]?
  /// What made it.
  public var cause: Cause
  /// What says on which ports it listens, and what to write so that it listens on another; nil for what made it.
  public var missing: Refusal?
  /// What must be true besides, for people to confirm.
  public var assumptions: [String] = []

  /// Joins the parts.
  public init(_ name: String, listeners: [Listener]?, cause: Cause) {
    self.name = name
    self.listeners = listeners
    self.cause = cause
  }

  /// The listener of a port, by binary search.
  func listener(_ port: TransportPort) -> Listener? {
    guard let listeners else { return nil }
    var low = 0
    var high = listeners.count
    while low < high {
      let middle = (low + high) / 2
      if listeners[middle].port < port { low = middle + 1 } else { high = middle }
    }
    return low < listeners.count && listeners[low].port == port ? listeners[low] : nil
  }
}

/// Why a host takes no connections.
public struct Refusal: Sendable, Hashable {
  /// The reason.
  public var cause: Cause
  /// What to write instead.
  public var remedy: String

  /// Joins the parts.
  public init(_ cause: Cause, remedy: String) {
    self.cause = cause
    self.remedy = remedy
  }
}

/// A port on which a host listens.
public struct Listener: Sendable {
  /// The port.
  public var port: TransportPort
  /// A filter that judges the connection as it arrives at the servers, with the port it has there.
  public var serverFilters: [Int] = []
  /// The port that the server filters see.
  public var serverPort: UInt16
  /// Where the connection is passed on to; empty when the host answers itself. Any of several may be taken.
  public var relays: [Relay] = []
  /// What made it.
  public var cause: Cause

  /// A listener that answers itself.
  public init(_ port: TransportPort, cause: Cause) {
    self.port = port
    serverPort = port.port
    self.cause = cause
  }
}

/// Passing on: the same flow goes on from another place, under another source, to another destination.
public struct Relay: Sendable {
  /// The place from which it goes on.
  public var from: Int
  /// Its source there: any address of these.
  public var sources: PrefixSet
  /// Its destination there.
  public var destination: IPAddress
  /// The place the destination is expected at.
  public var at: Int
  /// Its port there.
  public var port: UInt16
  /// What made it.
  public var cause: Cause

  /// Joins the parts.
  public init(
    from: Int, sources: PrefixSet, destination: IPAddress, at: Int, port: UInt16, cause: Cause
  ) {
    self.from = from
    self.sources = sources
    self.destination = destination
    self.at = at
    self.port = port
    self.cause = cause
  }
}
