// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Imports are internal unless said otherwise and `any` is spelled out: the module graph below is
// then the whole truth about who may use whom. In CI every warning is an error.
let swiftSettings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// A room of the house; its tests carry the same name with `Tests` behind it.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  // Goldens and fixtures are read through #filePath; undeclared, each would be a warning.
  let data = ["Golden", "Fixtures", "Scripts"].filter {
    FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/Tests/\(name)Tests/\($0)")
  }
  return .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name), "TestSupport"] + dependencies,
    exclude: data, swiftSettings: swiftSettings)
}

let package = Package(
  name: "isthmus",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "isthmus", targets: ["isthmus"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Floor 0: system libraries.
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
      name: "CJSONC", pkgConfig: "json-c",
      providers: [.apt(["libjson-c-dev"]), .brew(["json-c"])]),
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

    // Floor 1: values that know nothing of clouds.
    room("Addressing"),
    room("JSON", ["CJSONC"]),
    room("Digests", ["COpenSSL"]),
    room("Diagnostics", ["JSON"]),

    // Floor 2: what is wanted, and the wire.
    room(
      "Scenario", ["Addressing", "JSON", "Diagnostics", "CLibYAML"], exclude: ["Profile/ctyun.json"]),
    room("CtyunAPI", ["Addressing", "JSON", "Digests"], exclude: ["Contract", "README.md"]),

    // Floors 3 and 4: what is decided, and the ordered change.
    room("Planning", ["Scenario", "Addressing", "JSON", "Digests", "Diagnostics"]),
    room("Reachability", ["Planning", "Scenario", "Addressing", "Diagnostics", "JSON"]),
    room("Runbook", ["Planning", "Scenario", "CtyunAPI", "Addressing", "JSON", "Digests", "Diagnostics"]),

    // Floor 5: a local cloud to rehearse against.
    room(
      "Emulator", ["Scenario", "CtyunAPI", "Addressing", "JSON", "Digests"], exclude: ["README.md"]),

    // Floor 7: the command line.
    .executableTarget(
      name: "isthmus",
      dependencies: [
        "Scenario", "Planning", "Reachability", "Runbook", "CtyunAPI", "Diagnostics", "JSON", "Addressing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),

    // Makes the generated sources of other rooms; run by script/generate, never shipped.
    .executableTarget(name: "generate", dependencies: ["JSON"], swiftSettings: swiftSettings),
    // Measures whole processes on generated scenarios; run by script/bench, never shipped.
    .executableTarget(name: "bench", dependencies: ["JSON"], swiftSettings: swiftSettings),

    // What tests share.
    room("TestSupport", ["Diagnostics", "JSON", "Addressing"]),
    tests(of: "Addressing"),
    tests(of: "JSON"),
    tests(of: "Digests", ["JSON"]),
    tests(of: "Diagnostics", ["JSON"]),
    tests(of: "Scenario", ["Addressing", "JSON", "Diagnostics"]),
    tests(of: "CtyunAPI", ["JSON", "Digests", "generate"]),
    tests(of: "Planning", ["Scenario", "Addressing", "JSON", "Digests", "Diagnostics"]),
    tests(of: "Reachability", ["Planning", "Scenario", "Addressing", "JSON", "Diagnostics"]),
    tests(
      of: "Runbook",
      ["Reachability", "Planning", "Scenario", "CtyunAPI", "Addressing", "JSON", "Diagnostics"]),
    tests(of: "Emulator", ["Scenario", "CtyunAPI", "Addressing", "JSON", "Diagnostics"]),
    tests(of: "isthmus", ["JSON", "bench"]),
  ],
  swiftLanguageModes: [.v6]
)
