import JSON
import Testing

@testable import Emulator

extension Conformance {
  static let balancers: [ConformanceCase] = [
    .init(.balancerName) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      _ = try bench.balancer(in: vpc, subnet)
      try bench.refused(
        "elb.CreateLoadBalancer",
        ["vpcID": .string(vpc), "subnetID": .string(subnet), "name": "lb-a", "resourceType": "internal"],
        code: "Loadbalancer.AlreadyExists", by: .balancerName)
    },
    .init(.balancerReady) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let balancer = try bench.balancer(in: vpc, subnet)
      let row = try bench.ok("elb.ShowLoadBalancer", ["elbID": .string(balancer)])[0]
      #expect(row?["status"] == "ACTIVE")
      #expect(row?["privateIpAddress"] == "10.0.1.2")
      let list = try bench.ok(
        "elb.ListLoadBalancers", ["subnetID": .string(subnet), "resourceType": "internal"])
      #expect(list.arrayValue?.count == 1)
    },
    .init(.balancerDependants) { bench in
      let (balancer, _) = try bench.listening()
      try bench.refused(
        "elb.DeleteLoadBalancer", ["elbID": .string(balancer)], code: "Loadbalancer.HasDependants",
        by: .balancerDependants)
    },
    .init(.balancerBackend) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let balancer = try bench.balancer(in: vpc, subnet)
      let service = try bench.service(in: vpc, backend: balancer)
      try bench.refused(
        "elb.DeleteLoadBalancer", ["elbID": .string(balancer)], code: "Loadbalancer.HasDependants",
        by: .balancerBackend)
      try bench.ok("vpce.DeleteEndpointService", ["ID": .string(service)])
      try bench.ok("elb.DeleteLoadBalancer", ["elbID": .string(balancer)])
    },
    .init(.balancerProtected) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let balancer = try bench.ok(
        "elb.CreateLoadBalancer",
        [
          "vpcID": .string(vpc), "subnetID": .string(subnet), "name": "lb-a", "resourceType": "internal",
          "deleteProtection": true,
        ]
      ).text("ID")
      try bench.refused(
        "elb.DeleteLoadBalancer", ["elbID": .string(balancer)], code: "Loadbalancer.DeleteProtected",
        by: .balancerProtected)
    },
    .init(.balancerSubnet) { bench in
      let (vpc, _) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let (_, other) = try bench.network("other-vpc", "10.1.0.0/16", "10.1.1.0/24")
      try bench.refused(
        "elb.CreateLoadBalancer",
        ["vpcID": .string(vpc), "subnetID": .string(other), "name": "lb-a", "resourceType": "internal"],
        code: "Loadbalancer.Conflict", by: .balancerSubnet)
    },
    .init(.listenerName) { bench in
      let (balancer, group) = try bench.listening()
      var listener = bench.listener(balancer, group)
      listener["protocolPort"] = 9443
      try bench.refused(
        "elb.CreateListener", listener, code: "Listener.AlreadyExists", by: .listenerName)
    },
    .init(.listenerPort) { bench in
      let (balancer, group) = try bench.listening()
      var listener = bench.listener(balancer, group)
      listener["name"] = "listener-b"
      try bench.refused(
        "elb.CreateListener", listener, code: "Listener.AlreadyExists", by: .listenerPort)
      listener["protocol"] = "UDP"
      try bench.ok("elb.CreateListener", listener)
      let rows = try bench.ok("elb.ListListeners", ["loadBalancerID": .string(balancer)])
      #expect(rows.arrayValue?.count == 2)
    },
    .init(.listenerTargets) { bench in
      let (vpc, subnet) = try bench.network("hub-vpc", "10.0.0.0/16", "10.0.1.0/24")
      let balancer = try bench.balancer(in: vpc, subnet)
      try bench.refused(
        "elb.CreateListener", bench.listener(balancer, "tg-missing000"), code: "TargetGroup.NotFound",
        by: .listenerTargets)
    },
    .init(.listenerRedirected) { bench in
      let (balancer, group) = try bench.listening()
      let first = try bench.ok("elb.ListListeners").text("ID")
      var listener = bench.listener(balancer, group)
      listener["name"] = "listener-b"
      listener["protocolPort"] = 80
      listener["defaultAction"] = ["type": "redirect", "redirectListenerID": .string(first)]
      let second = try bench.ok("elb.CreateListener", listener).text("ID")
      try bench.refused(
        "elb.DeleteListener", ["listenerID": .string(first)], code: "Listener.HasDependants",
        by: .listenerRedirected)
      for id in [second, first] { try bench.ok("elb.DeleteListener", ["listenerID": .string(id)]) }
    },
    .init(.groupName) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      try bench.ok("elb.CreateTargetGroup", bench.targetGroup(vpc))
      try bench.refused(
        "elb.CreateTargetGroup", bench.targetGroup(vpc), code: "TargetGroup.AlreadyExists", by: .groupName)
    },
    .init(.groupUsed) { bench in
      let (_, group) = try bench.listening()
      let target = try bench.ok("elb.CreateTarget", bench.targetArguments(group)).text("ID")
      let listener = try bench.ok("elb.ListListeners").text("ID")
      let delete: JSONObject = ["targetGroupID": .string(group)]
      try bench.refused("elb.DeleteTargetGroup", delete, code: "TargetGroup.HasDependants", by: .groupUsed)
      try bench.ok("elb.DeleteTarget", ["targetID": .string(target)])
      try bench.refused("elb.DeleteTargetGroup", delete, code: "TargetGroup.HasDependants", by: .groupUsed)
      try bench.ok("elb.DeleteListener", ["listenerID": .string(listener)])
      try bench.ok("elb.DeleteTargetGroup", delete)
    },
    .init(.groupSticky) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      var group = bench.targetGroup(vpc)
      group["algorithm"] = "lc"
      group["sessionSticky"] = ["sessionStickyMode": "INSERT", "cookieExpire": 60]
      try bench.refused("elb.CreateTargetGroup", group, code: "TargetGroup.Conflict", by: .groupSticky)
    },
    .init(.groupCheck) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      var group = bench.targetGroup(vpc)
      group["healthCheckID"] = "hc-missing000"
      try bench.refused("elb.CreateTargetGroup", group, code: "HealthCheck.NotFound", by: .groupCheck)
    },
    .init(.balancerCheckName) { bench in
      let check: JSONObject = ["name": "check-a", "protocol": "TCP", "protocolPort": 8443]
      let id = try bench.ok("elb.CreateHealthCheck", check).text("ID")
      try bench.refused(
        "elb.CreateHealthCheck", check, code: "HealthCheck.AlreadyExists", by: .balancerCheckName)
      let shown = try bench.ok("elb.ShowHealthCheck", ["healthCheckID": .string(id)])
      #expect(shown.text("protocol") == "TCP")
      #expect(try bench.ok("elb.ListHealthChecks", ["IDs": .string(id)]).text("name") == "check-a")
    },
    .init(.balancerCheckUsed) { bench in
      let vpc = try bench.ok("vpc.CreateVpc", ["name": "hub-vpc", "CIDR": "10.0.0.0/16"]).text("vpcID")
      let id = try bench.ok("elb.CreateHealthCheck", ["name": "check-a", "protocol": "TCP"]).text("ID")
      var group = bench.targetGroup(vpc)
      group["healthCheckID"] = .string(id)
      let groupID = try bench.ok("elb.CreateTargetGroup", group).text("ID")
      try bench.refused(
        "elb.DeleteHealthCheck", ["healthCheckID": .string(id)], code: "HealthCheck.HasDependants",
        by: .balancerCheckUsed)
      try bench.ok("elb.DeleteTargetGroup", ["targetGroupID": .string(groupID)])
      try bench.ok("elb.DeleteHealthCheck", ["healthCheckID": .string(id)])
    },
    .init(.targetTwice) { bench in
      let (_, group) = try bench.listening()
      try bench.ok("elb.CreateTarget", bench.targetArguments(group))
      try bench.refused(
        "elb.CreateTarget", bench.targetArguments(group), code: "Target.AlreadyExists", by: .targetTwice)
    },
    .init(.targetServer, seed: servers) { bench in
      let group = try bench.ok("elb.CreateTargetGroup", bench.targetGroup("vpc-seeded0000")).text("ID")
      var target = bench.targetArguments(group)
      target["instanceType"] = "VM"
      try bench.refused("elb.CreateTarget", target, code: "Target.NotFound", by: .targetServer)
      target["instanceID"] = "vm-seeded"
      try bench.ok("elb.CreateTarget", target)
    },
    .init(.targetHealth) { bench in
      let (_, group) = try bench.listening()
      let target = try bench.ok("elb.CreateTarget", bench.targetArguments(group)).text("ID")
      let states = try (0..<2).map { _ in
        try bench.ok("elb.ShowTarget", ["targetID": .string(target)]).text("healthCheckStatus")
      }
      #expect(states == ["unknown", "online"])
    },
  ]
}
