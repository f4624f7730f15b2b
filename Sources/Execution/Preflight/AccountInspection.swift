import CtyunAPI
import Diagnostics
import JSON

/// Who can sign and read, and how the machine's clock goes: seen by one cheap read for each account.
struct AccountInspection: Sendable {
  /// What a session is about to do, which says how grave a trouble is.
  enum Purpose: Sendable {
    /// To begin a change: nothing is lost by not beginning.
    case begin
    /// To go on with one.
    case goOn
    /// To take one back: what can be taken back should be, whatever else cannot.
    case takeBack
  }

  /// What was seen.
  struct Result: Sendable {
    /// The accounts that can sign and read.
    var usable: [String] = []
    /// What is said of each.
    var findings: [PreflightFinding] = []
    /// By how many seconds the machine's clock is ahead of the cloud's, as the first dated answer shows: a refusal
    /// because of the clock, too, says what the clock should be.
    var clockLead: Int64?
  }

  let reader: CloudReader
  let region: String
  let purpose: Purpose

  /// Requests are refused when the clocks differ more (an assumption shared with the emulator's replay window).
  private static let largestSkew: Int64 = 300_000

  /// Reads as each account.
  func look(at accounts: [String]) async -> Result {
    var result = Result()
    for account in accounts {
      let arguments: JSONObject = ["regionID": .string(region), "pageNo": 1, "pageSize": 1]
      let (reading, lead) = await reader.page(Operations.VPC.listVpcs, arguments, account)
      result.clockLead = result.clockLead ?? lead
      if case .reply = reading { result.usable.append(account) }
      result.findings.append(finding(on: reading, as: account))
    }
    return result
  }

  private func finding(on reading: CloudReader.Reading, as account: String) -> PreflightFinding {
    switch reading {
    case .reply: PreflightFinding(.credentials, .info, "account \(account) can sign and read")
    case .refused(let refusal, _):
      PreflightFinding(
        .credentials, purpose == .begin ? .error : .warning, "account \(account) may not read: \(refusal)",
        help: "give its access key the rights that the runbook's calls need")
    case .unreached(let reason):
      PreflightFinding(
        .credentials, purpose == .begin ? .error : .warning,
        "the cloud cannot be reached as \(account): \(reason)",
        help: "check network, endpoint URL and certificates")
    case .turnedAway(let reason):
      PreflightFinding(
        .credentials, purpose == .takeBack ? .warning : .error, "account \(account) cannot sign: \(reason)",
        help: "name its profile with --profile \(account)=…")
    // Whatever is to be done, giving a key is up to whoever gave the command.
    case .uncallable(let reason):
      PreflightFinding(
        .credentials, .error, "account \(account) cannot sign: \(reason)",
        help: "name its profile with --profile \(account)=…")
    }
  }

  /// What is said of the clock.
  ///
  /// - Parameter lead: by how many milliseconds the machine's clock is ahead of the cloud's; nothing is said of nil.
  func clock(_ lead: Int64?, _ result: Result) -> [PreflightFinding] {
    guard let lead else { return [] }
    let seconds = Int64(clamping: lead.magnitude / 1000)
    guard lead.magnitude > UInt64(Self.largestSkew / 2) else {
      return [PreflightFinding(.clock, .info, "the clock is within \(seconds + 1) s of the cloud's")]
    }
    // Where the cloud takes the signatures all the same, a run that has begun is not kept from its end.
    let isTolerated = purpose != .begin && !result.usable.isEmpty
    return [
      PreflightFinding(
        .clock, lead.magnitude > UInt64(Self.largestSkew) && !isTolerated ? .error : .warning,
        "the clock is \(seconds) s \(lead > 0 ? "ahead of" : "behind") the cloud's",
        help: "set the machine's clock: signatures carry the time")
    ]
  }
}

extension Int64 {
  /// Seconds as milliseconds, as far as they fit.
  var inMilliseconds: Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: 1000)
    return overflow ? (self < 0 ? .min : .max) : product
  }
}
