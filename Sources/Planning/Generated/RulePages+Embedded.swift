// Made by script/generate from docs/rules. Do not edit.
// swift-format-ignore-file

/// The pages of `docs/rules`, by code.
extension RulePages {
  static func embedded(_ code: String) -> String? {
    switch code {
    case "ACC001":
#"""
# ACC001: unlisted-consumer

## What it checks

The account of an endpoint (the owner of its VPC) stands among the `consumers` of the service it leads to, unless it is
the provider's own account or the service admits `any`. This is the service's allow list, of accounts; which addresses may
use the endpoint is the endpoint's `allow`, another list.

## Why it matters

The provider must add the account before the consumer can find the service: the endpoint is refused, or the service is "not found".

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: []
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders:
    vpc: shop-vpc
    subnet: endpoints
    service: orders-api # error: [ACC001]
    allow: [shop-vpc.web]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud and Open Telekom Cloud, VPC Endpoint: a service without permission records serves its own account only; error
EndPoint.2012. CTyun's API keeps the same list by e-mail address or account id.

"""#
    case "ACC002":
#"""
# ACC002: missing-account-identity

## What it checks

An account has what its calls name it by: the owner of a Direct Connect an `email`; an account on the allow list of a
service an `email` or an `id`; the owner of a Direct Connect to which another account attaches its VPC an `id`.

## Why it matters

The call cannot be written without it, and whoever runs the change must then find out at night.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: {} # error: [ACC002]
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

The lines are ordered by e-mail:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001" } # error: [ACC002]
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

## Source

CTyun's API: the calls about dedicated lines carry the account's e-mail address; the allow list of an endpoint service
takes e-mail addresses or account ids; attaching a VPC of another account is authorised by account id.

"""#
    case "ACC003":
#"""
# ACC003: long-allow-list

## What it checks

A service admits no more accounts than `service-allow-list-limit` of the cloud profile. The provider's own account does
not count.

## Why it matters

The call that adds the accounts is refused as a whole, so that none of them is admitted.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
  team-01: { id: "30001" }
  team-02: { id: "30002" }
  team-03: { id: "30003" }
  team-04: { id: "30004" }
  team-05: { id: "30005" }
  team-06: { id: "30006" }
  team-07: { id: "30007" }
  team-08: { id: "30008" }
  team-09: { id: "30009" }
  team-10: { id: "30010" }
  team-11: { id: "30011" }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers:
      - shop
      - team-01
      - team-02
      - team-03
      - team-04
      - team-05
      - team-06
      - team-07
      - team-08
      - team-09
      - team-10 # error: [ACC003]
      - team-11
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
  team-01: { id: "30001" }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop, team-01]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

CTyun's Terraform provider: at most 10 e-mail addresses.

"""#
    case "ACC004":
#"""
# ACC004: foreign-zone-vpc

## What it checks

A private zone that is yet to be made is associated with VPCs of its own account only.

## Why it matters

The association names a VPC and is signed by the account of the zone. No operation lets the owner of the VPC agree, as
there is one for gateways and one for peerings, so that the VPC is not found and the step fails in the middle of the
change. A warning, because no document says so in as many words.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
  orders: { id: "10002", email: ops@orders.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
  orders-vpc:
    account: orders
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24 }
privateZones:
  example.internal:
    account: hub
    vpcs: [hub-vpc, orders-vpc] # warning: [ACC004]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
  orders: { id: "10002", email: ops@orders.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
  orders-vpc:
    account: orders
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24 }
privateZones:
  example.internal: { account: hub, vpcs: [hub-vpc] }
  orders.internal: { account: orders, vpcs: [orders-vpc] }
```

## Source

CTyun VPC API: the calls that associate private zones have no member for another account; those of VPC peerings
(`acceptEmail`) and of Direct Connect (`cda.CreateAccountAuth`) have.

"""#
    case "ADR001":
#"""
# ADR001: prefix-with-host-bits

## What it checks

A prefix has no bits behind its length: `10.1.123.0/24`, not `10.1.123.1/24`. The help gives the canonical form. Ends of
links are addresses with a length and keep their bits.

## Why it matters

`10.1.123.1/24` is either one host with a slip in the length or the whole network with a slip in the address. The two differ
by 254 hosts on an access list, and CTyun refuses the form.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.1/24] # error: [ADR001]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

RFC 4632, section 3.1. CTyun's Terraform provider refuses such prefixes and names the right form.

"""#
    case "ADR002":
#"""
# ADR002: overlapping-ranges

## What it checks

Inside one routing domain no two parties use the same addresses. A domain is whatever exchanges routes: a gateway, its
site, and the VPCs attached to it; several gateways of one site or one VPC join their domains. Compared are the ranges
that the cloud sees of each site, what the sites announce, the ranges of attached VPCs, the links of the lines, and the
subnets of each VPC among themselves. What is reached only through an endpoint lies in another domain and may overlap
(ADR008).

## Why it matters

A router can send a packet for one address to one place only. With two owners of a range, one of them is unreachable,
and which one depends on the length of the routes at each hop. The cloud refuses most such gateways when they are made,
in the middle of the change.

## Examples

A site and an attached subnet, and the two links of a Direct Connect:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [192.168.5.0/25]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, interconnect: { cloud: 10.0.0.1/30, site: 10.0.0.2/30 }, preference: primary, accessPoint: AP1 }
      # error: [ADR002]
      line-b: { router: ce2, bandwidthMbps: 1000, interconnect: { cloud: 10.0.0.1/29, site: 10.0.0.2/29 }, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 } # error: [ADR002]
```

Two subnets of one VPC:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, apps] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      apps: { cidr: 192.168.5.128/25 } # error: [ADR002]
```

## Write instead

Give one side a range of its own, or translate the site's addresses at its edge:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [192.168.50.0/25]
    sourceNAT: [10.3.0.0/25]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, apps] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      apps: { prefixLength: 25 }
```

## Source

Huawei Cloud and Open Telekom Cloud, Direct Connect: local and remote subnets and the links must be disjoint, and a
range that stands twice is refused. CTyun attaches several VPCs to one gateway, so their subnets count too.

"""#
    case "ADR003":
#"""
# ADR003: forbidden-range

## What it checks

Sites, announcements, links and VPCs keep off the ranges that the cloud uses itself or refuses (`forbidden-ranges` of
the cloud profile), and custom route tables keep off the destinations that every table has already (`system-routes`).

## Why it matters

100.64.0.0/10 holds the cloud's own services, DNS and object storage among them. A site that announces a part of it
draws their traffic to itself, and the services fail for the whole VPC, not only for the site.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24, 100.64.10.0/24] # error: [ADR003]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24, routeTable: routed }
    routeTables:
      routed:
        routes:
          - { to: 10.1.123.0/24, via: { directConnect: hq-dc } }
          - { to: 100.64.10.0/24, via: { directConnect: hq-dc } } # error: [ADR003]
```

## Write instead

Renumber these hosts, or translate them at the edge routers:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24, 100.64.10.0/24]
    sourceNAT: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Huawei Cloud, Direct Connect: ranges refused as remote subnets. CTyun, VPC routes: 100.64.0.0/10 is a local route for
public services. IPv6: RFC 4291 (loopback, link-local, multicast).

"""#
    case "ADR004":
#"""
# ADR004: endpoint-nat-overlap

## What it checks

Nothing overlaps the endpoint NAT range (`endpoint-nat` of the cloud profile): no VPC, no site, no announcement, no link
and no custom route.

## Why it matters

The backend sees every endpoint client with a source address from this range and answers to it. If a VPC, a route or a
site claims the same addresses, the answers leave by the wrong way and every connection through an endpoint hangs.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24, routeTable: routed }
    routeTables:
      routed:
        routes:
          - { to: 10.1.123.0/24, via: { directConnect: hq-dc } }
          - { to: 198.19.200.0/24, via: { kind: nat-gateway, id: nat-1a2b3c } } # error: [ADR004]
```

## Write instead

Route around the range, or say which range your resource pool has:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
profile:
  endpoint-nat: [198.18.0.0/16]
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24, routeTable: routed }
    routeTables:
      routed:
        routes:
          - { to: 10.1.123.0/24, via: { directConnect: hq-dc } }
          - { to: 198.19.200.0/24, via: { kind: nat-gateway, id: nat-1a2b3c } }
```

## Source

Huawei Cloud and Open Telekom Cloud, VPC endpoints: traffic reaches the backend from 198.19.128.0/17, and neither the
VPC nor a custom route may overlap it. CTyun's range has not been confirmed.

"""#
    case "ADR005":
#"""
# ADR005: subnet-outside-vpc

## What it checks

A subnet lies inside a range of its VPC, and the masks of new VPCs and subnets are ones that the cloud offers
(`vpc-ranges`, `vpc-mask`, `subnet-mask`). What exists already is taken as it is.

## Why it matters

The cloud refuses the subnet when it is made. As the range of a subnet is fixed for its life, an unlucky mask can only be
cured by making the subnet anew.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, apps, probes] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      apps: { cidr: 192.167.10.0/24 } # error: [ADR005]
      probes: { prefixLength: 30 } # error: [ADR005]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, apps, probes] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      apps: { cidr: 192.168.10.0/24 }
      probes: { prefixLength: 28 }
```

## Source

CTyun, VPC pages: VPCs are made of 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16, subnets lie inside them. The masks
differ between CTyun's pages and its SDK, so they are profile values.

"""#
    case "ADR006":
#"""
# ADR006: unusable-address

## What it checks

A fixed address (of an endpoint, a transit address, a backend or a health check) lies inside its subnet, is not one that
the cloud keeps (`reserved-first`, `reserved-last`), and has one owner.

## Why it matters

The cloud refuses the endpoint, or, worse, gives the address to somebody else first. A fixed address is also written into
DNS records and firewalls, so that a late change touches many hands.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, address: 192.168.5.254, allow: [hq] } # error: [ADR006]
  files-a: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1a2b3c4d5e, ports: [443/tcp] }, address: 192.168.5.10, allow: [hq] }
  files-b: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1a2b3c4d5e, ports: [443/tcp] }, address: 192.168.5.10, allow: [hq] } # error: [ADR006]
  files-c: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1a2b3c4d5e, ports: [443/tcp] }, address: 192.168.6.10, allow: [hq] } # error: [ADR006]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, address: 192.168.5.20, allow: [hq] }
  files-a: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1a2b3c4d5e, ports: [443/tcp] }, address: 192.168.5.10, allow: [hq] }
  files-b: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-1a2b3c4d5e, ports: [443/tcp] }, allow: [hq] }
