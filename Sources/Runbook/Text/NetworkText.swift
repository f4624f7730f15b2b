import Addressing

/// Sentences about VPCs and what lies in them.
enum NetworkText {
  // MARK: VPC

  static func createVPC(_ name: String, _ cidr: Prefix, ipv6: Bool) -> Text {
    Text(
      en: "Create VPC \(name) (\(cidr)\(ipv6 ? ", IPv6 on" : ""))",
      zh: "创建 VPC \(name)（\(cidr)\(ipv6 ? "，开启 IPv6" : "")）")
  }
  static func deleteVPC(_ name: String) -> Text { Text(en: "Delete VPC \(name)", zh: "删除 VPC \(name)") }
  static let vpcThere = Text(
    en: "The VPC is there with the planned range.", zh: "VPC 已创建，网段与计划一致。")

  static func addSecondary(_ name: String, _ cidrs: String) -> Text {
    Text(en: "Add secondary ranges \(cidrs) to VPC \(name)", zh: "为 VPC \(name) 添加扩展网段 \(cidrs)")
  }
  static func removeSecondary(_ name: String, _ cidrs: String) -> Text {
    Text(en: "Remove secondary ranges \(cidrs) from VPC \(name)", zh: "从 VPC \(name) 移除扩展网段 \(cidrs)")
  }
  static let secondaryThere = Text(
    en: "The VPC lists all secondary ranges.", zh: "VPC 已列出全部扩展网段。")
  static let secondaryGone = Text(
    en: "The VPC lists the secondary ranges no more.", zh: "VPC 已不再列出这些扩展网段。")

  // MARK: Subnet

  static func createSubnet(_ name: String, _ vpc: String, _ cidr: Prefix) -> Text {
    Text(en: "Create subnet \(name) (\(cidr)) in VPC \(vpc)", zh: "在 VPC \(vpc) 中创建子网 \(name)（\(cidr)）")
  }
  static func deleteSubnet(_ name: String) -> Text { Text(en: "Delete subnet \(name)", zh: "删除子网 \(name)") }
  static let subnetThere = Text(
    en: "The subnet is there with the planned range.", zh: "子网已创建，网段与计划一致。")

  // MARK: Security group

  static func createGroup(_ name: String, _ vpc: String) -> Text {
    Text(en: "Create security group \(name) in VPC \(vpc)", zh: "在 VPC \(vpc) 中创建安全组 \(name)")
  }
  static func deleteGroup(_ name: String) -> Text {
    Text(en: "Delete security group \(name)", zh: "删除安全组 \(name)")
  }
  static let groupThere = Text(en: "The security group is there.", zh: "安全组已创建。")

  static func addRule(_ group: String, ingress: Bool, _ rule: String) -> Text {
    Text(
      en: "Security group \(group): add \(ingress ? "ingress" : "egress") rule \(rule)",
      zh: "安全组 \(group)：添加\(ingress ? "入方向" : "出方向")规则 \(rule)")
  }
  static func removeRule(_ group: String, ingress: Bool, _ rule: String) -> Text {
    Text(
      en: "Security group \(group): remove \(ingress ? "ingress" : "egress") rule \(rule)",
      zh: "安全组 \(group)：删除\(ingress ? "入方向" : "出方向")规则 \(rule)")
  }
  static let ruleThere = Text(en: "The rule is listed with its priority.", zh: "规则已列出，优先级正确。")
  static let ruleGone = Text(en: "The rule is no longer listed.", zh: "规则已不再列出。")
  static let acceptRule = Text(
    en: "An accept rule opens what was closed; flows that are open stay open.",
    zh: "放行规则只会新增放通，已放通的流量不受影响。")
  static let dropRule = Text(
    en: "A drop rule on a group that servers use already can stop flows that lower rules accept.",
    zh: "若安全组已绑定服务器，丢弃规则可能中断由后续规则放行的流量。")

  static func join(_ group: String, _ instance: String) -> Text {
    Text(en: "Add server \(instance) to security group \(group)", zh: "将服务器 \(instance) 加入安全组 \(group)")
  }
  static func leave(_ group: String, _ instance: String) -> Text {
    Text(en: "Remove server \(instance) from security group \(group)", zh: "将服务器 \(instance) 移出安全组 \(group)")
  }
  static let joined = Text(en: "The server is listed with the group.", zh: "安全组的关联实例中已列出该服务器。")
  static let left = Text(en: "The server is no longer listed with the group.", zh: "安全组的关联实例中已无该服务器。")
  static let joinOpens = Text(
    en: "The group only accepts; the server's other groups stay as they are.",
    zh: "该安全组仅含放行规则；服务器的其他安全组保持不变。")
  static let joinMayDrop = Text(
    en: "The group holds drop rules, which can stop flows that other groups of the server accept.",
    zh: "该安全组含丢弃规则，可能中断由服务器其他安全组放行的流量。")

  static func assign(_ group: String, _ backend: String) -> Text {
    Text(
      en: "Assign security group \(group) to the servers of backend \(backend)",
      zh: "将安全组 \(group) 绑定到后端 \(backend) 的服务器")
  }
  static func assignWork(_ group: String, _ backend: String) -> Text {
    Text(
      en:
        "In the console, add \(group) to the network interfaces of \(backend), beside the groups they have.",
      zh: "在控制台将 \(group) 追加到 \(backend) 的网卡，保留其原有安全组。")
  }
  static func assignBehindWork(_ group: String, _ backend: String) -> Text {
    Text(
      en: """
        In the console, list the servers behind \(backend), and add \(group) to their network interfaces, beside \
        the groups they have.
        """,
      zh: "在控制台列出 \(backend) 后端的服务器，将 \(group) 追加到其网卡，保留原有安全组。")
  }
  static let assigned = Text(
    en: "Every interface of the backend lists the group.", zh: "后端的每块网卡均已列出该安全组。")
  static func unassign(_ group: String, _ backend: String) -> Text {
    Text(
      en: "Take security group \(group) off the servers of backend \(backend)",
      zh: "将安全组 \(group) 从后端 \(backend) 的服务器解绑")
  }
  static func unassignWork(_ group: String) -> Text {
    Text(
      en: "In the console, remove \(group) from the same network interfaces.", zh: "在控制台从相同网卡移除 \(group)。")
  }

