public import Diagnostics

/// A cloud account: who owns resources and pays for them.
public struct Account: Sendable, Equatable {
  /// The account id as the cloud writes it. Digits are kept as text.
  public var id: Located<String>?
  /// The e-mail address of the account; the service allow list and every dedicated-line call name the account by it.
  public var email: Located<String>?
  /// A line for people.
  public var note: Located<String>?
  /// Where the block stands.
  @Place public var location: SourceLocation? = nil
}
