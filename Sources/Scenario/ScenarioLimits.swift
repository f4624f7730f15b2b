/// How much of a file the reader is willing to take. All that grows with the input is bounded here, so that a
/// hostile file is refused instead of exhausting memory, time or the stack.
public struct ScenarioLimits: Sendable, Hashable {
  /// Bytes of the file. A scenario of ten thousand endpoints and a hundred thousand port mappings has about 15 MB.
  public var maximumBytes = 64 << 20
  /// Lines of the file; a line costs memory even when it is empty.
  public var maximumLines = 4_000_000
  /// How deep mappings and lists nest. The model itself needs eight.
  public var maximumDepth = 64
  /// Keys, values, mappings and lists, counted after aliases are expanded: a text of a kilobyte can name billions.
  public var maximumNodes = 4_000_000
  /// Bytes of one key or value.
  public var maximumScalarBytes = 64 << 10
  /// Lines that begin with `%`, as YAML's directives do. A scenario needs none.
  public var maximumDirectives = 100
  /// Diagnostics; a closing note says that there were more.
  public var maximumDiagnostics = 1_000

  /// The limits that `ScenarioReader` works with unless told otherwise.
  public static let standard = ScenarioLimits()

  /// The usual limits.
  public init() {}
}
