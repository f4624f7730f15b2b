import Digests
import Testing

struct EncodingTests {
  /// The test vectors of RFC 4648 section 10, and the letters that differ between alphabets.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("???>>>", "Pz8/Pj4+"),
  ])
  func base64(_ text: String, _ encoded: String) {
    #expect(base64Encoded(text.utf8) == encoded)
    #expect(base64Encoded(Array(text.utf8)) == encoded)
  }

  @Test func base64OfEveryByte() {
    #expect(base64Encoded([0xFF, 0xEF, 0xBE, 0x00, 0x10]) == "/+++ABA=")
  }

  @Test func hexadecimalDigitsAreSmallAndComplete() {
    #expect(hex([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
    #expect(hex([]) == "")
  }

  @Test func digestsPrintAsTheirBytes() {
    let digest = Digest(bytes: [0xDE, 0xAD, 0xBE, 0xEF])
    #expect(digest.hex == "deadbeef")
    #expect(digest.description == "deadbeef")
    #expect(digest.base64 == "3q2+7w==")
  }

  @Test func equalityLooksAtEveryByte() {
    let bytes = Hash.sha256.digest("x").bytes
    #expect(equalInConstantTime(bytes, bytes))
    #expect(equalInConstantTime([], []))
    #expect(!equalInConstantTime(bytes, []))
    #expect(!equalInConstantTime(bytes, Array(bytes.dropLast())))
    for index in bytes.indices {
      var other = bytes
      other[index] ^= 1
      #expect(!equalInConstantTime(bytes, other))
      #expect(Digest(bytes: bytes) != Digest(bytes: other))
    }
    #expect(Set([Digest(bytes: bytes), Digest(bytes: bytes)]).count == 1)
  }
}
