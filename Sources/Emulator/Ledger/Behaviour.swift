/// One promise or refusal of the cloud that the emulator keeps: a row of the fidelity ledger.
///
/// Behaviours are declared beside the code that implements them; `Behaviours.all` gathers them.
public struct Behaviour: Sendable, Hashable, Identifiable {
  /// How well founded a behaviour is.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// The published contract states it.
    case contract
    /// It follows from what the vendor's published provider or another public client does.
    case provider
    /// Nobody states it; it is what such clouds do.
    case assumption
  }

  /// Its stable id, such as `VPCE-012`.
  public let id: String
  /// What happens, in one sentence.
  public let sentence: String
  /// How well founded it is.
  public let source: Source
  /// Where the source is to be found, or why the assumption is made; may be empty.
  public let detail: String

  init(_ id: String, _ source: Source, _ sentence: String, _ detail: String = "") {
    self.id = id
    self.source = source
    self.sentence = sentence
    self.detail = detail
  }
}
