import CtyunAPI
import Digests

extension Behaviour {
  static let signed = Behaviour(
    "WIRE-001", .contract,
    "A request signed by the recipe is let through; method, path and host are not signed.", "README §1")
  static let wrongSignature = Behaviour(
    "WIRE-002", .contract,
    "A signature made with another secret key, query, body, date or request id is refused with status 401.",
    "README §1 and §2; the status is assumed")
  static let unknownKey = Behaviour(
    "WIRE-003", .assumption, "An access key that no account has is refused with status 401.")
  static let queryVariants = Behaviour(
    "WIRE-004", .provider,
    "The query may be signed as the recipe writes it, with %20 for spaces, with its values decoded, or as it "
      + "was sent.", "public clients differ; --strict accepts the recipe alone")
  static let clocks = Behaviour(
    "WIRE-005", .provider,
    "The date may be written in UTC or UTC+8 and may differ by 15 minutes from the cloud's clock.",
    "README §1; how far it may differ is assumed; --strict accepts UTC+8 alone")
  static let brokenHeaders = Behaviour(
    "WIRE-007", .assumption,
    "A request whose three signature headers are missing, doubled or malformed is refused with status 401.")

  static let signatures = [signed, wrongSignature, unknownKey, queryVariants, clocks, brokenHeaders]
}

/// The three headers of a signature as a request brings them; nothing of them is verified yet.
struct ClaimedSignature {
  let requestID: String
  let date: EOPDate
  let authorization: EOPAuthorization

  init(_ request: WireRequest) throws(GatewayRefusal) {
    requestID = try Self.header(EOPSignature.HeaderName.requestID, of: request)
    guard (1...128).contains(requestID.utf8.count), requestID.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw Self.refusal("the request id must be 1 to 128 visible characters, such as a UUID") }
    let dateText = try Self.header(EOPSignature.HeaderName.date, of: request)
    guard let date = EOPDate(dateText) else {
      throw Self.refusal("the date must be written as 20250102T030405Z, not \(dateText.prefix(40))")
    }
    self.date = date
    let text = try Self.header(EOPSignature.HeaderName.authorization, of: request)
    guard let authorization = EOPAuthorization(text), authorization.accessKeyID.utf8.count <= 256 else {
      throw Self.refusal(
        "the authorisation must be written as AK Headers=ctyun-eop-request-id;eop-date Signature=…, with single "
          + "spaces")
    }
    guard authorization.signedHeaders == ["ctyun-eop-request-id", "eop-date"] else {
      throw Self.refusal("signed headers must be ctyun-eop-request-id;eop-date, in this order")
    }
    self.authorization = authorization
  }

  private static func header(_ name: String, of request: WireRequest) throws(GatewayRefusal) -> String {
    let values = request.values(of: name)
    guard let value = values.first else { throw refusal("the header \(name) is missing") }
    guard values.count == 1 else { throw refusal("the header \(name) stands \(values.count) times") }
    return value
  }

  private static func refusal(_ message: String) -> GatewayRefusal {
    GatewayRefusal(.brokenHeaders, .unauthorized, message)
  }
}

/// Judges signatures. A pure value: who has which key is passed in.
struct SignatureCheck {
  /// Whether only the recipe is accepted.
  var isStrict: Bool
  /// How far a date may be from the clock, in seconds.
  var skew: Int64 = 900

  /// Refuses a date that is too far from the clock in every zone that clients use.
  func checkDate(_ claim: ClaimedSignature, now: EmulatorInstant) throws(GatewayRefusal) {
    let seconds = now.milliseconds / 1000
    let zones = isStrict ? [EOPDate.beijing] : [EOPDate.beijing, 0]
    let isNear = zones.contains { zone in
      let (distance, overflow) = claim.date.secondsSince1970(zoneOffset: zone)
        .subtractingReportingOverflow(seconds)
      return !overflow && distance.magnitude <= UInt64(skew)
    }
    guard isNear else {
      let wanted = EOPDate(secondsSince1970: seconds)
      throw GatewayRefusal(
        .clocks, .unauthorized,
        "the date \(claim.date) is more than \(skew / 60) minutes from the clock, which reads \(wanted) in UTC+8"
      )
    }
  }

  /// Refuses a signature that is right for none of the accepted ways to write the query.
  func checkSignature(
    _ claim: ClaimedSignature, key: EOPSigningKey, request: WireRequest, query: ArgumentReader.Query
  ) throws(GatewayRefusal) {
    let recipe = FormEncoding.query(query)
    if isStrict, request.query != recipe {
      throw GatewayRefusal(
        .wrongSignature, .unauthorized, "the query must be written as \(recipe.prefix(1000))")
    }
    let bodyHash = Hash.sha256.digest(request.body).hex
    let claimed = Array(claim.authorization.signature.utf8)
    var tried: [String] = []
    for candidate in isStrict ? [recipe] : candidates(recipe, query, asSent: request.query) {
      let text = EOPSignature.stringToSign(
        requestID: claim.requestID, date: claim.date.text, query: candidate, bodyHash: bodyHash)
      if equalInConstantTime(Array(key.sign(text).base64.utf8), claimed) { return }
      tried.append(text)
    }
    let shown = (tried.first ?? "").replacing("\n", with: "\\n")
    throw GatewayRefusal(
      .wrongSignature, .unauthorized,
      "the signature does not fit; with the account's key it is made of \"\(shown.prefix(2000))\"")
  }

  /// The ways in which public clients write the query that they sign, the commonest first, each once.
  private func candidates(_ recipe: String, _ query: ArgumentReader.Query, asSent: String) -> [String] {
    if query.isEmpty && asSent.isEmpty { return [""] }
    var candidates = [recipe]
    // In the recipe a plus sign of the text is %2B, so that every + is a space.
    let percent = recipe.replacing("+", with: "%20")
    let decoded = query.enumerated()
      .sorted { left, right in
        left.element.name == right.element.name
          ? left.offset < right.offset
          : left.element.name.utf8.lexicographicallyPrecedes(right.element.name.utf8)
      }
      .map { "\($0.element.name)=\($0.element.value)" }.joined(separator: "&")
    for other in [asSent, percent, decoded] where !candidates.contains(other) { candidates.append(other) }
    return candidates
  }
}
