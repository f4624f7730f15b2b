import JSON

extension WireReply {
  /// The reply of the service.
  init(_ envelope: JSONObject) {
    self.init(
      status: 200, headers: [Self.jsonContent],
      body: Array(JSONValue.object(envelope).text(pretty: false).utf8))
  }

  /// What a broken gateway might make of a reply: half of it, a page of a proxy, bytes without sense, nothing.
  init(garbageOf envelope: JSONObject, chance: UInt64) {
    self.init(envelope)
    switch chance >> 60 {
    case 0..<6: body.removeLast(1 + Int((chance & 0xFFFF_FFFF) % UInt64(body.count - 1)))
    case 6..<10: body = Array("<html><body><h1>502 Bad Gateway</h1></body></html>\n".utf8)
    case 10..<14:
      var random = SplitMix64(seed: chance)
      body = (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    default: body = []
    }
  }
}
