import Addressing
import JSON
import Planning
import Scenario

/// The switch-over of names at the sites: late, separate, one resolver after the other; and the proof by name.
extension RunbookBuilder {
  mutating func addNameSteps() {
    for site in plan.sites { switchNames(at: site) }
    addPrivateZones()
    for endpoint in plan.endpoints { prove(endpoint) }
    addDrills()
    addSaves()
  }

  // MARK: Resolvers

  private mutating func switchNames(at site: PlannedSite) {
    guard let dns = site.dns, !dns.forwardedZones.isEmpty || !dns.records.isEmpty else { return }
    let resource = ResourceID.site(site.name)
    let change = ResolverChange(dns)
    let dialect = dns.software.flatMap(ResolverDialects.dialect)
    let configuration = dialect?.configuration(change) ?? Self.inWords(change)
    // The first resolver waits for every test of the site; each further one for its neighbour's good answers.
    var before = testsOfSite[site.name] ?? []
    let servers: [IPAddress?] = dns.servers.isEmpty ? [nil] : dns.servers
    for server in servers {
      let name = server.map { "\($0)" }
      let step = resource + "/switch-dns" + (name.map { "-\($0)" } ?? "")
      let device = [name ?? site.name, dialect.map { "(\($0.displayName))" }].compactMap { $0 }
        .joined(separator: " ")
      add(
        Step(
          id: step, phase: .cutover, owner: .siteEngineer(site: site.name), resource: resource,
          title: NameText.switchResolver(site.name, name, dialect?.displayName), dependsOn: before,
          action: .manual(
            Instruction(
              text: dialect == nil ? NameText.switchWorkWords : NameText.switchWork,
              blocks: Self.blocks(configuration.apply, on: device))),
          check: Check(
            text: VerificationText.runCommands, expected: NameText.resolverGood,
            commands: Self.lookUps(dns, at: server, from: Self.host(site.testHost, site.name))),
          undo: Undo(
            title: NameText.switchBack(site.name, name),
            action: .manual(
              Instruction(
                text: NameText.switchBackWork,
                blocks: Self.blocks(configuration.undo, on: device))),
            check: Check(text: CommonText.confirmed, expected: NameText.resolverBack), durationSeconds: 300),
          impact: .mayInterrupt,
          impactReason: change.isGlobal ? NameText.everythingForwarded : NameText.namesMove,
          isReversible: true, remains: NameText.cached(dns.ttl), durationSeconds: 600))
      before = [step]
    }
    switchedNames[site.name] = before
    answers[site.name] = Dictionary(
      dns.records.map { ($0.name, $0.addresses) }, uniquingKeysWith: { first, _ in first })
  }

  private static func inWords(_ change: ResolverChange) -> ResolverConfiguration {
    var rows = change.forwardedZones.map { zone in
      [
        "forward", change.isGlobal ? "." : zone.zone,
        zone.forwarders.map(\.description).joined(separator: ", "),
      ]
    }
    rows += change.records.map { record in
      ["answer", record.name, record.addresses.map(\.description).joined(separator: ", ")]
    }
    let table = Table([ColumnText.entry, ColumnText.name, ColumnText.addresses], rows)
    return ResolverConfiguration(apply: [.init(lines: table.lines, heading: table.heading)], undo: [])
  }

  /// One block for each place, so that each can be pasted by itself.
  private static func blocks(
    _ parts: [ResolverConfiguration.Part], on device: String
  ) -> [Instruction.Block] {
    parts.map { part in
      Instruction.Block(
        device: part.place.map { "\(device): \($0)" } ?? device, syntax: part.syntax, lines: part.lines,
        notice: part.notice, heading: part.heading)
    }
  }

