public import Digests

/// The key that signs requests of one second: derived from an access key and a date, and as secret as it.
///
/// Each step is HMAC-SHA-256 with the raw result of the step before as its key: of the whole date under the
/// secret key, of the access key's id, and of the day.
public struct EOPSigningKey: Sendable {
  let time: [UInt8]
  let accessKey: [UInt8]
  let day: [UInt8]

  /// Derives the key.
  public init(_ key: AccessKey, date: EOPDate) {
    time = hmacSHA256(key: key.secret.bytes, message: Array(date.text.utf8)).bytes
    accessKey = hmacSHA256(key: time, message: Array(key.id.utf8)).bytes
    day = hmacSHA256(key: accessKey, message: Array(date.day.utf8)).bytes
  }

  /// The signature of a text made by `EOPSignature.stringToSign`. Its `==` takes constant time.
  public func sign(_ stringToSign: String) -> Digest {
    hmacSHA256(key: day, message: Array(stringToSign.utf8))
  }
}

extension EOPSigningKey: CustomStringConvertible, CustomReflectable {
  /// Three asterisks.
  public var description: String { "***" }

  /// Nothing to look into.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// The signature of one request by the gateway's EOP scheme, with everything that went into it but the keys.
///
/// Signed are the request's id, its date, its query and the hash of its body. Method, path and host are not.
public struct EOPSignature: Sendable, Hashable {
  /// A fresh UUID, lower case with hyphens.
  public let requestID: String
  /// The date.
  public let date: EOPDate
  /// The query exactly as it stands in the URL behind `?`; empty when there is none.
  public let query: String
  /// SHA-256 of the exact bytes of the body, in lower-case hex.
  public let bodyHash: String
  /// The text that is signed.
  public let stringToSign: String
  /// The signature in base64.
  public let signature: String
  /// The value of the header `Eop-Authorization`.
  public let authorization: String

  /// The names of the three headers, in the case the wire uses.
  public enum HeaderName {
    /// Carries the request's id.
    public static let requestID = "ctyun-eop-request-id"
    /// Carries the date.
    public static let date = "Eop-date"
    /// Carries the access key's id and the signature.
    public static let authorization = "Eop-Authorization"
  }

  /// The three headers of the signature.
  public var headers: [(name: String, value: String)] {
    [
      (HeaderName.requestID, requestID), (HeaderName.date, date.text),
      (HeaderName.authorization, authorization),
    ]
  }

  /// Signs a request.
  public init(key: AccessKey, requestID: String, date: EOPDate, query: String, body: [UInt8]) {
    self.requestID = requestID
    self.date = date
    self.query = query
    bodyHash = Hash.sha256.digest(body).hex
    stringToSign = Self.stringToSign(
      requestID: requestID, date: date.text, query: query, bodyHash: bodyHash)
    signature = EOPSigningKey(key, date: date).sign(stringToSign).base64
    authorization = Self.authorization(accessKeyID: key.id, signature: signature)
  }

  /// The text that is signed: the signed headers in alphabetical order, each with a line feed of its own, an
  /// empty line, the query, a line feed, the hash; nothing behind it.
  public static func stringToSign(requestID: String, date: String, query: String, bodyHash: String) -> String
  {
    "ctyun-eop-request-id:\(requestID)\neop-date:\(date)\n\n\(query)\n\(bodyHash)"
  }

  static func authorization(accessKeyID: String, signature: String) -> String {
    "\(accessKeyID) Headers=ctyun-eop-request-id;eop-date Signature=\(signature)"
  }
}

/// The parts of an `Eop-Authorization` header, for whoever receives one.
public struct EOPAuthorization: Sendable, Hashable {
  /// Names the account.
  public let accessKeyID: String
  /// The signed headers, lower case, in the order of the header.
  public let signedHeaders: [String]
  /// The signature in base64.
  public let signature: String

  /// Reads a header's value; nil unless it is `AK Headers=a;b Signature=s` with single spaces.
  public init?(_ value: String) {
    let parts = value.split(separator: " ", omittingEmptySubsequences: false)
    let names = "Headers="
    let signature = "Signature="
    guard parts.count == 3, !parts[0].isEmpty, parts[1].hasPrefix(names), parts[2].hasPrefix(signature) else {
      return nil
    }
    accessKeyID = String(parts[0])
    signedHeaders = parts[1].dropFirst(names.count).split(separator: ";").map { $0.lowercased() }
    self.signature = String(parts[2].dropFirst(signature.count))
  }
}
