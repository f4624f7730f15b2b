// Made by script/generate from scenarios. Do not edit.
// swift-format-ignore-file

extension ScenarioTemplates {
  static let all: [ScenarioTemplate] = [
    ScenarioTemplate(name: "idc-direct-connect", summary: "HQ reaches object storage, DNS and the orders service over two dedicated lines", text: { text("idc-direct-connect") }),
    ScenarioTemplate(name: "cross-account-approval", summary: "A payment team publishes an API to a shop team, which connects with the provider's approval", text: { text("cross-account-approval") }),
    ScenarioTemplate(name: "dual-stack", summary: "A site with IPv4 and IPv6 reaches a service over dual-stack lines and endpoints", text: { text("dual-stack") }),
    ScenarioTemplate(name: "reverse-service", summary: "A cloud application reads the ERP in the IDC through a reverse endpoint service", text: { text("reverse-service") }),
    ScenarioTemplate(name: "same-account-cross-vpc", summary: "Applications in one VPC reach a database in another VPC of the same account", text: { text("same-account-cross-vpc") }),
    ScenarioTemplate(name: "static-single-line", summary: "A branch reaches object storage and an internal service over one line with static routes", text: { text("static-single-line") }),
    ScenarioTemplate(name: "three-sites", summary: "Headquarters, a plant and a branch share one hub; two providers use the same addresses", text: { text("three-sites") }),
    ScenarioTemplate(name: "zos-from-vpc", summary: "Batch servers in a VPC read and write object storage privately", text: { text("zos-from-vpc") }),
  ]

  private static func text(_ name: String) -> String {
    switch name {
    case "idc-direct-connect":
#"""
# An IDC reaches object storage, DNS and another team's service in the cloud, privately:
# two dedicated lines into one VPC, and VPC endpoints from there.
#
#   isthmus check   scenario.yaml
#   isthmus plan    scenario.yaml
#   isthmus runbook scenario.yaml
version: 1
name: idc-direct-connect
region: 81f7728662dd11ec810800155d307d5b # the CTyun resource pool (regionID)
description: HQ reaches object storage, DNS and the orders service over two dedicated lines

changeWindow: { start: "2026-12-03T22:00:00+08:00", duration: 6h }

accounts:
  consumer: { id: "10001", email: net@hub.example } # account A: owns the network, consumes
  provider: { id: "10002", email: ops@orders.example } # account B: publishes the service

sites:
  hq:
    prefixes: [10.1.123.0/24]
    testHost: 10.1.123.10
    dns: { servers: [10.1.123.53], software: bind }
    routes: # what the site routes already; clashes are found
      - { to: 172.20.0.0/16, via: 10.1.123.254, note: old branch network }
    firewall: # the runbook adds what is missing
      permits:
        - { from: 10.1.123.0/24, to: any, protocol: icmp }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }

directConnects:
  hq-dc:
    account: consumer
    site: hq
    gatewayName: hqdc
    routing: { protocol: bgp, cloudASN: 64512, bfd: true, md5: true }
    lines:
      line-a:
        router: ce1
        bandwidthMbps: 1000
        vlan: 330
        interconnect: { cloud: 10.0.0.1/30, site: 10.0.0.2/30 }
        preference: primary
        accessPoint: AP1
      line-b:
        router: ce2
        bandwidthMbps: 1000
        vlan: 331
        interconnect: { cloud: 10.0.0.5/30, site: 10.0.0.6/30 }
        preference: standby
        accessPoint: AP2
    attachments:
      hub-vpc: { subnets: [sub-vpce] }

vpcs:
  hub-vpc: # VPC1: every endpoint lives here
    account: consumer
    cidr: 192.168.0.0/16
    subnets:
      sub-vpce: { cidr: 192.168.5.0/24, routeTable: default }
  orders-vpc: # VPC2: never attached, reached only through an endpoint
    account: provider
    existing: vpc-7d1x0a2b3c # the servers run in it already; it is adopted and never deleted
    cidr: 172.16.0.0/16
    subnets:
      sub-lb: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q, acl: orders-acl }
      sub-app: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl }
    securityGroups:
      orders-servers:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }
          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.sub-lb } # health checks
    acls:
      orders-acl:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat, to: orders-vpc }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
        egress:
          - { action: accept, priority: 10, protocol: tcp, sourcePorts: 8443, from: orders-vpc, to: endpoint-nat }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }

