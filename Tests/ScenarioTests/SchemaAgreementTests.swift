import Diagnostics
import JSON
import Testing

@testable import Scenario

/// Schema and decoder come from the same tables and must agree: in every place of a scenario that uses every key, a
/// key too many, a missing one and a value of an odd type are faults to both or to neither.
@Suite struct SchemaAgreementTests {
  private let validator: SchemaValidator
  private let whole: JSONValue

  init() throws {
    validator = try SchemaValidator(ScenarioSchema.json)
    whole = try documentValue(EquivalenceTests.everything)
  }

  private func fits(_ value: JSONValue?) -> Bool { value.map { validator.faults(in: $0).isEmpty } ?? false }

  /// The codes of the errors that the decoder finds.
  private func errors(_ value: JSONValue?) -> Set<String> {
    let reading = read(value?.text() ?? "", path: "scenario.json")
    return Set(reading.checked.diagnostics.filter { $0.severity == .error }.map(\.code))
  }

  @Test func onKeysThatAreUnknown() {
    var refused = 0
    for place in DocumentPlace.all(of: whole) {
      guard var object = place.value.objectValue else { continue }
      object["unheardOf"] = [[]]
      let changed = place.replacing(with: .object(object), in: whole)
      #expect(fits(changed) == errors(changed).isEmpty, "an unknown key in \(place)")
      refused += fits(changed) ? 0 : 1
    }
    #expect(refused > 60)
  }

  @Test func onKeysThatAreMissing() {
    var refused = 0
    for place in DocumentPlace.all(of: whole) {
      guard case .key = place.steps.last else { continue }
      let changed = place.replacing(with: nil, in: whole)
      let errors = errors(changed)
      // The one pair of keys that must stand together: the decoder alone knows of it.
      if place.description.hasSuffix("/via/id") { continue }
      // Without a thing that others name, references dangle: that is beyond the schema.
      if fits(changed) {
        #expect(errors.isDisjoint(with: ["FMT005", "FMT006", "FMT012"]), "without \(place)")
      } else {
        #expect(!errors.isEmpty, "without \(place)")
        refused += 1
      }
    }
    #expect(refused > 60)
  }

  @Test func onValuesOfAnOddType() {
    var refused = 0
    for place in DocumentPlace.all(of: whole) {
      let changed = place.replacing(with: [[:]], in: whole)
      #expect(!fits(changed), "an odd value of \(place)")
      #expect(!errors(changed).isEmpty, "an odd value of \(place)")
      refused += 1
    }
    #expect(refused > 300)
  }
}

/// A value inside a document and the way to it.
private struct DocumentPlace: CustomStringConvertible {
  enum Step {
    case key(String)
    case index(Int)
  }

  var steps: [Step] = []
  var value: JSONValue

  var description: String {
    steps.map {
      switch $0 {
      case .key(let key): "/\(key)"
      case .index(let index): "/\(index)"
      }
    }.joined()
  }

  /// Every value of the document, the whole first.
  static func all(of document: JSONValue) -> [DocumentPlace] {
    var places: [DocumentPlace] = []
    var open = [DocumentPlace(value: document)]
    while let place = open.popLast() {
      places.append(place)
      for (key, value) in place.value.objectValue ?? [:] {
        open.append(DocumentPlace(steps: place.steps + [.key(key)], value: value))
      }
      for (index, value) in (place.value.arrayValue ?? []).enumerated() {
        open.append(DocumentPlace(steps: place.steps + [.index(index)], value: value))
      }
    }
    return places
  }

  /// The document with another value here, or with none.
  func replacing(with value: JSONValue?, in document: JSONValue) -> JSONValue? {
    Self.replacing(steps[...], with: value, in: document)
  }

  private static func replacing(
    _ steps: ArraySlice<Step>, with value: JSONValue?, in document: JSONValue
  ) -> JSONValue? {
    switch steps.first {
    case nil: return value
    case .key(let key):
      var object = document.objectValue ?? [:]
      object[key] = replacing(steps.dropFirst(), with: value, in: object[key] ?? .null)
      return .object(object)
    case .index(let index):
      var array = document.arrayValue ?? []
      let element = replacing(steps.dropFirst(), with: value, in: array[index])
      array.replaceSubrange(index...index, with: element.map { [$0] } ?? [])
      return .array(array)
    }
  }
}
