/// When an order is due by the clock.
struct Timer: Comparable, Sendable {
  let due: EmulatorInstant
  let order: String

  static func < (left: Self, right: Self) -> Bool {
    left.due == right.due ? left.order < right.order : left.due < right.due
  }
}
