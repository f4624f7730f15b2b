// Made by script/generate from docs/rules. Do not edit.
// swift-format-ignore-file

/// The pages of `docs/rules`, by code.
extension RulePages {
  static func embedded(_ code: String) -> String? {
    switch code {
    default: nil
    }
  }
}
