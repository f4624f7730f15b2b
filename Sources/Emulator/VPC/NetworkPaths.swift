import Addressing
import JSON

/// A path between two devices that can be analysed.
struct NetworkPath: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<NetworkPath>> { \.networkPaths }
  static let kind = ResourceKind.networkPath
  static let module = "NetworkPath"

  let id: String
  let scope: Scope
  let name: String
  /// Source, target and protocol as they were given.
  let document: Document
  let createdAt: EmulatorInstant

  var label: String { name }
  var references: [String] { [] }
}

/// One analysis of a path.
struct NetworkPathAnalysis: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<NetworkPathAnalysis>> { \.networkPathAnalyses }
  static let kind = ResourceKind.networkPathAnalysis
  static let module = "NetworkPathAnalysis"

  let id: String
  let scope: Scope
  let pathID: String
  var progress: Progress
  /// reachable, unreachable or unknown; what the looks will find.
  let verdict: String
  let message: String
  let createdAt: EmulatorInstant

  var label: String { id }
  var references: [String] { [pathID] }
}

/// One hop of an analysis.
struct NetworkPathReport: NamedRow {
  static var table: WritableKeyPath<CloudState, Table<NetworkPathReport>> { \.networkPathReports }
  static let kind = ResourceKind.networkPathReport
  static let module = "NetworkPathReport"

  let id: String
  let scope: Scope
  let pathID: String
  let analysisID: String
  let level: Int
  let nodeID: String
  let nodeType: String
  let address: String
  let isUsable: Bool
  let createdAt: EmulatorInstant

  var label: String { nodeID }
  var references: [String] { [analysisID] }
}

extension Behaviour {
  static let pathName = Behaviour("VNI-001", .assumption, "A second network path of one name is refused.")
  static let pathAnalysis = Behaviour(
    "VNI-002", .assumption, "An analysis takes time; until it is done its result is unknown.")
  static let pathVerdict = Behaviour(
    "VNI-003", .assumption,
    "A path inside a VPC or between peered VPCs is reachable, one to an address that nothing holds is not, "
      + "all others are unknown.",
    "security groups and ACLs are not looked at")

  static let networkPaths = [pathName, pathAnalysis, pathVerdict]
}

enum NetworkPaths {
  static let handlers: [String: Handler] = [
    "vpc.CreateNetworkPath": create, "vpc.ListNetworkPaths": list, "vpc.ShowNetworkPath": show,
    "vpc.DeleteNetworkPath": delete, "vpc.CreateNetworkPathAnalysis": NetworkPathAnalyses.create,
    "vpc.ListNetworkPathAnalyses": NetworkPathAnalyses.list,
    "vpc.ShowNetworkPathAnalysis": NetworkPathAnalyses.show,
    "vpc.DeleteNetworkPathAnalysis": NetworkPathAnalyses.delete,
    "vpc.ListNetworkPathReports": NetworkPathReports.list,
    "vpc.ShowNetworkPathReport": NetworkPathReports.show,
    "vpc.DeleteNetworkPathReport": NetworkPathReports.delete,
  ]

  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.required("name")
    guard cloud.state.networkPaths.count(in: .named(request.scope, name)) == 0 else {
      throw Refusal(.pathName, "NetworkPath", .alreadyExists, "there is a network path named \(name) already")
    }
    let path = NetworkPath(
      id: cloud.makeID("networkpath"), scope: request.scope, name: name,
      document: Document(request.arguments), createdAt: request.now)
    cloud.insert(path)
    return .nothing
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    if let id = request.text("networkPathID") {
      return cloud.page(cloud.own(NetworkPath.self, [id], request), request, cloud.describe)
    }
    return cloud.page(NetworkPath.self, .scope(request.scope), request, cloud.describe)
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let path = try cloud.find(NetworkPath.self, request.required("networkPathID"), request)
    if let latest = cloud.state.networkPathAnalyses.rows(in: .of(path.id)).last { cloud.look(at: latest) }
    return .row(cloud.describe(path))
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let path = try cloud.find(NetworkPath.self, request.required("networkPathID"), request)
    for analysis in cloud.state.networkPathAnalyses.rows(in: .of(path.id)) {
      NetworkPathAnalyses.remove(analysis.id, &cloud)
    }
    cloud.remove(NetworkPath.self, path.id)
    return .row(["networkPathID": .string(path.id)])
  }
}

