extension JSONValue {
  /// The one byte string for this value: keys sorted by their UTF-8 bytes, no spaces, shortest numbers
  /// that read back exactly, only the escapes that RFC 8259 demands. Digests are taken of these bytes.
  ///
  /// A double always shows a point or an exponent (`1.0`), so it stays apart from the integer; both
  /// zeros of a double are `0.0`. JSON has no NaN and no infinity: they are written as `null`.
  public func canonicalBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    withChunks(.canonical) { bytes += $0 }
    return bytes
  }

  /// The value as text with its members in their order. `pretty`: two spaces of indentation, arrays of
  /// scalars on one line where they fit 100 columns, a line feed at the end; otherwise one line
  /// without spaces and without line feed.
  public func text(pretty: Bool = true) -> String {
    var writer = JSONWriter(style: pretty ? .pretty : .compact)
    writer.write(self)
    if pretty { writer.output.append(0x0A) }
    return writer.output.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Appends a string as it stands in JSON, quotes included, for text that is laid out by hand.
  public static func append(_ string: String, to text: inout String) {
    guard !string.utf8.contains(where: JSONWriter.mustBeEscaped) else {
      text += JSONValue.string(string).text(pretty: false)
      return
    }
    text += "\""
    text += string
    text += "\""
  }

  /// Writes the value piece by piece, for what is too large to be held as one text. The pieces together are
  /// ``canonicalBytes()`` or ``text(pretty:)``.
  ///
  /// - Parameters:
  ///   - style: the form.
  ///   - use: gets each piece; it is valid during the call only.
  public func withChunks(_ style: JSONStyle, _ use: (UnsafeRawBufferPointer) -> Void) {
    JSONStream.write(style, to: use) { $0.write(self) }
  }
}

/// How JSON is laid out.
public enum JSONStyle: Sendable {
  /// Keys sorted by their UTF-8 bytes and no spaces: one byte string for each value.
  case canonical
  /// One line without spaces, members in their order.
  case compact
  /// Two spaces of indentation, members in their order, a line feed at the end.
  case pretty
}

/// Writes JSON piece by piece, without a tree of the whole: objects and arrays are opened and closed, and what
/// stands in them is written one after the other.
///
/// The caller sees to it that keys and values alternate in an object; in the canonical style it also writes the
/// members of the objects that it opens itself in the order of their keys.
public struct JSONStream: ~Copyable {
  private var writer: JSONWriter
  /// For each open object or array, whether anything stands in it.
  private var open: [Bool] = []
  private var followsKey = false

  private init(_ style: JSONStyle) { writer = JSONWriter(style: style) }

  /// Gives a stream to `body`, and what is written there to `use`, in pieces of about 64 KiB that are valid
  /// during the call only.
  public static func write(
    _ style: JSONStyle, to use: (UnsafeRawBufferPointer) -> Void, _ body: (inout JSONStream) -> Void
  ) {
    withoutActuallyEscaping(use) { use in
      var stream = JSONStream(style)
      stream.writer.flush = use
      body(&stream)
      if style == .pretty { stream.writer.output.append(0x0A) }
      stream.writer.flushAll()
      stream.writer.flush = nil
    }
  }

  /// Writes a whole value.
  public mutating func write(_ value: JSONValue) {
    begin()
    writer.write(value)
  }

  /// Writes a key; the value that is written next is its own.
  public mutating func write(key: String) {
    begin()
    writer.write(key: key)
    followsKey = true
  }

  /// Writes an object; `body` writes its members.
  public mutating func object(_ body: (inout JSONStream) -> Void) {
    container(Ascii.openBrace, Ascii.closeBrace, body)
  }

  /// Writes an array; `body` writes its elements.
  public mutating func array(_ body: (inout JSONStream) -> Void) {
    container(Ascii.openBracket, Ascii.closeBracket, body)
  }

  private mutating func container(_ first: UInt8, _ last: UInt8, _ body: (inout JSONStream) -> Void) {
    begin()
    writer.open(first)
    open.append(false)
    body(&self)
    writer.close(last, isEmpty: open.removeLast() == false)
  }

  private mutating func begin() {
    if followsKey {
      followsKey = false
    } else if let isUsed = open.popLast() {
      if isUsed { writer.output.append(Ascii.comma) }
      open.append(true)
      writer.breakLine()
    }
  }
}

/// Writes values as UTF-8 bytes. The recursion is as deep as the value.
private struct JSONWriter: ~Copyable {
  let style: JSONStyle
  var output = ByteBuffer()
  /// Takes what is written, piece by piece; without it everything stays in `output`.
  var flush: ((UnsafeRawBufferPointer) -> Void)?
  private var indentation = 0
  /// Where the line begins that is being written.
  private var lineStart = 0

  /// How wide an array of scalars may be to stand on one line.
  private static let lineWidth = 100
  /// From how many bytes on they are handed out.
  private static let chunkSize = 1 << 16