```

## Source

Open Telekom Cloud keeps five addresses of a subnet, CTyun's edge VPC three; the safe rule keeps off the first two and
the last three.

"""#
    case "ADR007":
#"""
# ADR007: mismatched-interconnect

## What it checks

The two ends of a line are two different host addresses of one network, with one mask. A /31 is taken only where
`interconnect-31-allowed` says so. The cloud has the lower of the two on a line that is yet to be made, as in every
published sample; where the other way round is agreed with the cloud, `interconnect-swapped-allowed` says so.

## Why it matters

The ends of a line see each other without a router. If they are not on one network, the gateway does not answer, BGP stays
idle, and the fault looks like a broken fibre. If they are swapped, the router takes the cloud's own address and all of
that looks the same.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, interconnect: { cloud: 10.0.0.1/30, site: 10.0.0.5/30 }, preference: primary, accessPoint: AP1 } # error: [ADR007]
      line-b: { router: ce2, bandwidthMbps: 1000, interconnect: { cloud: 10.0.0.10/30, site: 10.0.0.9/30 }, preference: standby, accessPoint: AP2 } # error: [ADR007]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, interconnect: { cloud: 10.0.0.1/30, site: 10.0.0.2/30 }, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, interconnect: { cloud: 10.0.0.9/30, site: 10.0.0.10/30 }, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Huawei Cloud and Open Telekom Cloud, Direct Connect: local and remote gateway are addresses of one segment, normally a
/30. RFC 3021 for /31 links, RFC 4291 for the first address of an IPv6 link.

"""#
    case "ADR008":
#"""
# ADR008: translated-overlap

## What it checks

A provider's VPC overlaps a range on the consumer's side, and only endpoints lead to it. This is said, and is no fault.

## Why it matters

The endpoint translates both ends of a flow, so neither side sees the addresses of the other: two teams need not agree on
their ranges. The overlap becomes a fault on the day somebody attaches the provider's VPC to the Direct Connect or peers
it; then ADR002 says so.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
  orders: { id: "10002", email: ops@orders.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 10.1.0.0/16 # info: [ADR008]
    subnets:
      backend: { cidr: 10.1.1.0/24, existing: subnet-2m6p0r4t8v }
    securityGroups:
      servers:
        ingress: [{ action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: backend
    backend: { type: vip, id: havip-8k2j4h6g1f, address: 10.1.1.10, listeners: [{ protocol: tcp, port: 8443 }], securityGroups: [servers] }
    consumers: [hub]
    ports: [{ protocol: tcp, endpointPort: 443, serverPort: 8443 }]
endpoints:
  orders: { vpc: hub-vpc, subnet: endpoints, service: orders-api, allow: [hq] }
```

## Write instead

