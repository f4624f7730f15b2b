/// What a piece of output is, and so how it is coloured.
enum TextStyle {
  case error, warning, info, emphasis, rule, note, help

  init(_ severity: Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .info: self = .info
    }
  }

  /// Select Graphic Rendition parameters (ECMA-48): the eight basic colours, which every theme defines.
  private var parameters: String {
    switch self {
    case .error: "1;31"
    case .warning: "1;33"
    case .info: "1;36"
    case .emphasis: "1"
    case .rule: "1;34"
    case .note: "1;34"
    case .help: "1;32"
    }
  }

  /// The text in this style, or as it is when `color` is off.
  func apply(_ text: String, color: Bool) -> String {
    color ? "\u{1B}[\(parameters)m\(text)\u{1B}[0m" : text
  }
}
