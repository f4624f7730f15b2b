import Addressing
import Planning
import Scenario

/// Cisco IOS-XE.
enum CiscoIOSXE: RouterDialect {
  static let platform = EdgeRouter.Platform.ciscoIOSXE
  static let displayName = "Cisco IOS-XE"
  static let notice: Text? = nil
  static var save: [String] { form.save }

  private static let form = IOSForm(
    save: ["write memory"],
    ping: { remote, source, count in "ping \(remote) source \(source) repeat \(count)" })

  static func port(_ change: RouterChange) -> RouterConfiguration {
    form.port(change, fixed: [" no negotiation auto"], undo: [" negotiation auto"])
  }

  static func link(_ change: RouterChange) -> RouterConfiguration { form.link(change) }
  static func announcement(_ announcement: RouterAnnouncement) -> RouterConfiguration {
    form.announcement(announcement)
  }
  static func interior(_ session: InteriorSession) -> RouterConfiguration { form.interior(session) }
  static func paths(_ prefix: Prefix) -> String { form.paths(prefix) }
  static func routing(_ change: RouterChange) -> RouterConfiguration { form.routing(change) }
  static func shutdown(_ change: RouterChange) -> RouterConfiguration { form.shutdown(change) }

  static func light(_ change: RouterChange) -> RouterConfiguration.Probe {
    .init(command: "show interfaces \(change.interface) transceiver detail", expect: RouterText.light)
  }

  static func counters(_ change: RouterChange) -> RouterConfiguration.Probe {
    .init(command: "show interfaces \(change.interface)", expect: RouterText.portUp)
  }

  /// IOS sends the next packet as soon as the last is answered, which is more than the gateway answers: the
  /// packets go in bursts with a pause in between.
  static func loss(_ change: RouterChange, _ test: LossTest) -> [RouterConfiguration.Probe] {
    let burst = max(1, min(test.rate * 4 / 5, test.packets))
    let bursts = (test.packets + burst - 1) / burst
    return [
      .init(
        command: """
          tclsh
          for {set n 0} {$n < \(bursts)} {incr n} { puts [exec "ping \(change.link.cloud.address) source \
          \(change.link.site.address) repeat \(burst) size \(test.bytes)"]; after 1000 }
          tclquit
          """,
        expect: RouterText.loss(bursts * burst))
    ]
  }
}

/// Ruijie RGOS. It follows the IOS form; no manual of the vendor confirmed it, so its output is to be reviewed.
enum RuijieRGOS: RouterDialect {
  static let platform = EdgeRouter.Platform.ruijieRGOS
  static let displayName = "Ruijie RGOS"
  static let notice: Text? = RouterText.ruijieNotice
  static var save: [String] { form.save }

  private static let form = IOSForm(
    save: ["write"], ping: { remote, source, count in "ping \(remote) ntimes \(count) source \(source)" })

  static func port(_ change: RouterChange) -> RouterConfiguration {
    form.port(
      change, fixed: [" speed 1000", " duplex full"], undo: [" no speed", " no duplex"])
  }

  static func link(_ change: RouterChange) -> RouterConfiguration { form.link(change) }
  static func announcement(_ announcement: RouterAnnouncement) -> RouterConfiguration {
    form.announcement(announcement)
  }
  static func interior(_ session: InteriorSession) -> RouterConfiguration { form.interior(session) }
  static func paths(_ prefix: Prefix) -> String { form.paths(prefix) }
  static func routing(_ change: RouterChange) -> RouterConfiguration { form.routing(change) }
  static func shutdown(_ change: RouterChange) -> RouterConfiguration { form.shutdown(change) }

  static func light(_ change: RouterChange) -> RouterConfiguration.Probe {
    .init(command: "show interfaces \(change.interface) transceiver diagnosis", expect: RouterText.light)
  }

  static func counters(_ change: RouterChange) -> RouterConfiguration.Probe {
    .init(command: "show interfaces \(change.interface)", expect: RouterText.portUp)
  }

  static func loss(_ change: RouterChange, _ test: LossTest) -> [RouterConfiguration.Probe] {
    [
      .init(
        command: "ping \(change.link.cloud.address) length \(test.payload) ntimes \(test.packets)"
          + " source \(change.link.site.address)",
        expect: RouterText.loss(test.packets))
    ]
  }
}
