import CtyunAPI
import JSON

extension Behaviour {
  static let successEnvelope = Behaviour(
    "CLD-010", .contract,
    "Success is statusCode 800 with message success, errorCode SUCCESS and the payload in the operation's "
      + "own shape.",
    "README §2")
  static let failureEnvelope = Behaviour(
    "CLD-011", .contract,
    "Failure is statusCode 900 with message, description, errorCode and error filled and no payload.",
    "README §2: the provider reads both texts without a check")
  static let cdaResult = Behaviour(
    "CLD-012", .contract,
    "Dedicated-access calls say result \"1\" or \"0\" in their payload too; line lists fail with subCode "
      + "and subMsg.",
    "README-cda, Results")
  static let pageBesideAndInside = Behaviour(
    "CLD-013", .contract,
    "Page counters stand inside returnObj in newer lists, beside it in older ones; some payloads are "
      + "arrays of one page.",
    "returnObjType per operation")
  static let bothSpellings = Behaviour(
    "CLD-014", .provider,
    "Where public clients read a member under several names it is sent under all of them: gatewayName and "
      + "vrfName.",
    "README-cda, Oddities; notes of ShowSubnet and ShowVpc")

  static let envelope = [
    successEnvelope, failureEnvelope, cdaResult, pageBesideAndInside, bothSpellings,
  ]
}

/// Puts a handler's payload into the envelope and the shape that the contract declares for the operation:
/// exactly the declared members, each of its declared type.
struct Envelope {
  let operation: CtyunAPI.Operation

  func success(_ payload: Payload) -> JSONObject {
    var envelope: JSONObject = [
      "statusCode": 800, "message": "success", "description": "成功", "errorCode": "SUCCESS",
      "error": "SUCCESS",
    ]
    switch payload {
    case .nothing, .order:
      if let object = shaped([[:]]) { envelope["returnObj"] = object }
    case .rows(let rows): if let value = shaped(rows) { envelope["returnObj"] = value }
    case .texts(let texts): envelope["returnObj"] = .array(texts.map { .string($0) })
    case .page(let page): add(page, to: &envelope)
    }
    return envelope
  }

  func failure(_ refusal: Refusal) -> JSONObject {
    failure(code: refusal.code, message: refusal.message, refusal.description)
  }

  /// - Parameter chinese: what kind of refusal it is, in Chinese.
  func failure(code: String, message: String, _ chinese: String) -> JSONObject {
    var envelope: JSONObject = [
      "statusCode": 900, "message": .string(message), "description": .string("\(chinese)：\(message)"),
      "errorCode": .string(code), "error": .string(code),
    ]
    guard operation.service == .cda else { return envelope }
    if ["ListPhysicalLine", "ListSharedPhysicalLine"].contains(operation.name) {
      envelope["subCode"] = .string(code)
      envelope["subMsg"] = .string(chinese)
    }
    if operation.reply.fields.contains(where: { $0.name == "result" && $0.type == .string }) {
      envelope["returnObj"] = [
        "result": "0", "errorMsg": .string(message), "errorCode": .string(code),
      ]
    }
    return envelope
  }

  /// The payload by the declared shape; nil when the operation has none.
  private func shaped(_ rows: [JSONObject]) -> JSONValue? {
    switch operation.reply.shape {
    case .none: nil
    case .object: .object(project(rows.first ?? [:], operation.reply.fields, isRoot: true))
    case .objects: .array(rows.map { .object(project($0, operation.reply.fields, isRoot: true)) })
    case .strings: .array([])
    }
  }

  private func add(_ page: Page, to envelope: inout JSONObject) {
    let counters = page.counters
    if operation.paging?.items.steps.count == 2, case .member(let key)? = operation.paging?.items.steps.last {
      var container = counters
      container[key] = .array(page.rows.map { .object($0) })
      envelope["returnObj"] = shaped([container])
    } else {
      envelope["returnObj"] = .array(
        page.rows.map { .object(project($0, operation.reply.fields, isRoot: true)) })
    }
    for field in operation.reply.fieldsBeside { envelope[field.name] = counters[field.name] }
  }

  /// Exactly the declared members of a row, each of its type. Where the contract declares none, all of them.
  private func project(_ row: JSONObject, _ fields: [ReplyField], isRoot: Bool) -> JSONObject {
    guard !fields.isEmpty else { return row }
    var result = JSONObject()
    for field in fields {
      var value = row[field.name]
      if value == nil, isRoot, operation.service == .cda, field.name == "result" { value = "1" }
      let shaped = fit(value, field)
      result[field.name] = shaped
      for name in OtherSpellings.of(field.name, in: operation.service) where result[name] == nil {
        result[name] = shaped
      }
    }
    return result
  }

  private func fit(_ value: JSONValue?, _ field: ReplyField) -> JSONValue {
    switch (field.type, value) {
    case (_, .null?): .null
    case (.string, .integer(let number)?): .string("\(number)")
    case (.string, .array(let elements)?):
      .string(elements.compactMap(\.stringValue).joined(separator: ","))
    case (.integer, .string(let text)?): .integer(Int64(text) ?? 0)
    case (.integer, .bool(let truth)?): .integer(truth ? 1 : 0)
    case (.object, .object(let object)?): .object(project(object, field.fields, isRoot: false))
    case (.array(of: .object), .array(let elements)?):
      .array(
        elements.map { $0.objectValue.map { .object(project($0, field.fields, isRoot: false)) } ?? $0 })
    case (_, let value?): value
    case (.string, nil): ""
    case (.integer, nil), (.number, nil): 0
    case (.boolean, nil): false
    case (.array, nil): []
    case (.object, nil): .null
    }
  }
}

/// Names under which public clients read a member beside the one that the contract declares.
enum OtherSpellings {
  static func of(_ name: String, in service: Service) -> [String] {
    switch (service, name) {
    case (.cda, "vrfName"): ["gatewayName"]
    case (.cda, "gatewayName"): ["vrfName"]
    case (.cda, "lineId"): ["lineID"]
    case (.cda, "vpcId"): ["vpcID"]
    case (.cda, "SRId"): ["SRID"]
    case (.cda, "virtualBandwidth"): ["bandwidth"]
    case (.cda, "switchId"): ["switchID"]
    case (.cda, "traceId"): ["traceID"]
    case (.vpc, "gatewayIP"): ["gateway"]
    case (.vpc, "availableIPCount"): ["availableIpCount"]
    case (.vpc, "secondaryCIDRS"): ["secondaryCIDRs"]
    default: []
    }
  }
}