  // MARK: ACL

  static let watchSubnet = Text(
    en: """
      Read it back, and watch what runs in the subnet for some minutes: when a service breaks, take the step back at \
      once.
      """,
    zh: "回读并核对，并观察该子网内的业务数分钟：一旦业务异常，立即撤销本步骤。")

  static func createACL(_ name: String, _ vpc: String) -> Text {
    Text(en: "Create ACL \(name) in VPC \(vpc)", zh: "在 VPC \(vpc) 中创建网络 ACL \(name)")
  }
  static func deleteACL(_ name: String) -> Text { Text(en: "Delete ACL \(name)", zh: "删除网络 ACL \(name)") }
  static let aclThere = Text(en: "The ACL is there.", zh: "网络 ACL 已创建。")
  static func addACLRule(_ list: String, ingress: Bool, _ rule: String) -> Text {
    Text(
      en: "ACL \(list): add \(ingress ? "ingress" : "egress") rule \(rule)",
      zh: "网络 ACL \(list)：添加\(ingress ? "入方向" : "出方向")规则 \(rule)")
  }
  static func removeACLRule(_ list: String, ingress: Bool, _ rule: String) -> Text {
    Text(
      en: "ACL \(list): remove \(ingress ? "ingress" : "egress") rule \(rule)",
      zh: "网络 ACL \(list)：删除\(ingress ? "入方向" : "出方向")规则 \(rule)")
  }
  static let aclRuleInUse = Text(
    en: "Subnets may be bound to the ACL already; a rule can change what passes there.",
    zh: "该网络 ACL 可能已绑定子网，新规则可能改变其放行结果。")
  static func enableACL(_ name: String) -> Text {
    Text(en: "Switch ACL \(name) on", zh: "启用网络 ACL \(name)")
  }
  static func disableACL(_ name: String) -> Text {
    Text(en: "Switch ACL \(name) off", zh: "停用网络 ACL \(name)")
  }
  static let aclEnabled = Text(en: "The ACL is enabled.", zh: "网络 ACL 已启用。")
  static let aclDisabled = Text(en: "The ACL is disabled.", zh: "网络 ACL 已停用。")
  static func bindACL(_ list: String, _ subnet: String) -> Text {
    Text(en: "Bind ACL \(list) to subnet \(subnet)", zh: "将网络 ACL \(list) 绑定到子网 \(subnet)")
  }
  static func unbindACL(_ list: String, _ subnet: String) -> Text {
    Text(en: "Unbind ACL \(list) from subnet \(subnet)", zh: "将网络 ACL \(list) 与子网 \(subnet) 解绑")
  }
  static let aclBound = Text(en: "The subnet names the ACL.", zh: "子网已关联该网络 ACL。")
  static let aclUnbound = Text(en: "The subnet names no ACL.", zh: "子网未关联任何网络 ACL。")
  static let aclOnLiveSubnet = Text(
    en: "The subnet is in use; an ACL drops whatever its rules do not accept, in both directions.",
    zh: "子网已在使用；网络 ACL 会丢弃双向未被规则放行的流量。")

  // MARK: Route table

  static func createTable(_ name: String, _ vpc: String) -> Text {
    Text(en: "Create route table \(name) in VPC \(vpc)", zh: "在 VPC \(vpc) 中创建路由表 \(name)")
  }
  static func deleteTable(_ name: String) -> Text {
    Text(en: "Delete route table \(name)", zh: "删除路由表 \(name)")
  }
  static let tableThere = Text(en: "The route table is there.", zh: "路由表已创建。")
  static func addRoute(_ table: String, _ to: Prefix, _ nextHop: String) -> Text {
    Text(
      en: "Route table \(table): add route to \(to) via \(nextHop)",
      zh: "路由表 \(table)：添加目的网段 \(to)、下一跳 \(nextHop) 的路由")
  }
  static func removeRoute(_ table: String, _ to: Prefix) -> Text {
    Text(en: "Route table \(table): remove route to \(to)", zh: "路由表 \(table)：删除目的网段 \(to) 的路由")
  }
  static let routeThere = Text(en: "The route is listed.", zh: "路由已列出。")
  static let routeGone = Text(en: "The route is no longer listed.", zh: "路由已不再列出。")
  static let routeInUse = Text(
    en: "Subnets may use the table already; the route takes over what went another way.",
    zh: "该路由表可能已被子网使用；新路由会接管原先走其他路径的流量。")
  static func bindTable(_ table: String, _ subnet: String) -> Text {
    Text(en: "Give subnet \(subnet) the route table \(table)", zh: "将子网 \(subnet) 的路由表更换为 \(table)")
  }
  static func restoreTable(_ subnet: String) -> Text {
    Text(en: "Give subnet \(subnet) the route table it had", zh: "将子网 \(subnet) 恢复为原路由表")
  }
  static let tableBound = Text(en: "The subnet names the table.", zh: "子网已关联该路由表。")
  static let tableRestored = Text(en: "The subnet names its former table.", zh: "子网已恢复关联原路由表。")
  static let tableOnLiveSubnet = Text(
    en: "The subnet is in use; routes that only its former table has are lost.",
    zh: "子网已在使用；仅存在于原路由表中的路由将失效。")
}
