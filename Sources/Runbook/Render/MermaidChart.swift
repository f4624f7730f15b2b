import Diagnostics

/// A Mermaid flow chart: nodes, nested groups and edges.
///
/// Ids are made here from a fixed word and a number, never from names, so that no name can end a statement or hit
/// a keyword. Labels are quoted, and in them every character that Mermaid or the Markdown inside it could read is
/// an entity.
struct MermaidChart {
  /// How a node is drawn.
  enum Shape {
    case box, rounded, stadium, hexagon, cylinder

    fileprivate var brackets: (open: String, close: String) {
      switch self {
      case .box: ("[", "]")
      case .rounded: ("(", ")")
      case .stadium: ("([", "])")
      case .hexagon: ("{{", "}}")
      case .cylinder: ("[(", ")]")
      }
    }
  }

  /// How an edge is drawn.
  enum Line: String {
    case plain = "---"
    case arrow = "-->"
    case thick = "==>"
    case dotted = "-.->"
  }

  /// A group of nodes, by its place.
  struct Group: Hashable {
    fileprivate var place: Int
  }

  private enum Item {
    case statement(String)
    case group(Int)
  }

  private struct Box {
    var id: String
    var label: String
    var items: [Item] = []
  }

  private struct Edge: Hashable {
    var from: String
    var to: String
    var label: String
    var line: Line
  }

  private let direction: String
  private var boxes: [Box] = [Box(id: "", label: "")]
  private var edges: [Edge] = []
  private var known: Set<Edge> = []
  private var counters: [String: Int] = [:]
  private var classes: [(name: String, style: String, ids: [String])] = []

  /// An empty chart; `direction` is `LR` or `TB`.
  init(direction: String) { self.direction = direction }

  /// Whether anything is drawn.
  var isEmpty: Bool { boxes.count == 1 && boxes[0].items.isEmpty }

  /// How many edges there are.
  var edgeCount: Int { edges.count }

  /// Adds a node; gives its id. `kind` is a lower-case word that is no keyword of Mermaid.
  mutating func node(_ kind: String, _ label: [String], shape: Shape = .box, in group: Group? = nil) -> String
  {
    let id = newID(kind)
    let brackets = shape.brackets
    boxes[group?.place ?? 0].items.append(
      .statement("\(id)\(brackets.open)\"\(Self.label(label))\"\(brackets.close)"))
    return id
  }

  /// Adds a group; it must get at least one node, since older Mermaid versions refuse an empty one.
  mutating func group(_ kind: String, _ label: [String], in parent: Group? = nil) -> Group {
    let place = boxes.count
    boxes.append(Box(id: newID(kind), label: Self.label(label)))
    boxes[parent?.place ?? 0].items.append(.group(place))
    return Group(place: place)
  }

  /// The id of a group, for edges that end at it.
  func id(of group: Group) -> String { boxes[group.place].id }

  /// Adds an edge, once.
  mutating func edge(_ from: String, _ to: String, _ label: String = "", line: Line = .arrow) {
    let edge = Edge(from: from, to: to, label: Self.escaped(label), line: line)
    if known.insert(edge).inserted { edges.append(edge) }
  }

  /// Gives nodes a style.
  mutating func style(_ name: String, _ style: String, ids: [String]) {
    if !ids.isEmpty { classes.append((name, style, ids)) }
  }

  /// The chart's lines, without the fence.
  var lines: [String] {
    var lines = ["flowchart \(direction)"]
    write(0, indentation: "  ", to: &lines)
    for edge in edges {
      let label = edge.label.isEmpty ? "" : "|\"\(edge.label)\"|"
      lines.append("  \(edge.from) \(edge.line.rawValue)\(label) \(edge.to)")
    }
    for entry in classes {
      lines.append("  classDef \(entry.name) \(entry.style)")
      lines.append("  class \(entry.ids.joined(separator: ",")) \(entry.name)")
    }
    return lines
  }

  /// The recursion is as deep as the groups, which nest three deep at most.
  private func write(_ box: Int, indentation: String, to lines: inout [String]) {
    for item in boxes[box].items {
      switch item {
      case .statement(let statement): lines.append(indentation + statement)
      case .group(let place):
        lines.append("\(indentation)subgraph \(boxes[place].id)[\"\(boxes[place].label)\"]")
        write(place, indentation: indentation + "  ", to: &lines)
        lines.append("\(indentation)end")
      }
    }
  }

  private mutating func newID(_ kind: String) -> String {
    let number = (counters[kind] ?? 0) + 1
    counters[kind] = number
    return "\(kind)\(number)"
  }

  private static func label(_ rows: [String]) -> String {
    rows.filter { !$0.isEmpty }.map(escaped).joined(separator: "<br/>")
  }

  /// Longer labels make the picture unreadable; the tables have the whole text.
  private static let longest = 60

  /// A label's text: letters, digits and harmless punctuation stay, the rest becomes `#38;` and the like.
  static func escaped(_ text: String) -> String {
    var result = ""
    var previous: Unicode.Scalar = " "
    for scalar in VisibleText.line(text).unicodeScalars.prefix(longest) {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      let isHarmless = isWord || " .,:/()'–→·×，、：（）".unicodeScalars.contains(scalar)
      // At the start of a word a hyphen may begin a list.
      if isHarmless || (scalar == "-" && previous != " ") {
        result.unicodeScalars.append(scalar)
      } else {
        result += "#\(scalar.value);"
      }
      previous = scalar
    }
    if text.unicodeScalars.count > longest { result += "…" }
    return result
  }
}
