/// Sentences that steps of every kind share.
enum CommonText {
  // MARK: Why an impact

  static let unusedYet = Text(en: "Nothing uses it yet.", zh: "尚无任何业务使用。")
  static let onlyReads = Text(en: "It only reads.", zh: "仅为查询，不做任何变更。")
  static let onlyPeople = Text(en: "Nothing is changed in network or cloud.", zh: "不涉及网络与云上配置变更。")
  static let newFlowsOnly = Text(
    en: "Only flows that do not exist yet are affected.", zh: "仅影响尚不存在的新流量。")

  // MARK: Checks

  static let readBack = Text(en: "Read it back.", zh: "回读并核对。")
  static let readAndCompare = Text(en: "Read it and compare with the plan.", zh: "查询并与计划核对。")
  static let gone = Text(en: "It is no longer listed.", zh: "列表中已不存在。")
  static let look = Text(en: "Look for it in the list.", zh: "在列表中查找。")
  static let asPlanned = Text(en: "It is there, as planned.", zh: "已存在，且与计划一致。")
  static let confirmed = Text(
    en: "The person who did it confirms it and notes the evidence.", zh: "由执行人确认，并留存记录。")

  // MARK: What remains

  static let adoptedEntry = Text(
    en: "If the entry stood before the change, it is left alone and not taken back.",
    zh: "若该条目在变更前已存在，则保持不变，回退时亦不删除。")

  /// A resource that stands already.
  static func verifyAdopted(_ resource: String, _ id: String) -> Text {
    Text(
      en: "Verify that \(resource) (\(id)) stands as the plan assumes",
      zh: "核对已有资源 \(resource)（\(id)）与计划一致")
  }

  static let adoptedMatches = Text(
    en: "The resource exists and its values equal the plan's; nothing is changed.",
    zh: "资源存在且取值与计划一致；不做任何变更。")

  /// How many of something, in English with its plural.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}
