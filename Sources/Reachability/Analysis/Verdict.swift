public import Diagnostics

/// What becomes of a class of packets. The set is closed: a new kind of answer is a change of the JSON format.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// They arrive, and the answers come back.
  case delivered
  /// A filter in front of the destination drops them, or their answers.
  case filteredIn
  /// A filter behind the source drops them, or their answers.
  case filteredOut
  /// A place on the way has no route, or one that leads away.
  case noRoute
  /// They come to a place twice.
  case loop
  /// They arrive at a port on which nobody listens.
  case notListening
  /// The connection to the service is not accepted.
  case notAccepted
  /// The name has no answer, so that nothing is sent.
  case unresolved
  /// They arrive, and the answers come back over other lines.
  case asymmetric
  /// The model cannot tell.
  case notModelled

  /// Whether a client is served.
  public var isSuccess: Bool { self == .delivered || self == .asymmetric }

  /// Its position among all cases.
  var position: Int {
    switch self {
    case .delivered: 0
    case .filteredIn: 1
    case .filteredOut: 2
    case .noRoute: 3
    case .loop: 4
    case .notListening: 5
    case .notAccepted: 6
    case .unresolved: 7
    case .asymmetric: 8
    case .notModelled: 9
    }
  }
}

/// The way out, and the way back.
public enum Direction: String, Sendable, Hashable, CaseIterable {
  /// From the client.
  case forward
  /// To the client.
  case `return`
}

/// Something that keeps packets from arriving.
public struct Blocker: Sendable, Hashable {
  /// What kind of thing.
  public var verdict: Verdict
  /// On which way.
  public var direction: Direction
  /// The place.
  public var node: String
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// The line of the scenario that causes it.
  public var location: SourceLocation?
  /// What to write instead, when that can be said.
  public var help: String?
}

/// A step on the way of a packet.
public struct Hop: Sendable, Hashable {
  /// The place.
  public var node: String
  /// What was decided there.
  public var decision: String
  /// The entry that decided, in words.
  public var entry: String?
  /// The line of the scenario that the entry follows from.
  public var location: SourceLocation?
  /// Whether the packet would have ended here.
  public var isBlocked = false
  /// Which of several ways this belongs to, where a host passes on to any of several, such as
  /// `1 of 2: server vm-1 of lb`; nil where all packets go.
  public var branch: String?
}

extension Hop {
  /// The same step, on one of several ways; ways within ways are named from the outside.
  func on(_ way: String?) -> Hop {
    guard let way else { return self }
    var hop = self
    hop.branch = branch.map { "\(way), \($0)" } ?? way
    return hop
  }
}

/// A class of packets: all that share their fate.
public struct FlowClass: Sendable {
  /// Their sources.
  public var sources: PacketSources
  /// What becomes of them.
  public var verdict: Verdict
  /// The way out.
  public var forward: [Hop]
  /// The way back.
  public var back: [Hop]
  /// Everything in their way, in the order of the way.
  public var blockers: [Blocker]
  /// What must be true besides.
  public var assumptions: [String]
  /// The lines crossed on the way out, as positions in the model's components, sorted.
  public var lines: [Int] = []
}