backends:
  lb-app:
    type: lb
    vpc: orders-vpc
    subnet: sub-lb
    address: 172.16.10.20
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    securityGroups: [orders-servers]
    accessList: [endpoint-nat]

endpointServices:
  svc-app:
    account: provider
    vpc: orders-vpc
    subnet: sub-lb
    type: interface
    backend: lb-app
    approval: manual
    consumers: [consumer]
    clientAddress: close
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }

endpoints:
  ep-dns:
    vpc: hub-vpc
    subnet: sub-vpce
    service: { cloud: dns }
    address: 192.168.5.10
    allow: [10.1.123.53/32, hub-vpc.sub-vpce]
  ep-zos:
    vpc: hub-vpc
    subnet: sub-vpce
    service: { cloud: zos }
    address: 192.168.5.20
    allow: [hq]
  ep-app:
    vpc: hub-vpc
    subnet: sub-vpce
    service: svc-app
    address: 192.168.5.30
    allow: [hq]
    names: [app.example.internal]

expect:
  - { from: hq, to: ep-app, port: 443/tcp, allow: true, during: any-single-failure, because: the ERP posts orders }
  - { from: hq, to: ep-zos, port: 443/tcp, allow: true, during: any-single-failure, because: nightly backups }
  - { from: hq, to: app.example.internal, port: 443/tcp, allow: true, because: clients know the service by its name }
  - { from: hq, to: backup.zos.ctyun.cn, port: 443/tcp, allow: true, because: a bucket's name leads to ep-zos }
  - { from: 10.1.123.53, to: ep-dns, port: 53/udp, allow: true, because: the resolver asks for cloud names }
  - { from: 10.1.99.0/24, to: ep-app, port: 443/tcp, allow: false, because: guest Wi-Fi stays out }

"""#
    case "cross-account-approval":
#"""
# Two accounts: the provider publishes, names the consumer in its allow list and accepts the connection.
version: 1
name: cross-account-approval
region: 81f7728662dd11ec810800155d307d5b
description: A payment team publishes an API to a shop team, which connects with the provider's approval

accounts:
  shop: { id: "20001", email: net@shop.example }
  payments: { id: "20002", email: ops@payments.example }

vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { prefixLength: 28 }
  payments-vpc:
    account: payments
    existing: vpc-3g7j1l5n9r # the servers run in it already
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-6s0u4w8y2a }
      servers: { cidr: 172.16.11.0/24, existing: subnet-1b5d9f3h7j }
    securityGroups:
      api:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }
          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: payments-vpc.balancers }

backends:
  api-lb:
    type: lb
    vpc: payments-vpc
    subnet: balancers
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-api-1, address: 172.16.11.11 }
      - { id: vm-api-2, address: 172.16.11.12 }
    securityGroups: [api]
    accessList: [endpoint-nat]
    readsClientAddress: true
    needsClientAddress: true

endpointServices:
  payments-api:
    account: payments
    vpc: payments-vpc
    subnet: balancers
    backend: api-lb
    approval: manual
    consumers: [shop]
    clientAddress: proxy-protocol
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }

endpoints:
  payments:
    vpc: shop-vpc
    subnet: endpoints
    service: payments-api
    allow: [shop-vpc.web]
    names: [api.payments.internal]

privateZones:
  payments.internal: { account: shop, vpcs: [shop-vpc], ttl: 300 }

expect:
  - { from: shop-vpc.web, to: payments, port: 443/tcp, allow: true, because: check-out charges cards }
  - { from: shop-vpc.endpoints, to: payments, port: 443/tcp, allow: false, because: nobody else may call it }

