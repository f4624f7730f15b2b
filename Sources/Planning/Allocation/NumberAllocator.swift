import Diagnostics
import Scenario

/// Decides VLANs and autonomous system numbers.
enum NumberAllocator {
  /// Decides the VLANs: what the scenario fixes; what the lock file keeps; then by line the first free one of
  /// the profile's range, counted from the profile's start and round to the numbers below it.
  ///
  /// Lines that share a port of the cloud's switch or an edge router cannot share a VLAN. Lines of one Direct Connect
  /// could, and get different ones all the same: two fibres that were swapped then stay down instead of half working.
  static func decideVLANs(_ state: inout AllocationState) {
    var book = VLANBook()
    var open: [VLANRequest] = []
    for directConnect in state.scenario.directConnects.sorted {
      for line in directConnect.value.lines.sorted {
        let owner = "line/\(directConnect.name.value)/\(line.name.value)"
        let wires = VLANBook.wires(of: line.value, in: directConnect)
        if case .fixed(let vlan) = line.value.vlan {
          state.fix(.vlan, owner, .number(UInt32(clamping: vlan.value)))
          book.take(vlan.value, owner, wires)
          continue
        }
        state.want(.vlan, owner)
        // Of a port that a partner owns, the routing rules ask for the VLAN (RTE004).
        if line.value.hosted?.value == true { continue }
        if line.value.existing != nil {
          state.reportMissing("its vlan", of: owner, why: "it is adopted", at: line.name.location)
          continue
        }
        open.append(VLANRequest(owner: owner, wires: wires, location: line.name.location))
      }
    }
    var new: [VLANRequest] = []
    let range = state.profile.vlanRange
    for request in open {
      guard let entry = state.want(.vlan, request.owner),
        case .number(let number)? = DecidedValue(parsing: entry.value, kind: .vlan)
      else {
        new.append(request)
        continue
      }
      let vlan = Int(number)
      // A new VLAN is one of its own in the Direct Connect; one that was decided stays while it works.
      if let holder = book.holder(of: vlan, request.wires.filter(\.isExclusive)) {
        state.contradict(entry, "\(holder) uses it on the same wire")
        new.append(request)
      } else if !range.contains(vlan) {
        state.contradict(entry, "VLANs are \(range.lowerBound) to \(range.upperBound)")
        new.append(request)
      } else {
        book.take(vlan, request.owner, request.wires)
        state.keep(entry, kind: .vlan, pool: pool(range))
      }
    }
    for stale in state.stale(.vlan) {
      guard case .number(let number) = stale.value else { continue }
      let parts = stale.entry.owner.split(separator: "/", maxSplits: 2).map(String.init)
      guard parts.count == 3 else { continue }
      book.take(
        Int(number), Exhaustion.staleHolder(stale.entry.owner), [.directConnect(parts[1])])
    }
    choose(new, book: &book, order: order(state.profile), &state)
  }

  private static func choose(
    _ new: [VLANRequest], book: inout VLANBook, order: [Int], _ state: inout AllocationState
  ) {
    let range = state.profile.vlanRange
    for request in new {
      var skipped = SkippedNotes()
      var found: Int?
      for vlan in order {
        guard let holder = book.holder(of: vlan, request.wires) else {
          found = vlan
          break
        }
        skipped.note("\(vlan): \(holder)")
      }
      guard let found else {
        state.report(
          Exhaustion(
            message: "no VLAN is free for \(request.owner)", location: request.location,
            facts: [
              "the profile's VLANs are \(range.lowerBound) to \(range.upperBound)",
              "all \(range.count) are taken on its wire: " + skipped.lines.joined(separator: ", "),
            ],
            remedy: "use another port or edge router, or override vlan-range in the scenario's profile"
          ).diagnostic)
        continue
      }
      book.take(found, request.owner, request.wires)
      state.choose(
        .vlan, request.owner, .number(UInt32(clamping: found)),
        reason: "the first VLAN that is free on the line, its edge router and its Direct Connect",
        pool: pool(range), skipped: skipped.lines)
    }
  }

  /// The VLANs in the order they are tried.
  private static func order(_ profile: CloudProfile) -> [Int] {
    let range = profile.vlanRange
    let start = range.contains(profile.vlanStart) ? profile.vlanStart : range.lowerBound
    return Array(start...range.upperBound) + Array(range.lowerBound..<start)
  }

  private static func pool(_ range: ClosedRange<Int>) -> String {
    "the profile's VLANs \(range.lowerBound) to \(range.upperBound)"
  }

