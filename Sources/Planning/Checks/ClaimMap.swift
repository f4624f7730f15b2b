import Addressing

/// Claims by prefix, for look-ups by overlap.
struct ClaimMap {
  private var map = PrefixMap<[AddressClaim]>()

  init(_ claims: [AddressClaim]) {
    for claim in claims { map.update(claim.prefix, default: []) { $0.append(claim) } }
  }

  func claims(overlapping prefix: Prefix) -> [AddressClaim] {
    map.entries(overlapping: prefix).flatMap(\.value)
  }

  func first(overlapping prefix: Prefix) -> AddressClaim? {
    map.entries(overlapping: prefix).first?.value.first
  }
}
