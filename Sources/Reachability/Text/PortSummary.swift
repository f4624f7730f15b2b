import Scenario

/// Ports in a few words: `443/tcp`, `53/tcp+udp`, `443-452/tcp`.
enum PortSummary {
  static func text(_ ports: some Sequence<TransportPort>) -> String {
    var runs: [TransportProtocol: [String]] = [:]
    for transport in TransportProtocol.allCases {
      let numbers = ports.filter { $0.transport == transport }.map(\.port).sorted()
      var own: [String] = []
      var index = 0
      while index < numbers.count {
        var end = index
        while end + 1 < numbers.count, numbers[end + 1] - numbers[end] <= 1 { end += 1 }
        let (first, last) = (numbers[index], numbers[end])
        own.append(first == last ? "\(first)" : last - first == 1 ? "\(first),\(last)" : "\(first)-\(last)")
        index = end + 1
      }
      if !own.isEmpty { runs[transport] = own }
    }
    if let tcp = runs[.tcp], tcp == runs[.udp] { return tcp.joined(separator: ",") + "/tcp+udp" }
    return TransportProtocol.allCases.compactMap { transport in
      runs[transport].map { $0.joined(separator: ",") + "/\(transport.rawValue)" }
    }.joined(separator: ",")
  }
}
