/// The pages of the diagnostics; `script/generate` puts them into the binary.
public enum RulePages {
  /// The page of a code in Markdown, or nil when there is none.
  public static func page(_ code: String) -> String? { embedded(code) }
}
