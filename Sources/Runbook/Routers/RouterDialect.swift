import Addressing
import Planning
import Scenario

/// A router family's way to say a ``RouterChange``. A further family is one more type and one more line in
/// ``RouterDialects``.
protocol RouterDialect: Sendable {
  /// The platform it writes for.
  static var platform: EdgeRouter.Platform { get }
  /// Its name for people.
  static var displayName: String { get }
  /// What must be known before typing; nil when nothing.
  static var notice: Text? { get }
  /// The physical port: fixed speed and duplex, as carriers demand.
  static func port(_ change: RouterChange) -> RouterConfiguration
  /// The VLAN sub-interface with its addresses.
  static func link(_ change: RouterChange) -> RouterConfiguration
  /// The routes over it.
  static func routing(_ change: RouterChange) -> RouterConfiguration
}

/// The families Isthmus writes for.
enum RouterDialects {
  static let all: [any RouterDialect.Type] = [
    HuaweiVRP.self, H3CComware.self, CiscoIOSXE.self, FRRouting.self, RuijieRGOS.self,
  ]

  /// The dialect of a platform.
  static func dialect(for platform: EdgeRouter.Platform) -> (any RouterDialect.Type)? {
    all.first { $0.platform == platform }
  }
}

/// Texts that every dialect's probes share.
enum RouterProbeText {
  static func ping(_ change: RouterChange) -> Text {
    Text(
      en: "5 of 5 answers from \(change.link.cloud.address); the gateway answers at most 30 probes a second",
      zh: "\(change.link.cloud.address) 应答 5/5；网关每秒最多应答 30 个探测包")
  }

  static func established(_ remote: IPAddress, accepted: Int) -> Text {
    Text(
      en: "\(remote) is Established and sends \(accepted) prefix\(accepted == 1 ? "" : "es")",
      zh: "\(remote) 状态为 Established，收到 \(accepted) 条前缀")
  }

  static let bfdUp = Text(en: "the session is Up", zh: "会话状态为 Up")

  static func route(via address: IPAddress) -> Text {
    Text(en: "the active next hop is \(address)", zh: "当前下一跳为 \(address)")
  }

  static func standbyRoute(via address: IPAddress) -> Text {
    Text(
      en: "\(address) is there as the second choice, or becomes the next hop when the primary line is down",
      zh: "\(address) 为备选下一跳；主线路中断时成为当前下一跳")
  }
}
