import ArgumentParser
import Diagnostics
import Execution
import LocalFiles

/// The command line: parse, call, print.
@main
struct Isthmus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "isthmus",
    abstract: "Plan how an on-premises data centre reaches cloud services privately.",
    discussion: """
      A scenario file says what is wanted. Isthmus finds every mistake in it, decides every address and \
      writes the ordered change for the people who carry it out.

        isthmus init -o scenario.yaml            start from a template
        isthmus check scenario.yaml              every mistake, with the fix
        isthmus plan scenario.yaml               every address, remembered
        isthmus trace scenario.yaml --from hq --to orders:443/tcp   proof, hop by hop
        isthmus runbook scenario.yaml -o r.md    who does what, check, undo
        isthmus explain ADR002                   what a diagnostic means
        isthmus api list endpoint                operations of the cloud
        isthmus emulator                         a local cloud to try things on

      Every option has an environment variable: ISTHMUS_ and the option's name in capitals, with _ for - \
      (ISTHMUS_LANG=zh is --lang zh). What stands on the command line wins.

      isthmus --generate-completion-script bash (or zsh, fish) prints a script that completes commands, options \
      and files in your shell.

      Exit codes: 0 fine, 1 errors found in the scenario, 2 wrong usage, 3 a file cannot be read or written, \
      4 the cloud refused, 5 the cloud was not reached, 6 it is not known whether the cloud did it, 7 not done yet, \
      8 a run is paused, 9 failed, 10 stuck, 11 its state directory is in use, 12 its journal cannot be used, \
      13 not begun, 14 failed and taken back.
      """,
    version: Version.current,
    subcommands: [
      CheckCommand.self, PlanCommand.self, TraceCommand.self, MatrixCommand.self, RunbookCommand.self,
      ExplainCommand.self,
      SchemaCommand.self,
      InitCommand.self,
      APICommand.self,
      EmulatorCommand.self,
      RehearseCommand.self, ApplyCommand.self, ResumeCommand.self, StatusCommand.self,
      DoneCommand.self, FailedCommand.self, SkipCommand.self,
      RollbackCommand.self, DestroyCommand.self, EvidenceCommand.self,
    ])

  /// Commands that need nobody else run on the main thread, whose memory the system hands out in large pieces; that of
  /// other threads grows page by page, with a system call for each.
  @MainActor static func main() async {
    leave(with: await run(arguments: Array(CommandLine.arguments.dropFirst())))
  }

  /// Says what was meant, where the parser would only count unexpected arguments.
  private static func unknownCommand(in arguments: [String]) -> UsageFailure? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let word = arguments.first, !word.hasPrefix("-"), !names.contains(word) else { return nil }
    var message = "there is no command \(word)"
    if let similar = closestMatch(to: word, among: names) { message += " (did you mean \(similar)?)" }
    return UsageFailure(message: message + "; `isthmus --help` lists all commands")
  }

  /// Runs one command line and returns its exit code.
  @MainActor private static func run(arguments: [String]) async -> ExitStatus {
    do {
      if let failure = unknownCommand(in: arguments) { throw failure }
      var command = try parseAsRoot(EnvironmentArguments.filling(in: arguments))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .fine
    } catch let status as ExitStatus {
      return status
    } catch let failure as FileFailure {
      Terminal.writeError("isthmus: \(failure)\n")
      return .fileFailure
    } catch let error as LockError {
      Terminal.writeError("isthmus: \(error)\n  = help: \(error.help)\n")
      if case .unusable = error { return .journalFailure }
      return .locked
    } catch let error as JournalError {
      Terminal.writeError("isthmus: \(error)\n  = help: \(error.help)\n")
      return .journalFailure
    } catch let failure as UsageFailure {
      Terminal.writeError("isthmus: \(failure.message)\n")
      return .wrongUsage
    } catch {
      // Help and version arrive as errors too; they are no failures.
      guard exitCode(for: error) == .success else {
        Terminal.writeError("isthmus: \(UsageFailure(parsing: error).message)\n")
        return .wrongUsage
      }
      Terminal.write(fullMessage(for: error) + "\n")
      return .fine
    }
  }
}
