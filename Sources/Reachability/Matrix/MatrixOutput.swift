import Addressing
public import JSON
import Scenario

/// A matrix as people and programs read it.
public struct MatrixOutput {
  let matrix: Matrix
  let failures: FailureMatrix?

  /// Joins the matrix and, when asked for, what single failures change.
  public init(_ matrix: Matrix, failures: FailureMatrix? = nil) {
    self.matrix = matrix
    self.failures = failures
  }

  /// How many ports a line of text lists; the other forms list all.
  private static let listed = 12

  /// One block for each place and row: the ports by verdict.
  public var text: String {
    var lines: [String] = []
    for origin in matrix.origins.indices {
      for row in matrix.rows(of: origin) {
        var byVerdict: [Verdict: [String]] = [:]
        for (index, column) in matrix.columns.enumerated() {
          if let verdict = matrix.verdict(origin: origin, row: row, column: index) {
            byVerdict[verdict, default: []].append(name(column))
          }
        }
        guard !byVerdict.isEmpty else { continue }
        lines.append("\(matrix.origins[origin].name)  \(row.summary)")
        for verdict in Verdict.allCases {
          guard let names = byVerdict[verdict] else { continue }
          let rest = names.count > Self.listed ? ", and \(names.count - Self.listed) more" : ""
          let word = verdict.rawValue + String(repeating: " ", count: max(0, 13 - verdict.rawValue.count))
          lines.append("  \(word) \(names.prefix(Self.listed).joined(separator: ", "))\(rest)")
        }
      }
    }
    if lines.isEmpty { lines.append("the plan has no endpoint, or nobody to reach one") }
    for failure in failures?.failures ?? [] {
      lines += ["", "when \(failure.component.name) is down"]
      lines += text(of: failure.lost, "lost") + text(of: failure.asymmetric, "asymmetric")
      if failure.lost.isEmpty, failure.asymmetric.isEmpty { lines.append("  nothing changes for clients") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func text(of changes: [FailureMatrix.Change], _ word: String) -> [String] {
    let shown = changes.prefix(Self.listed).map {
      "  \(word): \($0.origin) \($0.sources.summary) -> \(name($0.column)) (\($0.verdict.rawValue))"
    }
    return shown + (changes.count > Self.listed ? ["  \(word): and \(changes.count - Self.listed) more"] : [])
  }

  private func name(_ column: Matrix.Column) -> String {
    column.address.family == .ipv4
      ? "\(column.endpoint):\(column.port)" : "\(column.endpoint):\(column.port) (IPv6)"
  }

  /// One line for each place, port and verdict: `origin,sources,endpoint,address,port,verdict,down` (RFC 4180).
  public var csv: String {
    var text = "origin,sources,endpoint,address,port,verdict,down\r\n"
    let sources = matrix.answers.map { answer in answer.map { Self.list($0.sources) } }
    for origin in matrix.origins.indices {
      let name = matrix.origins[origin].name
      for (index, column) in matrix.columns.enumerated() {
        let answer = matrix.cells[origin][index]
        for (place, share) in matrix.answers[answer].enumerated() {
          text += "\(name),\(sources[answer][place]),\(column.endpoint),\(column.address),\(column.port),"
          text += share.verdict.rawValue + ",\r\n"
        }
      }
    }
    for failure in failures?.failures ?? [] {
      for change in failure.lost + failure.asymmetric {
        text += "\(change.origin),\(Self.list(change.sources)),\(change.column.endpoint),"
        text += "\(change.column.address),\(change.column.port),\(change.verdict.rawValue),"
        text += failure.component.name + "\r\n"
      }
    }
    return text
  }

  private static func list(_ set: PrefixSet) -> String {
    set.prefixes.map { "\($0)" }.joined(separator: " ")
  }

  /// `{"origins": […], "columns": […], "answers": […], "cells": […], "failures": […]}`: each cell is the position of
  /// its answer.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("origins", .array(matrix.origins.map { .string($0.name) })),
      (
        "columns",
        .array(
          matrix.columns.map {
            [
              "endpoint": .string($0.endpoint), "address": .string("\($0.address)"),
              "port": .string("\($0.port)"),
            ]
          })
      ),
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
      ("cells", .array(matrix.cells.map { .array($0.map { .integer(Int64($0)) }) })),
    ]
    if let failures {
      members.append(("failures", .array(failures.failures.map(json))))
    }
    return .object(JSONObject(members))
  }

  private static func array(_ set: PrefixSet) -> JSONValue { .array(set.prefixes.map { .string("\($0)") }) }

  private func json(of failure: FailureMatrix.Failure) -> JSONValue {
    func changes(_ list: [FailureMatrix.Change]) -> JSONValue {
      .array(
        list.map {
          [
            "origin": .string($0.origin), "sources": Self.array($0.sources),
            "endpoint": .string($0.column.endpoint), "address": .string("\($0.column.address)"),
            "port": .string("\($0.column.port)"), "verdict": .string($0.verdict.rawValue),
          ]
        })
    }
    return [
      "kind": .string(failure.component.kind.rawValue), "name": .string(failure.component.name),
      "lost": changes(failure.lost), "asymmetric": changes(failure.asymmetric),
    ]
  }

  /// A page with one table: rows are sources, columns are ports.
  public var html: String {
    var text = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Who can reach what</title>
      <style>body{font:14px sans-serif}table{border-collapse:collapse}th,td{border:1px solid #999;padding:2px 6px}
      .delivered{background:#cfc}.asymmetric{background:#ffc}.notModelled{background:#eee}</style></head><body>
      <h1>Who can reach what</h1>
      <table><thead><tr><th>from</th><th>sources</th>
      """
    for column in matrix.columns { text += "<th>\(Self.escaped(name(column)))</th>" }
    text += "</tr></thead><tbody>\n"
    for origin in matrix.origins.indices {
      for row in matrix.rows(of: origin) {
        text += "<tr><th>\(Self.escaped(matrix.origins[origin].name))</th><td>\(Self.list(row))</td>"
        for index in matrix.columns.indices {
          let verdict = matrix.verdict(origin: origin, row: row, column: index)?.rawValue ?? ""
          text += "<td class=\"\(verdict)\">\(verdict)</td>"
        }
        text += "</tr>\n"
      }
    }
    text += "</tbody></table>\n"
    for failure in failures?.failures ?? [] {
      text += "<h2>When \(Self.escaped(failure.component.name)) is down</h2>\n<ul>"
      for change in failure.lost + failure.asymmetric {
        text += "<li>\(Self.escaped(change.origin)) \(Self.list(change.sources)) to "
        text += "\(Self.escaped(name(change.column))): \(change.verdict.rawValue)</li>\n"
      }
      if failure.lost.isEmpty, failure.asymmetric.isEmpty { text += "<li>nothing changes for clients</li>" }
      text += "</ul>\n"
    }
    return text + "</body></html>\n"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
