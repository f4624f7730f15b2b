import Addressing
import TestSupport
import Testing

@Suite struct PrefixSetTests {
  private func set(_ texts: String...) -> PrefixSet {
    PrefixSet(texts.compactMap { Prefix($0) })
  }

  @Test func neighboursGrowTogether() {
    #expect(set("10.0.1.0/24", "10.0.0.0/24").description == "{10.0.0.0/23}")
    // Neighbours that are no halves of one block are one range and two prefixes.
    let apart = set("10.0.1.0/24", "10.0.2.0/24")
    #expect(apart.ranges.map(\.description) == ["10.0.1.0-10.0.2.255"])
    #expect(apart.description == "{10.0.1.0/24, 10.0.2.0/24}")
  }

  @Test func theEndOfOneFamilyDoesNotTouchTheOther() {
    let ends = set("255.255.255.255/32", "::/128")
    #expect(ends.ranges.count == 2)
    #expect(ends.union([.allIPv4]).description == "{0.0.0.0/0, ::/128}")
  }

  @Test func wholeFamilies() {
    let all: PrefixSet = [.allIPv4, .allIPv6]
    #expect(PrefixSet().complement() == all)
    #expect(all.complement().isEmpty)
    #expect(all.addressCount(family: .ipv4) == 1 << 32)
    #expect(all.addressCount(family: .ipv6) == .max)
    #expect(PrefixSet().addressCount(family: .ipv6) == 0)
    #expect(set("::/1", "8000::/1") == [.allIPv6])
    #expect(set("::/1", "8000::/1", "::/0").description == "{::/0}")
    #expect(all.subtracting(set("::/128")).addressCount(family: .ipv6) == .max)
    #expect(all.subtracting(set("255.255.255.255/32", "0.0.0.0/32")).prefixes(of: .ipv4).count == 62)
  }

  @Test func complementIgnoresWhatLiesOutside() throws {
    let universe = try Prefix(parsing: "10.0.0.0/24")
    let taken = set("9.0.0.0/8", "10.0.0.0/26", "10.0.0.128/25", "10.0.1.0/24", "::/0")
    #expect(taken.complement(in: universe).description == "{10.0.0.64/26}")
    #expect(set("10.0.0.0/8").complement(in: universe).isEmpty)
    #expect(PrefixSet().complement(in: universe) == [universe])
  }

  @Test func impossibleLengthsFindNothing() throws {
    let all: PrefixSet = [.allIPv4, .allIPv6]
    for length in [-1, 33, Int.min, Int.max] {
      #expect(all.takeFree(length: length, family: .ipv4) == nil)
      #expect(all.firstFree(length: length, in: .allIPv4) == nil)
    }
    #expect(all.firstFree(length: 7, in: try Prefix(parsing: "10.0.0.0/8")) == nil)
    #expect(all.takeFree(length: 129, family: .ipv6) == nil)
    #expect(set("10.0.0.0/8").takeFree(length: 32, family: .ipv6) == nil)
  }

  @Test func wholeFamiliesCanBeTaken() throws {
    let all: PrefixSet = [.allIPv4, .allIPv6]
    let taken = try #require(all.takeFree(length: 0, family: .ipv6))
    #expect(taken.prefix == .allIPv6)
    #expect(taken.rest == [.allIPv4])
    #expect(all.firstFree(length: 0, in: .allIPv6) == .allIPv6)
    #expect(all.firstFree(length: 128, in: .allIPv6)?.description == "::/128")
  }

  @Test func theLastBlockOfAFamilyIsFound() throws {
    let top = try #require(
      AddressRange(
        first: IPAddress(family: .ipv6, bits: .max - 4), last: IPAddress(family: .ipv6, bits: .max)))
    let free = PrefixSet(ranges: [top])
    #expect(free.firstFree(length: 126, in: .allIPv6)?.first.bits == UInt128.max - 3)
    #expect(free.firstFree(length: 125, in: .allIPv6) == nil)
    let end = try #require(
      AddressRange(first: .ipv4(255, 255, 255, 251), last: .ipv4(255, 255, 255, 255)))
    #expect(PrefixSet(ranges: [end]).firstFree(length: 30, in: .allIPv4)?.description == "255.255.255.252/30")
    #expect(PrefixSet(ranges: [end]).firstFree(length: 29, in: .allIPv4) == nil)
  }

  @Test func oneHundredThousandPrefixes() {
    var generator = SeededGenerator(seed: 7)
    // Every other /25 of 10.0.0.0/8 and of 11.0.0.0/8.
    let numbers: [UInt128] = (0..<131_072).map { UInt128(0x0A00_0000 + $0 * 256) }
    let prefixes = numbers.shuffled(using: &generator).compactMap {
      Prefix(containing: IPAddress(family: .ipv4, bits: $0), length: 25)
    }
    let set = PrefixSet(prefixes)
    #expect(set.prefixes.count == 131_072)
    let rest = set.complement(in: .allIPv4)
    #expect(!rest.overlaps(set) && rest.union(set) == [.allIPv4])
    #expect(set.intersection(rest).isEmpty)
  }
}

extension PrefixSet {
  fileprivate func prefixes(of family: AddressFamily) -> [Prefix] {
    prefixes.filter { $0.family == family }
  }
}
