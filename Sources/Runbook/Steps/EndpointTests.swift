import Addressing
import JSON
import Planning
import Scenario

/// The upper rungs before names move: every port of every endpoint, from where its users are.
extension RunbookBuilder {
  mutating func test(_ endpoint: PlannedEndpoint) {
    let resource = ResourceID.endpoint(endpoint.name)
    var dependencies = completions[resource] ?? []
    if case .service(let name) = endpoint.target, let backend = index.services[name]?.backend {
      dependencies += completions[ResourceID.backend(backend)] ?? []
      dependencies += lateCompletions[ResourceID.backend(backend)] ?? []
    }
    if let vpc = index.vpcs[endpoint.vpc],
      let subnet = vpc.subnets.first(where: { $0.name == endpoint.subnet })
    {
      dependencies += bindings(of: subnet, in: vpc)
    }
    if case .service(let name) = endpoint.target, let service = index.services[name], service.kind == .reverse
    {
      testsOfEndpoint[endpoint.name] = testReverse(endpoint, of: service, after: dependencies)
      return
    }
    var tests: [String] = []
    let reached = index.sitesOfSubnet[ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet)] ?? []
    for name in reached {
      guard let site = index.sites[name], let client = client(for: endpoint, at: site) else { continue }
      let source = client.host
      let place = ResourceID.site(name)
      let step = "\(resource)/test-from-\(name)"
      addReading(
        step, resource: resource, site: name, title: VerificationText.testEndpoint(endpoint.cloudName, name),
        after: dependencies + [place + "/verify-path"], text: VerificationText.testWork,
        expected: VerificationText.portsOpen,
        commands: Self.connections(to: endpoint, on: client.ports, from: source),
        seconds: 30 + 5 * endpoint.ports.count)
      var last = step
      if let digs = queries(to: endpoint, from: source) {
        last = "\(resource)/dig-from-\(name)"
        addReading(
          last, resource: resource, site: name, title: VerificationText.digEndpoint(endpoint.cloudName, name),
          after: [step], expected: VerificationText.resolverAnswers, commands: digs, seconds: 60)
      }
      tests.append(last)
      if !endpoint.names.isEmpty || !endpoint.zones.isEmpty { testsOfSite[name, default: []].append(last) }
    }
    if tests.isEmpty { tests = [testInside(endpoint, resource: resource, after: dependencies)] }
    testsOfEndpoint[endpoint.name] = tests
  }

  /// A reverse service is used from its own side: through a transit address towards a target behind the endpoint.
  private mutating func testReverse(
    _ endpoint: PlannedEndpoint, of service: PlannedService, after dependencies: [String]
  ) -> [String] {
    let sites = index.sitesOfSubnet[ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet)] ?? []
    let paths = sites.map { ResourceID.site($0) + "/verify-path" }
    let place = ServiceText.serverIn(index.vpcs[service.vpc]?.cloudName ?? service.vpc)
    var tests: [String] = []
    for (number, rule) in service.reverseRules.enumerated() where rule.endpoint == endpoint.name {
      guard let transit = service.transits.first(where: { $0.name == rule.transit }) else { continue }
      let resource = ResourceID.reverseRule(service: service.name, number + 1)
      let step = resource + "/test"
      add(
        Step(
          id: step, phase: .verify, owner: .account(service.account), resource: resource,
          title: VerificationText.testReverse(service.cloudName, "\(rule.target):\(rule.targetPort)"),
          dependsOn: dependencies + paths + (completions[resource] ?? []),
          action: .manual(Instruction(text: VerificationText.testWork)),
          check: Check(
            text: VerificationText.testWork, expected: VerificationText.portsOpen,
            commands: [
              Check.Command(
                host: place, command: Probe.connect(transit.address, rule.transitPort),
                expect: Probe.expectation(rule.transitPort))
            ]),
          impact: .none, impactReason: CommonText.onlyReads, isReversible: true, durationSeconds: 60))
      tests.append(step)
    }
    return tests.isEmpty ? dependencies : tests
  }

  /// A host of the site that may use the endpoint, as `address (site)`, and the ports on which it is served: proved on
  /// the plan where that was analysed, else judged by the access list. Nil when nobody of the site may.
  func client(for endpoint: PlannedEndpoint, at site: PlannedSite) -> (host: String, ports: [TransportPort])?
  {
    if let flows {
      return flows.client(site: site.name, endpoint: endpoint.name)
        .map { (Self.host($0.host, site.name), $0.ports) }
    }
    return Self.source(for: endpoint, at: site).map { ($0, endpoint.ports) }
  }

  /// The test host, or one that the access list names. Nil when the list admits nobody of the site.
  private static func source(for endpoint: PlannedEndpoint, at site: PlannedSite) -> String? {
    let testHost = host(site.testHost, site.name)
    guard let allow = endpoint.allow else { return testHost }
    // Behind a translation every host looks like one of the visible ranges.
    let isTranslated = site.visiblePrefixes != site.prefixes
    var other: IPAddress?
    for entry in allow {
      if entry.prefix.contains(site.testHost) { return testHost }
      for visible in site.visiblePrefixes where visible.overlaps(entry.prefix) {
        if isTranslated { return testHost }
        let common = visible.contains(entry.prefix) ? entry.prefix : visible
        if other == nil { other = common.hostBits > 1 ? common.first.advanced(by: 1) : common.first }
      }
    }
    return other.map { host($0, site.name) }
  }

  private static func connections(
    to endpoint: PlannedEndpoint, on ports: [TransportPort], from source: String
  ) -> [Check.Command] {
    var commands: [Check.Command] = []
    commands.reserveCapacity(ports.count)
    for address in [endpoint.address, endpoint.ipv6Address].compactMap({ $0 }) {
      for port in ports {
        commands.append(
          Check.Command(
            host: source, command: Probe.connect(address, port), expect: Probe.expectation(port)))
      }
    }
    guard ports.contains(Probe.https) else { return commands }
    for name in endpoint.names {
      // By address, with the name said in the handshake: TLS is proved before names move.
      commands.append(
        Check.Command(
          host: source, command: Probe.handshake("\(endpoint.address)", name),
          expect: VerificationText.certificate(name)))
    }
    return commands
  }

  private func queries(to endpoint: PlannedEndpoint, from source: String) -> [Check.Command]? {
    guard endpoint.ports.contains(where: { $0.port == Probe.domainPort }), !endpoint.zones.isEmpty else {
      return nil
    }
    return endpoint.zones.flatMap { zone in
      ["", " +tcp"].map { option in
        Check.Command(
          host: source, command: "dig @\(endpoint.address) \(zone) SOA\(option) +time=2 +tries=1",
          expect: VerificationText.answers)
      }
    } + storeQueries(to: endpoint, from: source)
  }

  /// The store's own name must lead to its endpoint before any resolver is told to ask here: a public answer looks
  /// like success and goes round the line.
  private func storeQueries(to resolver: PlannedEndpoint, from source: String) -> [Check.Command] {
    plan.endpoints.filter { $0.vpc == resolver.vpc && $0.target.isObjectStore }.map { store in
      Check.Command(
        host: source, command: "dig @\(resolver.address) +short <ZOS-NAME> +time=2 +tries=1",
        expect: VerificationText.privateAnswer(store.address))
    }
  }

  /// For an endpoint that no site reaches: a server of the VPC is its user.
  private mutating func testInside(
    _ endpoint: PlannedEndpoint, resource: String, after dependencies: [String]
  ) -> String {
    let step = resource + "/test-from-vpc"
    let vpc = index.vpcs[endpoint.vpc]?.cloudName ?? endpoint.vpc
    let place = ServiceText.serverIn(vpc)
    add(
      Step(
        id: step, phase: .verify, owner: .account(endpoint.account), resource: resource,
        title: VerificationText.testEndpoint(endpoint.cloudName, place), dependsOn: dependencies,
        action: .manual(Instruction(text: VerificationText.testWork)),
        check: Check(
          text: VerificationText.testWork, expected: VerificationText.portsOpen,
          commands: Self.connections(to: endpoint, on: endpoint.ports, from: place)),
        impact: .none, impactReason: CommonText.onlyReads, isReversible: true,
        durationSeconds: 30 + 5 * endpoint.ports.count))
    return step
  }
}
