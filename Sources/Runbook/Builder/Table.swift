import Diagnostics

/// A table in plain text: its columns stand below each other in a font of one width, in every language.
struct Table {
  /// The names of the columns.
  var heading: Text
  /// The rows.
  var lines: [String]

  /// Lays rows out below the names of their columns.
  init(_ columns: [Text], _ rows: [[String]]) {
    var widths = columns.map { max(Self.width($0.en), Self.width($0.zh)) }
    for row in rows {
      for (column, cell) in row.enumerated() where column < widths.count {
        widths[column] = max(widths[column], Self.width(cell))
      }
    }
    func line(_ cells: [String]) -> String {
      var line = ""
      for (column, cell) in cells.enumerated() {
        line += cell
        if column + 1 < cells.count {
          line += String(repeating: " ", count: widths[column] - Self.width(cell) + 2)
        }
      }
      return line
    }
    heading = Text(en: line(columns.map(\.en)), zh: line(columns.map(\.zh)))
    lines = rows.map(line)
  }

  /// The table as a block of an instruction.
  func block(on device: String) -> Instruction.Block {
    Instruction.Block(device: device, lines: lines, heading: heading)
  }

  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) }
  }
}

/// The names of columns.
enum ColumnText {
  static let destination = Text(en: "destination", zh: "目的")
  static let source = Text(en: "source", zh: "源")
  static let transport = Text(en: "protocol", zh: "协议")
  static let ports = Text(en: "ports", zh: "端口")
  static let purpose = Text(en: "purpose", zh: "用途")
  static let edgeRouters = Text(en: "edge routers, best first", zh: "边缘路由器（优先者在前）")
  static let learntBy = Text(en: "edge learns by", zh: "学习方式")
  static let over = Text(en: "over", zh: "经由")
  static let cloudEnd = Text(en: "cloud end", zh: "云侧地址")
  static let siteEnd = Text(en: "site end", zh: "站点侧地址")
  static let line = Text(en: "line", zh: "专线")
  static let entry = Text(en: "entry", zh: "类型")
  static let name = Text(en: "name", zh: "名称")
  static let addresses = Text(en: "addresses", zh: "地址")
}
