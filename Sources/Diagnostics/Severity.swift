/// How bad a finding is. Only errors stop a plan.
public enum Severity: String, Sendable, Hashable, CaseIterable {
  /// What is wanted cannot work, or cannot be understood.
  case error
  /// It can work, yet is likely not what was meant, or rests on something unconfirmed.
  case warning
  /// Worth knowing; nothing needs to change.
  case info
}

extension Severity: Comparable {
  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }

  /// The graver severity comes first.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}
