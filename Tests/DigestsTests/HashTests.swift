import Digests
import Testing

struct HashTests {
  /// The examples that NIST published with FIPS 180, and the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func sha256(_ message: String, _ digest: String) {
    #expect(Hash.sha256.digest(message).hex == digest)
    #expect(Hash.sha256.digest(Array(message.utf8)).hex == digest)
  }

  @Test func sha256OfAMillionLetters() {
    let digest = Hash.sha256.digest([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(digest.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// The two examples of GB/T 32905-2016, appendix A, and the empty message.
  @Test(arguments: [
    ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (
      "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
      "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    ),
    ("", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
  ])
  func sm3(_ message: String, _ digest: String) {
    #expect(Hash.sm3.digest(message).hex == digest)
  }

  @Test func anySequenceOfBytesWillDo() {
    let lazily = sequence(first: UInt8(ascii: "a")) { $0 < UInt8(ascii: "c") ? $0 + 1 : nil }
    #expect(Hash.sha256.digest(lazily) == Hash.sha256.digest("abc"))
    let slice = Array("xabcx".utf8)[1..<4]
    #expect(Hash.sha256.digest(slice) == Hash.sha256.digest("abc"))
  }

  @Test(arguments: Hash.allCases)
  func digestsHaveThirtyTwoBytes(_ hash: Hash) {
    #expect(hash.digest("").bytes.count == 32)
  }
}

struct ChunkedHashTests {
  @Test(arguments: Hash.allCases, [0, 1, 63, 64, 1_000])
  func piecesHashAsTheWhole(hash: Hash, size: Int) {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let pieces = hash.digest { use in
      for start in stride(from: 0, to: size, by: 7) {
        Array(bytes[start..<min(start + 7, size)]).withUnsafeBytes { use($0) }
      }
    }
    #expect(pieces == hash.digest(bytes))
  }
}