"""#
    case "dual-stack":
#"""
# IPv4 and IPv6 side by side on lines, subnets and endpoints.
version: 1
name: dual-stack
region: 81f7728662dd11ec810800155d307d5b
description: A site with IPv4 and IPv6 reaches a service over dual-stack lines and endpoints

accounts:
  consumer: { id: "50001", email: net@hub.example }
  provider: { id: "50002", email: ops@media.example }

sites:
  hq:
    prefixes: [10.1.123.0/24, "2001:db8:1:123::/64"]
    testHost: 10.1.123.10
    dns: { servers: [10.1.123.53], software: windows }
    routers:
      ce1: { platform: cisco-ios-xe, interface: TenGigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: huawei-vrp, interface: XGigabitEthernet0/0/1, asn: 65010 }

directConnects:
  hq-dc:
    account: consumer
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true, md5: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 10000, preference: primary, accessPoint: AP1, interconnectIPv6: { cloud: "2001:db8:ffff::1/126", site: "2001:db8:ffff::2/126" } }
      line-b: { router: ce2, bandwidthMbps: 10000, preference: standby, accessPoint: AP2, interconnectIPv6: { cloud: "2001:db8:ffff::5/126", site: "2001:db8:ffff::6/126" } }
    attachments:
      hub-vpc: { subnets: [endpoints] }

vpcs:
  hub-vpc:
    account: consumer
    cidr: 192.168.0.0/16
    ipv6: true
    ipv6CIDR: "2001:db8:a000::/56" # as the cloud gave it
    subnets:
      endpoints: { cidr: 192.168.5.0/24, ipv6: true, ipv6CIDR: "2001:db8:a000:5::/64" }
  media-vpc:
    account: provider
    existing: vpc-8l2n6p0r4t # the server runs in it already
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-7v1x5z9b3d }
    securityGroups:
      media:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8080, from: endpoint-nat }
          - { action: accept, priority: 10, protocol: udp, ports: 5004-5005, from: endpoint-nat }

backends:
  media-vm:
    type: vm
    vpc: media-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.20
    listeners:
      - { protocol: tcp, port: 8080 }
      - { protocol: udp, port: 5004 }
    securityGroups: [media]

endpointServices:
  media:
    account: provider
    vpc: media-vpc
    subnet: servers
    backend: media-vm
    approval: manual
    consumers: [consumer]
    ports:
      - { protocol: tcp, endpointPort: 80, serverPort: 8080 }
      - { protocol: udp, endpointPort: 5004, serverPort: 5004 }

endpoints:
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  media:
    vpc: hub-vpc
    subnet: endpoints
    service: media
    address: 192.168.5.30
    ipv6Address: "2001:db8:a000:5::30"
    allow: [hq]
    names: [media.example.internal]

expect:
  - { from: 10.1.123.0/24, to: media, port: 80/tcp, allow: true, during: any-single-failure, because: players fetch playlists }
  - { from: "2001:db8:1:123::/64", to: media, port: 80/tcp, allow: true, because: so do players with IPv6 }

"""#
    case "reverse-service":
#"""
# The other direction: servers in the cloud call a system in the IDC through transit addresses.
version: 1
name: reverse-service
region: 81f7728662dd11ec810800155d307d5b
description: A cloud application reads the ERP in the IDC through a reverse endpoint service

accounts:
  network: { id: "40001", email: net@hub.example }
  apps: { id: "40002", email: ops@apps.example }

sites:
  hq:
    prefixes: [10.1.120.0/22]
    testHost: 10.1.123.10
    routers:
      ce1: { platform: frr, interface: eth1, asn: 65010 }
      ce2: { platform: frr, interface: eth1, asn: 65010 }

directConnects:
  hq-dc:
    account: network
    site: hq
    routing: { protocol: bgp, bfd: true, md5: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 500, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 500, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }

vpcs:
  hub-vpc:
    account: network
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { prefixLength: 26 }
  apps-vpc:
    account: apps
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24 }
      transit: { prefixLength: 28 }