  /// Decides the cloud's autonomous system number of every Direct Connect with BGP: the profile's default, unless a
  /// router of the lines has the same one; then the next private number (RFC 6996) that none has.
  static func decideASNs(_ state: inout AllocationState) {
    for directConnect in state.scenario.directConnects.sorted
    where directConnect.value.routing.mode.value == .bgp {
      let owner = "direct-connect/\(directConnect.name.value)"
      if case .fixed(let number) = directConnect.value.routing.cloudASN {
        state.fix(.asn, owner, .number(number.value))
        continue
      }
      let entry = state.want(.asn, owner)
      if directConnect.value.existing != nil {
        state.reportMissing(
          "its cloudASN", of: owner, why: "it is adopted", at: directConnect.value.routing.location)
        continue
      }
      let taken = siteNumbers(directConnect.value, state.scenario)
      if let entry, case .number(let number)? = DecidedValue(parsing: entry.value, kind: .asn) {
        if let router = taken[number] {
          state.contradict(entry, "\(router) has the same number")
        } else {
          state.keep(entry, kind: .asn, pool: nil)
          continue
        }
      }
      choose(owner, taken, at: directConnect.value.routing.location, &state)
    }
  }

  private static func choose(
    _ owner: String, _ taken: [UInt32: String], at location: SourceLocation, _ state: inout AllocationState
  ) {
    let preferred = state.profile.cloudASN
    guard let router = taken[preferred] else {
      state.choose(.asn, owner, .number(preferred), reason: "the cloud profile's default", pool: nil)
      return
    }
    var skipped = SkippedNotes()
    skipped.note("\(preferred): \(router)")
    for range in state.profile.privateASNs {
      for number in range where number > preferred {
        guard let router = taken[number] else {
          state.choose(
            .asn, owner, .number(number),
            reason: "the lowest private number above the profile's \(preferred) that no edge router has",
            pool: "private numbers \(range.lowerBound) to \(range.upperBound)", skipped: skipped.lines)
          return
        }
        skipped.note("\(number): \(router)")
      }
    }
    state.report(
      Exhaustion(
        message: "no autonomous system number is free for \(owner)", location: location,
        facts: ["taken: " + skipped.lines.joined(separator: ", ")], remedy: "write cloudASN"
      ).diagnostic)
  }

  /// The numbers of the routers that the lines of a Direct Connect end at, with the router.
  private static func siteNumbers(_ directConnect: DirectConnect, _ scenario: Scenario) -> [UInt32: String] {
    let site = directConnect.site.value
    var numbers: [UInt32: String] = [:]
    for line in directConnect.lines.sorted {
      let router = line.value.router.value
      guard let number = scenario.sites[site]?.routers[router]?.asn?.value, numbers[number] == nil else {
        continue
      }
      numbers[number] = "router/\(site)/\(router)"
    }
    return numbers
  }
}

private struct VLANRequest {
  var owner: String
  var wires: [VLANBook.Wire]
  var location: SourceLocation
}

/// Which VLANs are in use, by what carries them.
private struct VLANBook {
  /// Something on which a VLAN may stand only once.
  enum Wire: Hashable {
    case directConnect(String)
    case router(site: String, name: String)
    case cloudPort(switch: String, port: String)

    /// Whether the network breaks when a VLAN stands there twice; otherwise it is only better avoided.
    var isExclusive: Bool {
      switch self {
      case .directConnect: false
      case .router, .cloudPort: true
      }
    }
  }

  private struct Key: Hashable {
    var wire: Wire
    var vlan: Int
  }

  private var holders: [Key: String] = [:]

  static func wires(of line: Line, in directConnect: NamedMap<DirectConnect>.Entry) -> [Wire] {
    var wires: [Wire] = [
      .directConnect(directConnect.name.value),
      .router(site: directConnect.value.site.value, name: line.router.value),
    ]
    if let name = line.switchHostname?.value, let port = line.port?.value {
      wires.append(.cloudPort(switch: name, port: port))
    }
    return wires
  }

  func holder(of vlan: Int, _ wires: [Wire]) -> String? {
    wires.lazy.compactMap { holders[Key(wire: $0, vlan: vlan)] }.first
  }

  mutating func take(_ vlan: Int, _ owner: String, _ wires: [Wire]) {
    for wire in wires where holders[Key(wire: wire, vlan: vlan)] == nil {
      holders[Key(wire: wire, vlan: vlan)] = owner
    }
  }
}
