public import Addressing
public import Diagnostics

/// A network as forwarding sees it: places with routing tables, links with filters, hosts that answer or pass on.
///
/// Nothing in it knows what a cloud is. Places, links, filters and components are named by their position in the
/// arrays, so that the analysis works on small integers.
public struct ForwardingModel: Sendable {
  /// The places packets pass.
  public var nodes: [Node] = []
  /// The ways between them, one for each direction.
  public var links: [Link] = []
  /// Lists of rules that accept or drop.
  public var filters: [Filter] = []
  /// What can fail.
  public var components: [Component] = []

  /// An empty network.
  public init() {}
}

/// What made an entry: a text for people, and the line of the scenario that it follows from.
public struct Cause: Sendable, Hashable {
  /// The entry in words, such as `route 10.1.123.0/24 over line-a`.
  public var text: String
  /// The line of the scenario; nil when it follows from no single line.
  public var location: SourceLocation?

  /// Joins text and place.
  public init(_ text: String, at location: SourceLocation? = nil) {
    self.text = text
    self.location = location
  }
}

/// A place that forwards packets.
public struct Node: Sendable {
  /// Its name, the resource id where it has one.
  public var name: String
  /// Its routing table, in any order.
  public var routes: [Route] = []
  /// The hosts it can hand packets to, by address. Where an address is attached and no host is listed, nothing is
  /// known of what answers there.
  public var hosts: [IPAddress: Host] = [:]
  /// Components without which it forwards nothing.
  public var components: [Int] = []
  /// What it ought to have routes for and has not, and why: the words for packets that find none.
  public var gaps: [Gap] = []
  /// The line of the scenario it follows from.
  public var location: SourceLocation?

  /// A place without routes.
  public init(_ name: String, at location: SourceLocation? = nil) {
    self.name = name
    self.location = location
  }
}

/// Destinations that a place has no route for, though somebody may look for one. It routes nothing.
public struct Gap: Sendable {
  /// The destinations.
  public var to: Prefix
  /// Why there is no route.
  public var cause: Cause
  /// What to write so that there is one.
  public var remedy: String

  /// Joins the parts.
  public init(to: Prefix, cause: Cause, remedy: String) {
    self.to = to
    self.cause = cause
    self.remedy = remedy
  }
}

/// An entry of a routing table. The longest prefix wins, then the lowest preference; entries that still tie are
/// equal: any of them may be taken.
public struct Route: Sendable {
  /// Where an entry leads.
  public enum NextHop: Sendable, Hashable {
    /// Over a link to another place.
    case link(Int)
    /// Here: the destination is one of the place's own hosts.
    case attached
    /// Out of the model, to something that only the text names.
    case outside(String)
  }

  /// The destinations.
  public var to: Prefix
  /// Lower wins among entries of one prefix.
  public var preference: Int
  /// Where it leads.
  public var nextHop: NextHop
  /// Components whose failure withdraws the entry. An entry that leads over a failed link and is not withdrawn
  /// loses its packets.
  public var requires: [Int] = []
  /// What made it.
  public var cause: Cause

  /// Joins the parts.
  public init(
    to: Prefix, preference: Int = 0, nextHop: NextHop, requires: [Int] = [], cause: Cause
  ) {
    self.to = to
    self.preference = preference
    self.nextHop = nextHop
    self.requires = requires
    self.cause = cause
  }
}

/// A way from one place to another, in one direction.
public struct Link: Sendable {
  /// Its name.
  public var name: String
  /// The place behind it.
  public var to: Int
  /// Filters that a packet passes on the way, in order.
  public var filters: [Int] = []
  /// On which side the filters stand on this way, where that is not their own: one firewall guards both directions.
  public var side: Filter.Side?
  /// How sources are rewritten on the way.
  public var translation: SourceTranslation?
  /// Components without which it carries nothing.
  public var components: [Int] = []

  /// A way without filters.
  public init(_ name: String, to: Int, filters: [Int] = [], components: [Int] = []) {
    self.name = name
    self.to = to
    self.filters = filters
    self.components = components
  }
}

/// A source translation: some sources leave as any address of a pool. Answers to the pool are translated back
/// where the pool is attached.
public struct SourceTranslation: Sendable {
  /// Which sources are rewritten; others pass as they are.
  public var sources: PrefixSet
  /// What they become: any address of these.
  public var pool: PrefixSet
  /// What made it.
  public var cause: Cause

  /// Joins the parts.
  public init(sources: PrefixSet, pool: PrefixSet, cause: Cause) {
    self.sources = sources
    self.pool = pool
    self.cause = cause
  }
}

/// Something that can fail.
public struct Component: Sendable, Hashable {
  /// The kinds of things.
  public enum Kind: String, Sendable, CaseIterable {
    /// A line: the two directions of a flow should cross the same ones.
    case line
    /// A router.
    case router
    /// A joint between networks.
    case attachment
  }

  /// Its kind.
  public var kind: Kind
  /// Its name.
  public var name: String
  /// The line of the scenario it follows from.
  public var location: SourceLocation?

  /// Joins the parts.
  public init(_ kind: Kind, _ name: String, at location: SourceLocation? = nil) {
    self.kind = kind
    self.name = name
    self.location = location
  }
}
