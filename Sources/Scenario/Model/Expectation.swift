public import Diagnostics

/// A flow that must, or must not, work.
public struct Expectation: Sendable, Equatable {
  /// Under which conditions.
  public enum During: String, Sendable, CaseIterable {
    /// Everything is up.
    case normal
    /// Any one line, router or attachment may be down.
    case anySingleFailure = "any-single-failure"
  }

  /// What is reached.
  public enum Destination: Sendable, Hashable, CustomStringConvertible {
    /// An endpoint by its name in the scenario, or a name that must resolve.
    case name(String)
    /// An address or a prefix.
    case source(AddressSource)

    /// As written.
    public var description: String {
      switch self {
      case .name(let name): name
      case .source(let source): source.description
      }
    }
  }

  /// From where.
  public var from: Located<AddressSource>
  /// To what.
  public var to: Located<Destination>
  /// Which port.
  public var port: Located<TransportPort>
  /// Whether it must work.
  public var allow: Located<Bool>
  /// Why somebody cares.
  public var because: Located<String>?
  /// Under which conditions; normal when not said.
  public var during: Located<During>?
  /// Where the expectation stands.
  @Place public var location: SourceLocation
}

/// When the change may happen.
public struct ChangeWindow: Sendable, Equatable {
  /// The start as written, an RFC 3339 date and time.
  public var start: Located<String>
  /// How long it lasts.
  public var durationMinutes: Located<Int>
  /// Where the block stands.
  @Place public var location: SourceLocation
}
