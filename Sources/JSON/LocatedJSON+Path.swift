extension LocatedJSON {
  /// Where the value at a path such as `rules[2].fault.delay` stands. Of a path that leads nowhere, as far as it leads.
  public func range(at path: String) -> Range<Int> {
    var value = self
    var rest = Substring(path)
    while !rest.isEmpty {
      let next: LocatedJSON?
      if rest.first == "[" {
        let digits = rest.dropFirst().prefix { $0 != "]" }
        next = Int(digits).flatMap { value[$0] }
        rest = rest.dropFirst(digits.count + 2)
      } else {
        if rest.first == "." { rest = rest.dropFirst() }
        let key = rest.prefix { $0 != "." && $0 != "[" }
        next = value[String(key)]
        rest = rest.dropFirst(max(1, key.count))
      }
      guard let next else { break }
      value = next
    }
    return value.range
  }
}