endpointServices:
  erp-access: # reverse: the service's side opens the connections
    account: apps
    vpc: apps-vpc
    subnet: transit
    type: reverse
    approval: manual
    consumers: [network]
    transitAddresses:
      erp: { address: auto }
    reverseRules:
      - { endpoint: erp-access, transit: erp, transitPort: 8443, protocol: tcp, target: 10.1.123.20, targetPort: 443 }

endpoints:
  erp-access: { vpc: hub-vpc, subnet: endpoints, service: erp-access, allow: [hq] }

"""#
    case "same-account-cross-vpc":
#"""
# One account, two VPCs that do not see each other: an endpoint in one reaches a server in the other.
version: 1
name: same-account-cross-vpc
region: 81f7728662dd11ec810800155d307d5b
description: Applications in one VPC reach a database in another VPC of the same account

accounts:
  platform: { id: "10001", email: net@hub.example }

vpcs:
  app-vpc:
    account: platform
    cidr: 10.20.0.0/16
    subnets:
      apps: { cidr: 10.20.1.0/24 }
      endpoints: { prefixLength: 27 }
  data-vpc:
    account: platform
    existing: vpc-2f6h9k3m7p # the database runs in it already
    cidr: 10.20.0.0/16 # the same range: allowed, because endpoint traffic is translated
    subnets:
      databases: { cidr: 10.20.8.0/24, existing: subnet-5q8t1w4z7c }
    securityGroups:
      postgres:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 5432, from: endpoint-nat }

backends:
  postgres-primary:
    type: vm
    vpc: data-vpc
    subnet: databases
    id: vm-9c1e7b2a40
    address: 10.20.8.11
    listeners: [{ protocol: tcp, port: 5432 }]
    securityGroups: [postgres]

endpointServices:
  postgres:
    account: platform
    vpc: data-vpc
    subnet: databases
    backend: postgres-primary
    approval: auto
    ports:
      - { protocol: tcp, endpointPort: 5432, serverPort: 5432 }

endpoints:
  postgres:
    vpc: app-vpc
    subnet: endpoints
    service: postgres
    allow: [app-vpc.apps]
    names: [postgres.data.internal]

privateZones:
  data.internal: { account: platform, vpcs: [app-vpc], ttl: 300 }

expect:
  - { from: app-vpc.apps, to: postgres, port: 5432/tcp, allow: true, because: the applications keep their state there }
  - { from: app-vpc.apps, to: postgres, port: 22/tcp, allow: false, because: only the database port is published }

"""#
    case "static-single-line":
#"""
# One line and static routes: the smallest private way from an IDC to a service.
# A single line is an availability risk; the check says so and the owner signs for it.
version: 1
name: static-single-line
region: 81f7728662dd11ec810800155d307d5b
description: A branch reaches object storage and an internal service over one line with static routes

accounts:
  consumer: { id: "10001", email: net@hub.example }
  provider: { id: "10002", email: ops@orders.example }

sites:
  branch:
    prefixes: [10.1.123.0/24]
    testHost: 10.1.123.10
    dns: { servers: [10.1.123.53], software: dnsmasq }
    routers:
      ce1: { platform: h3c-comware, interface: GigabitEthernet0/1 }

directConnects:
  branch-dc:
    account: consumer
    site: branch
    routing: { protocol: static, bfd: true, track: true }
    lines:
      line-a: # VLAN and addresses: the planner decides, the lock file remembers
        router: ce1
        bandwidthMbps: 200
        vlan: auto
        interconnect: auto
        accessPoint: AP1
    attachments:
      hub-vpc: { subnets: [sub-vpce] }

vpcs:
  hub-vpc:
    account: consumer
    cidr: 192.168.0.0/16
    subnets:
      sub-vpce: { prefixLength: 26 } # the planner decides which
  orders-vpc:
    account: provider
    existing: vpc-7d1x0a2b3c # adopted: never changed but for what is written here, never deleted
    cidr: 172.16.0.0/16
    subnets:
      backend: { cidr: 172.16.1.0/24, existing: subnet-92k1m4p7qa, routeTable: default }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }

