import CLibYAML

/// Owns a libyaml parser and the event it gave last, and frees both on every path.
struct YAMLParser: ~Copyable {
  /// Why libyaml stopped. Positions count characters.
  struct Fault: Error {
    var problem: String
    var position: Int
    var context: String?
    var contextPosition: Int
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>

  /// A parser over bytes that must outlive it; nil when libyaml has no memory.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    self.parser = parser
    self.event = event
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// The next event, which is valid until the one after it is asked for.
  mutating func next() -> Result<UnsafePointer<yaml_event_t>, Fault> {
    yaml_event_delete(event)
    guard yaml_parser_parse(parser, event) == 1 else {
      // libyaml leaves an event that it could not make empty; deleting it again is harmless.
      let state = parser.pointee
      let fault = Fault(
        problem: state.problem.map { String(cString: $0) } ?? "the parser ran out of memory",
        position: Int(clamping: state.problem_mark.index),
        context: state.context.map { String(cString: $0) },
        contextPosition: Int(clamping: state.context_mark.index))
      return .failure(fault)
    }
    return .success(UnsafePointer(event))
  }
}
