import Foundation

// usage: generate [--check] [--root DIRECTORY]
// Brings every generated file of the package up to date, or says which are not.

var isCheck = false
var root = FileManager.default.currentDirectoryPath
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--check": isCheck = true
  case "--root":
    guard let directory = arguments.popFirst() else { usage() }
    root = directory
  default: usage()
  }
}

do {
  let package = Package(root: root)
  var outdated: [String] = []
  for generator in generators {
    outdated += isCheck ? try package.outdated(generator) : try package.update(generator)
  }
  for path in outdated { print(isCheck ? "outdated: \(path)" : "wrote \(path)") }
  if isCheck && !outdated.isEmpty {
    printError("run script/generate and commit the result")
    exit(1)
  }
} catch {
  printError("error: \(error)")
  exit(1)
}

func usage() -> Never {
  printError("usage: generate [--check] [--root DIRECTORY]")
  exit(64)
}

func printError(_ message: String) {
  try? FileHandle.standardError.write(contentsOf: Data("\(message)\n".utf8))
}
