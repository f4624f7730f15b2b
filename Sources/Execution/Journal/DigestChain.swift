import Digests

/// Chains the entries of a run: each digest covers the entry and the digest before, the first one the run's head and
/// its runbook. An entry that is changed, removed, added or moved is noticed when the journal is opened.
///
/// The chain has no key: it shows tampering to whoever holds a digest from before, and protects against accidents
/// and careless edits, not against somebody who writes the whole file anew.
struct DigestChain: Sendable {
  private let hash: Hash
  /// The digest of the last entry, or of the head.
  private(set) var last: [UInt8]

  /// The beginning of a run's chain.
  init(_ hash: Hash, header: String, runbook: [UInt8]) {
    self.hash = hash
    var bytes = Array("isthmus journal 1".utf8)
    Self.append(header.utf8, to: &bytes)
    Self.append(runbook, to: &bytes)
    last = hash.digest(bytes).bytes
  }

  /// Adds an entry and returns its digest.
  mutating func add(_ entry: StoredEntry) -> [UInt8] {
    var bytes = last
    bytes.reserveCapacity(last.count + entry.particulars.utf8.count + 96)
    Self.append(entry.sequence, to: &bytes)
    Self.append(Int(entry.moment), to: &bytes)
    Self.append(entry.step.utf8, to: &bytes)
    Self.append(entry.event.utf8, to: &bytes)
    Self.append(entry.particulars.utf8, to: &bytes)
    last = hash.digest(bytes).bytes
    return last
  }

  /// A text with its length before it, so that no two entries give the same bytes.
  private static func append(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    append(text.count, to: &bytes)
    bytes += text
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
