import CtyunAPI
import Emulator
import JSON

/// The files of a state, and what they say.
///
/// `PATH` holds the whole cloud as it was at some moment and is only ever replaced as a whole; it names its
/// generation. `PATH.N.calls` holds the calls that changed the cloud since the snapshot of generation N, one a line.
/// While a snapshot is being written the next journal is begun already, so that a state can be a snapshot and several
/// journals.
struct StateReader {
  static let format = "isthmus-emulator-state-file"
  static let version: Int64 = 1
  private static let limit = 1 << 30

  let path: String

  static func journal(_ path: String, _ generation: Int64) -> String { "\(path).\(generation).calls" }

  /// What was read.
  struct Found {
    var cloud: Cloud
    /// The generations whose journals are there; the last one is the newest.
    var generations: [Int64]
  }

  /// The cloud to go on with; nil when there is no state yet.
  func read(fresh: Cloud) throws(StateFileError) -> Found? {
    guard let bytes = try PlainFile.read(path, limit: Self.limit) else { return nil }
    let document: JSONValue
    do throws(JSONError) {
      document = try JSONValue(parsing: bytes, limits: Self.limits)
    } catch {
      throw StateFileError("\(path):\(error.line):\(error.column)", error.message)
    }
    guard document["format"] == .string(Self.format), document["version"] == .integer(Self.version),
      let first = document["generation"]?.integerValue, (0..<Int64.max / 2).contains(first)
    else { throw StateFileError(path, "this is no state file of this emulator (version \(Self.version))") }

    var configuration = fresh.configuration
    configuration.accounts = fresh.accounts
    configuration.regions = fresh.regions
    var then: [Progression.Subject: Progression] = [:]
    for (name, text) in document["progressions"]?.objectValue ?? [:] {
      guard let subject = Progression.Subject(rawValue: name),
        let progression = text.stringValue.flatMap({ Progression($0) })
      else { throw StateFileError(path, "progressions.\(name): cannot be read") }
      then[subject] = progression
    }
    // What the calls of the journals did depends on what took how long when they were made.
    configuration.progressions = then
    var cloud: Cloud
    do throws(SnapshotError) {
      cloud = try Cloud(restoring: document["cloud"] ?? .null, configuration)
    } catch {
      throw StateFileError(path, error.description)
    }
    var generations: [Int64] = []
    var generation = first
    while let bytes = try PlainFile.read(Self.journal(path, generation), limit: Self.limit) {
      generations.append(generation)
      try replay(bytes, Self.journal(path, generation), on: &cloud)
      generation += 1
    }
    cloud.configuration.progressions.merge(fresh.configuration.progressions) { _, new in new }
    return Found(cloud: cloud, generations: generations.isEmpty ? [first] : generations)
  }

  /// Makes the calls of a journal again. A last line without its end was being written when the process ended; its
  /// reply never left.
  private func replay(_ bytes: [UInt8], _ path: String, on cloud: inout Cloud) throws(StateFileError) {
    var start = 0
    var number = 0
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      number += 1
      guard let (call, moment) = Self.call(bytes[start..<end]) else {
        throw StateFileError("\(path):\(number)", "the line is no call")
      }
      _ = cloud.handle(call, at: moment)
      start = end + 1
    }
  }

  private static let limits = JSONLimits(maximumBytes: limit, maximumValues: 64 << 20)

  static func line(_ call: Call, at moment: EmulatorInstant) -> [UInt8] {
    var document: JSONObject = [
      "at": .integer(moment.milliseconds), "account": .string(call.account),
      "operation": .string(call.operation.id),
      "parameters": .object(call.parameters),
    ]
    document["clientToken"] = call.clientToken.map { .string($0) }
    return Array(JSONValue.object(document).text(pretty: false).utf8) + [0x0A]
  }

  private static func call(_ line: ArraySlice<UInt8>) -> (Call, EmulatorInstant)? {
    guard let document = try? JSONValue(parsing: Array(line)), let moment = document["at"]?.integerValue,
      let account = document["account"]?.stringValue,
      let operation = document["operation"]?.stringValue.flatMap(Operations.named),
      let parameters = document["parameters"]?.objectValue
    else { return nil }
    let call = Call(
      account: account, operation: operation, parameters: parameters,
      clientToken: document["clientToken"]?.stringValue)
    return (call, EmulatorInstant(milliseconds: moment))
  }
}
