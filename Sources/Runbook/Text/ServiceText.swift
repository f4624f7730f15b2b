import Addressing
import Scenario

/// Sentences about backends and endpoint services.
enum ServiceText {
  // MARK: Load balancer

  static func createBalancer(_ name: String, _ address: IPAddress?) -> Text {
    let place = address.map { " (\($0))" } ?? ""
    return Text(
      en: "Create internal load balancer \(name)\(place)",
      zh: "创建内网负载均衡 \(name)\(address.map { "（\($0)）" } ?? "")")
  }
  static func deleteBalancer(_ name: String) -> Text {
    Text(en: "Delete load balancer \(name)", zh: "删除负载均衡 \(name)")
  }
  static let balancerThere = Text(
    en: "The load balancer is there with the planned private address.", zh: "负载均衡已创建，内网地址与计划一致。")
  static func createTargetGroup(_ name: String) -> Text {
    Text(en: "Create target group \(name)", zh: "创建后端主机组 \(name)")
  }
  static func deleteTargetGroup(_ name: String) -> Text {
    Text(en: "Delete target group \(name)", zh: "删除后端主机组 \(name)")
  }
  static func createHealthCheck(_ name: String) -> Text {
    Text(en: "Create health check \(name)", zh: "创建健康检查 \(name)")
  }
  static func deleteHealthCheck(_ name: String) -> Text {
    Text(en: "Delete health check \(name)", zh: "删除健康检查 \(name)")
  }
  static func awaitHealth(_ balancer: String, _ port: TransportPort) -> Text {
    Text(
      en: "Wait until every server behind \(port) of load balancer \(balancer) is healthy",
      zh: "等待负载均衡 \(balancer) 监听器 \(port) 的后端服务器全部健康")
  }
  static let serversOnline = Text(
    en: """
      The health check shows every server online. Where one stays offline, its service does not listen, or its \
      security groups or ACL do not admit the load balancer's subnet.
      """,
    zh: "健康检查显示全部服务器在线。若有服务器持续离线，请检查其服务是否监听，以及安全组与网络 ACL 是否放行负载均衡所在子网。")
  static func addTarget(_ id: String, _ port: UInt16, _ group: String) -> Text {
    Text(
      en: "Add server \(id), port \(port), to target group \(group)",
      zh: "将服务器 \(id) 端口 \(port) 加入后端主机组 \(group)")
  }
  static func removeTarget(_ id: String, _ group: String) -> Text {
    Text(en: "Remove server \(id) from target group \(group)", zh: "将服务器 \(id) 移出后端主机组 \(group)")
  }
  static func createListener(_ port: TransportPort, _ balancer: String) -> Text {
    Text(en: "Create listener \(port) on load balancer \(balancer)", zh: "在负载均衡 \(balancer) 上创建监听器 \(port)")
  }
  static func deleteListener(_ port: TransportPort, _ balancer: String) -> Text {
    Text(en: "Delete listener \(port) of load balancer \(balancer)", zh: "删除负载均衡 \(balancer) 的监听器 \(port)")
  }

  static func setAccessList(_ balancer: String) -> Text {
    Text(en: "Set the access list of load balancer \(balancer)", zh: "设置负载均衡 \(balancer) 的访问控制策略组")
  }
  static func accessListWork(_ balancer: String) -> Text {
    Text(
      en: """
        In the console of the load balancer, make an access control policy group with the ranges below and set \
        it as allow list on every listener of \(balancer). Without the endpoint NAT range among them, no \
        endpoint reaches the servers.
        """,
      zh: "在负载均衡控制台新建访问控制策略组，填入下列网段，并以白名单方式绑定到 \(balancer) 的每个监听器。若缺少终端节点 NAT 网段，任何终端节点都无法访问后端。")
  }
  static let accessListSet = Text(
    en: "Every listener shows the policy group as its allow list.", zh: "各监听器均显示该策略组为白名单。")
  static func removeAccessList(_ balancer: String) -> Text {
    Text(en: "Take the access list off load balancer \(balancer)", zh: "取消负载均衡 \(balancer) 的访问控制策略组")
  }
  static let accessListRemoved = Text(
    en: "Set access control of every listener to off, then delete the policy group.",
    zh: "将各监听器的访问控制设为关闭，然后删除该策略组。")
  static let accessListGone = Text(en: "No listener names the policy group.", zh: "已无监听器引用该策略组。")

  // MARK: Backend

