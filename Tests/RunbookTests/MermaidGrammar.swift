import Testing

/// The part of Mermaid's flow chart grammar that runbooks use. There is no renderer here, so the charts must keep
/// to forms that every version reads.
enum MermaidGrammar {
  static func expect(_ lines: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    var ids: Set<Substring> = []
    var groups: Set<Substring> = []
    var depth = 0
    var isEmptyGroup = false
    #expect(lines.first == "flowchart LR" || lines.first == "flowchart TB", sourceLocation: sourceLocation)
    let id = #/[a-z]+[0-9]+/#
    let label = #/[^"<>`%{}]*(?:<br\/>[^"<>`%{}]*)*/#
    for line in lines.dropFirst() {
      let text = line.drop { $0 == " " }
      if let match = text.wholeMatch(of: /subgraph ([a-z]+[0-9]+)\["(.*)"\]/) {
        #expect(groups.insert(match.1).inserted, sourceLocation: sourceLocation)
        #expect(match.2.wholeMatch(of: label) != nil, "\(text)", sourceLocation: sourceLocation)
        depth += 1
        isEmptyGroup = true
      } else if text == "end" {
        #expect(!isEmptyGroup, "an empty group", sourceLocation: sourceLocation)
        depth -= 1
      } else if let match = text.wholeMatch(
        of: /([a-z]+[0-9]+)(?:\[|\(|\(\[|\{\{|\[\()"(.*)"(?:\]|\)|\]\)|\}\}|\)\])/)
      {
        #expect(ids.insert(match.1).inserted, sourceLocation: sourceLocation)
        #expect(match.2.wholeMatch(of: label) != nil, "\(text)", sourceLocation: sourceLocation)
        isEmptyGroup = false
      } else if let match = text.wholeMatch(
        of: /([a-z]+[0-9]+) (?:---|-->|==>|-\.->)(?:\|"(.*)"\|)? ([a-z]+[0-9]+)/)
      {
        for end in [match.1, match.3] {
          #expect(ids.contains(end) || groups.contains(end), "\(text)", sourceLocation: sourceLocation)
        }
        if let text = match.2 {
          #expect(text.wholeMatch(of: label) != nil, "\(text)", sourceLocation: sourceLocation)
        }
      } else if let match = text.wholeMatch(of: /class ([a-z0-9,]+) [a-z]+/) {
        for node in match.1.split(separator: ",") {
          #expect(ids.contains(node), sourceLocation: sourceLocation)
        }
      } else {
        #expect(text.hasPrefix("classDef "), "\(text)", sourceLocation: sourceLocation)
      }
    }
    #expect(depth == 0, sourceLocation: sourceLocation)
    // A word that begins with one of these confuses older versions.
    for name in ids.union(groups) {
      #expect(name.wholeMatch(of: id) != nil, sourceLocation: sourceLocation)
      #expect(
        !["end", "graph", "style", "class", "click", "default", "o", "x"].contains {
          name.hasPrefix($0)
        })
    }
    #expect(ids.isDisjoint(with: groups), sourceLocation: sourceLocation)
    #expect(lines.reduce(0) { $0 + $1.utf8.count } < 50_000, sourceLocation: sourceLocation)
  }
}
