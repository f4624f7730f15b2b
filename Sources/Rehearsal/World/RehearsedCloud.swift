import CtyunAPI
import CtyunClient
public import Emulator
import Execution
public import Planning
public import Scenario
import Synchronization

/// An emulated cloud that a scenario's change can be carried out against, with all its people.
///
/// It outlives the processes that work on it: each has a time of its own, which begins where the last one's ended.
public final class RehearsedCloud: Sendable {
  /// The cloud behind its gateway.
  public let wire: EmulatedWire
  /// The people.
  public let people: StandIn
  private let keys: [String: AccessKey]
  private let time: TimeBox

  private final class TimeBox: Sendable {
    let current: Mutex<VirtualTime>
    init(_ time: VirtualTime) { current = Mutex(time) }
  }

  /// The cloud as the scenario finds it.
  ///
  /// - Throws: `ContentError` when what is adopted cannot stand side by side.
  public init(
    for plan: Plan, profile: CloudProfile, seed: UInt64 = 1,
    progressions: [Progression.Subject: Progression] = [:]
  ) throws(ContentError) {
    let cloud = try Seeding.cloud(for: plan, profile: profile, seed: seed, progressions: progressions)
    let box = TimeBox(VirtualTime(milliseconds: EmulatorInstant.start.milliseconds))
    time = box
    wire = EmulatedWire(cloud) { EmulatorInstant(milliseconds: box.current.withLock { $0 }.milliseconds) }
    people = StandIn(plan: plan)
    var keys: [String: AccessKey] = [:]
    for account in cloud.accounts {
      let key = AccessKey(id: "rehearsal-\(account.id)", secret: Secret("rehearsal of \(account.name)"))
      wire.add(key, of: account)
      keys[account.name] = key
    }
    self.keys = keys
  }

  /// The cloud's clock.
  var now: Moment { time.current.withLock { $0 }.now }

  /// Begins another process: its time, which begins where that of the last one ended.
  func begin() -> VirtualTime {
    time.current.withLock { current in
      current = VirtualTime(milliseconds: current.milliseconds)
      return current
    }
  }

  /// The real client, with its requests going straight to the gateway.
  ///
  /// - Parameters:
  ///   - time: the process's time.
  ///   - random: where the ids of requests and the spreading of repetitions come from.
  ///   - kill: ends the process at one of its requests.
  ///   - trace: remembers the changing requests.
  func client(
    in time: VirtualTime, random: SeededNumbers, killing kill: KillSwitch?, tracing trace: RequestTrace?
  ) -> CtyunClient {
    var configuration = CtyunClient.Configuration()
    configuration.addresses.common = "http://emulator.invalid"
    return CtyunClient(
      credentials: Keys(keys: keys),
      transport: WireTransport(to: wire, time: time, killing: kill, tracing: trace),
      configuration: configuration,
      surroundings: CallSurroundings(
        clock: time, random: { random.unit() },
        makeRequestID: { random.withGenerator { UniqueID.random(using: &$0) } }))
  }

  private struct Keys: CredentialsProvider {
    let keys: [String: AccessKey]

    func accessKey(for account: String) throws(CredentialsFailure) -> AccessKey {
      guard let key = keys[account] else {
        throw CredentialsFailure("there is no account \(account)", help: "name one of the scenario's")
      }
      return key
    }
  }
}

/// Numbers that look random and are the same in every rehearsal.
final class SeededNumbers: Sendable {
  private let generator: Mutex<Generator>

  /// SplitMix64 (Steele, Lea, Flood 2014).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }

  /// Begins at that seed.
  init(seed: UInt64) { generator = Mutex(Generator(state: seed)) }

  /// A number from 0 up to 1.
  func unit() -> Double { withGenerator { Double($0.next() >> 11) / Double(1 << 53) } }

  func withGenerator<Value>(_ body: (inout Generator) -> Value) -> Value where Value: Sendable {
    generator.withLock { generator in body(&generator) }
  }
}
