/// All source files of one command, by number.
public struct SourceMap: Sendable {
  /// The files in the order of their ids.
  public private(set) var files: [SourceFile] = []

  /// An empty map.
  public init() {}

  /// Adds a file and returns its id.
  ///
  /// A map holds 65 535 files. Any further one is not kept and gets an id that resolves to nothing, so
  /// that its diagnostics are still printed, only without a place.
  public mutating func add(path: String, bytes: [UInt8]) -> SourceFileID {
    guard files.count < Int(UInt16.max) else { return SourceFileID(rawValue: .max) }
    files.append(SourceFile(path: path, bytes: bytes))
    return SourceFileID(rawValue: UInt16(files.count - 1))
  }

  /// The file of that id, or nil when this map has none.
  public subscript(id: SourceFileID) -> SourceFile? {
    Int(id.rawValue) < files.count ? files[Int(id.rawValue)] : nil
  }
}
