import Diagnostics

/// Builds diagnostics from the text they point at, so that tests need not count bytes.
struct Sample {
  var sources = SourceMap()
  let file: SourceFileID
  private let bytes: [UInt8]

  init(_ text: String, path: String = "scenario.yaml") { self.init(Array(text.utf8), path: path) }

  init(_ bytes: [UInt8], path: String = "scenario.yaml") {
    self.bytes = bytes
    file = sources.add(path: path, bytes: bytes)
  }

  /// The place of a piece of the text, the nth of them (from one).
  func place(_ piece: String, _ nth: Int = 1) -> Diagnostics.SourceLocation? {
    let wanted = Array(piece.utf8)
    var found = 0
    for start in 0..<max(1, bytes.count - wanted.count + 1) where bytes[start...].starts(with: wanted) {
      found += 1
      if found == nth { return location(start..<start + wanted.count) }
    }
    return nil
  }

  func location(_ range: Range<Int>) -> Diagnostics.SourceLocation {
    Diagnostics.SourceLocation(file: file, range: range)
  }

  var end: Diagnostics.SourceLocation { location(bytes.count..<bytes.count) }
}

let portMappings = """
  version: 1
  endpointServices:
    orders-api:
      ports:
        - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
        - { protocol: tcp, endpointPort: 80, serverPort: 8080 }
        - { protocol: tcp, endpointPort: 443, serverPort: 9443 }

  """
