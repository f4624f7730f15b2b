public import CtyunAPI
import Diagnostics
import LocalFiles
import Scenario

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The keys of accounts in a file that only its owner can read:
///
/// ```yaml
/// profiles:
///   hub:    { accessKey: AKEXAMPLE0001, secretKey: SKEXAMPLE0001 }
///   orders: { accessKey: AKEXAMPLE0002, secretKey: SKEXAMPLE0002 }
/// ```
///
/// Nothing of its content but the names of profiles and keys reaches a message: a secret may stand anywhere in a
/// file that is written wrongly.
public struct CredentialsFile: Sendable {
  /// Where it was read.
  public let path: String
  /// The keys by the names of the profiles.
  public let keys: [String: AccessKey]

  /// Where it is looked for when no other is named, as people write it.
  public static let usualPath = "~/.config/isthmus/credentials.yaml"
  /// Larger files are refused.
  public static let maximumBytes = 64 << 10

  /// The file where it usually is, below `XDG_CONFIG_HOME` or the home folder; nil when there is none of these.
  public static func usualPath(in environment: [String: String]) -> String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      return "\(folder)/isthmus/credentials.yaml"
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return "\(home)/.config/isthmus/credentials.yaml"
  }

  /// Reads a file.
  ///
  /// - Throws: ``CredentialsFailure`` when it is not there, is no plain file, can be read by others, is too large or
  ///   is not written as it must be; with line and column where there is one.
  public init(path: String) throws(CredentialsFailure) {
    try self.init(bytes: Self.bytes(of: path), path: path)
  }

  /// Reads what a file holds.
  init(bytes: [UInt8], path: String) throws(CredentialsFailure) {
    var limits = ScenarioLimits()
    limits.maximumBytes = Self.maximumBytes
    limits.maximumDepth = 8
    limits.maximumNodes = 10_000
    var sources = SourceMap()
    let read = LocatedTree.read(bytes: bytes, path: path, into: &sources, limits: limits)
    let form = CredentialsForm(path: path, source: sources.files.first)
    guard let tree = read.value else {
      let finding = read.diagnostics.min()
      throw form.failure(
        finding.map { form.isQuotable($0) ? $0.message : "it is not readable" } ?? "it holds nothing",
        at: finding?.location)
    }
    self.path = path
    keys = try form.keys(in: tree)
  }

  /// The permissions are asked of the open file, so that nobody can exchange it in between.
  private static func bytes(of path: String) throws(CredentialsFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw CredentialsFailure(
        "cannot read the credentials file \(path): \(String(cString: strerror(errno)))",
        help: "check the path, or set CTYUN_AK and CTYUN_SK")
    }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      throw CredentialsFailure("the credentials file \(path) is no plain file", help: "name a file")
    }
    guard information.st_uid == geteuid() || information.st_uid == 0 else {
      throw CredentialsFailure(
        "the credentials file \(path) belongs to somebody else", help: "use a file of your own")
    }
    guard information.st_mode & 0o077 == 0 else {
      throw CredentialsFailure(
        "the credentials file \(path) can be used by others", help: "close it: chmod 600 \(path)")
    }
    var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        systemRead(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else {
        throw CredentialsFailure(
          "cannot read the credentials file \(path): \(String(cString: strerror(errno)))",
          help: "check the file")
      }
      if got == 0 { break }
      count += got
    }
    guard count <= maximumBytes else {
      throw CredentialsFailure(
        "the credentials file \(path) has more than \(maximumBytes) bytes", help: "name another file")
    }
    return Array(bytes[..<count])
  }
}