endpointServices:
  orders-api:
    account: provider
    vpc: orders-vpc
    subnet: backend
    backend:
      type: lb
      id: lb-3f9c2a7d1e
      address: 172.16.1.10
      listeners: [{ protocol: tcp, port: 8443 }]
      securityGroups: [orders-servers]
    approval: manual
    consumers: [consumer]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }

endpoints:
  dns: { vpc: hub-vpc, subnet: sub-vpce, service: { cloud: dns }, allow: [branch] }
  zos: { vpc: hub-vpc, subnet: sub-vpce, service: { cloud: zos }, allow: [branch] }
  orders: { vpc: hub-vpc, subnet: sub-vpce, service: orders-api, allow: [branch], names: [orders.example.internal] }

expect:
  - { from: branch, to: orders, port: 443/tcp, allow: true, because: the tills post orders }
  - { from: branch, to: zos, port: 443/tcp, allow: true, because: nightly backups }
  - { from: 10.1.99.0/24, to: orders, port: 443/tcp, allow: false, because: guest Wi-Fi stays out }

"""#
    case "three-sites":
#"""
# Three sites, four VPCs, two providers with the same range, aggregates and a hidden container bridge.
version: 1
name: three-sites
region: 81f7728662dd11ec810800155d307d5b
description: Headquarters, a plant and a branch share one hub; two providers use the same addresses

profile:
  gateways-per-vpc: 2 # confirmed by ticket for this resource pool; hub-vpc joins two gateways

accounts:
  network: { id: "60001", email: net@group.example }
  orders: { id: "60002", email: ops@orders.example }
  billing: { id: "60003", email: ops@billing.example }

sites:
  hq:
    prefixes: [10.1.0.0/16] # one aggregate instead of 256 networks
    hiddenRanges: [172.17.0.0/16] # docker0 on the build servers
    testHost: 10.1.123.10
    dns: { servers: [10.1.0.53, 10.1.1.53], software: bind }
    routers:
      hq-ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      hq-ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/0, asn: 65010 }
  plant:
    prefixes: [10.2.0.0/17, 10.2.128.0/17]
    testHost: 10.2.0.10
    dns: { servers: [10.2.0.53], software: windows }
    routers:
      plant-ce1: { platform: h3c-comware, interface: GigabitEthernet0/1, asn: 65020 }
      plant-ce2: { platform: ruijie-rgos, interface: GigabitEthernet0/1, asn: 65020 }
  branch:
    prefixes: [192.168.50.0/24]
    sourceNAT: [10.3.0.0/24] # the branch keeps its addresses; the cloud sees these
    testHost: 192.168.50.10
    dns: { servers: [192.168.50.53], software: dnsmasq }
    routers:
      branch-ce1: { platform: frr, interface: eth1, asn: 65030 }

directConnects:
  hq-dc:
    account: network
    site: hq
    routing: { protocol: bgp, bfd: true, md5: true }
    lines:
      hq-a: { router: hq-ce1, bandwidthMbps: 2000, preference: primary, accessPoint: AP1 }
      hq-b: { router: hq-ce2, bandwidthMbps: 2000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints-a, endpoints-b, shared] }
  plant-dc:
    account: network
    site: plant
    advertise: [10.2.0.0/16] # the aggregate of both halves
    routing: { protocol: bgp, bfd: true, md5: true, multipath: true }
    lines:
      plant-a: { router: plant-ce1, bandwidthMbps: 500, preference: equal, accessPoint: AP1 }
      plant-b: { router: plant-ce2, bandwidthMbps: 500, preference: equal, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints-a, endpoints-b, shared] }
  branch-dc:
    account: network
    site: branch
    routing: { protocol: static, bfd: true, track: true }
    lines:
      branch-a: { router: branch-ce1, bandwidthMbps: 100, accessPoint: AP1 }
    attachments:
      tools-vpc: { subnets: [endpoints] }

