import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// usage: bench ISTHMUS FOLDER FLAGSHIP [SIZE …]
//        bench --reach ISTHMUS FOLDER FLAGSHIP [SIZE …]
//        bench --write SIZE FOLDER
//        bench --write-reach SIZE FOLDER
//        bench --emulator ISTHMUS FOLDER
//        bench --runs FOLDER
// Measures whole processes of the given isthmus binary on generated scenarios and prints a Markdown table.
// The scenarios are written by a process of their own: the system counts the memory of the measuring process
// as the start of its children's.

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "--write", arguments.count == 3, let size = Int(arguments[arguments.startIndex + 1]) {
  let json = GeneratedScenario(endpoints: size).json()
  let path = "\(arguments[arguments.startIndex + 2])/bench-\(size)"
  write(json, to: path + ".json")
  write(BlockYAML.text(of: try JSONValue(parsing: Array(json.utf8))), to: path + ".yaml")
  exit(0)
}
if arguments.first == "--write-reach", arguments.count == 3,
  let size = Int(arguments[arguments.startIndex + 1])
{
  ReachabilityBench.writeScenario(size, to: arguments[arguments.startIndex + 2])
  exit(0)
}
if arguments.first == "--reach", arguments.count >= 4 {
  let words = Array(arguments.dropFirst())
  let asked = words.dropFirst(3).compactMap { Int($0) }.filter { $0 > 0 }
  let isFine = ReachabilityBench.run(
    isthmus: words[0], folder: words[1], flagship: words[2], sizes: asked.isEmpty ? [1000, 10_000] : asked)
  exit(isFine ? 0 : 1)
}
if arguments.first == "--emulator", arguments.count == 3 {
  let bench = EmulatorBench(
    isthmus: arguments[arguments.startIndex + 1], folder: arguments[arguments.startIndex + 2])
  exit(bench.run() ? 0 : 1)
}
if arguments.first == "--runs", arguments.count == 2 {
  exit(RunsBench(folder: arguments[arguments.startIndex + 1]).run() ? 0 : 1)
}
if arguments.first == "--runs-work" {
  do { try await RunsBench.work(Array(arguments.dropFirst())) } catch {
    print("bench: \(error)")
    exit(1)
  }
  exit(0)
}
guard arguments.count >= 3, let isthmus = arguments.first else {
  print("usage: bench ISTHMUS FOLDER FLAGSHIP [SIZE …]")
  exit(2)
}
let folder = arguments[arguments.startIndex + 1]
let flagship = arguments[arguments.startIndex + 2]
let asked = arguments.dropFirst(3).compactMap { Int($0) }.filter { $0 > 0 }
let sizes = asked.isEmpty ? [100, 1000, 10_000] : asked

do {
  let runs = (0..<101).map { _ in MeasuredRun([isthmus, "check", flagship]) }.sorted {
    $0.seconds < $1.seconds
  }
  let (fastest, median) = (runs[0], runs[runs.count / 2])
  print(
    "`check` of the flagship, whole process, \(runs.count) runs: \(milliseconds(fastest.seconds)) ms the fastest,"
      + " \(milliseconds(median.seconds)) ms the median, \(mebibytes(median)) MiB\n")
}

print(
  "| work | endpoints | mappings | input | wall ms | processor ms | peak MiB | growth of processor time |")
print("|---|--:|--:|--:|--:|--:|--:|--:|")
var previous: [String: (size: Int, seconds: Double)] = [:]
var hasFailed = false
for size in sizes {
  let scenario = GeneratedScenario(endpoints: size)
  guard MeasuredRun([CommandLine.arguments[0], "--write", "\(size)", folder]).exitCode == 0 else {
    print("cannot write the scenario of \(size) endpoints to \(folder)")
    exit(3)
  }
  let jsonPath = "\(folder)/bench-\(size).json"
  let yamlPath = "\(folder)/bench-\(size).yaml"
  let lock = "\(folder)/bench-\(size).lock.json"
  let works: [(String, String, [String])] = [
    ("check, JSON", jsonPath, ["check"]),
    ("check, YAML", yamlPath, ["check"]),
    ("plan, JSON", jsonPath, ["plan", "--lock", lock]),
    ("plan, YAML", yamlPath, ["plan", "--lock", lock]),
    ("plan as JSON", jsonPath, ["plan", "--format", "json", "--lock", lock]),
    ("runbook", jsonPath, ["runbook", "--lock", lock]),
    ("runbook as JSON", jsonPath, ["runbook", "--format", "json", "--lock", lock]),
  ]
  for (name, path, command) in works {
    unlink(lock)
    let run = MeasuredRun.median(
      of: size >= 10_000 ? 5 : 21, [isthmus, command[0], path] + command.dropFirst())
    var growth = ""
    if let before = previous[name], before.seconds > 0 {
      growth = "\(rounded(run.processorSeconds / before.seconds))x for \(size / before.size)x"
    }
    previous[name] = (size, run.processorSeconds)
    if run.exitCode != 0 {
      hasFailed = true
      growth = "FAILED with exit code \(run.exitCode)"
    }
    print(
      "| \(name) | \(size) | \(size * scenario.mappings) | \(kibibytes(of: path)) KiB | \(milliseconds(run.seconds))"
        + " | \(milliseconds(run.processorSeconds)) | \(mebibytes(run)) | \(growth) |")
  }
}
exit(hasFailed ? 1 : 0)

func rounded(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
func milliseconds(_ seconds: Double) -> String { rounded(seconds * 1000) }
func mebibytes(_ run: MeasuredRun) -> String { rounded(run.peakMebibytes) }

func kibibytes(of path: String) -> Int {
  var information = stat()
  return stat(path, &information) == 0 ? Int(information.st_size) / 1024 : 0
}

func write(_ text: String, to path: String) {
  guard let file = fopen(path, "w") else {
    print("cannot write \(path)")
    exit(3)
  }
  var text = text
  text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, file) }
  fclose(file)
}