enum NetworkPathAnalyses {
  static func create(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let path = try cloud.find(NetworkPath.self, request.required("networkPathID"), request)
    let (verdict, message) = cloud.verdict(on: path, request)
    let analysis = NetworkPathAnalysis(
      id: cloud.makeID("networkpathanalysis"), scope: request.scope, pathID: path.id,
      progress: Progress(subject: .pathAnalysis, began: request.now), verdict: verdict, message: message,
      createdAt: request.now)
    cloud.insert(analysis)
    let members = path.document.members
    for (level, end) in ["source", "target"].enumerated() {
      let report = NetworkPathReport(
        id: cloud.makeID("networkpathreport"), scope: request.scope, pathID: path.id,
        analysisID: analysis.id, level: level + 1, nodeID: members.text("\(end)ID") ?? "",
        nodeType: members.text("\(end)Type") ?? "", address: members.text("\(end)IP") ?? "",
        isUsable: level == 0 || verdict == "reachable", createdAt: request.now)
      cloud.insert(report)
    }
    cloud.look(at: analysis, counts: false)
    return .row(["analysisID": .string(analysis.id)])
  }

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let pathID = request.text("networkPathID")
    if let id = request.text("analysisID") {
      let rows = cloud.own(NetworkPathAnalysis.self, [id], request).filter {
        pathID == nil || $0.pathID == pathID
      }
      for row in rows { cloud.look(at: row) }
      return cloud.page(cloud.own(NetworkPathAnalysis.self, rows.map(\.id), request), request, cloud.describe)
    }
    let isForeign = pathID.map { cloud.own(NetworkPath.self, $0, request) == nil } ?? false
    let group = pathID.map { isForeign ? Group.of("") : .of($0) } ?? .scope(request.scope)
    for row in cloud.state.networkPathAnalyses.rows(in: group, at: request.places) { cloud.look(at: row) }
    return cloud.page(NetworkPathAnalysis.self, group, request, cloud.describe)
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let id = request.required("analysisID")
    cloud.look(at: try cloud.find(NetworkPathAnalysis.self, id, request))
    return .row(cloud.describe(try cloud.find(NetworkPathAnalysis.self, id, request)))
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let analysis = try cloud.find(NetworkPathAnalysis.self, request.required("analysisID"), request)
    remove(analysis.id, &cloud)
    return .row(["analysisID": .string(analysis.id)])
  }

  static func remove(_ id: String, _ cloud: inout Cloud) {
    for report in cloud.state.networkPathReports.rows(in: .of(id)) {
      cloud.remove(NetworkPathReport.self, report.id)
    }
    cloud.remove(NetworkPathAnalysis.self, id)
  }
}

enum NetworkPathReports {
  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let analysis = try cloud.find(NetworkPathAnalysis.self, request.required("analysisID"), request)
    return cloud.page(NetworkPathReport.self, .of(analysis.id), request, cloud.describe)
  }

  static func show(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row(
      cloud.describe(try cloud.find(NetworkPathReport.self, request.required("networkPathReportID"), request))
    )
  }

  static func delete(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let report = try cloud.find(NetworkPathReport.self, request.required("networkPathReportID"), request)
    cloud.remove(NetworkPathReport.self, report.id)
    return .row(["networkPathReportID": .string(report.id)])
  }
}

extension Cloud {
  /// Looks whether an analysis is done.
  fileprivate mutating func look(at analysis: NetworkPathAnalysis, counts: Bool = true) {
    guard !analysis.progress.isDone else { return }
    let progression = configuration.progression(of: .pathAnalysis)
    let now = now
    advance(NetworkPathAnalysis.self, analysis.id) {
      _ = $0.progress.look(now: now, progression: progression, counts: counts)
    }
  }

  fileprivate func verdict(on path: NetworkPath, _ request: Request) -> (String, String) {
    func place(_ name: String) -> (vpc: String, isHeld: Bool)? {
      guard let address = path.document.members.text(name).flatMap({ IPAddress($0) }) else { return nil }
      for vpc in state.vpcs.rows(in: .scope(request.scope)) {
        guard let subnet = subnetMaps[vpc.id]?.longestMatch(address)?.value else { continue }
        return (vpc.id, use(of: address, in: subnet) != nil)
      }
      return nil
    }
    guard let source = place("sourceIP"), let target = place("targetIP") else {
      return ("unknown", "an end of the path is outside the account's VPCs")
    }
    guard target.isHeld else { return ("unreachable", "nothing holds the target address") }
    let isPeered = state.peerings.rows(in: .of(source.vpc)).contains {
      $0.isAgreed && $0.references.contains(target.vpc)
    }
    guard source.vpc == target.vpc || isPeered else {
      return ("unreachable", "the VPCs of the ends are not joined")
    }
    return ("reachable", "")
  }

  func describe(_ path: NetworkPath) -> JSONObject {
    var row = path.document.members
    let latest = state.networkPathAnalyses.rows(in: .of(path.id)).last
    row["networkPathID"] = .string(path.id)
    row["analysisStatus"] = .string(latest.map { $0.progress.isDone ? "finished" : "analyzing" } ?? "")
    row["reachableFlag"] = .string(latest.map { $0.progress.isDone ? $0.verdict : "unknown" } ?? "unknown")
    row["createdAt"] = .time(path.createdAt)
    row["updatedAt"] = .time(latest?.createdAt ?? path.createdAt)
    return row
  }

  func describe(_ analysis: NetworkPathAnalysis) -> JSONObject {
    let isDone = analysis.progress.isDone
    return [
      "analysisID": .string(analysis.id), "networkPathID": .string(analysis.pathID),
      "analysisStatus": isDone ? "finished" : "analyzing",
      "reachableFlag": .string(isDone ? analysis.verdict : "unknown"),
      "errMsg": .string(isDone ? analysis.message : ""), "createdAt": .time(analysis.createdAt),
      "updatedAt": .time(analysis.createdAt),
    ]
  }

  func describe(_ report: NetworkPathReport) -> JSONObject {
    [
      "networkPathReportID": .string(report.id), "networkPathID": .string(report.pathID),
      "analysisID": .string(report.analysisID), "nodeID": .string(report.nodeID),
      "nodeType": .string(report.nodeType), "ip": .string(report.address), "level": .count(report.level),
      "nodeStatus": report.isUsable ? 1 : 0, "createdAt": .time(report.createdAt),
      "updatedAt": .time(report.createdAt),
    ]
  }
}
