public import Digests
public import JSON
public import Runbook

/// What is known of a run from its beginning, and never changes.
public struct RunHeader: Sendable, Equatable {
  /// Its id.
  public var id: RunID
  /// The name of the scenario.
  public var scenario: String
  /// The resource pool.
  public var region: String
  /// Where the cloud is called; nil for the real one.
  public var endpointURL: String?
  /// The digest of the plan, lower-case hex.
  public var planDigest: String
  /// The digest of the lock file's bytes, lower-case hex; empty when there was none.
  public var lockDigest: String
  /// The digest of the runbook's bytes, lower-case hex.
  public var runbookDigest: String
  /// The hash that chains the entries.
  public var chain: Hash
  /// Who gave the command.
  public var who: String
  /// The version of Isthmus that began it.
  public var program: String
  /// When.
  public var began: Moment
  /// The options that resume has to repeat, such as limits; never a secret.
  public var options: JSONObject

  /// Joins the parts.
  public init(
    id: RunID, scenario: String, region: String, endpointURL: String?, planDigest: String, lockDigest: String,
    runbookDigest: String, chain: Hash = .sha256, who: String, program: String, began: Moment,
    options: JSONObject = [:]
  ) {
    self.id = id
    self.scenario = scenario
    self.region = region
    self.endpointURL = endpointURL
    self.planDigest = planDigest
    self.lockDigest = lockDigest
    self.runbookDigest = runbookDigest
    self.chain = chain
    self.who = who
    self.program = program
    self.began = began
    self.options = options
  }
}

/// The name of a run: `run-` and twelve letters or digits, drawn at random, so that client tokens of two runs never
/// meet.
public struct RunID: Sendable, Hashable, CustomStringConvertible {
  /// The text.
  public let text: String

  /// Digits and letters that nobody confuses when reading them aloud (Crockford's base 32).
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  private static let length = 12

  /// Draws an id: 60 bits.
  public init(using generator: inout some RandomNumberGenerator) {
    var text = Array("run-".utf8)
    for _ in 0..<Self.length { text.append(Self.alphabet[Int(generator.next() & 31)]) }
    self.text = String(decoding: text, as: UTF8.self)
  }

  /// Reads an id; nil when the text is none.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 4 + Self.length, bytes.starts(with: "run-".utf8),
      bytes.dropFirst(4).allSatisfy(Self.alphabet.contains)
    else { return nil }
    self.text = text
  }

  /// The text.
  public var description: String { text }
}

extension Runbook {
  /// The digest of the runbook as the journal keeps it, lower-case hex; every digest of a run is of one kind.
  public var digest: String { digest(.sha256) }

  /// The digest of another kind.
  public func digest(_ hash: Hash) -> String { hash.digest(Array(jsonText.utf8)).hex }
}

extension RunHeader {
  /// The form in which it stands in the journal.
  var json: JSONValue {
    [
      "run": .string(id.text), "scenario": .string(scenario), "region": .string(region),
      "endpointURL": endpointURL.map { .string($0) } ?? .null, "plan": .string(planDigest),
      "lock": .string(lockDigest), "runbook": .string(runbookDigest), "chain": .string(chain.rawValue),
      "who": .string(who), "program": .string(program), "began": .integer(began.milliseconds),
      "options": .object(options),
    ]
  }

  /// Reads the form; nil when it is none.
  init?(json: JSONValue) {
    guard let object = json.objectValue, let id = object["run"]?.stringValue.flatMap({ RunID($0) }),
      let scenario = object["scenario"]?.stringValue, let region = object["region"]?.stringValue,
      let plan = object["plan"]?.stringValue, let lock = object["lock"]?.stringValue,
      let runbook = object["runbook"]?.stringValue,
      let chain = object["chain"]?.stringValue.flatMap({ Hash(rawValue: $0) }),
      let who = object["who"]?.stringValue, let program = object["program"]?.stringValue,
      let began = object["began"]?.integerValue, let options = object["options"]?.objectValue
    else { return nil }
    self.init(
      id: id, scenario: scenario, region: region, endpointURL: object["endpointURL"]?.stringValue,
      planDigest: plan, lockDigest: lock, runbookDigest: runbook, chain: chain, who: who, program: program,
      began: Moment(milliseconds: began), options: options)
  }
}
