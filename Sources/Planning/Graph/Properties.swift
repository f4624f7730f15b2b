import Addressing
import JSON
import Scenario

/// Collects the properties of a resource. What is nil or false-by-absence is left out, so that a property that
/// stands in a plan file always has a value.
struct Properties {
  /// Most resources have a few; room for them is made once.
  private(set) var object = JSONObject(minimumCapacity: 4)

  mutating func set(_ key: String, _ value: JSONValue) { object[key] = value }
  mutating func set(_ key: String, _ text: String) { object[key] = .string(text) }
  mutating func set(_ key: String, _ number: some FixedWidthInteger) { object[key] = .integer(Int64(number)) }
  mutating func set(_ key: String, _ flag: Bool) { object[key] = .bool(flag) }
  mutating func set(_ key: String, _ address: IPAddress) { object[key] = .string(address.description) }
  mutating func set(_ key: String, _ prefix: Prefix) { object[key] = .string(prefix.description) }

  mutating func set(_ key: String, ifPresent text: String?) {
    if let text { object[key] = .string(text) }
  }
  mutating func set(_ key: String, ifPresent number: (some FixedWidthInteger)?) {
    if let number { object[key] = .integer(Int64(number)) }
  }
  mutating func set(_ key: String, ifPresent address: IPAddress?) {
    if let address { object[key] = .string(address.description) }
  }
  mutating func set(_ key: String, ifPresent prefix: Prefix?) {
    if let prefix { object[key] = .string(prefix.description) }
  }
  mutating func set(_ key: String, texts: [String]) { object[key] = .array(texts.map(JSONValue.string)) }
  mutating func set(_ key: String, prefixes: [Prefix]) { object[key] = jsonList(prefixes) }
  mutating func set(_ key: String, addresses: [IPAddress]) { object[key] = jsonList(addresses) }

  mutating func set<Element>(
    _ key: String, _ elements: [Element], _ describe: (inout Properties, Element) -> Void
  ) {
    object[key] = .array(
      elements.map { element in
        var properties = Properties()
        describe(&properties, element)
        return .object(properties.object)
      })
  }

  mutating func set(_ key: String, _ describe: (inout Properties) -> Void) {
    var properties = Properties()
    describe(&properties)
    object[key] = .object(properties.object)
  }
}

/// Prefixes, addresses, ports and the like in their text form.
func jsonList(_ values: some Sequence<some CustomStringConvertible>) -> JSONValue {
  .array(values.map { .string($0.description) })
}
