import CtyunAPI
import JSON
import Testing

@testable import Emulator

/// Shows that one behaviour of the gateway is kept, over whatever carries its requests.
struct WireCase: Sendable, CustomTestStringConvertible {
  let behaviour: Behaviour
  let run: @Sendable (inout WireBench) throws -> Void

  init(_ behaviour: Behaviour, _ run: @escaping @Sendable (inout WireBench) throws -> Void) {
    self.behaviour = behaviour
    self.run = run
  }

  var testDescription: String { behaviour.id }
}

/// Requests of one account, and what is expected of their replies.
struct WireBench {
  let carrier: any WireCarrier
  var writer: RequestWriter
  let key = WireKeys.key(of: "hub")
  static let region = "regionID=\(Bench.region)"

  init(_ carrier: any WireCarrier, clock: ManualClock) {
    self.carrier = carrier
    writer = RequestWriter(clock: clock)
  }

  /// A list of VPCs, signed in some way.
  mutating func list(
    _ query: String = WireBench.region, key: AccessKey? = nil,
    _ deviation: RequestWriter.Deviation = .init()
  ) -> WireRequest {
    writer.request(method: "GET", path: "/v4/vpc/new-list", query: query, key: key ?? self.key, deviation)
  }

  /// The creation of a VPC.
  mutating func create(
    _ name: String, key: AccessKey? = nil, _ deviation: RequestWriter.Deviation = .init()
  ) -> WireRequest {
    let body =
      #"{"clientToken":"\#(name)","regionID":"\#(Bench.region)","name":"\#(name)","CIDR":"10.0.0.0/16"}"#
    return writer.request(
      method: "POST", path: "/v4/vpc/create", body: Array(body.utf8), key: key ?? self.key, deviation)
  }

  /// Sends, and expects the service to do what was asked; the envelope.
  @discardableResult
  func ok(_ request: WireRequest, sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONObject {
    let envelope = try reply(request, status: 200, sourceLocation: sourceLocation)
    #expect(
      envelope["statusCode"] == 800, "\(JSONValue.object(envelope))", sourceLocation: sourceLocation)
    return envelope
  }

  /// Sends, and expects the gateway to refuse; the envelope that says why.
  @discardableResult
  func refused(
    _ request: WireRequest, _ status: Int, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSONObject {
    let envelope = try reply(request, status: status, sourceLocation: sourceLocation)
    #expect(
      envelope["errorCode"] == .string("Openapi.Gateway.\(reason)"), "\(JSONValue.object(envelope))",
      sourceLocation: sourceLocation)
    return envelope
  }

  func reply(
    _ request: WireRequest, status: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSONObject {
    let reply = try #require(try carrier.send(request), "no reply", sourceLocation: sourceLocation)
    let text = String(decoding: reply.body, as: UTF8.self)
    #expect(reply.status == status, "\(text)", sourceLocation: sourceLocation)
    return try #require(try JSONValue(parsing: text).objectValue, sourceLocation: sourceLocation)
  }
}
