public import JSON

/// Where a value stands in a reply, such as `returnObj.vpcID`,
/// `returnObj.physicalLineList[lineName=line-a].lineID` or `returnObj.routes[0].id`.
///
/// Grammar: `path = name selector* ("." name selector*)*`,
/// `selector = "[" index "]" | "[" name "=" text "]"`. Names hold any characters but `.`, `[`, `]` and `=`. A text may stand in double quotes, with `\"` and `\\`
/// inside; it must when it holds `]` or `"`. Several conditions in a row must all hold of one element:
/// `[ipVersion=IPV4][name=a]`.
///
/// Evaluation is lenient in the ways replies are known to vary: an array of one element and that element are
/// the same to a name, an object stands for an array of one to a selector, and where the exact name is
/// missing a single one that differs in case only (`lineID`, `lineId`) is taken.
public struct ResultPath: Sendable, Hashable {
  /// One step of a path.
  public enum Step: Sendable, Hashable {
    /// Into the member of an object.
    case member(String)
    /// To an element, counted from zero.
    case index(Int)
    /// To the first element of which all of these hold.
    case matching([Match])
  }

  /// A member and the text it must have. Numbers and truth values are compared as they are written; an
  /// array matches when one of its elements does.
  public struct Match: Sendable, Hashable {
    /// The member.
    public let name: String
    /// Its text.
    public let text: String

    /// The member `name` must be `text`.
    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The steps from the root of the reply; the first is a member.
  public let steps: [Step]

  /// A path of names only.
  public init(members first: String, _ others: String...) {
    steps = [.member(first)] + others.map { .member($0) }
  }

  /// The path that goes on from this one into a member.
  public func member(_ name: String) -> ResultPath { ResultPath(steps: steps + [.member(name)]) }

  /// The path that goes on from this one to an element.
  public func element(_ index: Int) -> ResultPath { ResultPath(steps: steps + [.index(index)]) }

  /// The path that goes on from this one to the first element of which all of these hold.
  public func element(matching matches: Match...) -> ResultPath { element(matching: matches) }

  /// The path that goes on from this one to the first element of which all of these hold.
  public func element(matching matches: [Match]) -> ResultPath {
    ResultPath(steps: steps + [.matching(matches)])
  }

  init(steps: [Step]) { self.steps = steps }
}

extension ResultPath {
  /// The value this path leads to, or nil when there is none or it is null: a reply that names a member
  /// without a value tells as little as one that leaves it out.
  public func value(in reply: JSONValue) -> JSONValue? {
    var value = reply
    for step in steps {
      guard let next = Self.follow(step, from: value) else { return nil }
      value = next
    }
    return value == .null ? nil : value
  }

  private static func follow(_ step: Step, from value: JSONValue) -> JSONValue? {
    switch step {
    case .member(let name):
      switch value {
      case .object(let object): return object.member(like: name)
      case .array(let elements) where elements.count == 1:
        return elements[0].objectValue?.member(like: name)
      default: return nil
      }
    case .index(let index):
      guard case .array(let elements) = value else { return index == 0 && value != .null ? value : nil }
      return elements.indices.contains(index) ? elements[index] : nil
    case .matching(let matches):
      let elements = value.arrayValue ?? [value]
      return elements.first { element in
        matches.allSatisfy { match in
          element.objectValue?.member(like: match.name).map { has($0, match.text) } ?? false
        }
      }
    }
  }

  private static func has(_ value: JSONValue, _ text: String) -> Bool {
    switch value {
    case .null, .object: false
    case .array(let elements): elements.contains { has($0, text) }
    default: value.shortText == text
    }
  }
}

extension JSONObject {
  /// The member with this name, or the only one that differs from it in case alone.
  func member(like name: String) -> JSONValue? {
    if let value = self[name] { return value }
    var found: JSONValue?
    let lowercased = name.lowercased()
    for member in members where member.key.lowercased() == lowercased {
      guard found == nil else { return nil }
      found = member.value
    }
    return found
  }
}
