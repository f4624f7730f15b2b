/// The bytes in base64 with the standard alphabet and padding (RFC 4648 section 4).
public func base64Encoded(_ bytes: some Sequence<UInt8>) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  text.reserveCapacity((bytes.underestimatedCount + 2) / 3 * 4)
  var group: UInt32 = 0
  var count = 0
  for byte in bytes {
    group = group << 8 | UInt32(byte)
    count += 1
    if count == 3 {
      for shift in stride(from: 18, through: 0, by: -6) { text.append(alphabet[Int(group >> shift & 63)]) }
      group = 0
      count = 0
    }
  }
  if count > 0 {
    group <<= UInt32(8 * (3 - count))
    for place in 0..<4 {
      text.append(place <= count ? alphabet[Int(group >> (18 - 6 * place) & 63)] : UInt8(ascii: "="))
    }
  }
  return String(decoding: text, as: UTF8.self)
}

/// The bytes as small hexadecimal digits, two each.
public func hex(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(2 * bytes.underestimatedCount)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
