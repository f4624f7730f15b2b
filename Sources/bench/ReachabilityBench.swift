import JSON

/// Measures `trace`, `matrix` and the judging of expectations, as whole processes.
enum ReachabilityBench {
  /// Writes the scenario of a size; as a process of its own, so that its memory is not counted for its children.
  static func writeScenario(_ size: Int, to folder: String) {
    write(FourSiteScenario(endpoints: size).json(), to: "\(folder)/reach-\(size).json")
  }

  /// Prints the table. Returns whether all commands ended well.
  static func run(isthmus: String, folder: String, flagship: String, sizes: [Int]) -> Bool {
    let trace = MeasuredRun.median(
      of: 11, [isthmus, "trace", flagship, "--from", "10.1.123.10", "--to", "ep-app:443/tcp"])
    print(
      "`trace` of the flagship, whole process, median of 11: \(milliseconds(trace.seconds)) ms, of which processor "
        + "\(milliseconds(trace.processorSeconds)) ms, \(mebibytes(trace)) MiB\n")
    print("| work | endpoints | ports | source ranges | time ms | processor ms | peak MiB | growth |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    var previous: [String: (size: Int, seconds: Double)] = [:]
    var isFine = trace.exitCode == 0
    for size in sizes {
      guard MeasuredRun([CommandLine.arguments[0], "--write-reach", "\(size)", folder]).exitCode == 0 else {
        print("cannot write the scenario of \(size) endpoints to \(folder)")
        return false
      }
      let path = "\(folder)/reach-\(size).json"
      let scenario = FourSiteScenario(endpoints: size)
      let works: [(String, [String])] = [
        ("check, with 4 expectations", ["check", path]),
        ("plan, text, with 4 expectations", ["plan", path, "--lock", "\(folder)/reach-\(size).lock.json"]),
        ("trace", ["trace", path, "--from", "10.0.0.10", "--to", "e0:443/tcp"]),
        ("matrix, text", ["matrix", path]), ("matrix, JSON", ["matrix", path, "--format", "json"]),
        ("matrix, text, single failures", ["matrix", path, "--failures", "1"]),
      ]
      for (name, command) in works {
        let run = MeasuredRun.median(of: size >= 10_000 ? 3 : 5, [isthmus] + command)
        var growth = ""
        if let before = previous[name], before.seconds > 0 {
          growth = "\(rounded(run.processorSeconds / before.seconds))x for \(size / before.size)x"
        }
        previous[name] = (size, run.processorSeconds)
        if run.exitCode != 0 {
          isFine = false
          growth = "FAILED with exit code \(run.exitCode)"
        }
        print(
          "| \(name) | \(size) | \(size * scenario.mappings) | \(scenario.sites * scenario.rangesPerSite)"
            + " | \(milliseconds(run.seconds)) | \(milliseconds(run.processorSeconds)) | \(mebibytes(run)) | \(growth) |"
        )
      }
    }
    return isFine
  }

  private static func milliseconds(_ seconds: Double) -> String { rounded(seconds * 1000) }
}