Nothing has to be done. Disjoint ranges keep the way open to other kinds of connection:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
  orders: { id: "10002", email: ops@orders.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      backend: { cidr: 172.16.1.0/24, existing: subnet-2m6p0r4t8v }
    securityGroups:
      servers:
        ingress: [{ action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: backend
    backend: { type: vip, id: havip-8k2j4h6g1f, address: 172.16.1.10, listeners: [{ protocol: tcp, port: 8443 }], securityGroups: [servers] }
    consumers: [hub]
    ports: [{ protocol: tcp, endpointPort: 443, serverPort: 8443 }]
endpoints:
  orders: { vpc: hub-vpc, subnet: endpoints, service: orders-api, allow: [hq] }
```

## Source

Huawei Cloud and Open Telekom Cloud, VPC endpoints: the VPCs on both sides of an endpoint may overlap, unlike those of a
peering.

"""#
    case "ADR009":
#"""
# ADR009: exhausted-pool

## What it checks

Every choice that the scenario leaves to the planner comes from a pool: a subnet from the ranges of its VPC, an address
from its subnet, a link from the interconnect pool, a VLAN from the profile's range. This error says that a pool has
too little room for what is asked. The help is the arithmetic, step by step: what the pool has, what is reserved or in
the way and by whom, what is free, what is missing and where there is room.

## Why it matters

A plan leaves nothing open. With one subnet or address missing, everything behind it in the runbook would be missing
too, and the change would stop half-way in the night it was planned for.

## Example

The two larger subnets fill the VPC, so there is no room for the third.

```yaml
version: 1
name: full-vpc
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.5.0/24
    subnets:
      apps: { prefixLength: 25 }
      data: { prefixLength: 25 }
      endpoints: { prefixLength: 26 } # error: [ADR009]
```

## Write instead

A longer prefix for one of them, or a secondary range.

```yaml
version: 1
name: roomy-vpc
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.5.0/24
    subnets:
      apps: { prefixLength: 25 }
      data: { prefixLength: 26 }
      endpoints: { prefixLength: 26 }
```

Values of the lock file whose owners are gone from the scenario stay reserved. When they are what fills the pool, the
help says so, and `isthmus plan --prune` frees them.

## Source

Isthmus' own rule. Which addresses of a subnet the cloud reserves, which links and which VLANs it allows, stands in the
cloud profile with its source.

"""#
    case "ADR010":
#"""
# ADR010: hidden-range-overlap

## What it checks

The hidden ranges of a site (`hiddenRanges`: container bridges, lab networks, what nobody lists) do not overlap the
subnets that the site reaches over its lines.

## Why it matters

A host with a container bridge on 172.17.0.0/16 holds that range as directly connected. It never sends a packet for a
cloud address in it to the line, while the host beside it, without containers, works: the fault comes and goes with the
host.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    hiddenRanges: [172.17.0.0/16] # error: [ADR010]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 172.17.0.0/16
    subnets:
      endpoints: { cidr: 172.17.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    hiddenRanges: [172.17.0.0/16]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

NetAppDocs/occm issue 497 and many like it: 172.17.0.0/16 and 172.18.0.0/16 are the default bridges of container
runtimes.

"""#
    case "ADR011":
#"""
# ADR011: strange-test-host

## What it checks

The host from which the change is verified (`testHost`) has an address in the site's `prefixes`.

## Why it matters

Access lists, firewall permits and announced routes are made for the site's prefixes. A host outside them cannot reach
the endpoints, so every test of the runbook would fail though the change is right; or, worse, it passes over another way.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    testHost: 10.1.99.10 # warning: [ADR011]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    testHost: 10.1.123.10
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Isthmus' own rule: the commands of a verification ladder run on this host.

"""#
    case "CAP001":
#"""
# CAP001: spent-quota

## What it checks

Endpoint services, endpoints, gateways and lines of an account, port mappings of a service, rules of a security group,
groups on a network interface and VPCs of a private zone are within the limits of the cloud profile. Above a limit that is
confirmed or written in the scenario it is an error, above one that nobody has confirmed for CTyun a warning; from
`warn-percent` of a limit on it is a warning. Only what the scenario names is counted.

## Why it matters

A quota is found at the last endpoint of the change, and raising it takes a ticket and days.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
profile: { endpoints-per-account: 2 }
accounts:
  hub: { id: "10001", email: net@hub.example } # error: [CAP001]
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

Near the limit:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
profile: { endpoints-per-account: 3 }
accounts:
  hub: { id: "10001", email: net@hub.example } # warning: [CAP001]
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
profile: { endpoints-per-account: 20 }
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

## Source

Huawei Cloud: 20 endpoint services and 50 endpoints for each account and region. Open Telekom Cloud: 10 lines, 5 gateways, 200
mappings. CTyun: 50 rules in a group and 5 groups on an interface; 5 VPCs of a private zone. The rest of CTyun's numbers was
not found.

"""#
    case "CAP002":
#"""
# CAP002: unconfirmed-profile

## What it checks

The values of the cloud profile that decide something in the scenario are confirmed for CTyun. Those that are not are named
in one warning, with what is assumed.

## Why it matters

Where no CTyun document could be read, the shipped profile takes the numbers of clouds of the same family. A plan that rests
on a wrong one is refused, or drops packets: the endpoint NAT range above all. The list is what to ask CTyun before the change.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b # warning: [CAP002]
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

What a scenario says counts as confirmed:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
profile:
  endpoint-nat: 198.19.128.0/17
  forbidden-ranges: [100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 224.0.0.0/3]
  vpc-mask: 8-28
  subnet-mask: 16-29
  reserved-first: 2
  reserved-last: 3
  endpoints-per-account: 50
  services-per-account: 20
  mappings-per-service: 50
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Each value of the cloud profile carries its own source and whether it is confirmed for CTyun.

"""#
    case "CAP003":
#"""
# CAP003: bandwidth-above-lines

## What it checks

An attachment's `bandwidthMbps` is at most what the lines of its Direct Connect carry together, those that stand by left
out.

## Why it matters

The cloud shapes what leaves an attachment to that rate. Above the rate of the lines it shapes nothing: the line drops
instead, of all flows alike, and the cloud may refuse the number.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 500, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 500, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints], bandwidthMbps: 1000 } # warning: [CAP003]
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 500, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 500, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints], bandwidthMbps: 500 }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Huawei Cloud, Direct Connect: the bandwidth of a virtual interface is at most that of its connection.

"""#
    case "END001":
#"""
# END001: unlisted-source

## What it checks

The access list of an endpoint (`allow`) holds all who must use it, as the cloud sees them:

- the sources of every expectation with `allow: true` that leads to the endpoint;
- of a DNS endpoint, the resolvers of the sites that use names of the operator's services, unless another DNS endpoint
  admits them;
- of a site whose edge routers translate its addresses, the translated ranges and not the ones behind them.

A list with nobody on it who can reach the endpoint, as far as the scenario knows, is a warning. Endpoints that only hosts of
VPCs use need no site on their lists.

## Why it matters

What is not on the list is dropped in silence: the endpoint works from the cloud and times out from the site. The list
speaks of addresses behind the site's source NAT; the service's allow list, of accounts, is another one.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [10.1.123.0/25] } # error: [END001]
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true }
```

The range before translation:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    sourceNAT: [10.200.0.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [10.1.123.0/24] } # error: [END001]
```

A resolver that may not ask:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [10.1.123.54] } # error: [END001]
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [10.1.123.54] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

A list of strangers:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [10.9.0.0/16] } # warning: [END001]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true }
```

With source NAT the name of the site is the translated range:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    sourceNAT: [10.200.0.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

## Source

Huawei Cloud, VPC Endpoint: access control of an endpoint by source address. CTyun's API has the list on by default, and
one entry at least when it is on.

"""#
    case "END002":
#"""
# END002: long-access-list

## What it checks

The access list of an endpoint has no more entries than `endpoint-access-list-limit`. A site counts once for each range
that the cloud sees of it; IPv6 ranges count where the endpoint has an IPv6 address.

## Why it matters

The endpoint is refused, or made with a shorter list than planned.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos:
    vpc: hub-vpc
    subnet: endpoints
    service: { cloud: zos }
    allow:
      - 10.1.123.0/30 # warning: [NAM005]
      - 10.1.123.8/30
      - 10.1.123.16/30
      - 10.1.123.24/30
      - 10.1.123.32/30
      - 10.1.123.40/30
      - 10.1.123.48/30
      - 10.1.123.56/30
      - 10.1.123.64/30
      - 10.1.123.72/30
      - 10.1.123.80/30
      - 10.1.123.88/30
      - 10.1.123.96/30
      - 10.1.123.104/30
      - 10.1.123.112/30
      - 10.1.123.120/30
      - 10.1.123.128/30
      - 10.1.123.136/30
      - 10.1.123.144/30
      - 10.1.123.152/30
      - 10.1.123.160/30 # error: [END002]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

## Source

CTyun's Terraform provider: 1 to 20 entries.

"""#
    case "END003":
#"""
# END003: other-region

## What it checks

An endpoint and the service it leads to live in one region (resource pool): the scenario's `region`, or the service's own
where it says one.

## Why it matters

Endpoints do not cross regions: the service is not found, whoever is admitted.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    region: b342b77ef26b11ecb0ac0242ac110002 # error: [END003]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud and Open Telekom Cloud, VPC Endpoint: endpoint and service are in the same region.

"""#
    case "END004":
#"""
# END004: unpublished-service

## What it checks

A service of the cloud operator (`service: { cloud: … }`) is one that the cloud profile knows or the scenario declares
under `cloudServices`, with the ports it listens on.

## Why it matters

A service that the operator has not published in the pool cannot be reached through an endpoint at all; no other step of
the plan can mend that. Which services a pool has differs and grows.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  files: { vpc: hub-vpc, subnet: endpoints, service: { cloud: sfs }, allow: [hq] } # error: [END004]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
cloudServices:
  sfs: { id: endpser-9d2k5m1x7c, ports: [2049/tcp] }
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  files: { vpc: hub-vpc, subnet: endpoints, service: { cloud: sfs }, allow: [hq] }
```

## Source

Huawei Cloud, best practice for an IDC that reaches cloud services: the service must be published as an endpoint service in
the region. CTyun's file service offers endpoints in some pools only.

"""#
    case "END005":
#"""
# END005: one-way-service

## What it checks

A service whose side must open connections to its consumers (`callsBack: true`) has a reverse service beside it, from the
same VPC and with an endpoint.

## Why it matters

An endpoint carries requests from the consumer to the service and nothing the other way. Call-backs, active FTP and
replication in both directions work in a test inside one VPC, and fail through an endpoint.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    callsBack: true # warning: [END005]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    callsBack: true
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
  orders-calls:
    account: orders
    vpc: orders-vpc
    subnet: servers
    type: reverse
    consumers: [shop]
    transitAddresses:
      shop: { address: auto }
    reverseRules:
      - { endpoint: call-backs, transit: shop, transitPort: 9000, protocol: tcp, target: 10.30.1.20, targetPort: 9000 }
endpoints:
  call-backs: { vpc: shop-vpc, subnet: endpoints, service: orders-calls }
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud, VPC Endpoint: the service cannot start a connection to the consumer. CTyun's API has a service type
`reverse` with transit addresses and reverse rules.

"""#
    case "END006":
#"""
# END006: empty-access-list

## What it checks

The access list of an endpoint has an entry. An endpoint without `allow` has no list, which is something else: whoever can
reach it may use it.

## Why it matters

Nobody may use the endpoint, and the cloud refuses a list that is on and empty.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [] } # error: [END006]
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true }
```

## Source

CTyun's API: the access list of an endpoint is on by default and then has 1 to 20 entries.

"""#
    case "EXE001":
#"""
# EXE001: refused-call

## What happened

The cloud understood a call and did not do it. The message quotes the cloud; the request id finds the call at its
support.

## Why it matters

Nothing was changed by the call, so nothing has to be taken back for it. Steps that rest on this one do not start;
those that were under way came to their end and are written down.

## Example

```text
error[EXE001]: vpc.CreateSubnet was refused: Openapi.Subnet.Overlap (10.30.0.0/28 overlaps 10.30.0.0/24)
```

## What to do

Remove what the cloud objects to (make room in a quota, free an address, give an account the right) and resume the
run: the step is tried again. If the plan itself cannot work, roll the run back, change the scenario and plan again.

## Source

The cloud's own answer (`errorCode`, `message`).

"""#
    case "EXE002":
#"""
# EXE002: unequal-value

## What happened

The effect of a step is there, and its check shows something else than was planned: an address, a name, a VLAN, a
port. The message gives both values.

## Why it matters

Later steps, routers and resolvers are configured with the planned value. Going on would build on sand.

## Example

```text
error[EXE002]: vpc.ShowVpc shows something else than was planned; expected returnObj.CIDR = 10.30.0.0/16, found 10.31.0.0/16
```

## What to do

Look why: somebody changed it by hand, or the cloud decided otherwise. Put it right and resume the run, which checks
once more; or roll back, which takes the effect of this step back too.

## Source

The check of the step in the runbook.

"""#
    case "EXE003":
#"""
# EXE003: foreign-thing

## What happened

Before a thing is made that the cloud knows by its name alone (a line, a gateway, a route), Isthmus looks. It found
one, or after a lost answer found one that is not what was asked for.

## Why it matters

Using it would adopt something that belongs to somebody else, and a rollback would delete it. Making a second one
could take its place.

## Example

```text
error[EXE003]: something that cda.AddPhysicalLine would collide with stands there already; expected vlan = 330, found 331
```

## What to do

Find out whose it is. Adopt it in the scenario with `existing`, give the new one another name, or remove the old one;
then resume, or plan again.

## Source

The natural key of the operation, as the contract declares it.

"""#
    case "EXE004":
#"""
# EXE004: unsettled-call

## What happened

A call may have had its effect, its answer was lost, and no look could tell: the operation takes no client token, and
nothing finds the thing without its id; or the cloud could not be asked.

## Why it matters

Sending it again could make a second one; taking it for failed could leave one behind.

## Example

```text
error[EXE004]: nobody can say whether vpc.CreateSubnetAcl was done: no answer came, and the request may have arrived
```

## What to do

If the cloud was only out of reach, or refused for a while, resume: the run looks by itself, or asks again under the
same token. Otherwise look in the console. If the thing is there, say `isthmus done STEP --note "…"` with the ids that
later steps need (`--value subnetID=…`; the message names them); if it is not, `isthmus failed STEP --note "…"`; then
resume.

## Source

The idempotency of the operation, as the contract declares it.

"""#
    case "EXE005":
#"""
# EXE005: late-condition

## What happened

A step waits for something that others bring about (an endpoint becomes connected, an order is finished), and its time
is over.

## Why it matters

Nothing is broken by waiting; steps that rest on it have not started.

## Example

```text
error[EXE005]: the endpoint is connected: not after 1800 s; expected returnObj.endpoint.status = 1, found 0
```

## What to do

Ask whoever has to act. Then resume the run: it waits anew, with its whole time.

## Source

The time limit of the step in the runbook.

"""#
    case "EXE006":
#"""
# EXE006: failed-manual-step

## What happened

The person who was asked said that a manual step, or a check that only people can make, failed. The note is theirs.

## Why it matters

Half of it may be done. A rollback therefore asks for its undo as well, although the step failed.

## Example

```text
error[EXE006]: the optics do not light up
```

## What to do

Read the note, put it right and say that the step is done; or roll the run back.

## Source

The note of the person, in the journal and the evidence.

"""#
    case "EXE007":
#"""
# EXE007: missing-output

## What happened

The cloud did what was asked, and its reply (or the check) does not hold a value that other steps refer to, such as an
id.

## Why it matters

The thing is there. Without its id it can neither be used nor taken back by a call.

## Example

```text
error[EXE007]: the reply of vpc.CreateVpc lacks vpcID, which later steps need
```

## What to do

Resume the run: the same client token gets the same reply again, by now perhaps with the value. If it stays so, look
for the thing in the console, take it back by hand and report the reply's shape.

## Source

The outputs of the step in the runbook.

"""#
    case "EXE008":
#"""
# EXE008: impossible-call

## What happened

A call was not sent: an account has no key or a wrong one, a secret was not given, a parameter does not keep the
contract, or the server's certificate is not trusted.

## Why it matters

Nothing was sent. No repetition helps until it is put right.

## Example

```text
error[EXE008]: cda.AddBgpRoute needs the secret bgp-key/hq-dc/line-a, and nobody gave it
```

## What to do

Give what the message names and resume the run.

## Source

The contract of the operation, the credentials and the secrets of this session.

"""#
    case "EXE009":
#"""
# EXE009: failed-undo

## What happened

While the run was rolled back, something could not be taken back: the cloud refused, or its check did not show that it
is gone.

## Why it matters

What it rests on stays too, because it cannot be removed before. What does not depend on it is gone already. What
stays may be billed; the report says what it costs.

## Example

```text
error[EXE009]: the carrier does not take the order back
```

## What to do

Read why, remove the obstacle and roll back again. Or remove the thing by hand and say that the step is done; or leave
it standing with a note, which the report then lists.

## Source

Isthmus' own state of a run: *stuck*.

"""#
    case "EXE010":
#"""
# EXE010: unreachable-cloud

## What happened

Nobody answered, after several attempts with growing distances.

## Why it matters

The run is paused. Nothing is lost: what was sent is written down, and what nobody answered is looked after first when
the run goes on.

## Example

```text
error[EXE010]: the request was never sent: connection refused
```

## What to do

Check network, name service and endpoint URL, then resume the run.

## Source

The attempts of this session.

"""#
    case "EXE011":
#"""
# EXE011: locked-directory

## What happened

Another Isthmus works on the state directory: the message says which run and command, whose, on which machine, since
when.

## Why it matters

Two writers would send everything twice. A living owner's lock is never taken; a dead one's is taken over by itself,
after proof that its process is gone.

## Example

```text
error[EXE011]: the state directory is in use: apply of run-0123456789ab by ops@bastion (process 4711) since 2026-12-03T14:00:00Z
```

## What to do

Wait, or end the other process. If it ran on another machine that is certainly down, repeat the command and say so by
naming the run whose lock is to be taken; the message shows how.

## Source

The file `lock` in the state directory and `flock(2)`.

"""#
    case "EXE012":
#"""
# EXE012: unusable-journal

## What happened

The disk is full or read-only, the file is damaged, or it belongs to another program. It was noticed before anything
more was sent.

## Why it matters

What is not written down must not be done: the journal is the only thing that knows what has to be taken back.

## Example

```text
error[EXE012]: the journal state/journal.sqlite cannot be written: the disk is full
```

## What to do

Free some space, make the directory writable, or restore a copy; then resume the run. What was under way is looked
after first.

## Source

[The journal](../journal.md).

"""#
    case "EXE013":
#"""
# EXE013: changed-journal

## What happened

Each entry is chained to the one before by a digest. An entry, the head of the run or its runbook does not fit.

## Why it matters

A run that goes on from a changed journal could take back what it did not make, or forget what it made.

## Example

```text
error[EXE013]: the journal of run run-0123456789ab was changed: entry 17 does not fit its digest
```

## What to do

Do not go on with it. Restore a copy from before, or find out who changed it and compare with the cloud.

## Source

[The journal](../journal.md).

"""#
    case "EXE014":
#"""
# EXE014: newer-journal

## What happened

The journal has a schema that this Isthmus does not know. The message names both versions.

## Why it matters

An older program could not read everything that has happened.

## Example

```text
error[EXE014]: the journal state/journal.sqlite has version 2, and this Isthmus knows versions up to 1
```

## What to do

Use the Isthmus that wrote it, or a newer one: newer ones read all older journals.

## Source

[The journal](../journal.md).

"""#
    case "EXE015":
#"""
# EXE015: stale-runbook

## What happened

The scenario or the lock file changed while a person was asked whether to begin.

## Why it matters

What was shown and agreed to is not what the files say now.

## Example

```text
error[EXE015]: scenario.yaml or its lock file changed while you were asked; nothing was done
```

## What to do

Read what changed, and begin again.

## Source

The digests of both files, taken when the plan was made and after the answer.

"""#
    case "EXE016":
#"""
# EXE016: failed-preflight

## What happened

Before the first change Isthmus reads whatever can be read: keys, region, quotas, names, what is adopted, the clock.
Before it goes on with a run, or takes it back, it reads what the steps that are left need: keys, secrets, the clock.
Something is not as it must be.

## Why it matters

Found now it costs a minute; found half-way it costs a rollback.

## Example

```text
error[EXE016]: account shop has a VPC named shop-vpc already, and no run made it
```

## What to do

Follow the help of each finding, and give the command again. A run that had begun is just as it was.

## Source

Reads of the cloud at that moment.

"""#
    case "EXE017":
#"""
# EXE017: drifted-value

## What happened

Every step was done and every check held in its turn. After the last one Isthmus compared the cloud with the plan once
more, and what an earlier step left is no longer so: an address, a name, a VLAN, a port, a rule. The message names the
step and gives both values.

## Why it matters

A step that held an hour ago proves nothing about now: a later step, another person or the cloud itself may have
changed it. A run that was called done would hand over a network that is not the planned one.

## Example

```text
error[EXE017]: vpc/hub-vpc/create: vpc.ShowVpc no longer shows what was planned; expected returnObj.CIDR = 10.30.0.0/16, found 10.31.0.0/16
```

## What to do

Look who changed it; the request id in the message finds the answer in the cloud's log. Put it right and type
`isthmus resume`, which checks the step and compares everything again; or type `isthmus rollback`, which takes the
effect of this step back too.

## Source

The checks of the steps in the runbook. Where two of them look at the same place, the later one counts.

"""#
    case "EXE018":
#"""
# EXE018: failed-order

## What happened

The cloud took an order, worked on it, and says that it came to nothing.

## Why it matters

Nothing was made, so nothing has to be taken back for it. The order itself is over: whoever asks for it again hears the
same again. Steps that rest on this one do not start.

## Example

```text
error[EXE018]: the order of vpce.CreateEndpoint ended as failed
```

## What to do

Ask the cloud's support why, by the request id, or look at the order in the console; often a balance or a quota is the
cause. Mend it and resume the run: it places a new order, under a new token. Or roll the run back.

## Source

The state of an order in the cloud's replies (`masterResourceStatus`).

"""#
    case "FLW001":
#"""
# FLW001: expected-flow-blocked

## What it checks

An expectation with `allow: true` holds in the plan for every packet of its range: it arrives, and the answer comes
back. The finding shows one packet for which it does not, its way, and everything that stands in the way, each with its
line of the scenario.
Flows that the same thing stops are one finding, which names them all.

## Why it matters

The flow would fail on the night of the change. All blockers are named at once, so that one round of edits is enough.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [10.1.123.0/25] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true } # error: [FLW001]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true }
```

## Source

Isthmus' own analysis of the plan; what it models is written in `docs/reachability.md`.

"""#
    case "FLW002":
#"""
# FLW002: forbidden-flow-allowed

## What it checks

An expectation with `allow: false` holds in the plan for every packet of its range: none is answered. The finding shows
one packet that is, its way, and the entry that lets it in.

## Why it matters

What nobody noticed is open stays open. A rule that is wider than its purpose is found before it is in use.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: 10.1.123.128/25, to: zos, port: 443/tcp, allow: false } # error: [FLW002]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [10.1.123.0/25] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: 10.1.123.128/25, to: zos, port: 443/tcp, allow: false }
```

## Source

Isthmus' own analysis of the plan; what it models is written in `docs/reachability.md`.

"""#
    case "FLW003":
#"""
# FLW003: expected-flow-without-redundancy

## What it checks

An expectation with `during: any-single-failure` holds when any one line or any one router is down. Attachments are left
out: they are entries in the cloud, not things that break, and no plan can double them.
Flows that the same thing stops are one finding, which names them all.

## Why it matters

A second line that carries nothing in the moment it is needed is no second line.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true, during: any-single-failure } # error: [FLW003]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true, during: any-single-failure }
```

## Source

Isthmus' own analysis of the plan; what it models is written in `docs/reachability.md`.

"""#
    case "FLW004":
#"""
# FLW004: unjudged-expectation

## What it checks

The scenario says enough to judge each expectation: where the source is, and what listens at the destination.

## Why it matters

An expectation that nothing can prove or refute gives a false sense of safety.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: 10.1.99.0/24, to: zos, port: 443/tcp, allow: true } # warning: [FLW004]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true }
```

## Source

Isthmus' own analysis of the plan; what it models is written in `docs/reachability.md`.

"""#
    case "FLW005":
#"""
# FLW005: asymmetric-flow

## What it checks

Packets of an expected flow and their answers cross the same lines while everything is up.

## Why it matters

Devices that keep sessions see one half of such a flow and may drop it; graphs and captures mislead.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, sitePreference: standby, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, sitePreference: primary, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true } # warning: [FLW005]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
expect:
  - { from: hq, to: zos, port: 443/tcp, allow: true }
```

## Source

Isthmus' own analysis of the plan; what it models is written in `docs/reachability.md`.

"""#
    case "FMT001":
#"""
# FMT001: unreadable-file

## What it checks

The file is text that can be read: UTF-8, no control characters, and more in it than comments. An empty file, a binary one
or one in another encoding is none. A directory or a file without permission is not a finding; it ends with exit code 3.

## Why it matters

An editor that saves as UTF-16, a download that broke off, a wrong file name: nothing that is said about the lines of such
a file would be true, so this is said alone.

## Example

```yaml
~ # error: [FMT001]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

RFC 8259, section 8.1 (JSON is UTF-8) and YAML 1.2.2, section 5 (printable characters). That the encoding is UTF-8 is
Isthmus' own rule.

"""#
    case "FMT002":
#"""
# FMT002: syntax-error

## What it checks

The text is well-formed YAML (1.2, core schema) or, when the file's name ends with `.json` or the text begins with `{`,
JSON.

## Why it matters

Where the form is broken, nothing behind it can be trusted: a forgotten bracket swallows the entries that follow. So the
first place is reported, and nothing else of the file.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 ] # error: [FMT002]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

