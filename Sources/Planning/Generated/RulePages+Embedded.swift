// Made by script/generate from docs/rules. Do not edit.
// swift-format-ignore-file

/// The pages of `docs/rules`, by code.
extension RulePages {
  static func embedded(_ code: String) -> String? {
    switch code {
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
    default: nil
    }
  }
}
