import CtyunAPI
import JSON

/// An operation as people and programs read it.
struct OperationPage {
  let operation: CtyunAPI.Operation

  init(_ operation: CtyunAPI.Operation) { self.operation = operation }

  // MARK: For people

  var text: String {
    var text = "\(operation.id): \(operation.summary)\n"
    text += "\(operation.method.rawValue) \(operation.service.defaultBaseURL)\(operation.path)\n"
    for path in operation.alternatePaths { text += "  also known as \(path)\n" }
    if !operation.note.isEmpty { text += "\(operation.note)\n" }
    text += "\n\(effect)\n"
    if let completion { text += completion + "\n" }
    if let paging = operation.paging {
      text += "A list in pages: \(paging.pageParameter) counts from 1, \(paging.sizeParameter) is at most "
      text += "\(Paging.maximumSize); --all-pages walks through them.\n"
    }
    text += "\nParameters (* must be given)\n"
    text +=
      operation.parameters.isEmpty
      ? "  none\n" : operation.parameters.map { lines(of: $0, indent: 1) }.joined()
    for names in operation.atLeastOneOf {
      text += "  at least one of \(names.joined(separator: ", ")) must be given\n"
    }
    text += "\nReply (returnObj: \(operation.reply.shape.rawValue))\n"
    text += operation.reply.fields.map { lines(of: $0, indent: 1) }.joined()
    if !operation.reply.fieldsBeside.isEmpty {
      text += "  beside returnObj:\n" + operation.reply.fieldsBeside.map { lines(of: $0, indent: 2) }.joined()
    }
    return text + "\nExample\n  \(example)\n"
  }

  private var effect: String {
    guard operation.isMutating else { return "Changes nothing." }
    return switch operation.idempotency {
    case .clientToken:
      "Sent twice with the same clientToken it has its effect once; call makes a token if you do not."
    case .naturalKey(let names):
      "Sent twice it may have its effect twice: look for \(names.joined(separator: ", ")) before sending it again."
    case .natural: "Sent twice it changes nothing further."
    case .none: "Sent twice it has its effect twice."
    }
  }

  private var completion: String? {
    guard let completion = operation.completion else { return nil }
    let goal =
      completion.present.map { "\($0) is there" }
      ?? "\(completion.state) is \(completion.doneStates.joined(separator: " or "))"
    return "An order: repeat the same call until \(goal); --wait does so."
  }

  private func lines(of parameter: Parameter, indent: Int) -> String {
    let margin = String(repeating: "  ", count: indent)
    let mark = parameter.isRequired ? "*" : " "
    var text = "\(margin)\(mark) \(parameter.name): \(parameter.type)"
    if let value = parameter.defaultValue { text += ", \(value.text(pretty: false)) if absent" }
    if !parameter.aliases.isEmpty { text += ", also \(parameter.aliases.joined(separator: ", "))" }
    text += "\n"
    let deep = margin + "      "
    if !parameter.note.isEmpty { text += "\(deep)\(parameter.note)\n" }
    if !parameter.requiredWhen.isEmpty {
      text +=
        "\(deep)must be given when \(parameter.requiredWhen.map(\.description).joined(separator: " and "))\n"
    }
    for constraint in parameter.constraints { text += "\(deep)must be \(constraint)\n" }
    return text + parameter.fields.map { lines(of: $0, indent: indent + 2) }.joined()
  }

  private func lines(of field: ReplyField, indent: Int) -> String {
    let margin = String(repeating: "  ", count: indent)
    return "\(margin)  \(field.name): \(field.type)" + (field.note.isEmpty ? "" : " – \(field.note)") + "\n"
      + field.fields.map { lines(of: $0, indent: indent + 1) }.joined()
  }

  /// A call with everything that must be given.
  private var example: String {
    operation.exampleArguments.reduce("isthmus api call \(operation.id)") { text, member in
      // A token is made anew by each call; an old one would give an old order.
      if member.key == "clientToken" { return text }
      let value = member.value.stringValue ?? member.value.text(pretty: false)
      return text + " --param \(ShellText.quoted("\(member.key)=\(value)"))"
    }
  }

  // MARK: For programs

  var json: JSONValue {
    var object: JSONObject = [
      "id": .string(operation.id), "summary": .string(operation.summary), "note": .string(operation.note),
      "method": .string(operation.method.rawValue),
      "url": .string(operation.service.defaultBaseURL + operation.path),
      "alternatePaths": .array(operation.alternatePaths.map { .string($0) }),
      "mutating": .bool(operation.isMutating), "asynchronous": .bool(operation.isAsynchronous),
      "clientToken": .bool(operation.takesClientToken),
    ]
    if case .naturalKey(let names) = operation.idempotency {
      object["naturalKey"] = .array(names.map { .string($0) })
    }
    object["repeatable"] = .bool(!operation.isMutating || operation.idempotency == .natural)
    if let paging = operation.paging {
      object["paging"] = ["page": .string(paging.pageParameter), "size": .string(paging.sizeParameter)]
    }
    object["parameters"] = .array(operation.parameters.map(json))
    object["atLeastOneOf"] = .array(operation.atLeastOneOf.map { .array($0.map { .string($0) }) })
    object["reply"] = [
      "shape": .string(operation.reply.shape.rawValue), "fields": .array(operation.reply.fields.map(json)),
      "beside": .array(operation.reply.fieldsBeside.map(json)),
    ]
    object["example"] = .object(operation.exampleArguments)
    return .object(object)
  }

  private func json(_ parameter: Parameter) -> JSONValue {
    var object: JSONObject = [
      "name": .string(parameter.name), "in": .string(parameter.location.rawValue),
      "type": .string(parameter.type.description), "required": .bool(parameter.isRequired),
    ]
    if !parameter.requiredWhen.isEmpty {
      object["requiredWhen"] = .array(parameter.requiredWhen.map { .string($0.description) })
    }
    if let value = parameter.defaultValue { object["default"] = value }
    if !parameter.aliases.isEmpty { object["aliases"] = .array(parameter.aliases.map { .string($0) }) }
    object["limits"] = .array(parameter.constraints.map { .string($0.description) })
    object["note"] = .string(parameter.note)
    if !parameter.fields.isEmpty { object["fields"] = .array(parameter.fields.map(json)) }
    return .object(object)
  }

  private func json(_ field: ReplyField) -> JSONValue {
    var object: JSONObject = [
      "name": .string(field.name), "type": .string(field.type.description), "note": .string(field.note),
    ]
    if !field.fields.isEmpty { object["fields"] = .array(field.fields.map(json)) }
    return .object(object)
  }
}