YAML 1.2.2; RFC 8259 for JSON.

"""#
    case "FMT003":
#"""
# FMT003: duplicate-key

## What it checks

A mapping has each key once. With merge keys (`<<`), keys of the mapping itself replace merged ones, and that is no
duplicate.

## Why it matters

Most readers keep the last of two equal keys and drop the first without a word. In a scenario that is a VPC or an endpoint
that nobody plans and nobody misses until the night of the change.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    cidr: 192.169.0.0/16 # error: [FMT003]
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

YAML 1.2.2, section 3.2.1.3: keys of a mapping are unique. RFC 8259, section 4, says the same of JSON in weaker words.

"""#
    case "FMT004":
#"""
# FMT004: unknown-key

## What it checks

Every key is one that Isthmus knows at that place. The help names the nearest one, or the one that
begins so; the value is then read as that one's.

## Why it matters

A mistyped key would otherwise be passed over: `consumer` instead of `consumers` leaves a service without its allow list.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    note: the hub
    subents: {} # error: [FMT004]
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    note: the hub
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Isthmus' own rule. `isthmus schema` prints all keys as a JSON Schema for editors.

"""#
    case "FMT005":
#"""
# FMT005: wrong-type

## What it checks

Every value is of the kind that its key takes: text, a number, `true` or `false`, a list, a mapping.

## Why it matters

YAML guesses kinds from the look of a value: `10001` is a number and `"10001"` a text, and an account id that lost its
leading zeros is another account.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, bfd: yes } # error: [FMT005]
    lines:
      line-a: { router: ce1, bandwidthMbps: fast } # error: [FMT005]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

YAML 1.2.2, section 10.3 (core schema): only `true` and `false` are booleans.

"""#
    case "FMT006":
#"""
# FMT006: missing-key

## What it checks

Every key that has no default is there.

## Why it matters

A decision that only the engineer can take, such as who owns a VPC and pays for it, is never guessed.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
vpcs:
  hub-vpc: # error: [FMT006]
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Isthmus' own rule. `isthmus schema` says which keys are required.

"""#
    case "FMT007":
#"""
# FMT007: unknown-word

## What it checks

Where a key takes one of a few words, the value is one of them. The help names the nearest one, or all.

## Why it matters

A word that is nearly right means nothing to the cloud, and a default in its place would be a decision that nobody took.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei, interface: GigabitEthernet0/0/1, asn: 65010 } # error: [FMT007]
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: ospf } # error: [FMT007]
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Isthmus' own rule. `isthmus schema` lists the words of each key.

"""#
    case "FMT008":
#"""
# FMT008: malformed-text

## What it checks

Texts with a form have it: addresses, prefixes, ports, e-mail addresses, ids and names. The finding points at the first
character that is wrong. A prefix with host bits is ADR001.

## Why it matters

`10.1.23` is an address to some programs and a mistake to others; `010.1.2.3` is octal to a few. What is read in two ways
opens a firewall for somebody else.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24, 10.1.124/24, 10.1.256.0/24] # error: [FMT008]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010, management: 010.1.2.3 } # error: [FMT008]
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24, 10.1.124.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010, management: 10.1.2.3 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

RFC 4632 and RFC 6943, section 3.1.1, for IPv4; RFC 4291, section 2.2, for IPv6.

"""#
    case "FMT009":
#"""
# FMT009: number-out-of-range

## What it checks

Numbers lie in the range that their meaning has everywhere: ports from 1 to 65535, VLANs from 0 to 4094, and so on. Ranges
that differ by cloud are judged by rules of their own, such as RTE004.

## Why it matters

A number that cannot be, is a slip of the finger; which one was meant, only the author knows.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 0, vlan: 4095 } # error: [FMT009]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, vlan: 330 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

IEEE 802.1Q for VLANs, RFC 6335 for ports, RFC 6793 for autonomous system numbers.

"""#
    case "FMT010":
#"""
# FMT010: file-too-large

## What it checks

The file stays within what is read: 64 MiB, 64 levels of nesting, four million values and lines, 64 KiB for one text, and a
bounded amount of values through aliases. Of more than a thousand findings the rest is left out, which an info says.

## Why it matters

A scenario of ten thousand endpoints is far below these limits. What is beyond them is a mistake or an attack: a few lines
of aliases can stand for more values than any machine can hold.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] # error: [FMT010]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Isthmus' own limits. The attack is known as billion laughs (CVE-2003-1564 and its descendants for YAML).

"""#
    case "FMT011":
#"""
# FMT011: unsupported-version

## What it checks

`version` is a format that this Isthmus reads: 1.

## Why it matters

Another version may mean something else by the same key. Reading it by guess would plan something else than was written.

## Example

```yaml
version: 2 # error: [FMT011]
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Isthmus' own rule.

"""#
    case "FMT012":
#"""
# FMT012: conflicting-keys

## What it checks

Keys that say the same thing in two ways do not stand together, such as `cidr` and `prefixLength` of a subnet; and of
several ways that exclude each other one is there.

## Why it matters

With both, one of them is not what happens, and a reader of the file cannot know which.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24, prefixLength: 26 } # error: [FMT012]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { prefixLength: 26 }
```

