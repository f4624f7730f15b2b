import JSON

extension Behaviour {
  static let regionsForAll = Behaviour("REG-001", .assumption, "Every account sees every region.")
  static let regionMultiZone = Behaviour(
    "REG-002", .contract, "A region with more than one zone says so and names its zones.",
    "isMultiZones of ListRegions")

  static let regions = [regionsForAll, regionMultiZone]
}

/// Regions and their zones.
enum Regions {
  static let handlers: [String: Handler] = ["ctecs.ListRegions": list, "ctecs.ListRegionZones": zones]

  static func list(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    let name = request.text("regionName")
    let regions = cloud.state.regions.filter { name.map($0.name.contains) ?? true }
    return .row([
      "regionList": .array(
        regions.map { region in
          [
            "regionID": .string(region.id), "regionName": .string(region.name),
            "regionType": "openstack", "isMultiZones": .bool(region.zones.count > 1),
            "zoneList": .texts(region.zones), "regionCode": .string(region.code), "openapiAvailable": true,
          ]
        })
    ])
  }

  static func zones(_ cloud: inout Cloud, _ request: Request) throws(Refusal) -> Payload {
    .row([
      "zoneList": .array(
        request.region.zones.enumerated().map { place, name in
          ["name": .string(name), "azDisplayName": .string("可用区\(place + 1)")]
        })
    ])
  }
}