  static func verifyBackend(_ name: String, _ id: String) -> Text {
    Text(en: "Verify that backend \(name) (\(id)) is up", zh: "核对后端 \(name)（\(id)）处于运行状态")
  }
  static func verifyBackendWork(_ id: String) -> Text {
    Text(
      en: "In the console, open \(id): it runs, and its private address is the planned one.",
      zh: "在控制台打开 \(id)：确认其正在运行，内网地址与计划一致。")
  }
  static func testBackend(_ name: String) -> Text {
    Text(en: "Test backend \(name) from its own VPC", zh: "在其所在 VPC 内测试后端 \(name)")
  }
  static let testBackendWork = Text(
    en: """
      From a server of the same VPC, connect to each port. A backend that does not answer here cannot answer \
      through an endpoint.
      """,
    zh: "在同一 VPC 的服务器上逐一连接各端口。此处不通，则经终端节点必然不通。")
  static let testBackendUnknown = Text(
    en: "The plan knows neither address nor ports; the provider confirms that the backend is healthy.",
    zh: "计划中没有该后端的地址或端口，请由服务提供方确认后端健康。")
  static let backendAnswers = Text(en: "Every port answers.", zh: "所有端口均可连通。")
  static func serverIn(_ vpc: String) -> String { "VPC \(vpc)" }

  // MARK: Endpoint service

  static func createService(_ name: String, mappings: Int, reverse: Bool) -> Text {
    reverse
      ? Text(en: "Create reverse endpoint service \(name)", zh: "创建反向终端节点服务 \(name)")
      : Text(
        en:
          "Create endpoint service \(name) with \(CommonText.count(mappings, "port mapping", "port mappings"))",
        zh: "创建终端节点服务 \(name)，含 \(mappings) 条端口映射")
  }
  static func deleteService(_ name: String) -> Text {
    Text(en: "Delete endpoint service \(name)", zh: "删除终端节点服务 \(name)")
  }
  static let serviceThere = Text(
    en: "The service is there with its backend and every port mapping.", zh: "终端节点服务已创建，后端与全部端口映射均正确。")
  static let reverseServiceThere = Text(en: "The reverse service is there.", zh: "反向终端节点服务已创建。")
  static let serviceRemains = Text(
    en: "Endpoints of others that use the service are still billed to their owners until they delete them.",
    zh: "其他账号使用该服务的终端节点在其所有者删除前仍会计费。")

  static func allow(_ consumer: String, _ service: String) -> Text {
    Text(
      en: "Put account \(consumer) on the allow list of endpoint service \(service)",
      zh: "将账号 \(consumer) 加入终端节点服务 \(service) 的白名单")
  }
  static func disallow(_ consumer: String, _ service: String) -> Text {
    Text(
      en: "Take account \(consumer) off the allow list of endpoint service \(service)",
      zh: "将账号 \(consumer) 移出终端节点服务 \(service) 的白名单")
  }
  static let allowed = Text(en: "The allow list names the account.", zh: "白名单中已列出该账号。")
  static let disallowed = Text(en: "The allow list names the account no more.", zh: "白名单中已无该账号。")
  static func allowAny(_ service: String) -> Text {
    Text(
      en: "Open endpoint service \(service) to every account", zh: "将终端节点服务 \(service) 对所有账号开放")
  }
  static let allowAnyWork = Text(
    en: """
      In the console, set the allow list of the service to all accounts. The API of this cloud only takes single \
      accounts.
      """,
    zh: "在控制台将该服务的白名单设置为所有账号。本云 API 仅支持逐个账号添加。")
  static let allowAnyDone = Text(en: "The allow list shows all accounts.", zh: "白名单显示为所有账号。")
  static func disallowAny(_ service: String) -> Text {
    Text(
      en: "Close endpoint service \(service) to other accounts", zh: "取消终端节点服务 \(service) 对所有账号的开放")
  }
  static let disallowAnyWork = Text(
    en: "In the console, remove the entry for all accounts from the allow list.",
    zh: "在控制台从白名单中删除“所有账号”条目。")
  static let disallowAnyDone = Text(en: "The entry is gone.", zh: "该条目已删除。")

  // MARK: Reverse service

  static func addTransit(_ address: IPAddress, _ service: String) -> Text {
    Text(
      en: "Add transit address \(address) to reverse service \(service)",
      zh: "为反向终端节点服务 \(service) 添加中转 IP \(address)")
  }
  static func removeTransit(_ address: IPAddress, _ service: String) -> Text {
    Text(
      en: "Remove transit address \(address) from reverse service \(service)",
      zh: "删除反向终端节点服务 \(service) 的中转 IP \(address)")
  }
  static func addReverseRule(_ service: String, _ rule: String) -> Text {
    Text(en: "Reverse service \(service): add rule \(rule)", zh: "反向终端节点服务 \(service)：添加反向规则 \(rule)")
  }
  static func removeReverseRule(_ service: String, _ rule: String) -> Text {
    Text(en: "Reverse service \(service): remove rule \(rule)", zh: "反向终端节点服务 \(service)：删除反向规则 \(rule)")
  }
}
