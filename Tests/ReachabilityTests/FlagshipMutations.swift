/// Every small way in which somebody may spoil a scenario: a line is lost, a value is mistyped, a word is the wrong one.
///
/// It reads lines and knows nothing of what they mean, so that no line is left out because nobody thought of it.
struct FlagshipMutations {
  struct Mutation: CustomStringConvertible {
    /// The line, counted from 1.
    var line: Int
    /// The line before.
    var old: String
    /// What stands there now; nil when the line is gone.
    var new: String?
    /// The whole text.
    var text: String

    var description: String {
      "line \(line): \(Self.trimmed(old)) -> \(new.map(Self.trimmed) ?? "(removed)")"
    }

    private static func trimmed(_ text: String) -> String { String(text.drop { $0 == " " }) }
  }

  private let lines: [String]
  /// The lines without their comments.
  private let codes: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    codes = lines.map(Self.code)
  }

  /// All of them.
  var all: [Mutation] {
    var all: [Mutation] = []
    for index in lines.indices {
      let code = codes[index]
      guard !code.allSatisfy({ $0 == " " }) else { continue }
      if !opensBlock(index) { all.append(mutation(index, nil)) }
      for changed in Self.variants(of: code) where changed != code { all.append(mutation(index, changed)) }
    }
    return all
  }

  private func mutation(_ index: Int, _ new: String?) -> Mutation {
    var changed = lines
    if let new { changed[index] = new } else { changed.remove(at: index) }
    return Mutation(
      line: index + 1, old: codes[index], new: new, text: changed.joined(separator: "\n"))
  }

  /// The line without its comment.
  private static func code(of line: String) -> String {
    guard !line.hasPrefix("#") else { return "" }
    guard let comment = line.firstMatch(of: /\s+#/) else { return line }
    return String(line[..<comment.range.lowerBound])
  }

  private static func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }

  private func opensBlock(_ index: Int) -> Bool {
    guard let next = codes[(index + 1)...].first(where: { !$0.allSatisfy { $0 == " " } })
    else { return false }
    return Self.indentation(next) > Self.indentation(lines[index])
  }

  /// The lines of the entry that a line belongs to, with those that open it and what it stands in.
  func entry(of line: Int) -> ClosedRange<Int> {
    let own = Self.indentation(lines[line - 1])
    // The entry is opened by the nearest line further out; a list of rules belongs to what has the list.
    var first = line - 1
    var levels = lines[line - 1].drop { $0 == " " }.hasPrefix("- ") ? 2 : 1
    var depth = own
    while first > 0, levels > 0 {
      first -= 1
      let indentation = Self.indentation(lines[first])
      if !codes[first].allSatisfy({ $0 == " " }), indentation < depth {
        depth = indentation
        levels -= 1
      }
    }
    var last = line
    while last < lines.count {
      let code = codes[last]
      if !code.allSatisfy({ $0 == " " }), Self.indentation(lines[last]) < own { break }
      last += 1
    }
    return (first + 1)...max(first + 1, last - 1)
  }

  // MARK: Variants of one line

  private static let words = [
    ("accept", "drop"), ("tcp", "udp"), ("udp", "tcp"), ("true", "false"), ("[hq]", "[]"),
    ("[hq]", "[10.1.50.0/24]"),
    ("endpoint-nat", "hq"), ("consumers: [consumer]", "consumers: []"), ("orders-vpc", "hub-vpc"),
    ("hub-vpc", "orders-vpc"), ("sub-vpce", "other"), ("sub-lb", "sub-app"), ("sub-app", "sub-lb"),
    ("svc-app", "svc-other"), ("lb-app", "lb-other"), ("line-a", "line-c"), ("ce1", "ce2"), ("ce2", "ce1"),
    ("primary", "standby"), ("standby", "primary"), ("default", "own"), ("cloud: dns", "cloud: zos"),
    ("cloud: zos", "cloud: dns"), ("app.example.internal", "api.example.internal"), ("consumer", "provider"),
    ("provider", "consumer"), ("172.20.0.0/16", "192.168.5.16/28"), ("172.20.0.0/16", "192.168.5.0/24"),
  ]

  private static func variants(of line: String) -> [String] {
    var variants: [String] = []
    for (old, new) in words where line.contains(old) {
      variants.append(line.replacing(old, with: new, maxReplacements: 1))
    }
    // Every number one higher, every part of an address among them.
    for match in line.matches(of: /[0-9]+/) {
      guard let number = UInt64(match.output) else { continue }
      variants.append(line.replacingCharacters(in: match.range, with: "\(number + 1)"))
    }
    // Every entry of a flow mapping and of a flow list is lost once.
    for match in line.matches(of: /[a-zA-Z0-9-]+: (\[[^\]]*\]|\{[^}]*\}|[^,{}\[\]]+)(, )?/)
    where line.contains("{") {
      variants.append(line.replacingCharacters(in: match.range, with: ""))
    }
    for match in line.matches(of: /\[([^\[\]]+)\]/) {
      let entries = match.output.1.split(separator: ",")
      for index in entries.indices {
        var rest = entries
        rest.remove(at: index)
        variants.append(
          line.replacingCharacters(
            in: match.range, with: "[" + rest.joined(separator: ",").drop { $0 == " " } + "]"))
      }
    }
    var seen: Set<String> = []
    return variants.filter { seen.insert($0).inserted }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
