/// What the document asks of a runbook again and again: numbers, anchors, owners and groups.
struct RunbookIndex: Sendable {
  /// Steps of one owner in one phase that stand together.
  struct Group: Sendable {
    var phase: Phase
    var owner: Owner
    var steps: Range<Int>
  }

  /// All that one owner does in one phase, wherever it stands in the order.
  struct Share: Sendable {
    var phase: Phase
    var owner: Owner
    var places: [Int] = []
  }

  /// The steps in their order.
  let steps: [Step]
  /// The shares in the order in which they begin.
  let shares: [Share]
  /// The runs of steps with the same phase and owner, in order.
  let groups: [Group]
  /// Everybody who has something to do: carrier, sites, accounts, each sorted by name.
  let owners: [Owner]
  /// The places of each owner's steps.
  let placesOfOwner: [Owner: [Int]]
  private let places: [String: Int]
  private let anchors: [String]

  init(_ runbook: Runbook) {
    steps = runbook.steps
    var places: [String: Int] = [:]
    places.reserveCapacity(steps.count)
    var anchors: [String] = []
    anchors.reserveCapacity(steps.count)
    var used: Set<String> = []
    var groups: [Group] = []
    var placesOfOwner: [Owner: [Int]] = [:]
    for place in steps.indices {
      let (id, phase, owner) = (steps[place].id, steps[place].phase, steps[place].owner)
      if places[id] == nil { places[id] = place }
      let anchor = "step-" + Self.slug(id)
      // Two ids may differ in characters that an anchor cannot have; the place keeps those apart.
      let unique = used.insert(anchor).inserted ? anchor : "\(anchor)--\(place + 1)"
      used.insert(unique)
      anchors.append(unique)
      if let last = groups.indices.last, groups[last].phase == phase, groups[last].owner == owner {
        groups[last].steps = groups[last].steps.lowerBound..<(place + 1)
      } else {
        groups.append(Group(phase: phase, owner: owner, steps: place..<(place + 1)))
      }
      placesOfOwner[owner, default: []].append(place)
    }
    var shares: [Share] = []
    var placeOfShare: [Phase: [Owner: Int]] = [:]
    for group in groups {
      let place = placeOfShare[group.phase]?[group.owner] ?? shares.count
      if place == shares.count { shares.append(Share(phase: group.phase, owner: group.owner)) }
      placeOfShare[group.phase, default: [:]][group.owner] = place
      shares[place].places += group.steps
    }
    self.shares = shares
    self.places = places
    self.anchors = anchors
    self.groups = groups
    self.placesOfOwner = placesOfOwner
    owners = placesOfOwner.keys.sorted { Self.rank($0) < Self.rank($1) }
  }

  /// The place of a step, counted from zero; nil for an id that no step has.
  func place(of id: String) -> Int? { places[id] }

  /// The anchor of the step at a place.
  func anchor(at place: Int) -> String { anchors[place] }

  /// `[4](#step-…)`.
  func link(to place: Int) -> String { "[\(place + 1)](#\(anchors[place]))" }

  /// `[4. title](#step-…)`, for cells.
  func titledLink(to place: Int, _ language: Language) -> String {
    "[\(place + 1). \(MarkdownText.cell(steps[place].title[language]))](#\(anchors[place]))"
  }

  /// Links to several steps, runs of three and more as `[4](#…)–[9](#…)`.
  func links(to places: some Sequence<Int>) -> String {
    var runs: [ClosedRange<Int>] = []
    for place in places.sorted() {
      if let last = runs.last, last.upperBound >= place - 1 {
        runs[runs.count - 1] = last.lowerBound...max(place, last.upperBound)
      } else {
        runs.append(place...place)
      }
    }
    return runs.map { run in
      switch run.count {
      case 1: link(to: run.lowerBound)
      case 2: link(to: run.lowerBound) + ", " + link(to: run.upperBound)
      default: link(to: run.lowerBound) + "–" + link(to: run.upperBound)
      }
    }.joined(separator: ", ")
  }

  private static func rank(_ owner: Owner) -> (Int, String) {
    switch owner {
    case .carrier: (0, "")
    case .siteEngineer(let site): (1, site)
    case .account(let name): (2, name)
    }
  }

  /// Lower-case letters and digits stay, other ASCII characters become hyphens, the rest its number.
  static func slug(_ id: String) -> String {
    var result = ""
    for scalar in id.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "-": result.unicodeScalars.append(scalar)
      case "A"..."Z": result += String(scalar).lowercased()
      default: result += scalar.isASCII ? "-" : "u" + String(scalar.value, radix: 16)
      }
    }
    return result
  }
}
