import ArgumentParser
import JSON

/// Options given by the environment: `ISTHMUS_LANG=zh` is `--lang zh`, for every option of every command.
///
/// The options are read from the parser's own description of the commands, so that a new option has its variable
/// without a further line. What stands on the command line wins.
enum EnvironmentArguments {
  /// The arguments, with those options added that the environment gives and the command line does not.
  static func filling(in arguments: [String]) throws(UsageFailure) -> [String] {
    try filling(in: arguments, environment: Terminal.environmentVariables(prefix: "ISTHMUS_"))
  }

  static func filling(in arguments: [String], environment: [String: String]) throws(UsageFailure) -> [String]
  {
    guard !environment.isEmpty, let name = arguments.first, !name.hasPrefix("-"),
      let description = try? JSONValue(parsing: Array(Isthmus._dumpHelp().utf8)),
      let root = description["command"]
    else { return arguments }
    // The words that name the command: `check`, or a command and the command inside it.
    var command = root
    var words = 0
    while words < arguments.count,
      let inner = command["subcommands"]?.arrayValue?
        .first(where: { $0["commandName"]?.stringValue == arguments[words] })
    {
      command = inner
      words += 1
    }
    guard words > 0 else { return arguments }
    // What a command does without a further word has options too: `isthmus emulator` serves.
    if let name = command["defaultSubcommand"]?.stringValue,
      let inner = command["subcommands"]?.arrayValue?.first(where: { $0["commandName"]?.stringValue == name })
    {
      command = inner
    }

    // What follows `--` is no option.
    let given = arguments.prefix { $0 != "--" }
    var added: [String] = []
    for option in command["arguments"]?.arrayValue ?? [] {
      let names = option["names"]?.arrayValue ?? []
      guard let long = names.first(where: { $0["kind"]?.stringValue == "long" })?["name"]?.stringValue,
        long != "help", long != "version",
        let value = environment[variable(for: long)], !isGiven(names, among: given)
      else { continue }
      switch option["kind"]?.stringValue {
      case "option": added.append("--\(long)=\(value)")
      case "flag":
        switch value.lowercased() {
        case "1", "true", "yes", "on": added.append("--\(long)")
        case "", "0", "false", "no", "off": break
        default:
          throw UsageFailure(
            message: "\(variable(for: long))=\(value) is neither yes nor no: write 1 to set --\(long), or 0")
        }
      default: continue
      }
    }
    return Array(arguments.prefix(words)) + added + arguments.dropFirst(words)
  }

  /// The variable of an option.
  static func variable(for option: String) -> String {
    "ISTHMUS_" + option.uppercased().replacing("-", with: "_")
  }

  private static func isGiven(_ names: [JSONValue], among arguments: ArraySlice<String>) -> Bool {
    names.contains { name in
      guard let text = name["name"]?.stringValue else { return false }
      guard name["kind"]?.stringValue == "long" else {
        return arguments.contains { $0.hasPrefix("-\(text)") && !$0.hasPrefix("--") }
      }
      return arguments.contains { $0 == "--\(text)" || $0.hasPrefix("--\(text)=") }
    }
  }
}
