import Diagnostics
import Scenario

/// A count against a limit of the cloud profile.
struct Limit {
  /// How a count stands to its limit.
  enum Verdict: Sendable {
    case fine
    /// Not above the limit, and above the share from which a warning is given.
    case near
    case exceeded
  }

  let key: ProfileKey
  let value: Int
  private let entry: CloudProfile.Entry
  private let warnPercent: Int

  init(_ key: ProfileKey, of profile: CloudProfile) {
    self.key = key
    entry = profile[key]
    if case .integer(let number) = entry.value { value = number } else { value = .max }
    warnPercent = profile.warnPercent
  }

  func verdict(on count: Int) -> Verdict {
    if count > value { return .exceeded }
    let (share, overflow) = value.multipliedReportingOverflow(by: warnPercent)
    return !overflow && count * 100 >= share && count > 1 ? .near : .fine
  }

  /// How bad it is to exceed it.
  var severity: Severity { entry.severityOfExcess }

  /// Where the limit comes from, and how to set it.
  var related: Related {
    if let location = entry.location { return Related(message: "the limit is set here", location: location) }
    return Related(
      message: "the limit is the cloud profile's `\(key.rawValue)`"
        + (entry.isConfirmed ? "" : ", not confirmed for CTyun; set it under `profile` if yours differs"))
  }
}
