import Digests

extension Behaviour {
  static let replayed = Behaviour(
    "WIRE-006", .assumption,
    "A request id that an account has used before is refused with status 403, once its signature is right.")

  static let replays = [replayed]
}

/// The request ids seen last, by access key: a signed request cannot be sent twice.
///
/// Only so many are remembered, the oldest are forgotten first; of each sixteen bytes of a digest.
struct ReplayGuard: Sendable {
  private struct Mark: Hashable {
    var high: UInt64
    var low: UInt64
  }

  static let capacity = 1 << 17

  private var marks: Set<Mark> = []
  private var ages: [Mark] = []
  private var oldest = 0

  /// Notes a request id; false if it was there already.
  mutating func note(_ requestID: String, of accessKeyID: String) -> Bool {
    let mark = Self.mark(requestID, accessKeyID)
    guard marks.insert(mark).inserted else { return false }
    if ages.count < Self.capacity {
      ages.append(mark)
    } else {
      marks.remove(ages[oldest])
      ages[oldest] = mark
      oldest = (oldest + 1) % Self.capacity
    }
    return true
  }

  /// Takes back the note of a request that shall count as never arrived.
  mutating func forget(_ requestID: String, of accessKeyID: String) {
    marks.remove(Self.mark(requestID, accessKeyID))
  }

  private static func mark(_ requestID: String, _ accessKeyID: String) -> Mark {
    // A space can stand in neither.
    let digest = Hash.sha256.digest("\(accessKeyID) \(requestID)").bytes
    return Mark(high: number(digest[0..<8]), low: number(digest[8..<16]))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
