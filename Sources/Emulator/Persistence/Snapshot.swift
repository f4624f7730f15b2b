public import JSON

/// A state file that cannot be used.
public struct SnapshotError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, in one sentence.
  public let description: String
}

extension Cloud {
  /// The version of the format that `snapshot()` writes.
  public static let snapshotVersion: Int64 = 1

  /// Everything that calls have changed, as JSON: what a state file holds. n log n in what the cloud holds.
  ///
  /// The configuration is not part of it, except for accounts and regions, which may have come by calls of an
  /// administrator. The state keeps the clock too, so that orders go on where they were.
  ///
  /// - Throws: `SnapshotError` if a value cannot be written, which would be a fault of the emulator.
  public func snapshot() throws(SnapshotError) -> JSONValue {
    do {
      return [
        "format": "isthmus-emulator-state", "version": .integer(Self.snapshotVersion),
        "now": .integer(now.milliseconds), "state": try StateEncoder.encode(state),
      ]
    } catch {
      throw SnapshotError(description: "the state cannot be written: \(error)")
    }
  }

  /// A cloud that goes on from a snapshot. Accounts and regions of the configuration that the snapshot does
  /// not know are added; accounts that both know get the configuration's id and e-mail.
  ///
  /// - Throws: `SnapshotError` when the JSON is no snapshot, is of a newer version, or does not fit together.
  public init(restoring snapshot: JSONValue, _ configuration: CloudConfiguration) throws(SnapshotError) {
    guard snapshot["format"] == "isthmus-emulator-state" else {
      throw SnapshotError(description: "this is no state of the emulator")
    }
    guard snapshot["version"]?.integerValue == Self.snapshotVersion else {
      let version = snapshot["version"]?.text(pretty: false) ?? "none"
      throw SnapshotError(
        description: "the state has version \(version), and this emulator reads \(Self.snapshotVersion)")
    }
    self.init(configuration)
    do {
      state = try StateDecoder.decode(CloudState.self, from: snapshot["state"] ?? .null)
    } catch {
      throw SnapshotError(description: "the state cannot be read: \(Self.text(of: error))")
    }
    now = EmulatorInstant(milliseconds: snapshot["now"]?.integerValue ?? 0)
    for account in configuration.accounts { add(account) }
    for region in configuration.regions { add(region) }
    rebuild()
    changes = []
  }

  private static func text(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    let context: DecodingError.Context? =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context
      @unknown default: nil
      }
    guard let context else { return "\(error)" }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
  }
}