## Source

Isthmus' own rule.

"""#
    case "LCK001":
#"""
# LCK001: unreadable-lock-file

## What it checks

The lock file is read strictly: JSON with `version` and `entries`, each entry with `kind`, `owner`, `value` and
`reason`, no other keys, no two entries for one decision, every value in the form of its kind. A file with the marks of
an unresolved merge, and one that a newer Isthmus wrote, are told apart from other faults.

## Why it matters

The lock file is why an address that is in use stays where it is. Read by half, it would let the other half move, and
nobody would notice before the next change. So nothing is planned until it is whole.

## Example

A scenario whose only subnet is left to the planner,

```yaml
version: 1
name: locked
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { prefixLength: 26 }
```

with a lock file that two branches changed:

```json
{
  "version": 1,
  "entries": [
<<<<<<< HEAD
    {"kind": "subnet", "owner": "subnet/hub-vpc/endpoints", "value": "192.168.0.0/26", "reason": "the lowest free /26"}
=======
    {"kind": "subnet", "owner": "subnet/hub-vpc/endpoints", "value": "192.168.4.0/26", "reason": "the lowest free /26"}
>>>>>>> branch
  ]
}
```

## Write instead

One of the two sides; the scenario stays as it is. Of a file that cannot be mended by hand, restore the last good
version from version control. Do not remove it while its decisions are in use.

```yaml
version: 1
name: locked
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { prefixLength: 26 }
```

```json
{
  "version": 1,
  "entries": [
    {"kind": "subnet", "owner": "subnet/hub-vpc/endpoints", "value": "192.168.4.0/26", "reason": "the lowest free /26"}
  ]
}
```

## Source

Isthmus' own format; see the page on the lock file (`docs/lock-file.md`). JSON is RFC 8259.

"""#
    case "LCK002":
#"""
# LCK002: contradicted-lock-entry

## What it checks

The lock file keeps a value that the scenario does not allow any more. Either the scenario now fixes another one (this
is only told), or the value no longer fits: it lies outside its pool, has another length than is asked for, or
something fixed or kept before it is in its place (this is a warning, for a new value is chosen).

## Why it matters

The scenario wins, because it says what is wanted. But what the lock file kept may be built already. Then the new plan
moves it: an endpoint gets another address, and routes, filters and records that name the old one must follow.

## Example

The lock file below has placed the subnet as a /26. Now the scenario asks for a /25.

```yaml
version: 1
name: grown
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { prefixLength: 25 }
```

```json
{
  "version": 1,
  "entries": [
    {"kind": "subnet", "owner": "subnet/hub-vpc/endpoints", "value": "192.168.0.0/26", "reason": "the lowest free /26"}
  ]
}
```

## Write instead

If the subnet is in use, leave its length and add a second one beside it.

```yaml
version: 1
name: grown
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { prefixLength: 26 }
      endpoints-2: { prefixLength: 26 }
```

If nothing of it is built yet, write the new plan: the entry is replaced and the finding does not come back.

## Source

Isthmus' own rule; see *What is promised* on the page on the lock file (`docs/lock-file.md`).

"""#
    case "LCK003":
#"""
# LCK003: stale-lock-entry

## What it checks

The lock file keeps values for something that the scenario does not ask for: it was removed or renamed, was adopted, or
no longer needs that kind of value. All such entries are told in one finding.

## Why it matters

Nothing is wrong. The values stay reserved, because what they belonged to may still stand in the cloud, and an address
given to two endpoints is refused there. Only when a pool runs short do stale entries get in the way.

## Example

The lock file below keeps a second subnet, which the scenario had once.

```yaml
version: 1
name: smaller
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { prefixLength: 26 }
```

```json
{
  "version": 1,
  "entries": [
    {"kind": "subnet", "owner": "subnet/hub-vpc/endpoints", "value": "192.168.0.0/26", "reason": "the lowest free /26"},
    {"kind": "subnet", "owner": "subnet/hub-vpc/old", "value": "192.168.0.64/26", "reason": "the lowest free /26"}
  ]
}
```

## Write instead

The scenario is right as it is. Once the old subnet is gone from the cloud, prune the lock file with
`isthmus plan --prune`.

```yaml
version: 1
name: smaller
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { prefixLength: 26 }
```

```json
{
  "version": 1,
  "entries": [
    {"kind": "subnet", "owner": "subnet/hub-vpc/endpoints", "value": "192.168.0.0/26", "reason": "the lowest free /26"}
  ]
}
```

## Source

Isthmus' own rule; see *Pruning* on the page on the lock file (`docs/lock-file.md`).

"""#
    case "NAM001":
#"""
# NAM001: unanswered-name

## What it checks

Every name that is used has a private answer where it is used:

- a site that uses an endpoint with `names` has resolvers (`dns`), which get the records;
- hosts of a VPC on the endpoint's access list find the name in a private zone that the VPC sees;
- a site that uses a service of the operator by its own names can ask a DNS endpoint in an attached VPC;
- a name that an expectation writes is the name of an endpoint, or lies in a zone of a service that has one.

## Why it matters

A public answer is worse than none: the name resolves, the traffic goes over the internet or is refused there, and the
endpoint looks broken.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web], names: [orders.shop.internal] } # error: [NAM001]
```

No DNS endpoint:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] } # error: [NAM001]
```

A site without resolvers:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq: # error: [NAM001]
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq], names: [backup.xinan1.zos.ctyun.cn] }
```

A name that nothing answers:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
expect:
  - { from: hq, to: orders.example.internal, port: 443/tcp, allow: true } # error: [NAM001]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web], names: [orders.shop.internal] }
privateZones:
  shop.internal: { account: shop, vpcs: [shop-vpc], ttl: 300 }
```

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

## Source

Huawei Cloud, best practice for an IDC that reaches cloud services: the resolvers of the IDC forward to the DNS endpoint.
CTyun's API: private zones are joined to VPCs.

"""#
    case "NAM002":
#"""
# NAM002: fragile-name-service

## What it checks

A site forwards only the zones of the cloud, not every query, and has two DNS endpoints in two subnets to ask.

## Why it matters

With global forwarding a cut line takes every name with it, those of the site's own network included. With one DNS endpoint its
failure takes every cloud name.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] } # warning: [NAM002]
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

Every query over the line:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind, forwarding: global } # warning: [NAM002]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
```

## Source

Open Telekom Cloud shows a global "forward only" in its sample; conditional forwarding to two endpoints is general practice.

"""#
    case "NAM003":
#"""
# NAM003: misplaced-name

## What it checks

A name fits its service and its zone:

- the names of an endpoint for a service of the operator lie in the zones of that service;
- the names of other endpoints do not lie in a zone of the operator;
- a name has more than one label, and leads to one service only where it is seen;
- a private zone has a TTL that the cloud takes, and does not hide a zone of the operator (a warning).

## Why it matters

Clients check the name against the certificate: over TLS a name outside the service's zones is refused after the handshake,
and the path is blamed. A name inside the operator's zones, or a zone above them, takes answers away from the operator.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq], names: [storage.example.internal] } # error: [NAM003]
```

In the operator's zone, and a TTL that is refused:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web], names: [orders.zos.ctyun.cn] } # error: [NAM003]
privateZones:
  orders.zos.ctyun.cn: { account: shop, vpcs: [shop-vpc], ttl: 60 } # error: [NAM003]
```

A zone that hides others:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
privateZones:
  ctyun.cn: { account: shop, vpcs: [shop-vpc], ttl: 300 } # warning: [NAM003]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, endpoints-b] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      endpoints-b: { cidr: 192.168.6.0/24 }
endpoints:
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: endpoints-b, service: { cloud: dns }, allow: [hq] }
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq], names: [backup.xinan1.zos.ctyun.cn] }
```

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web], names: [orders.shop.internal] }
privateZones:
  shop.internal: { account: shop, vpcs: [shop-vpc], ttl: 300 }
```

## Source

Public CTyun documents show object storage under `zos.ctyun.cn`; the spelling of the labels before it differs by pool. CTyun's
SDK: TTL of 300 seconds or more.

"""#
    case "NAM004":
#"""
# NAM004: refused-cloud-name

## What it checks

A name that the scenario fixes for the cloud (`cloudName`, `gatewayName`) has the form and the length that the cloud profile
says, and no two things of one kind and account share one. A gateway's name is unique in the region. Names that the scenario
leaves open are derived by the planner.

## Why it matters

The create call is refused, in the middle of the change.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web], cloudName: 1-orders } # error: [NAM004]
```

One name for two:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
vpcs:
  shop-vpc:
    account: shop
    cloudName: main
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  batch-vpc:
    account: shop
    cloudName: main # error: [NAM004]
    cidr: 10.40.0.0/16
    subnets:
      jobs: { cidr: 10.40.1.0/24 }
      endpoints: { cidr: 10.40.2.0/24 }
endpoints:
  zos-web: { vpc: shop-vpc, subnet: endpoints, service: { cloud: zos }, allow: [shop-vpc.web] }
  zos-jobs: { vpc: batch-vpc, subnet: endpoints, service: { cloud: zos }, allow: [batch-vpc.jobs] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web], cloudName: shop-orders }
```

## Source

CTyun's Terraform provider: 2 to 32 characters, a letter or a Chinese character first. A CTyun SDK: a gateway has 2 to 20
letters and digits.

"""#
    case "NAM005":
#"""
# NAM005: half-served-zone

## What it checks

Where a site's resolvers forward a zone to the cloud, every endpoint that the zone's names lead to admits all of the site's
hosts. Hosts that an expectation names are the matter of [END001](END001.md).

## Why it matters

A resolver answers everybody alike. Hosts that are not on the endpoint's access list get its private address too, and lose
the public answer with which they reach the service today: the change takes object storage away from them.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24, 10.1.124.0/24]
    dns: { servers: [10.1.123.53, 10.1.124.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints, resolvers] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      resolvers: { cidr: 192.168.6.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [10.1.123.0/24] } # warning: [NAM005]
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: resolvers, service: { cloud: dns }, allow: [hq] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24, 10.1.124.0/24]
    dns: { servers: [10.1.123.53, 10.1.124.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints, resolvers] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      resolvers: { cidr: 192.168.6.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: resolvers, service: { cloud: dns }, allow: [hq] }
```

## Source

Huawei Cloud, best practice for an IDC that reaches cloud services through endpoints: resolvers forward the zone for all
their clients. CTyun: an endpoint's access list drops everybody else.

"""#
    case "PLN001":
#"""
# PLN001: inconsistent-plan

## What it checks

After every plan an independent check with its own small algorithms goes over the result once more: addresses inside their
subnets and used once, links, VLANs, names, references, the order of the graph. This error says that it found a fault.

## Why it matters

A plan with this error is withheld. The fault is one of Isthmus and not of the scenario.

## Example

No scenario should bring it about. If one does, please report it, with the scenario and the lock file: any scenario can be
the one, even the smallest.

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

A change that avoids the fault, such as fixing the value that the finding speaks of, is a way round until it is mended:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Isthmus' own rule: what allocates does not check itself.

"""#
    case "PRT001":
#"""
# PRT001: missing-port-mapping