  init(style: JSONStyle) {
    self.style = style
  }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: output.append("null")
    case .bool(let bool): output.append(bool ? "true" : "false")
    case .integer(let integer):
      if integer < 0 { output.append(UInt8(ascii: "-")) }
      output.append(decimal: integer.magnitude)
    case .unsigned(let unsigned): output.append(decimal: unsigned)
    case .double(let double): write(double)
    case .string(let string): write(string)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  private mutating func write(_ double: Double) {
    guard double.isFinite else {
      output.append("null")
      return
    }
    // The standard library prints the shortest digits that read back to the same double, and always a
    // point or an exponent.
    output.append(contentsOf: (style == .canonical && double == 0 ? 0.0 : double).description)
  }

  private mutating func write(_ string: String) {
    output.append(Ascii.quote)
    var string = string
    string.withUTF8 { bytes in
      guard let first = bytes.firstIndex(where: Self.mustBeEscaped) else {
        output.append(contentsOf: bytes)
        return
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[..<first]))
      for byte in bytes[first...] {
        if Self.mustBeEscaped(byte) { write(escapeOf: byte) } else { output.append(byte) }
      }
    }
    output.append(Ascii.quote)
  }

  static func mustBeEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == Ascii.quote || byte == Ascii.backslash
  }

  private mutating func write(escapeOf byte: UInt8) {
    output.append(Ascii.backslash)
    switch byte {
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case Ascii.quote, Ascii.backslash: output.append(byte)
    default:
      output.append(byte < 0x10 ? "u000" : "u00")
      output.append(contentsOf: String(byte, radix: 16))
    }
  }

  private mutating func write(_ elements: [JSONValue]) {
    if elements.isEmpty || style != .pretty || !writeOnOneLine(elements) {
      open(Ascii.openBracket)
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(Ascii.comma) }
        breakLine()
        write(element)
      }
      close(Ascii.closeBracket, isEmpty: elements.isEmpty)
    }
  }

  /// Writes an array of scalars on the current line if it fits there; says whether it did.
  private mutating func writeOnOneLine(_ elements: [JSONValue]) -> Bool {
    guard elements.allSatisfy(\.isScalar) else { return false }
    let start = output.count
    output.append(Ascii.openBracket)
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(", ") }
      write(element)
      // Bytes are at least as many as columns times a quarter; past that it cannot fit.
      if output.count - start > 4 * Self.lineWidth { break }
    }
    output.append(Ascii.closeBracket)
    // The comma that may follow counts too.
    if output.scalarCount(from: lineStart) + 1 <= Self.lineWidth { return true }
    output.removeAll(from: start)
    return false
  }

  private mutating func write(_ object: JSONObject) {
    open(Ascii.openBrace)
    if style == .canonical {
      for (index, place) in object.placesByKey().enumerated() {
        if index > 0 { output.append(Ascii.comma) }
        breakLine()
        write(object.members[place])
      }
    } else {
      for (index, member) in object.members.enumerated() {
        if index > 0 { output.append(Ascii.comma) }
        breakLine()
        write(member)
      }
    }
    close(Ascii.closeBrace, isEmpty: object.isEmpty)
  }

  private mutating func write(_ member: JSONObject.Element) {
    write(key: member.key)
    write(member.value)
  }

  mutating func write(key: String) {
    write(key)
    output.append(Ascii.colon)
    if style == .pretty { output.append(0x20) }
  }

  mutating func open(_ bracket: UInt8) {
    output.append(bracket)
    indentation += 1
  }

  mutating func close(_ bracket: UInt8, isEmpty: Bool) {
    indentation -= 1
    if !isEmpty { breakLine() }
    output.append(bracket)
  }

  /// Comes between two values. Everything before stays as it is, so this is where bytes are handed out.
  mutating func breakLine() {
    if output.count >= Self.chunkSize { flushAll() }
    guard style == .pretty else { return }
    output.append(0x0A)
    lineStart = output.count
    output.append(repeating: 0x20, count: 2 * indentation)
  }

  /// Hands out what is written so far, if somebody takes it.
  mutating func flushAll() {
    guard let flush else { return }
    output.withBytes { flush(UnsafeRawBufferPointer($0)) }
    output.removeAll(from: 0)
    lineStart = 0
  }
}

extension JSONObject {
  /// The places of the members in the order of their keys' UTF-8 bytes.
  fileprivate func placesByKey() -> [Int] {
    var places = Array(members.indices)
    guard members.count <= 24 else {
      places.sort { utf8Precedes(members[$0].key, members[$1].key) }
      return places
    }
    // Objects are small: insertion costs less than the general sort.
    for place in places.dropFirst() {
      var target = place
      while target > 0, utf8Precedes(members[place].key, members[places[target - 1]].key) {
        places[target] = places[target - 1]
        target -= 1
      }
      places[target] = place
    }
    return places
  }
}

/// Whether the UTF-8 bytes of one string come before those of the other, which is the order of their
/// Unicode scalars.
private func utf8Precedes(_ left: String, _ right: String) -> Bool {
  let isBefore = left.utf8.withContiguousStorageIfAvailable { left in
    right.utf8.withContiguousStorageIfAvailable { right in
      for index in 0..<min(left.count, right.count) where left[index] != right[index] {
        return left[index] < right[index]
      }
      return left.count < right.count
    }
  }
  // Text that comes from elsewhere need not lie in one piece.
  return (isBefore ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
}

extension JSONValue {
  /// Whether the value holds no others.
  fileprivate var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}
