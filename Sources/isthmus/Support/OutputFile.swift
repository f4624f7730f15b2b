import LocalFiles

extension Files {
  /// Writes a text in one stroke. Standard output stands for `-`.
  static func write(_ text: String, to path: String) throws(FileFailure) {
    try write(to: path) { use in
      var text = text
      text.withUTF8 { use(UnsafeRawBufferPointer($0)) }
    }
  }

  /// Writes in one stroke what `produce` hands out piece by piece. Standard output stands for `-`.
  static func write(
    to path: String, _ produce: ((UnsafeRawBufferPointer) -> Void) -> Void
  ) throws(FileFailure) {
    if path == "-" { return produce(Terminal.write) }
    try replace(path, with: produce)
  }
}