## What it checks

An endpoint service of type `interface` maps at least one port.

## Why it matters

Clients reach a service by protocol and endpoint port. Without a mapping the endpoint is made, linked and paid for, and
answers nothing.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: any, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api: # error: [PRT001]
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud, VPC Endpoint: a service is created with its port mappings. CTyun's API takes them as rules of the service:
protocol, endpoint port and server port.

"""#
    case "PRT002":
#"""
# PRT002: shared-backend-port

## What it checks

Services in front of one backend use different ports of it: server port and protocol are unique among them. Two backends
are one when they are the same entry of `backends` or have the same `id`. Two endpoint ports of *one* service may end at the
same server port.

## Why it matters

The cloud refuses the mapping of the second service when it is made, in the middle of the change and in the account of
somebody else.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
  reports-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 } # error: [PRT002]
endpoints:
  reports: { vpc: shop-vpc, subnet: endpoints, service: reports-api, allow: [shop-vpc.web] }
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: any, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
      - { protocol: tcp, port: 9443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
  reports-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 9443 }
endpoints:
  reports: { vpc: shop-vpc, subnet: endpoints, service: reports-api, allow: [shop-vpc.web] }
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

Or two endpoint ports of one service:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
      - { protocol: tcp, endpointPort: 8080, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud and Open Telekom Cloud, VPC Endpoint error EndPoint.3044: server port and protocol are taken by another
service of the same backend. Their documents show two endpoint ports of one service on one server port.

"""#
    case "PRT003":
#"""
# PRT003: duplicate-port-mapping

## What it checks

The port mappings of a service differ in protocol or endpoint port. The rules of a reverse service differ in transit
address, transit port or protocol.

## Why it matters

Clients choose a mapping by protocol and port alone: of two equal ones, one is never reached.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: any, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
      - { protocol: tcp, port: 9443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
      - { protocol: tcp, endpointPort: 443, serverPort: 9443 } # error: [PRT003]
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: any, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
      - { protocol: tcp, port: 9443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
      - { protocol: tcp, endpointPort: 9443, serverPort: 9443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud and Open Telekom Cloud, VPC Endpoint: port mappings of one service must not repeat.

"""#
    case "PRT004":
#"""
# PRT004: missing-listener

## What it checks

The server port of every mapping has a listener of the same protocol on the backend. Nothing is said where the scenario
does not name the listeners. An interface service has a backend, and a backend that is no load balancer has the id of an
existing instance: only load balancers are made.

## Why it matters

The endpoint is linked and its port closed: clients get a reset, and every part looks well by itself.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: udp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 } # error: [PRT004]
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

A service that nothing answers:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24 }
endpointServices:
  orders-api: # error: [PRT004]
    account: orders
    vpc: orders-vpc
    subnet: servers
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

A server that does not exist:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm # error: [PRT004]
    vpc: orders-vpc
    subnet: servers
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud, VPC Endpoint: the server port is the port of a listener of the load balancer, or of the server itself.
CTyun's API makes load balancers; servers, bare metal and virtual addresses are chosen by id.

"""#
    case "REF001":
#"""
# REF001: unknown-name

## What it checks

Every name that something refers to is declared: accounts, sites, routers, VPCs, subnets, tables, groups, backends,
services, endpoints. The help names the nearest one.

## Why it matters

A reference to nothing is a typing error, or a part that was removed and is still needed.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hg # error: [REF001]
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoint] } # error: [REF001]
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Isthmus' own rule.

"""#
    case "REF002":
#"""
# REF002: name-of-wrong-kind

## What it checks

A name stands for what is wanted at its place: an account where an account is wanted, a VPC where a VPC is.

## Why it matters

The two allow lists are the usual case: a service admits accounts, and an endpoint admits addresses. An account on an
endpoint's list, or a site on a service's, is an opening that never opens.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [hub] } # error: [REF002]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [hq] }
```

## Source

Huawei Cloud and CTyun, VPC endpoints: the allow list of a service and the access control of an endpoint are different
things.

"""#
    case "REF003":
#"""
# REF003: name-of-other-vpc

## What it checks

A subnet, a route table, an ACL or a security group belongs to the VPC that is spoken of.

## Why it matters

The parts of a VPC work inside it only. The cloud refuses an endpoint whose subnet lies in another VPC, after the services
behind it have been made.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints, apps] } # error: [REF003]
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
  apps-vpc:
    account: hub
    cidr: 172.16.0.0/16
    subnets:
      apps: { cidr: 172.16.1.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
      apps-vpc: { subnets: [apps] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
  apps-vpc:
    account: hub
    cidr: 172.16.0.0/16
    subnets:
      apps: { cidr: 172.16.1.0/24 }
```

## Source

CTyun, VPC endpoints: the VPC and the subnet of an endpoint belong together.

"""#
    case "REF004":
#"""
# REF004: unused-name

## What it checks

What is declared is used: an account owns something or may connect to something, a backend is published, a route table has
subnets, an ACL is bound to one, a transit address has a reverse rule. Other things mean something by themselves: a service
waits for consumers elsewhere, a security group for servers made elsewhere. Nothing is called unused while a part of the
file could not be read, for that part may be what uses it.

## Why it matters

A declaration that nothing refers to is the rest of an earlier design, or the sign of a reference that was forgotten: the
ACL that should have protected a subnet and is bound to none.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
    routeTables:
      routed: # warning: [REF004]
        routes: []
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24, routeTable: routed }
    routeTables:
      routed:
        routes: []
```

## Source

Isthmus' own rule.

"""#
    case "REF005":
#"""
# REF005: ambiguous-name

## What it checks

Where a name may stand for a site, a VPC or an endpoint (access lists, filters, expectations), it stands for one of them
only.

## Why it matters

A filter for `hq` opens for other addresses when `hq` is also a VPC. Neither reading can be preferred in silence.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  hq: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [hq] } # error: [REF005]
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [hq] }
```

## Source

Isthmus' own rule.

"""#
    case "REF006":
#"""
# REF006: adopted-inside-new

## What it checks

What exists (an id under `id` or `existing`, the servers behind a load balancer) lies in a VPC and a subnet that exist too.

## Why it matters

A server cannot stand in a network that is yet to be made. Either the VPC is there already, and the change would make a
second one beside it in which nothing runs; or the id belongs to another VPC, and the cloud refuses the service because its
backend is elsewhere.

Everything in one such place is one finding. Where it is servers alone, it is a warning.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc: # error: [REF006]
    account: orders
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24 }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

Only a server, which somebody may still make in the new subnet before the service:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24 } # warning: [REF006]
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

CTyun and Open Telekom Cloud: a service's backend must be in the named VPC (EndPoint.3042).

"""#
    case "REF007":
#"""
# REF007: repeated-id

## What it checks

No two accounts have one `id` or one `email`. No two entries of a kind adopt one thing by `existing`: VPCs, subnets, route
tables, security groups, ACLs, lines, endpoint services, endpoints, private zones. A server behind a load balancer has one
address. Two backends may be one instance, and two Direct Connects may end at one gateway.

## Why it matters

An entry was copied and its id was not changed. The change then opens a security group of the wrong subnet, signs a call
with the wrong account, or sends the traffic for two servers to one, and every check reads back what was written.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20001", email: ops@orders.example } # error: [REF007]
vpcs:
  orders-vpc: { account: orders, cidr: 172.16.0.0/16 }
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    existing: vpc-2k9d1c7b5h
    subnets:
      web: { cidr: 10.30.1.0/24, existing: subnet-4k8m2n6p0q }
      endpoints: { cidr: 10.30.2.0/24, existing: subnet-4k8m2n6p0q } # error: [REF007]
endpoints:
  zos: { vpc: shop-vpc, subnet: endpoints, service: { cloud: zos }, allow: [shop-vpc.web] }
  partner: { vpc: shop-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [shop-vpc.web] }
expect:
  - { from: shop-vpc.web, to: zos, port: 443/tcp, allow: true }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  orders-vpc: { account: orders, cidr: 172.16.0.0/16 }
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    existing: vpc-2k9d1c7b5h
    subnets:
      web: { cidr: 10.30.1.0/24, existing: subnet-4k8m2n6p0q }
      endpoints: { cidr: 10.30.2.0/24, existing: subnet-9r3s7t1u5v }
endpoints:
  zos: { vpc: shop-vpc, subnet: endpoints, service: { cloud: zos }, allow: [shop-vpc.web] }
  partner: { vpc: shop-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [shop-vpc.web] }
expect:
  - { from: shop-vpc.web, to: zos, port: 443/tcp, allow: true }
```

## Source

Isthmus' own rule.

"""#
    case "RTE001":
#"""
# RTE001: unannounced-endpoint

## What it checks

If a site is meant to reach an endpoint (it stands on the endpoint's access list, or an expectation says so), the gateway
of the site announces the endpoint's subnet.

## Why it matters

The site learns only what the gateway announces. An endpoint in another subnet works from the VPC and not from the site,
which looks like a firewall at first.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [apps] } # error: [RTE001]
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      apps: { cidr: 192.168.10.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [hq] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [apps, endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      apps: { cidr: 192.168.10.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [hq] }
```

## Source

Huawei Cloud, best practice for an IDC that reaches cloud services through VPC endpoints: the local subnets of the virtual
gateway hold the endpoint's subnet.

"""#
    case "RTE002":
#"""
# RTE002: route-away-from-endpoint

## What it checks

The site's traffic to an endpoint takes a line: a Direct Connect leads from every site on the endpoint's access list to
the endpoint's VPC, and no route that stands at the site already is as long as what the line brings, or longer.

## Why it matters

The longest route wins, and among equals a static one. An old route for a part of the endpoint's subnet sends the packets
into an old network, where they disappear without an answer.

## Examples

An old route inside the endpoint's subnet:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routes:
      - { to: 192.168.5.0/25, via: 10.1.123.254, note: old branch network } # error: [RTE002]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [hq] }
```

A site without a line to the VPC:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
  lab:
    prefixes: [10.9.0.0/24]
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [hq, lab] } # error: [RTE002]
```

## Write instead

Wider routes may stay, as the line brings longer ones:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routes:
      - { to: 192.168.0.0/16, via: 10.1.123.254, note: old branch network }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, allow: [hq] }
```

## Source

Longest match: RFC 1812, section 5.2.4.3. Huawei Cloud, Direct Connect: the site routes every endpoint address to the
cloud's end of the line.

"""#
    case "RTE003":
#"""
# RTE003: missing-return-route

## What it checks

An attached subnet that uses a custom route table finds the way back to the site in it: routes over the Direct Connect for
everything that the site announces, and none that lead a part of it elsewhere.

## Why it matters

The default table gets these routes from the cloud; a custom one does not. The SYN arrives, the answer leaves by the
default route, and the client waits.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24, routeTable: routed } # error: [RTE003]
    routeTables:
      routed:
        routes:
          - { to: 0.0.0.0/0, via: { kind: nat-gateway, id: nat-1a2b3c } }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24, routeTable: routed }
    routeTables:
      routed:
        routes:
          - { to: 0.0.0.0/0, via: { kind: nat-gateway, id: nat-1a2b3c } }
          - { to: 10.1.123.0/24, via: { directConnect: hq-dc } }
```

