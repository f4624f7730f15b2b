import JSON

/// Makes the keys and the shipped values of the cloud profile from `ctyun.json`.
struct ProfileGenerator: Generator {
  let name = "profile"
  let directory = "Sources/Scenario/Profile/Generated"

  private static let data = "Sources/Scenario/Profile/ctyun.json"
  private static let header =
    "// Made by script/generate from Sources/Scenario/Profile/ctyun.json.\n// swift-format-ignore-file\n\n"

  func files(in package: Package) throws -> [GeneratedFile] {
    let document = try package.json(Self.data)
    guard let values = document["values"]?.objectValue, let services = document["cloudServices"]?.objectValue
    else { throw GeneratorError(place: Self.data, message: "values or cloudServices is missing") }
    let entries = try values.map { try Entry(key: $0.key, json: $0.value) }
    return [
      GeneratedFile(path: "ProfileKey.swift", text: Self.header + keys(entries)),
      GeneratedFile(
        path: "CtyunProfile.swift",
        text: Self.header + (try shipped(entries, services: services.map { ($0.key, $0.value) }))),
    ]
  }

  private func keys(_ entries: [Entry]) -> String {
    var text = """
      /// A number (or range, or pattern) that differs by cloud, resource pool or year.
      ///
      /// The raw value is what a scenario writes under `profile:`; it is never renamed. The shipped value of each
      /// key, its source and whether it is confirmed for CTyun stand in `ctyun.json`.
      public enum ProfileKey: String, Sendable, Hashable, CaseIterable {

      """
    for entry in entries {
      text += "  /// \(entry.meaning)\n  case \(entry.caseName)"
      text += entry.caseName == entry.key ? "\n" : " = \(quoted(entry.key))\n"
    }
    text += """
      }

      extension ProfileKey {
        /// What kind of value the key takes.
        public var kind: ProfileValue.Kind {
          switch self {

      """
    for entry in entries { text += "    case .\(entry.caseName): .\(entry.kind)\n" }
    text += """
          }
        }

        /// The operation of which the key says how often an account may have what it makes; nil for other numbers.
        public var limitedOperation: String? {
          switch self {

      """
    for entry in entries {
      if let operation = entry.limits { text += "    case .\(entry.caseName): \(quoted(operation))\n" }
    }
    return text + "    default: nil\n    }\n  }\n}\n"
  }

  private func shipped(_ entries: [Entry], services: [(String, JSONValue)]) throws -> String {
    var text = """
      import Addressing

      extension CloudProfile {
        /// What Isthmus ships for CTyun. A key without a value does not compile.
        static func shipped(_ key: ProfileKey) -> Entry {
          switch key {

      """
    for entry in entries {
      text += """
            case .\(entry.caseName):
              Entry(
                value: \(entry.literal), isConfirmed: \(entry.isConfirmed),
                source:
                  \(quoted(entry.source)),
                sourceZh: \(quoted(entry.sourceZh)))

        """
    }
    text += """
          }
        }

        /// What Isthmus ships of the services that the operator publishes, sorted by name.
        static var shippedServices: [CloudService] {
          [

      """
    for (name, json) in services.sorted(by: { $0.0 < $1.0 }) {
      let place = "\(Self.data): cloudServices.\(name)"
      guard let ports = json["ports"]?.arrayValue?.compactMap(\.stringValue),
        let zones = json["zones"]?.arrayValue?.compactMap(\.stringValue),
        let exposure = json["exposure"]?.stringValue, let isConfirmed = json["confirmed"]?.boolValue,
        let source = json["source"]?.stringValue, let sourceZh = json["sourceZh"]?.stringValue
      else {
        throw GeneratorError(
          place: place, message: "needs ports, zones, exposure, confirmed, source, sourceZh")
      }
      let portList = try ports.map { port in
        let parts = port.split(separator: "/")
        guard parts.count == 2, let number = UInt16(parts[0]), ["tcp", "udp"].contains(parts[1]) else {
          throw GeneratorError(place: place, message: "\(port) is no port such as 443/tcp")
        }
        return "TransportPort(.\(parts[1]), \(number))"
      }
      text += """
              CloudService(
                name: \(quoted(name)),
                ports: [\(portList.joined(separator: ", "))],
                zones: [\(zones.map(quoted).joined(separator: ", "))], exposure: .\(exposure),
                isConfirmed: \(isConfirmed),
                source:
                  \(quoted(source)),
                sourceZh: \(quoted(sourceZh))),

        """
    }
    return text + "    ]\n  }\n}\n"
  }
}

/// A value of the profile as its file has it.
private struct Entry {
  let key: String
  let meaning: String
  let source: String
  let sourceZh: String
  let isConfirmed: Bool
  /// The operation whose things it counts for each account.
  let limits: String?
  let kind: String
  let literal: String

  init(key: String, json: JSONValue) throws {
    let place = "ctyun.json: values.\(key)"
    guard let meaning = json["meaning"]?.stringValue, let source = json["source"]?.stringValue,
      let sourceZh = json["sourceZh"]?.stringValue, let isConfirmed = json["confirmed"]?.boolValue,
      let value = json["value"]
    else {
      throw GeneratorError(place: place, message: "needs meaning, value, confirmed, source and sourceZh")
    }
    self.key = key
    self.meaning = meaning
    self.source = source
    self.sourceZh = sourceZh
    self.isConfirmed = isConfirmed
    limits = json["limits"]?.stringValue
    if let prefixes = value.arrayValue?.compactMap(\.stringValue), !prefixes.isEmpty {
      kind = "prefixes"
      literal = "prefixes(\(prefixes.map(quoted).joined(separator: ", ")))"
    } else if let numbers = value.arrayValue?.compactMap(\.integerValue), !numbers.isEmpty {
      kind = "integers"
      literal = ".integers([\(numbers.map(grouped).joined(separator: ", "))])"
    } else if let number = value.integerValue {
      kind = "integer"
      literal = ".integer(\(grouped(number)))"
    } else if let truth = value.boolValue {
      kind = "boolean"
      literal = ".boolean(\(truth))"
    } else if let first = value["first"]?.integerValue, let last = value["last"]?.integerValue,
      first <= last
    {
      kind = "range"
      literal = ".range(\(grouped(first))...\(grouped(last)))"
    } else if let words = value.stringValue {
      kind = "text"
      literal = ".text(\(quoted(words)))"
    } else {
      throw GeneratorError(
        place: place,
        message: "write prefixes, a number, numbers, true or false, a text or { first, last }")
    }
  }

  /// `endpoint-nat` as `endpointNAT`.
  var caseName: String {
    let words = key.split(separator: "-").map(String.init)
    let names = [
      "nat": "NAT", "asn": "ASN", "asns": "ASNs", "vpc": "VPC", "vpcs": "VPCs", "ttl": "TTL", "ipv6": "IPv6",
      "ms": "Milliseconds",
    ]
    return words[0]
      + words.dropFirst().map { names[$0] ?? ($0.prefix(1).uppercased() + $0.dropFirst()) }.joined()
  }
}

/// The digits of a number as Swift style groups them.
private func grouped(_ number: Int64) -> String {
  guard number.magnitude >= 100_000 else { return "\(number)" }
  var text = ""
  for (index, digit) in "\(number.magnitude)".reversed().enumerated() {
    if index > 0, index.isMultiple(of: 3) { text.append("_") }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + String(text.reversed())
}

/// A text as a Swift literal.
private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { result.append("\\") }
    result.unicodeScalars.append(scalar)
  }
  return result + "\""
}
