import CtyunAPI
import Foundation
import Testing

@testable import CtyunClient

/// Where keys come from, and that they go nowhere else.
@Suite struct CredentialsTests {
  static let text = """
    profiles:
      hub:    { accessKey: AKEXAMPLE0001, secretKey: SKEXAMPLE0001 }
      orders: { accessKey: AKEXAMPLE0002, secretKey: SKEXAMPLE0002 }

    """

  static func file(_ text: String = text, path: String = "c.yaml") throws -> CredentialsFile {
    try CredentialsFile(bytes: Array(text.utf8), path: path)
  }

  static func failure(_ text: String) -> String? {
    do {
      _ = try file(text)
      return nil
    } catch {
      return "\(error)"
    }
  }

  // MARK: The file

  @Test func profilesAreRead() throws {
    let file = try Self.file()
    #expect(file.keys.keys.sorted() == ["hub", "orders"])
    #expect(file.keys["orders"] == AccessKey(id: "AKEXAMPLE0002", secret: Secret("SKEXAMPLE0002")))
    let json = #"{"profiles": {"hub": {"accessKey": "a", "secretKey": "12"}}}"#
    #expect(try Self.file(json, path: "c.json").keys["hub"] == AccessKey(id: "a", secret: Secret("12")))
    #expect(
      try Self.file("profiles: { a: { accessKey: 007, secretKey: 0x1F } }").keys["a"]
        == AccessKey(id: "007", secret: Secret("0x1F")), "what looks like a number is text all the same")
  }

  /// Each fault is told with its place, and never with a secret.
  @Test(arguments: [
    ("", "c.yaml:1:1: "),
    ("# nothing\n", "c.yaml"),
    ("- a\n", "c.yaml:1:1: the file must be a mapping with `profiles`"),
    ("profile: {}\n", "c.yaml:1:1: the file has a key that is not known (did you mean `profiles`?)"),
    ("profiles: SKSECRET\n", "c.yaml:1:11: `profiles` must map names to keys"),
    ("profiles: {}\n", "c.yaml:1:11: there is no profile"),
    (
      "profiles:\n  hub: SKSECRET\n",
      "c.yaml:2:8: the profile hub must be a mapping with `accessKey` and `secretKey`"
    ),
    ("profiles:\n  hub: { accessKey: a }\n", "c.yaml:2:3: the profile hub lacks `secretKey`"),
    (
      "profiles:\n  hub: { accessKey: a, secretkey: SKSECRET }\n",
      "c.yaml:2:24: the profile hub has a key that is not known (did you mean `secretKey`?)"
    ),
    ("profiles:\n  hub: { SKSECRET: a }\n", "c.yaml:2:10: the profile hub has a key that is not known"),
    ("profiles:\n  hub: { accessKey: a, secretKey: }\n", "c.yaml:2:"),
    ("profiles:\n  hub: { accessKey: a, secretKey: [SKSECRET] }\n", "c.yaml:2:35: `secretKey` must be"),
    ("profiles:\n  hub: { accessKey: a, secretKey: 'SKSECRET x' }\n", "c.yaml:2:35: `secretKey` must be"),
    ("profiles:\n  hub: { accessKey: a, secretKey: SKSECRET, accessKey: b }\n", "c.yaml:2:45: "),
    (
      "profiles:\n  hub: { accessKey: a, secretKey: b }\n  hub: { accessKey: SKSECRET, secretKey: b }\n",
      "c.yaml:3:3: "
    ),
    ("profiles:\n  'a b': { accessKey: a, secretKey: SKSECRET }\n", "c.yaml:2:3: a profile's name is"),
    ("profiles:\n  hub: { accessKey: a, secretKey: \"SKSECRET }\n", "c.yaml:"),
    ("profiles:\n  hub: *SKSECRET\n", "c.yaml:2:8: "),
    ("profiles:\n\thub: SKSECRET\n", "c.yaml:2:1: "),
    ("\u{0}\u{1}SKSECRET", "c.yaml:1:1: "),
  ])
  func faultsAreLocatedAndTellNoSecret(_ text: String, _ start: String) throws {
    let failure = try #require(Self.failure(text))
    #expect(failure.hasPrefix(start), "\(failure)")
    #expect(!failure.contains("SKSECRET"), "\(failure)")
  }

  @Test func sizeAndDepthAreBounded() throws {
    let large = Self.text + "# " + String(repeating: "x", count: CredentialsFile.maximumBytes)
    #expect(Self.failure(large)?.contains("more than 65536 bytes") == true)
    #expect(Self.failure(String(repeating: "[", count: 50_000)) != nil)
    let bomb =
      "profiles:\n  a: &a [x,x,x,x,x,x,x,x]\n"
      + (0..<8).map { "  b\($0): &b\($0) [*a,*a,*a,*a,*a,*a,*a,*a]\n" }.joined()
    #expect(Self.failure(bomb) != nil)
  }

  // MARK: Permissions

  static func withFile<Value>(mode: Int, _ use: (String) throws -> Value) async throws -> Value {
    try await inScratchFolder { folder in
      let path = folder.appending(path: "credentials.yaml").path
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      return try use(path)
    }
  }

  @Test(arguments: [0o600, 0o400])
  func aClosedFileIsRead(_ mode: Int) async throws {
    let keys = try await Self.withFile(mode: mode) { try CredentialsFile(path: $0).keys }
    #expect(keys.count == 2)
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o601, 0o777, 0o620])
  func anOpenFileIsRefused(_ mode: Int) async throws {
    try await Self.withFile(mode: mode) { path in
      let failure = #expect(throws: CredentialsFailure.self) { try CredentialsFile(path: path) }
      #expect(failure?.message == "the credentials file \(path) can be used by others")
      #expect(failure?.help == "close it: chmod 600 \(path)")
    }
  }

  @Test func whatIsNoPlainFileIsRefused() async throws {
    try await inScratchFolder { folder in
      for path in [folder.path, "/dev/null"] {
        let failure = #expect(throws: CredentialsFailure.self) { try CredentialsFile(path: path) }
        #expect(failure?.message.contains("is no plain file") == true)
      }
      let pipe = folder.appending(path: "pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      #expect(throws: CredentialsFailure.self) { try CredentialsFile(path: pipe) }
      let missing = #expect(throws: CredentialsFailure.self) {
        try CredentialsFile(path: folder.appending(path: "none").path)
      }
      #expect(missing?.message.contains("No such file") == true)
    }
  }

  // MARK: Whose key

  static let environment = EnvironmentKey(["CTYUN_AK": "AKENV", "CTYUN_SK": "SKENV"])

  @Test func keysAreFoundInOrder() throws {
    let file = try Self.file()
    var credentials = Credentials(environment: Self.environment, profiles: file, mapping: ["shop": "orders"])
    #expect(try credentials.accessKey(for: "shop").id == "AKEXAMPLE0002")
    #expect(try credentials.accessKey(for: "hub").id == "AKEXAMPLE0001")
    #expect(try credentials.accessKey(for: "default").id == "AKENV")
    credentials.isForOneAccount = false
    #expect(throws: CredentialsFailure.self) { try credentials.accessKey(for: "default") }
    #expect(try credentials.accessKey(for: "hub").id == "AKEXAMPLE0001")
    credentials.mapping = ["hub": "nobody"]
    let failure = #expect(throws: CredentialsFailure.self) { try credentials.accessKey(for: "hub") }
    #expect(
      failure?.description == "there is no key for the account hub: c.yaml has no profile nobody; "
        + "write it, or map the account to one of its profiles (hub, orders)")
  }

  @Test func halfAKeyIsNone() {
    #expect(EnvironmentKey([:]) == nil)
    #expect(EnvironmentKey(["CTYUN_AK": "", "CTYUN_SK": ""]) == nil)
    for half in [["CTYUN_AK": "a"], ["CTYUN_SK": "SKSECRET"]] {
      let credentials = Credentials(environment: EnvironmentKey(half))
      let failure = #expect(throws: CredentialsFailure.self) { try credentials.accessKey(for: "x") }
      #expect(failure?.help == "set both" && failure?.description.contains("SKSECRET") == false)
    }
    let none = #expect(throws: CredentialsFailure.self) { try Credentials().accessKey(for: "hub") }
    #expect(none?.help.contains("set CTYUN_AK and CTYUN_SK") == true)
  }

  @Test func usualPlace() {
    #expect(CredentialsFile.usualPath(in: ["HOME": "/h"]) == "/h/.config/isthmus/credentials.yaml")
    #expect(
      CredentialsFile.usualPath(in: ["HOME": "/h", "XDG_CONFIG_HOME": "/x"]) == "/x/isthmus/credentials.yaml")
    #expect(CredentialsFile.usualPath(in: [:]) == nil)
  }

  /// However a value that holds a secret is printed, the secret is not.
  @Test func secretsAreNeverPrinted() throws {
    let secrets = ["SKEXAMPLE0001", "SKEXAMPLE0002", "SKENV"]
    let credentials = Credentials(environment: Self.environment, profiles: try Self.file())
    let key = try credentials.accessKey(for: "hub")
    var texts = ["\(credentials)", "\(key)", String(reflecting: credentials), String(reflecting: key)]
    for value in [credentials as Any, key, Self.environment as Any, key.secret] {
      var dumped = ""
      dump(value, to: &dumped)
      texts.append(dumped)
    }
    let client = CtyunClient(credentials: credentials, transport: ScriptedTransport([.success]))
    var dumped = ""
    dump(client, to: &dumped)
    texts.append(dumped)
    for text in texts {
      for secret in secrets { #expect(!text.contains(secret)) }
    }
    #expect(texts[0].contains("***"))
  }
}
