/// A growing run of bytes for writers: what an array does, without its checks for every single byte.
struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes there are.
  private(set) var count = 0

  init(capacity: Int = 256) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { base.deallocate() }

  /// All bytes.
  borrowing func withBytes<Result>(_ use: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    use(UnsafeBufferPointer(start: base, count: count))
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    base[count] = byte
    count += 1
  }

  mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    if bytes.count > capacity - count { grow(by: bytes.count) }
    (base + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(contentsOf text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }

  mutating func append(repeating byte: UInt8, count more: Int) {
    if more > capacity - count { grow(by: more) }
    (base + count).update(repeating: byte, count: more)
    count += more
  }

  mutating func append(decimal number: UInt64) {
    // 20 digits hold every number of 64 bits; they come out last digit first.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = number
      var place = 20
      repeat {
        place -= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        digits[place] = 0x30 + UInt8(truncatingIfNeeded: digit)
        rest = quotient
      } while rest > 0
      append(contentsOf: UnsafeBufferPointer(rebasing: digits[place...]))
    }
  }

  /// How many Unicode scalars there are from that place on.
  func scalarCount(from start: Int) -> Int {
    var scalars = 0
    for place in start..<count where base[place] & 0xC0 != 0x80 { scalars += 1 }
    return scalars
  }

  /// Takes back what was appended from that place on.
  mutating func removeAll(from place: Int) { count = place }

  private mutating func grow(by more: Int) {
    let wider = max(2 * capacity, count + more)
    let other = UnsafeMutablePointer<UInt8>.allocate(capacity: wider)
    other.update(from: base, count: count)
    base.deallocate()
    base = other
    capacity = wider
  }
}
