import COpenSSL

/// A hash function. OpenSSL computes it.
public enum Hash: String, Sendable, Hashable, CaseIterable {
  /// SHA-256 (FIPS 180-4).
  case sha256
  /// SM3 (GB/T 32905-2016).
  case sm3

  /// The digest of the bytes.
  public func digest(_ bytes: some Sequence<UInt8>) -> Digest {
    bytes.withContiguousStorageIfAvailable { compute(UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { compute($0) }
  }

  /// The digest of the text's UTF-8 bytes.
  public func digest(_ text: String) -> Digest { digest(text.utf8) }

  /// The digest of bytes that come piece by piece.
  ///
  /// - Parameter produce: calls what it is given with each piece in order.
  public func digest(ofChunks produce: ((UnsafeRawBufferPointer) -> Void) -> Void) -> Digest {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var isDone = EVP_DigestInit_ex(context, algorithm, nil) == 1
    produce { bytes in isDone = isDone && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 }
    var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    isDone = isDone && EVP_DigestFinal_ex(context, &output, &count) == 1
    // As below.
    precondition(isDone, "OpenSSL cannot compute \(rawValue)")
    return Digest(bytes: Array(output.prefix(Int(count))))
  }

  var algorithm: OpaquePointer? {
    switch self {
    case .sha256: EVP_sha256()
    case .sm3: EVP_sm3()
    }
  }

  private func compute(_ bytes: UnsafeRawBufferPointer) -> Digest {
    var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let done = EVP_Digest(bytes.baseAddress, bytes.count, &output, &count, algorithm, nil)
    // Fails only when OpenSSL has no memory for its context or was built without the function; there
    // is no digest then, and going on without one would be worse than stopping.
    precondition(done == 1, "OpenSSL cannot compute \(rawValue)")
    return Digest(bytes: Array(output.prefix(Int(count))))
  }
}

/// HMAC with SHA-256 (RFC 2104).
public func hmacSHA256(key: [UInt8], message: [UInt8]) -> Digest {
  var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var count: UInt32 = 0
  let keyCount = Int32(clamping: key.count)
  let code = HMAC(Hash.sha256.algorithm, key, keyCount, message, message.count, &output, &count)
  // As above. A key of 2 GiB does not occur: keys come from bounded input.
  precondition(code != nil && Int(keyCount) == key.count, "OpenSSL cannot compute HMAC-SHA-256")
  return Digest(bytes: Array(output.prefix(Int(count))))
}