## Source

CTyun and Open Telekom Cloud, VPC routes: the route to the remote subnet is put into the default table only.

"""#
    case "RTE004":
#"""
# RTE004: unusable-vlan

## What it checks

A line's VLAN lies in the cloud's range (`vlan-range`; 0 means untagged where `vlan-untagged-allowed`), no two lines on
one port have the same, an untagged line has its port for itself, and the VLAN of a hosted line, which the partner fixes,
is written down.

## Why it matters

Both ends must agree on the VLAN, and it cannot be changed later without making the line's interface anew. Two lines with
one VLAN on one port exchange frames with the wrong end.

## Examples

Two lines on one port:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, vlan: 330, preference: primary, accessPoint: AP1 }
      line-b: { router: ce1, bandwidthMbps: 1000, vlan: 330, preference: standby, accessPoint: AP2 } # error: [RTE004] # warning: [RTE007]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

A VLAN that the cloud does not have, and a partner's that nobody knows:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, vlan: 4001, preference: primary, accessPoint: AP1 } # error: [RTE004]
      line-b: { router: ce2, bandwidthMbps: 1000, hosted: true, preference: standby, accessPoint: AP2 } # error: [RTE004]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, vlan: 330, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, vlan: 331, hosted: true, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Huawei Cloud and Open Telekom Cloud, Direct Connect: VLAN 0 to 3999, unique on a connection, 0 for an untagged one. CTyun's
range has not been confirmed.

"""#
    case "RTE005":
#"""
# RTE005: unusable-asn

## What it checks

With BGP, every edge router of a line has an autonomous system number; it differs from the cloud's, is the same on all
routers of one Direct Connect, and is not a reserved one. A public number gives a warning.

## Why it matters

External BGP needs two numbers. With one at both ends, or none, the session stays idle. A public number that belongs to
somebody else works until the day the routes leak.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 64512 } # error: [RTE005]
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 12345 } # warning: [RTE005]
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

RFC 6996 (private numbers), RFC 7607, RFC 6793 and RFC 7300 (reserved ones). Huawei Cloud and Open Telekom Cloud, Direct
Connect: the two numbers must differ.

"""#
    case "RTE006":
#"""
# RTE006: too-many-routes

## What it checks

The prefixes that a site announces over a line, the static routes of a line, the subnets that a gateway announces and the
routes of a table stay below their limits; from `warn-percent` of a limit on there is a warning. A limit that nobody has
confirmed for the cloud never stops a plan.

## Why it matters

One route too many does not only lose that route: BGP sessions that exceed their limit are closed, and all routes go.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
profile:
  bgp-routes-per-line: 3
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.0.0/24, 10.1.1.0/24, 10.1.2.0/24, 10.1.3.0/24] # error: [RTE006]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

Announce the aggregate:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
profile:
  bgp-routes-per-line: 3
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.0.0/24, 10.1.1.0/24, 10.1.2.0/24, 10.1.3.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    advertise: [10.1.0.0/22]
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Open Telekom Cloud, Direct Connect quotas: 100 BGP routes, 50 static routes and 50 local subnets. CTyun's numbers have not
been confirmed.

"""#
    case "RTE007":
#"""
# RTE007: shared-fate

## What it checks

Two lines of a Direct Connect end at different access points and on different routers; a gateway has at least one line and
no more than `lines-per-gateway`; a VPC has no more than `gateways-per-vpc`. A single line is said, so that its owner can
sign for it.

## Why it matters

Two lines through one building or one router are one line with a higher price: what cuts one cuts both.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP1 } # warning: [RTE007]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

A single line:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 } # info: [RTE007]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Huawei Cloud, Direct Connect: at most two lines for a gateway, at different locations; one gateway for a VPC. The advice on
access points and routers is in the same documents and in Open Telekom Cloud's.

"""#
    case "RTE008":
#"""
# RTE008: unwatched-static-routes

## What it checks

With static routes over two lines something takes the routes of a dead line away: BFD, tracking, or a health check that
switches routes.

## Why it matters

A line can die at its far end while the port stays up. A static route does not notice and goes on sending half of the
flows, or all of them, into the dead line.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: static } # warning: [RTE008]
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: static, bfd: true, track: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

H3C and Huawei manuals on static routes with BFD, NQA or track. CTyun's static routes and health checks have the fields
for it.

"""#
    case "RTE009":
#"""
# RTE009: one-sided-preference

## What it checks

The preference of a line is the same in both directions, and the lines of a Direct Connect agree: one primary and the rest
standby, or all equal with `multipath`.

## Why it matters

Cloud to site follows the priority in the cloud, site to cloud the local preference on the routers. With only one of them
set, a flow goes there over one line and back over the other; stateful firewalls that see one half drop it.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, sitePreference: primary, accessPoint: AP2 } # error: [RTE009]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

Two lines, and nobody decides:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: primary, accessPoint: AP2 } # warning: [RTE009]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

The planner sets both directions from one word:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

Or let both lines carry traffic:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, multipath: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: equal, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: equal, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Huawei Cloud and Alibaba Cloud, dual lines: priority on the virtual interface and local preference on the router.
aws-samples/aws-secure-environment-accelerator issue 887 on half of the flows lost.

"""#
    case "RTE010":
#"""
# RTE010: inconsistent-mtu

## What it checks

All lines of a Direct Connect have the MTU of the path, and it is one that lines carry (`mtu-range`).

## Why it matters

Small packets pass and large ones vanish where ICMP is filtered: logins work and transfers hang. The fault appears only
when traffic moves to the other line.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, mtu: 8500, accessPoint: AP2 } # warning: [RTE010]
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

Let all lines follow the path:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    mtu: 1500
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Huawei Cloud, Direct Connect: 8500 bytes on new lines, 1500 on older ones. ibm-cloud-docs/vpc issue 190 on jumbo hosts
behind a path of 1500.

"""#
    case "RTE011":
#"""
# RTE011: defeated-routing-protocol

## What it checks

With BGP, the site has no static route over a line for what BGP learns; and the filter in front of a router
(`controlPlanePermits`) admits what runs between the ends of the line: BGP, BFD where it is on, ICMP.

## Why it matters

A static route wins against BGP on every platform and stays when the line dies, so the standby line never takes over. A
filter that drops TCP 179 or UDP 3784 keeps the session from coming up at all.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routes:
      - { to: 192.168.5.0/24, via: 10.0.0.1 } # error: [RTE011]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010, controlPlanePermits: [bgp, icmp] } # error: [RTE011]
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, interconnect: { cloud: 10.0.0.1/30, site: 10.0.0.2/30 } }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010, controlPlanePermits: [bgp, bfd, icmp] }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, interconnect: { cloud: 10.0.0.1/30, site: 10.0.0.2/30 } }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Default preferences of the vendors: static 60 against 255 for BGP (VRP, Comware), 1 against 20 (Cisco). Ports: RFC 4271,
RFC 5881.

"""#
    case "RTE012":
#"""
# RTE012: wrong-announcements

## What it checks

What a Direct Connect announces (`advertise`) covers every range that the cloud sees as a source of the site, behind its
source NAT where it has one, and announces nothing that no source lies in. An aggregate around sources is fine.
A warning when a site has IPv6 ranges and none of its lines carries IPv6.

## Why it matters

An answer to a source that is not announced finds no way back. A prefix that is announced and used by nobody draws traffic
into a hole, perhaps somebody else's.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24, 10.1.124.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    # error: [RTE012]
    advertise: [10.1.123.0/24, 10.7.0.0/16]
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

Leave `advertise` out, or announce an aggregate:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24, 10.1.124.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    advertise: [10.1.120.0/21]
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Huawei Cloud, Direct Connect: remote subnets are what the customer announces. MCW-Enterprise-class-networking issue 79 on
a return route that nobody announced.

"""#
    case "RTE013":
#"""
# RTE013: unconfirmed-router-platform

## What it checks

Every edge router at a line says its `platform`, and the platform is one whose configuration template is confirmed by the
vendor's manual.

## Why it matters

The runbook holds the router's configuration. Without a platform it can only describe it in words; a template that nobody
has confirmed may hold a command that the router does not know, in the night of the change.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: ruijie-rgos, interface: GigabitEthernet0/0/1, asn: 65010 } # warning: [RTE013]
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
```

## Source

Vendor manuals of Huawei VRP, H3C Comware, Cisco IOS-XE and FRRouting. No manual of Ruijie RGOS was found.

"""#
    case "RUN001":
#"""
# RUN001: short-change-window

## What it checks

The `changeWindow` is long enough for the steps that belong into it, and for taking them back. Into the window belong all
steps from the site's devices on, and every earlier one that may interrupt something; what makes things nobody uses yet is
done before. Each person does one thing at a time; calls of the API go side by side.

## Why it matters

A change that cannot be taken back inside its window is not finished when the window closes: the site is left half
switched, or the rollback runs in business hours.

## Example

Too short for the steps:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
changeWindow: { start: "2026-12-03T22:00:00+08:00", duration: 1h } # warning: [RUN001]
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints, resolvers] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      resolvers: { cidr: 192.168.6.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: resolvers, service: { cloud: dns }, allow: [hq] }
```

Long enough for the steps, too short to take them back:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
changeWindow: { start: "2026-12-03T22:00:00+08:00", duration: 3h } # warning: [RUN001]
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints, resolvers] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      resolvers: { cidr: 192.168.6.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: resolvers, service: { cloud: dns }, allow: [hq] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
changeWindow: { start: "2026-12-03T22:00:00+08:00", duration: 6h }
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    dns: { servers: [10.1.123.53], software: bind }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp, cloudASN: 64512, bfd: true }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints, resolvers] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
      resolvers: { cidr: 192.168.6.0/24 }
endpoints:
  zos: { vpc: hub-vpc, subnet: endpoints, service: { cloud: zos }, allow: [hq] }
  dns-a: { vpc: hub-vpc, subnet: endpoints, service: { cloud: dns }, allow: [hq] }
  dns-b: { vpc: hub-vpc, subnet: resolvers, service: { cloud: dns }, allow: [hq] }
