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
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"6.0.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
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
    room("LocalFiles"),
    room("SideBySide"),

    // Floor 2: what is wanted, and the wire.
    room(
      "Scenario", ["Addressing", "JSON", "Diagnostics", "CLibYAML"], exclude: ["Profile/ctyun.json"]),
    room("CtyunAPI", ["Addressing", "JSON", "Digests"], exclude: ["Contract", "README.md"]),

    // Floors 3 and 4: what is decided, and the ordered change.
    room("Planning", ["Scenario", "Addressing", "JSON", "Digests", "Diagnostics", "SideBySide"]),
    room("Reachability", ["Planning", "Scenario", "Addressing", "Diagnostics", "JSON"]),
    room("Runbook", ["Planning", "Scenario", "CtyunAPI", "Addressing", "JSON", "Digests", "Diagnostics"]),

    // Floor 5: the way to the cloud, and a local cloud to rehearse against. What speaks TCP is apart, so that
    // everything else builds and tests in seconds.
    room(
      "CtyunClient",
      [
        "CtyunAPI", "Scenario", "Diagnostics", "JSON", "LocalFiles",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    room(
      "Emulator", ["Scenario", "CtyunAPI", "Addressing", "JSON", "Digests"], exclude: ["README.md"]),
    room(
      "EmulatorServer",
      [
        "Emulator", "CtyunAPI", "JSON", "LocalFiles",
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
      ]),

    // Floor 6: the change runs itself, against the cloud or against the emulator.
    room(
      "Execution",
      [
        "Runbook", "CtyunClient", "CtyunAPI", "Digests", "JSON", "Diagnostics",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    room(
      "Rehearsal",
      [
        "Execution", "Emulator", "CtyunClient", "Runbook", "Planning", "Scenario", "CtyunAPI", "Addressing",
        "Digests", "JSON",
      ]),

    // Floor 7: the command line.
    .executableTarget(
      name: "isthmus",
      dependencies: [
        "Scenario", "Planning", "Reachability", "Runbook", "CtyunAPI", "Diagnostics", "JSON", "Addressing",
        "CtyunClient", "Emulator", "EmulatorServer", "Execution", "Rehearsal", "LocalFiles", "SideBySide",
        "Digests",
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: swiftSettings),

    // Makes the generated sources of other rooms; run by script/generate, never shipped.
    .executableTarget(name: "generate", dependencies: ["JSON"], swiftSettings: swiftSettings),
    // Measures whole processes on generated scenarios; run by script/bench, never shipped.
    .executableTarget(
      name: "bench", dependencies: ["Execution", "Runbook", "CtyunClient", "CtyunAPI", "JSON"],
      swiftSettings: swiftSettings),

    // What tests share.
    room("TestSupport", ["Diagnostics", "JSON", "Addressing"]),
    tests(of: "Addressing"),
    tests(of: "JSON"),
    tests(of: "Digests", ["JSON"]),
    tests(of: "Diagnostics", ["JSON"]),
    tests(of: "LocalFiles"),
    tests(of: "SideBySide"),
    tests(of: "Scenario", ["Addressing", "JSON", "Diagnostics"]),
    tests(of: "CtyunAPI", ["JSON", "Digests", "generate"]),
    tests(of: "Planning", ["Scenario", "Addressing", "JSON", "Digests", "Diagnostics"]),
    tests(of: "Reachability", ["Planning", "Scenario", "Addressing", "JSON", "Diagnostics"]),
    tests(
      of: "Runbook",
      ["Reachability", "Planning", "Scenario", "CtyunAPI", "Addressing", "JSON", "Diagnostics"]),
    tests(
      of: "CtyunClient",
      [
        "CtyunAPI", "JSON", "Emulator", "EmulatorServer",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ]),
    tests(of: "Emulator", ["Scenario", "CtyunAPI", "Addressing", "JSON", "Diagnostics"]),
    tests(
      of: "EmulatorServer",
      [
        "Emulator", "EmulatorTests", "CtyunClient", "CtyunAPI", "JSON",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    tests(
      of: "Execution",
      [
        "Rehearsal", "Emulator", "Scenario", "Planning", "Digests",
        .product(name: "GRDB", package: "GRDB.swift"),
        "Runbook", "CtyunClient", "CtyunAPI", "JSON", "Diagnostics",
      ]),
    tests(
      of: "Rehearsal",
      [
        // The random scenarios.
        "PlanningTests", "Execution", "Emulator", "Runbook", "Planning", "Scenario", "CtyunAPI", "JSON",
      ]),
    tests(of: "isthmus", ["Execution", "Runbook", "CtyunAPI", "Diagnostics", "JSON", "bench"]),
  ],
  swiftLanguageModes: [.v6]
)
