/// Makes ids that look random and are the same for the same seed.
struct IdentifierSource: Codable, Sendable {
  private var state: SplitMix64

  init(seed: UInt64) { state = SplitMix64(seed: seed) }

  private mutating func next() -> UInt64 { state.next() }

  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

  /// The prefix, a hyphen and ten letters or digits, as the cloud's samples show ids.
  mutating func id(_ prefix: String) -> String {
    let bits = next()
    var text = Array("\(prefix)-".utf8)
    // 36^10 is below 2^52: one draw is enough for ten characters.
    var rest = bits >> 12
    for _ in 0..<10 {
      text.append(Self.alphabet[Int(rest % 36)])
      rest /= 36
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// 32 hexadecimal digits, as orders have them.
  mutating func hexadecimal() -> String {
    [next(), next()].map { bits in
      let text = String(bits, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
  }

  /// A locally administered MAC address.
  mutating func macAddress() -> String {
    let bits = next()
    return
      (["fa", "16", "3e"]
      + (0..<3).map { place in
        let text = String(bits >> (8 * UInt64(place)) & 0xFF, radix: 16)
        return text.count == 1 ? "0" + text : text
      }).joined(separator: ":")
  }
}
