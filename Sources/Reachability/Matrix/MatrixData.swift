import Addressing
public import JSON
import Scenario

/// A matrix for programs.
public struct MatrixData {
  let matrix: Matrix
  let failures: FailureMatrix?

  /// Joins the matrix and, when asked for, what single failures change.
  public init(_ matrix: Matrix, failures: FailureMatrix? = nil) {
    self.matrix = matrix
    self.failures = failures
  }

  /// One line for each place, port and verdict (RFC 4180): the whole matrix, then what each failure changes, with its
  /// name under `down`. Given piece by piece: a large matrix is a large file.
  public func writeCSV(to write: (String) -> Void) {
    var text = "origin,sources,endpoint,address,port,verdict,down\r\n"
    func add(_ line: String) {
      text += line
      guard text.utf8.count > Self.piece else { return }
      write(text)
      text.removeAll(keepingCapacity: true)
    }
    let sources = matrix.answers.map { answer in answer.map { Self.list($0.sources) } }
    for origin in matrix.origins.indices {
      let name = Self.field(matrix.origins[origin].name)
      for column in matrix.columns {
        let answer = matrix.cells[origin][column.kind]
        for (place, share) in matrix.answers[answer].enumerated() {
          add("\(name),\(sources[answer][place]),\(Self.port(column)),\(share.verdict.rawValue),\r\n")
        }
      }
    }
    for failure in failures?.failures ?? [] {
      for change in failure.lost + failure.asymmetric {
        let start = "\(Self.field(matrix.origins[change.origin].name)),\(Self.list(change.sources)),"
        let end = ",\(change.verdict.rawValue),\(Self.field(failure.component.name))\r\n"
        for column in change.columns { add(start + Self.port(matrix.columns[column]) + end) }
      }
    }
    write(text)
  }

  /// How many bytes are gathered before they are given on.
  private static let piece = 1 << 16

  private static func port(_ column: Matrix.Column) -> String {
    "\(field(column.endpoint)),\(column.address),\(column.port)"
  }

  private static func list(_ set: PrefixSet) -> String {
    set.prefixes.map { "\($0)" }.joined(separator: " ")
  }

  /// Quoted where it must be.
  private static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// `{"origins": […], "columns": […], "answers": […], "cells": […], "failures": […]}`: a cell is the position of an
  /// answer; a place has one for each kind of column.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("origins", .array(matrix.origins.map { .string($0.name) })),
      ("columns", .array(matrix.columns.map(Self.json))),
      (
        "answers",
        .array(
          matrix.answers.map { answer in
            .array(
              answer.map {
                ["verdict": .string($0.verdict.rawValue), "sources": Self.array($0.sources)]
              })
          })
      ),
      ("cells", .array(matrix.cells.map(Self.numbers))),
    ]
    if let failures { members.append(("failures", .array(failures.failures.map(json)))) }
    return .object(JSONObject(members))
  }

  private static func json(of column: Matrix.Column) -> JSONValue {
    [
      "endpoint": .string(column.endpoint), "address": .string("\(column.address)"),
      "port": .string("\(column.port)"), "kind": .integer(Int64(column.kind)),
    ]
  }

  private static func array(_ set: PrefixSet) -> JSONValue { .array(set.prefixes.map { .string("\($0)") }) }

  private static func numbers(_ list: [Int]) -> JSONValue { .array(list.map { .integer(Int64($0)) }) }

  private func json(of failure: FailureMatrix.Failure) -> JSONValue {
    func changes(_ list: [FailureMatrix.Change]) -> JSONValue {
      .array(
        list.map {
          [
            "origin": .string(matrix.origins[$0.origin].name), "sources": Self.array($0.sources),
            "verdict": .string($0.verdict.rawValue), "columns": Self.numbers($0.columns),
          ]
        })
    }
    return [
      "kind": .string(failure.component.kind.rawValue), "name": .string(failure.component.name),
      "lost": changes(failure.lost), "asymmetric": changes(failure.asymmetric),
      "moved": .array(
        failure.moved.map {
          [
            "origin": .string(matrix.origins[$0.origin].name), "sources": Self.array($0.sources),
            "from": .array($0.from.map { .string($0) }), "to": .array($0.to.map { .string($0) }),
            "columns": Self.numbers($0.columns),
          ]
        }),
    ]
  }
}
