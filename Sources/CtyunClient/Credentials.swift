public import CtyunAPI

/// Whoever has the keys of accounts.
public protocol CredentialsProvider: Sendable {
  /// The key of an account, by its name in the scenario.
  ///
  /// - Throws: ``CredentialsFailure`` when there is none; its text holds no secret.
  func accessKey(for account: String) throws(CredentialsFailure) -> AccessKey
}

/// There is no key for an account, or the file that should hold it cannot be trusted or read.
public struct CredentialsFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in a sentence.
  public let message: String
  /// What to do.
  public let help: String

  /// Joins the parts.
  public init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }

  /// Both, in one line.
  public var description: String { "\(message); \(help)" }
}

/// The keys that a person gave: in the environment, and as profiles in a file.
///
/// An account has the profile that it is mapped to; else the profile of its own name; else, where it is the only
/// account, the key of the environment.
public struct Credentials: CredentialsProvider {
  /// The key in `CTYUN_AK` and `CTYUN_SK`.
  public var environment: EnvironmentKey?
  /// The profiles of the file.
  public var profiles: CredentialsFile?
  /// Which profile an account has, where it is not the one of its name.
  public var mapping: [String: String]
  /// Whether one account is spoken of and no other, so that the environment's key can be meant.
  public var isForOneAccount: Bool

  /// Joins the parts.
  public init(
    environment: EnvironmentKey? = nil, profiles: CredentialsFile? = nil, mapping: [String: String] = [:],
    isForOneAccount: Bool = true
  ) {
    self.environment = environment
    self.profiles = profiles
    self.mapping = mapping
    self.isForOneAccount = isForOneAccount
  }

  /// The key of an account, found in that order.
  public func accessKey(for account: String) throws(CredentialsFailure) -> AccessKey {
    if let profile = mapping[account] { return try key(ofProfile: profile, for: account) }
    if let key = profiles?.keys[account] { return key }
    guard let environment else { return try key(ofProfile: account, for: account) }
    if isForOneAccount { return try environment.accessKey() }
    throw CredentialsFailure(
      "there is no key for the account \(account): CTYUN_AK names no account",
      help: "write the profile \(account) into \(profiles?.path ?? CredentialsFile.usualPath)")
  }

  private func key(ofProfile profile: String, for account: String) throws(CredentialsFailure) -> AccessKey {
    if let key = profiles?.keys[profile] { return key }
    let known = profiles.map { $0.keys.keys.sorted() } ?? []
    let place = profiles?.path ?? CredentialsFile.usualPath
    throw CredentialsFailure(
      "there is no key for the account \(account)"
        + (profiles == nil ? "" : ": \(place) has no profile \(profile)"),
      help: known.isEmpty
        ? "set CTYUN_AK and CTYUN_SK, or write the profile \(profile) into \(place)"
        : "write it, or map the account to one of its profiles (\(known.joined(separator: ", ")))")
  }
}

/// The key in the variables `CTYUN_AK` and `CTYUN_SK`.
public struct EnvironmentKey: Sendable {
  private let id: String
  private let secret: Secret

  /// Takes the key out of the environment; nil when neither variable has a value.
  public init?(_ environment: [String: String]) {
    let id = environment["CTYUN_AK"] ?? ""
    let secret = Secret(environment["CTYUN_SK"] ?? "")
    guard !id.isEmpty || !secret.isEmpty else { return nil }
    self.id = id
    self.secret = secret
  }

  func accessKey() throws(CredentialsFailure) -> AccessKey {
    guard !id.isEmpty else { throw CredentialsFailure("CTYUN_SK is set without CTYUN_AK", help: "set both") }
    guard !secret.isEmpty else {
      throw CredentialsFailure("CTYUN_AK is set without CTYUN_SK", help: "set both")
    }
    return AccessKey(id: id, secret: secret)
  }
}
