import JSON

/// How accounts are written.
enum AccountFormat {
  struct Fields: Sendable {
    let id: Field<Located<String>>
    let email: Field<Located<String>>
    let note: Field<Located<String>>
  }

  static let names = NameRule("names of accounts", reserved: ["any"])

  static let table = RecordTable("Account", "A cloud account: who owns resources and pays for them.") {
    table in
    Fields(
      id: table.optional("id", .identifier, "The account id as the cloud writes it.", example: "10001"),
      email: table.optional(
        "email", .email, "The e-mail address by which allow lists and dedicated-line calls name the account.",
        example: "net@hub.example"),
      note: table.optional("note", .text, "A line for people."))
  }

  static let shape: Shape<Account> = .record(table) { fields, record, decoder in
    Account(
      id: record.take(fields.id, &decoder),
      email: record.take(fields.email, &decoder),
      note: record.take(fields.note, &decoder), location: record.location)
  }
}
