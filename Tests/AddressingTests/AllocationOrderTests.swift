import Addressing
import TestSupport
import Testing

/// The order of allocation is part of the lock file format. These goldens must never change.
@Suite struct AllocationOrderTests {
  private func record(_ free: PrefixSet, _ lengths: [Int], _ family: AddressFamily) -> String {
    var rest = free
    var text = "free \(free)\n"
    for length in lengths {
      if let next = rest.takeFree(length: length, family: family) {
        rest = next.rest
        text += "/\(length) -> \(next.prefix), rest \(rest)\n"
      } else {
        text += "/\(length) -> none\n"
      }
    }
    return text
  }

  @Test func takeFreeTakesTheTightestBlock() {
    let scattered = PrefixSet(
      ["10.0.0.0/22", "10.0.8.64/26", "10.0.9.0/25", "10.0.12.16/28", "10.1.0.0/25", "172.16.0.0/30"]
        .compactMap { Prefix($0) })
    let equals = PrefixSet(
      ["10.0.0.0/25", "10.0.1.0/26", "10.0.2.0/26", "10.0.3.64/26"].compactMap { Prefix($0) })
    let documentation = PrefixSet(
      ["2001:db8::/56", "2001:db8:1::/62", "fd00::/126"].compactMap { Prefix($0) })
    let text =
      record(scattered, [28, 30, 26, 25, 25, 24, 32, 31, 32, 23, 22, 29, 27, 24], .ipv4) + "\n"
      + record(equals, [28, 27, 27, 28, 27, 26, 25], .ipv4) + "\n"
      + record(documentation, [64, 64, 127, 128, 60, 64, 62, 56, 128, 64, 64, 63], .ipv6)
    expectGolden(text, "take-free.txt")
  }

  @Test func firstFreeFindsTheLowestFit() {
    let free = PrefixSet(
      ["10.0.0.128/25", "10.0.2.0/23", "10.0.5.0/24", "2001:db8::1/128", "2001:db8:0:1::/64"]
        .compactMap { Prefix($0) })
    var text = "free \(free)\n"
    for bounds in ["0.0.0.0/0", "10.0.0.0/24", "10.0.3.0/24", "10.0.4.0/22", "::/0", "2001:db8::/64"] {
      guard let universe = Prefix(bounds) else { continue }
      for length in [22, 23, 24, 25, 26, 32, 64, 65, 128] {
        guard let prefix = free.firstFree(length: length, in: universe) else { continue }
        text += "first /\(length) in \(universe) -> \(prefix)\n"
      }
    }
    expectGolden(text, "first-free.txt")
  }

  @Test func poolsHandOutTheLowestFreeAddress() throws {
    let reserved = PrefixSet(["10.0.0.0/31", "10.0.0.29/32", "10.0.0.30/31"].compactMap { Prefix($0) })
    var pool = AddressPool(range: try Prefix(parsing: "10.0.0.0/27"), reserved: reserved)
    var text = "free \(pool.free)\n"
    for last in [5, 3, 3, 29, 12, 28, 40] as [UInt8] {
      let address = IPAddress.ipv4(10, 0, 0, last)
      text += "reserve \(address) -> \(pool.reserve(address))\n"
    }
    while let address = pool.take() { text += "take -> \(address), \(pool.freeCount) left\n" }
    expectGolden(text, "pool.txt")
  }
}