```

## Source

Isthmus' own rule; the durations are those of the runbook's steps.

"""#
    case "SEC001":
#"""
# SEC001: blocked-by-security-group

## What it checks

The security groups of a backend's servers accept the endpoint NAT range, all of it, on every server port (behind a load
balancer: on the target port). Behind a load balancer that is created they accept its health checks too; that is a warning.

A group is stateful. Its rules are evaluated by priority, lower numbers first; of equal priority a drop goes before an accept,
since nothing says which the cloud takes first; what no rule speaks of is dropped. Of several groups on one network interface,
one that accepts is enough. Nothing is said where the scenario names no groups. The load balancer is taken to hand the source
on, so that its servers see the endpoint NAT range; its health checks come from its own address.

## Why it matters

Servers see endpoint traffic from the endpoint NAT range, not from the client. It is the commonest cause of an endpoint that
is linked and times out. A drop rule in front of the accept rule is the second commonest, because the list still shows the
accept.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        ingress:
          - { action: drop, priority: 5, protocol: tcp, ports: 8000-8999, from: 198.19.0.0/16 } # error: [SEC001]
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }
          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.balancers }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    securityGroups: [orders-servers]
    accessList: [endpoint-nat]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

Half of the range, and no health checks:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      # warning: [SEC001]
      orders-servers: # error: [SEC001]
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: 198.19.128.0/18 }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    securityGroups: [orders-servers]
    accessList: [endpoint-nat]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }
          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.balancers }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    securityGroups: [orders-servers]
    accessList: [endpoint-nat]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud and Open Telekom Cloud, VPC Endpoint: the security group of the backend admits 198.19.128.0/17. CTyun's SDK:
rules accept or drop, priority 1 to 100, lower first, 50 when not said. The range for CTyun is a value of the cloud profile.

"""#
    case "SEC002":
#"""
# SEC002: missing-in-load-balancer-list

## What it checks

A load balancer in front of which a service stands, and which has an access list, admits the whole endpoint NAT range.

## Why it matters

The list is looked at before the security groups, and it knows nothing of endpoints: their traffic has another source than the client.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }
          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.balancers }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    securityGroups: [orders-servers]
    accessList: [10.30.0.0/16] # error: [SEC002]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }
          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.balancers }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    securityGroups: [orders-servers]
    accessList: [endpoint-nat]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud, best practice for an IDC that reaches cloud services: access control of the load balancer holds 198.19.128.0/17.

"""#
    case "SEC003":
#"""
# SEC003: blocked-by-acl

## What it checks

The ACLs of a backend's subnets pass the traffic of endpoints and its answers: from the endpoint NAT range to the server
port, and from the server port back to the clients' ports (1024 and above). Both the subnet of the load balancer and those of
the servers are looked at. What load balancer and servers say to each other across subnets is a warning when it is dropped.
Rules are evaluated by priority, of equal priority drops first; what no rule accepts is dropped. A subnet without an ACL lets
all pass, and traffic inside a subnet meets none.

## Why it matters

An ACL is stateless: a rule for the request says nothing of the answer. The request is then seen at the server, the answer is
dropped on its way back, and the client times out as if nobody listened.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q, acl: orders-acl }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl }
    acls:
      orders-acl: # error: [SEC003]
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat, to: orders-vpc }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
        egress:
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    accessList: [endpoint-nat]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

A drop in front:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q, acl: orders-acl }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl }
    acls:
      orders-acl:
        ingress:
          - { action: drop, priority: 5, protocol: any, from: 198.19.0.0/16 } # error: [SEC003]
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat, to: orders-vpc }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
        egress:
          - { action: accept, priority: 10, protocol: tcp, sourcePorts: 8443, from: orders-vpc, to: endpoint-nat }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    accessList: [endpoint-nat]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q, acl: orders-acl }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl }
    acls:
      orders-acl:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat, to: orders-vpc }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
        egress:
          - { action: accept, priority: 10, protocol: tcp, sourcePorts: 8443, from: orders-vpc, to: endpoint-nat }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    accessList: [endpoint-nat]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Open Telekom Cloud, VPC: an ACL denies both directions once it is bound. Huawei Cloud, VPC Endpoint: the ACLs of the subnets
involved pass 198.19.128.0/17.

"""#
    case "SEC004":
#"""
# SEC004: open-to-any

## What it checks

Nothing lets everybody in without need: no `any`, `0.0.0.0/0` or `::/0` in the access list of an endpoint or a load
balancer, or as the source of an accepting ingress rule of a security group or an ACL; no `consumers: any`; and no endpoint
without an access list. The endpoint of a reverse service needs none: nobody connects to it.

## Why it matters

A private path to a service is opened for somebody. What is open to all is open to the guest network and to the next VPC
that is attached.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [any] } # warning: [SEC004]
```

No list at all:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api } # warning: [SEC004]
```

Groups, ACLs and accounts:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q, acl: orders-acl }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl }
    securityGroups:
      orders-servers:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: 0.0.0.0/0 } # warning: [SEC004]
          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.balancers }
    acls:
      orders-acl:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat, to: orders-vpc }
          - { action: accept, priority: 20, protocol: any, to: orders-vpc } # warning: [SEC004]
        egress:
          - { action: accept, priority: 10, protocol: tcp, sourcePorts: 8443, from: orders-vpc, to: endpoint-nat }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    securityGroups: [orders-servers]
    accessList: [any] # warning: [SEC004]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: any # warning: [SEC004]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      balancers: { cidr: 172.16.10.0/24, existing: subnet-4k8m2n6p0q, acl: orders-acl }
      servers: { cidr: 172.16.11.0/24, existing: subnet-9r3s7t1u5v, acl: orders-acl }
    securityGroups:
      orders-servers:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat }
          - { action: accept, priority: 20, protocol: tcp, ports: 8443, from: orders-vpc.balancers }
    acls:
      orders-acl:
        ingress:
          - { action: accept, priority: 10, protocol: tcp, ports: 8443, from: endpoint-nat, to: orders-vpc }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
        egress:
          - { action: accept, priority: 10, protocol: tcp, sourcePorts: 8443, from: orders-vpc, to: endpoint-nat }
          - { action: accept, priority: 20, protocol: any, from: orders-vpc, to: orders-vpc }
backends:
  orders-lb:
    type: lb
    vpc: orders-vpc
    subnet: balancers
    address: 172.16.10.20
    listeners:
      - { protocol: tcp, port: 8443 }
    targets:
      - { id: vm-orders-1, address: 172.16.11.11 }
      - { id: vm-orders-2, address: 172.16.11.12 }
    securityGroups: [orders-servers]
    accessList: [endpoint-nat]
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: balancers
    backend: orders-lb
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Huawei Cloud and Open Telekom Cloud name the sources to admit; a service's list may hold a star for everybody.

"""#
    case "SEC005":
#"""
# SEC005: lost-client-address

## What it checks

A backend whose application decides by client address (`needsClientAddress: true`) is told it: the service's
`clientAddress` is not `close`. A backend that cannot read the PROXY protocol (`readsClientAddress: false`) is not sent it;
that is an error.

## Why it matters

Behind an endpoint every client has an address of the endpoint NAT range. Rate limits, persistence and address filters take
all clients for one. With the PROXY protocol the address goes in front of the payload, and a server that does not expect it
sees garbage.

## Examples

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    needsClientAddress: true
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api: # warning: [SEC005]
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

A server that cannot read it:

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    readsClientAddress: false
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    clientAddress: proxy-protocol # error: [SEC005]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    readsClientAddress: true
    needsClientAddress: true
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    clientAddress: proxy-protocol
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Open Telekom Cloud, VPC Endpoint: client addresses by the PROXY protocol or a TCP option. CTyun's API: `tcp_option`, `proxy_protocol`, `close`.

"""#
    case "SEC006":
#"""
# SEC006: unknown-security-groups

## What it checks

Every backend of an endpoint service names the security groups of its servers (`securityGroups`).

## Why it matters

Traffic of endpoints comes from the endpoint NAT range, which no group admits by itself. Where the groups are not said,
nobody checks them and no step opens them. The endpoint is then connected, and every connection times out.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
backends:
  orders-vm:
    type: vm # warning: [SEC006]
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  shop: { id: "20001", email: net@shop.example }
  orders: { id: "20002", email: ops@orders.example }
vpcs:
  shop-vpc:
    account: shop
    cidr: 10.30.0.0/16
    subnets:
      web: { cidr: 10.30.1.0/24 }
      endpoints: { cidr: 10.30.2.0/24 }
  orders-vpc:
    account: orders
    existing: vpc-7d1x0a2b3c
    cidr: 172.16.0.0/16
    subnets:
      servers: { cidr: 172.16.1.0/24, existing: subnet-9r3s7t1u5v }
    securityGroups:
      orders-servers:
        existing: sg-5h2k9d1c7b
        ingress:
          - { action: accept, protocol: tcp, ports: 8443, from: endpoint-nat }
backends:
  orders-vm:
    type: vm
    vpc: orders-vpc
    subnet: servers
    id: vm-4b8d1f6c2e
    address: 172.16.1.11
    securityGroups: [orders-servers]
    listeners:
      - { protocol: tcp, port: 8443 }
endpointServices:
  orders-api:
    account: orders
    vpc: orders-vpc
    subnet: servers
    backend: orders-vm
    consumers: [shop]
    ports:
      - { protocol: tcp, endpointPort: 443, serverPort: 8443 }
endpoints:
  orders: { vpc: shop-vpc, subnet: endpoints, service: orders-api, allow: [shop-vpc.web] }
```

## Source

Open Telekom Cloud and Huawei Cloud: the security group of the backend must admit the endpoint NAT range on the service's
port.

"""#
    case "SEC007":
#"""
# SEC007: blocked-by-site-firewall

## What it checks

A site's firewall that the runbook may not change (`managed: false`) lets some host through to every endpoint that names
the site, or addresses of it, in its access list or in an expectation. A firewall that lets some of the hosts or ports
through may be meant so; write down in `expect` which flows must work.

## Why it matters

The change goes well until the first test from the site, in the middle of the night, and the people who may change the
firewall are not there. With `managed: true`, the default, the runbook adds what is missing.

## Example

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    firewall:
      managed: false # error: [SEC007]
      permits:
        - { from: hq, to: stock, protocol: tcp, ports: 443 }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  stock: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-5w1c8m2k7d, ports: [443/tcp] }, address: 192.168.5.20, allow: [hq] }
  orders: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, address: 192.168.5.30, allow: [hq] }
```

## Write instead

```yaml
version: 1
name: example
region: 81f7728662dd11ec810800155d307d5b
accounts:
  hub: { id: "10001", email: net@hub.example }
sites:
  hq:
    prefixes: [10.1.123.0/24]
    firewall:
      managed: false
      permits:
        - { from: hq, to: stock, protocol: tcp, ports: 443 }
        - { from: hq, to: orders, protocol: tcp, ports: 443 }
    routers:
      ce1: { platform: huawei-vrp, interface: GigabitEthernet0/0/1, asn: 65010 }
      ce2: { platform: cisco-ios-xe, interface: GigabitEthernet0/0/2, asn: 65010 }
directConnects:
  hq-dc:
    account: hub
    site: hq
    routing: { protocol: bgp }
    lines:
      line-a: { router: ce1, bandwidthMbps: 1000, preference: primary, accessPoint: AP1 }
      line-b: { router: ce2, bandwidthMbps: 1000, preference: standby, accessPoint: AP2 }
    attachments:
      hub-vpc: { subnets: [endpoints] }
vpcs:
  hub-vpc:
    account: hub
    cidr: 192.168.0.0/16
    subnets:
      endpoints: { cidr: 192.168.5.0/24 }
endpoints:
  stock: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-5w1c8m2k7d, ports: [443/tcp] }, address: 192.168.5.20, allow: [hq] }
  orders: { vpc: hub-vpc, subnet: endpoints, service: { id: endpser-9d2k5m1x7c, ports: [443/tcp] }, address: 192.168.5.30, allow: [hq] }
```

## Source

Isthmus' own rule. A site's firewall must pass IDC to endpoint addresses on the endpoint ports, TCP and UDP 53 for DNS.

"""#
    default: nil
    }
  }
}