vpcs:
  hub-vpc:
    account: network
    cidr: 10.100.0.0/16
    subnets:
      endpoints-a: { prefixLength: 26 }
      endpoints-b: { prefixLength: 26 }
      shared: { prefixLength: 24 }
  tools-vpc:
    account: network
    cidr: 10.101.0.0/16
    subnets:
      endpoints: { prefixLength: 27 }
  orders-vpc:
    account: orders
    existing: vpc-4f8h2j6l0n
    cidr: 172.16.0.0/16
    subnets: { servers: { cidr: 172.16.1.0/24, existing: subnet-9p3r7t1v5x } }
    securityGroups:
      api: { ingress: [{ action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }] }
  billing-vpc:
    account: billing
    existing: vpc-0z4b8d2f6h
    cidr: 172.16.0.0/16 # the same as orders-vpc: both are reached through endpoints only
    subnets: { servers: { cidr: 172.16.1.0/24, existing: subnet-1j5l9n3p7r } }
    securityGroups:
      api: { ingress: [{ action: accept, priority: 10, protocol: tcp, ports: 9443, from: endpoint-nat }] }

backends:
  orders-vip:
    { type: vip, vpc: orders-vpc, subnet: servers, id: havip-8k2j4h6g1f, address: 172.16.1.10, listeners: [{ protocol: tcp, port: 8443 }], securityGroups: [api] }
  billing-bm:
    { type: bm, vpc: billing-vpc, subnet: servers, id: bm-5d3c7b9a1e, address: 172.16.1.10, listeners: [{ protocol: tcp, port: 9443 }], securityGroups: [api] }

endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vip
    approval: manual
    consumers: [network]
    ports: [{ protocol: tcp, endpointPort: 443, serverPort: 8443 }]
  billing-api:
    account: billing
    vpc: billing-vpc
    subnet: servers
    backend: billing-bm
    approval: auto
    consumers: [network]
    ports: [{ protocol: tcp, endpointPort: 443, serverPort: 9443 }]

endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints-a, service: { cloud: dns }, allow: [hq, plant] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq, plant] }
  zos: { vpc: hub-vpc, subnet: endpoints-a, service: { cloud: zos }, allow: [hq, plant] }
  orders: { vpc: hub-vpc, subnet: endpoints-a, service: orders-api, allow: [hq, plant, hub-vpc.shared], names: [orders.group.internal] }
  billing: { vpc: hub-vpc, subnet: endpoints-b, service: billing-api, allow: [hq], names: [billing.group.internal] }
  branch-orders: { vpc: tools-vpc, subnet: endpoints, service: orders-api, allow: [branch], names: [orders.branch.internal] }

privateZones: # for the servers of hub-vpc.shared; the sites' own resolvers answer the same names
  group.internal: { account: network, vpcs: [hub-vpc], ttl: 300 }

expect:
  - { from: hq, to: orders, port: 443/tcp, allow: true, during: any-single-failure, because: the ERP posts orders }
  - { from: plant, to: orders, port: 443/tcp, allow: true, during: any-single-failure, because: machines report }
  - { from: branch, to: branch-orders, port: 443/tcp, allow: true, because: the branch sells too }
  - { from: hq, to: billing, port: 443/tcp, allow: true, because: accounting }
  - { from: plant, to: billing, port: 443/tcp, allow: false, because: the plant has no business there }

"""#
    case "zos-from-vpc":
#"""
# Object storage (ZOS) over its intranet name from a VPC, without a public address.
version: 1
name: zos-from-vpc
region: 81f7728662dd11ec810800155d307d5b
description: Batch servers in a VPC read and write object storage privately

accounts:
  analytics: { id: "30001", email: net@analytics.example }

vpcs:
  batch-vpc:
    account: analytics
    cidr: 192.168.0.0/20
    subnets:
      workers: { cidr: 192.168.0.0/22 }
      endpoints: { prefixLength: 28 }

endpoints:
  zos:
    vpc: batch-vpc
    subnet: endpoints
    service: { cloud: zos }
    allow: [batch-vpc.workers]
    deleteProtection: true

expect:
  - { from: batch-vpc.workers, to: zos, port: 443/tcp, allow: true, because: results are written to a bucket }

"""#
    default: ""
    }
  }
}
