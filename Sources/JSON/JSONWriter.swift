extension JSONValue {
  /// The one byte string for this value: keys sorted by their UTF-8 bytes, no spaces, shortest numbers
  /// that read back exactly, only the escapes that RFC 8259 demands. Digests are taken of these bytes.
  ///
  /// A double always shows a point or an exponent (`1.0`), so it stays apart from the integer; both
  /// zeros of a double are `0.0`. JSON has no NaN and no infinity: they are written as `null`.
  public func canonicalBytes() -> [UInt8] {
    var writer = JSONWriter(style: .canonical)
    writer.write(self)
    return writer.output
  }

  /// The value as text with its members in their order. `pretty`: two spaces of indentation, arrays of
  /// scalars on one line where they fit 100 columns, a line feed at the end; otherwise one line
  /// without spaces and without line feed.
  public func text(pretty: Bool = true) -> String {
    var writer = JSONWriter(style: pretty ? .pretty : .compact)
    writer.write(self)
    if pretty { writer.output.append(0x0A) }
    return String(decoding: writer.output, as: UTF8.self)
  }
}

/// Writes values as UTF-8 bytes. The recursion is as deep as the value.
private struct JSONWriter {
  enum Style {
    case canonical, compact, pretty
  }

  let style: Style
  var output: [UInt8] = []
  private var indentation = 0

  /// How wide an array of scalars may be to stand on one line.
  private static let lineWidth = 100

  init(style: Style) {
    self.style = style
  }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: output += "null".utf8
    case .bool(let bool): output += bool ? "true".utf8 : "false".utf8
    case .integer(let integer): output += integer.description.utf8
    case .unsigned(let unsigned): output += unsigned.description.utf8
    case .double(let double): write(double)
    case .string(let string): write(string)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  private mutating func write(_ double: Double) {
    guard double.isFinite else {
      output += "null".utf8
      return
    }
    // The standard library prints the shortest digits that read back to the same double, and always a
    // point or an exponent.
    output += (style == .canonical && double == 0 ? 0.0 : double).description.utf8
  }

  private mutating func write(_ string: String) {
    output.append(Ascii.quote)
    var string = string
    string.withUTF8 { bytes in
      var written = 0
      for (index, byte) in bytes.enumerated()
      where byte < 0x20 || byte == Ascii.quote || byte == Ascii.backslash {
        output += bytes[written..<index]
        write(escapeOf: byte)
        written = index + 1
      }
      output += bytes[written...]
    }
    output.append(Ascii.quote)
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
      output += byte < 0x10 ? "u000".utf8 : "u00".utf8
      output += String(byte, radix: 16).utf8
    }
  }

  private mutating func write(_ elements: [JSONValue]) {
    if elements.isEmpty || style != .pretty || !writeOnOneLine(elements) {
      writeContainer(Ascii.openBracket, elements, Ascii.closeBracket) { $0.write($1) }
    }
  }

  /// Writes an array of scalars on the current line if it fits there; says whether it did.
  private mutating func writeOnOneLine(_ elements: [JSONValue]) -> Bool {
    guard elements.allSatisfy(\.isScalar) else { return false }
    let start = output.count
    output.append(Ascii.openBracket)
    for (index, element) in elements.enumerated() {
      if index > 0 { output += ", ".utf8 }
      write(element)
      // Bytes are at least as many as columns times a quarter; past that it cannot fit.
      if output.count - start > 4 * Self.lineWidth { break }
    }
    output.append(Ascii.closeBracket)
    let lineStart = (output[..<start].lastIndex(of: 0x0A) ?? -1) + 1
    // The comma that may follow counts too.
    let width = output[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    if width <= Self.lineWidth { return true }
    output.removeSubrange(start...)
    return false
  }

  private mutating func write(_ object: JSONObject) {
    let members =
      style == .canonical ? object.members.sorted { utf8Precedes($0.key, $1.key) } : object.members
    writeContainer(Ascii.openBrace, members, Ascii.closeBrace) { writer, member in
      writer.write(member.key)
      writer.output.append(Ascii.colon)
      if writer.style == .pretty { writer.output.append(0x20) }
      writer.write(member.value)
    }
  }

  private mutating func writeContainer<Item>(
    _ open: UInt8, _ items: [Item], _ close: UInt8, _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    output.append(open)
    indentation += 1
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(Ascii.comma) }
      breakLine()
      writeItem(&self, item)
    }
    indentation -= 1
    if !items.isEmpty { breakLine() }
    output.append(close)
  }

  private mutating func breakLine() {
    guard style == .pretty else { return }
    output.append(0x0A)
    output += repeatElement(0x20, count: 2 * indentation)
  }
}

/// Whether the UTF-8 bytes of one string come before those of the other, which is the order of their
/// Unicode scalars.
private func utf8Precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
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
