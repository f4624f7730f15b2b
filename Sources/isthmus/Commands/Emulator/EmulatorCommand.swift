import ArgumentParser

/// `isthmus emulator`: a local cloud.
struct EmulatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emulator",
    abstract: "Run a local cloud that makes the same promises and the same refusals.",
    discussion: """
      Clients of the cloud's API talk to it unchanged but for the address. Without a subcommand it serves.

      Examples:
        isthmus emulator --port 8080 --account hub:AKHUB:SKHUB --account orders:AKORDERS:SKORDERS
        isthmus emulator behaviours            what is promised, and how well founded it is
        isthmus emulator coverage              which operations are kept, and what is left out
      """,
    subcommands: [
      EmulatorServeCommand.self, EmulatorBehavioursCommand.self, EmulatorCoverageCommand.self,
    ], defaultSubcommand: EmulatorServeCommand.self)
}
