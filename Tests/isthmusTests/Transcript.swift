import Foundation

/// A session at the shell as people write it down: commands behind `$ `, and what they print.
///
/// A command line that ends in a backslash goes on in the next one; one with `<<END` goes on up to a line `END`. A last line `? N` says the exit code where it
/// is not 0. Running a transcript gives a transcript; the two are compared as text.
struct Transcript {
  /// A command and what it printed.
  struct Entry {
    var command: String
    var output: String
  }

  var entries: [Entry] = []
  /// What stands before the first command.
  var preamble = ""

  /// Reads a transcript.
  init(parsing text: String) {
    var continues = false
    var isInDocument = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
      text.hasSuffix("\n") ? 1 : 0)
    {
      if isInDocument, !entries.isEmpty {
        entries[entries.count - 1].command += "\n" + line
        isInDocument = line != "END"
      } else if continues, !entries.isEmpty {
        entries[entries.count - 1].command += "\n" + line
        continues = line.hasSuffix("\\")
      } else if line.hasPrefix("$ ") {
        entries.append(Entry(command: String(line.dropFirst(2)), output: ""))
        continues = line.hasSuffix("\\")
        isInDocument = line.hasSuffix("<<END") || line.hasSuffix("<<'END'")
      } else if entries.isEmpty {
        preamble += line + "\n"
      } else {
        entries[entries.count - 1].output += line + "\n"
      }
    }
  }

  /// The transcript as text.
  var text: String {
    preamble + entries.map { "$ \($0.command)\n\($0.output)" }.joined()
  }

  /// Runs the commands one after another in a folder and gives what was really printed.
  func run(in folder: URL) throws -> Transcript {
    var result = self
    for index in entries.indices {
      let (output, code) = try Shell.run(entries[index].command, in: folder)
      // A blank line before the next command is the writer's, not the command's.
      let hasGap = entries[index].output.hasSuffix("\n\n") || entries[index].output == "\n"
      result.entries[index].output =
        output + (code == 0 ? "" : "? \(code)\n") + (hasGap && !output.hasSuffix("\n\n") ? "\n" : "")
    }
    return result
  }
}

/// Runs commands with the freshly built `isthmus` first on the path.
enum Shell {
  /// The folder of the products of this build; the test bundle lies in it.
  static var products: URL {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var url = URL(filePath: bundle).absoluteURL
    while url.path.contains(".xctest") { url.deleteLastPathComponent() }
    return url
  }

  /// The root of the checkout.
  static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Standard output and standard error as a person sees them, and the exit code.
  static func run(_ command: String, in folder: URL) throws -> (output: String, code: Int32) {
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("ISTHMUS_") && !name.hasPrefix("CTYUN_") && name != "XDG_CONFIG_HOME"
    }
    // Nobody's own credentials are found.
    environment["HOME"] = folder.path
    environment["PATH"] = products.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    let process = try ChildProcess(
      "/bin/sh", ["-c", command], in: folder, environment: environment, withErrors: true)
    let output = process.read()
    switch process.wait() {
    case .exit(let code): return (output, code)
    case .signal(let number): return (output, 128 + number)
    }
  }

  /// Runs something in a folder of its own that holds a copy of `scenarios/`, and removes it afterwards.
  static func inScratchFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "isthmus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: root.appending(path: "scenarios"), to: folder.appending(path: "scenarios"))
    return try body(folder)
  }
}