  private static func lookUps(
    _ dns: PlannedSite.DNS, at server: IPAddress?, from host: String
  ) -> [Check.Command] {
    let at = server.map { " @\($0)" } ?? ""
    var commands = dns.forwardedZones.map { zone in
      Check.Command(
        host: host, command: "dig\(at) \(zone.zone) SOA +time=3 +tries=1", expect: VerificationText.answers)
    }
    for record in dns.records {
      for (type, family) in [("A", AddressFamily.ipv4), ("AAAA", .ipv6)] {
        let addresses = record.addresses.filter { $0.family == family }
        guard !addresses.isEmpty else { continue }
        commands.append(
          Check.Command(
            host: host, command: "dig\(at) +short \(record.name) \(type)",
            expect: VerificationText.answersAddress(addresses.map(\.description).joined(separator: ", "))))
      }
    }
    return commands
  }

  // MARK: Proof by name

  private mutating func prove(_ endpoint: PlannedEndpoint) {
    let resource = ResourceID.endpoint(endpoint.name)
    var proofs = testsOfEndpoint[endpoint.name] ?? []
    let isStore = endpoint.target.isObjectStore
    if !endpoint.names.isEmpty || isStore {
      for site in index.sitesOfSubnet[ResourceID.subnet(vpc: endpoint.vpc, endpoint.subnet)] ?? [] {
        guard let switched = switchedNames[site], let planned = index.sites[site],
          let host = client(for: endpoint, at: planned)?.host
        else { continue }
        if !endpoint.names.isEmpty {
          let step = "\(resource)/names-from-\(site)"
          let answers = answers[site] ?? [:]
          addReading(
            step, .prove, resource: resource, site: site,
            title: VerificationText.proveNames(endpoint.cloudName, site), after: switched,
            expected: VerificationText.namesGood,
            commands: Self.namedProbes(endpoint, answers: answers, from: host),
            seconds: 60)
          proofs = [step]
        }
        if isStore {
          let step = "\(resource)/objects-from-\(site)"
          addReading(
            step, .prove, resource: resource, site: site,
            title: VerificationText.proveObjects(endpoint.cloudName, site), after: switched,
            text: VerificationText.objectWork, expected: VerificationText.objectsGood,
            commands: Self.objectProbes(from: host), reason: VerificationText.testObject, seconds: 300)
          proofs = [step]
        }
      }
    }
    if endpoint.deleteProtection, endpoint.existing == nil { protect(endpoint, after: proofs) }
  }

  private static func namedProbes(
    _ endpoint: PlannedEndpoint, answers: [String: [IPAddress]], from host: String
  ) -> [Check.Command] {
    endpoint.names.flatMap { name in
      // A name may stand for several endpoints.
      let addresses = answers[name]?.filter { $0.family == .ipv4 } ?? [endpoint.address]
      var commands = [
        Check.Command(
          host: host, command: "dig +short \(name)",
          expect: VerificationText.answersAddress(addresses.map(\.description).joined(separator: ", ")))
      ]
      if endpoint.ports.contains(Probe.https) {
        commands.append(
          Check.Command(host: host, command: Probe.handshake(name, name), expect: VerificationText.tlsGood))
      }
      return commands
    }
  }

  /// The S3 form, which the cloud's object store speaks.
  private static func objectProbes(from host: String) -> [Check.Command] {
    let store = "aws s3api --endpoint-url https://<ZOS-NAME>"
    let object = "--bucket <BUCKET> --key isthmus-test"
    return [
      ("dig +short <ZOS-NAME>", VerificationText.privateAnswer),
      ("date > isthmus-test && \(store) put-object \(object) --body isthmus-test", VerificationText.succeeds),
      (
        "\(store) get-object \(object) isthmus-back && cmp isthmus-test isthmus-back",
        VerificationText.succeeds
      ),
      ("\(store) delete-object \(object) && rm isthmus-test isthmus-back", VerificationText.succeeds),
    ].map { Check.Command(host: host, command: $0.0, expect: $0.1) }
  }
}

extension PlannedEndpoint.Target {
  /// Whether objects can be put and got through it.
  var isObjectStore: Bool {
    if case .cloud(name: "zos", _) = self { true } else { false }
  }
}

extension PlannedEndpoint {
  /// Whether the operator's own names for a service (a bucket's) must lead to it; the resolver itself has none.
  var answersOperatorNames: Bool {
    if case .cloud = target { !ports.contains { $0.port == Probe.domainPort } } else { false }
  }
}
