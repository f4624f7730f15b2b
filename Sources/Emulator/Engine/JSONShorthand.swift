import Addressing
import CtyunAPI
import JSON

extension JSONValue {
  /// An array of texts.
  static func texts(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map { .string($0) }) }

  /// A number.
  static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  /// A text, or the empty text: the vendor's client reads some members without asking whether they are there.
  static func optional(_ text: String?) -> JSONValue { .string(text ?? "") }

  /// A moment.
  static func time(_ instant: EmulatorInstant) -> JSONValue { .string(instant.timestamp) }
}

extension Request {
  /// A prefix that the contract requires and has checked.
  func prefix(_ name: String) throws(Refusal) -> Prefix {
    guard let prefix = Prefix(required(name)) else {
      throw Refusal(.badArgument, "Parameter", .invalid, "\(name): must be a prefix without host bits")
    }
    return prefix
  }

  /// An address; nil when it is absent.
  func address(_ name: String) throws(Refusal) -> IPAddress? {
    guard let text = text(name) else { return nil }
    guard let address = IPAddress(text) else {
      throw Refusal(.badArgument, "Parameter", .invalid, "\(name): must be an IP address")
    }
    return address
  }
}
