import JSON

/// How expectations are written.
enum ExpectationFormat {
  struct Fields: Sendable {
    let from: Field<Located<AddressSource>>
    let to: Field<Located<Expectation.Destination>>
    let port: Field<Located<TransportPort>>
    let allow: Field<Located<Bool>>
    let because: Field<Located<String>>
    let during: Field<Located<Expectation.During>>
  }

  static let table = RecordTable("Expectation", "A flow that must, or must not, work.") { table in
    Fields(
      from: table.required("from", .addressSource, "From where.", example: "hq"),
      to: table.required("to", .destination, "To what.", example: "orders"),
      port: table.required("port", .transportPort, "Which port.", example: "443/tcp"),
      allow: table.required("allow", .boolean, "Whether it must work.", example: true),
      because: table.optional("because", .text, "Why somebody cares.", example: "ERP posts orders"),
      during: table.optional("during", .word(), "Under which conditions.", default: "normal"))
  }

  static let shape: Shape<Expectation> = .record(table) { fields, record, decoder in
    let from = record.take(fields.from, &decoder)
    let to = record.take(fields.to, &decoder)
    let port = record.take(fields.port, &decoder)
    let allow = record.take(fields.allow, &decoder)
    let because = record.take(fields.because, &decoder)
    let during = record.take(fields.during, &decoder)
    guard let from, let to, let port, let allow else { return nil }
    return Expectation(
      from: from, to: to, port: port, allow: allow, because: because, during: during,
      location: record.location)
  }
}

/// How the change window is written.
enum ChangeWindowFormat {
  struct Fields: Sendable {
    let start: Field<Located<String>>
    let durationMinutes: Field<Located<Int>>
    let duration: Field<Located<Int>>
  }

  static let table = RecordTable("ChangeWindow", "When the change may happen.") { table in
    let fields = Fields(
      start: table.required(
        "start", .timestamp, "The start, a date and time with its offset.",
        example: "2026-12-03T22:00:00+08:00"),
      durationMinutes: table.optional(
        "durationMinutes", .integer(1...525_600), "How long it lasts, in minutes.", example: 360),
      duration: table.optional("duration", .duration, "How long it lasts.", example: "6h"))
    table.exactlyOne(of: "duration", "durationMinutes")
    return fields
  }

  static let shape: Shape<ChangeWindow> = .record(table) { fields, record, decoder in
    let start = record.take(fields.start, &decoder)
    let minutes = record.take(fields.durationMinutes, &decoder)
    let duration = record.take(fields.duration, &decoder)
    guard let start, let length = minutes ?? duration else { return nil }
    return ChangeWindow(start: start, durationMinutes: length, location: record.location)
  }
}
