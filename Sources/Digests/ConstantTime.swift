import COpenSSL

/// Whether two byte strings are the same, in a time that depends on their lengths only and not on where
/// they differ: for secrets, signatures and digests.
public func equalInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  return CRYPTO_memcmp(left, right, left.count) == 0
}
