/// The version of Isthmus; the CHANGELOG has a heading for each.
enum Version {
  static let current = "0.1.0"
}
