import Addressing

/// Sentences about endpoints and their connections.
enum EndpointText {
  static func create(_ name: String, _ address: IPAddress) -> Text {
    Text(en: "Create endpoint \(name) at \(address)", zh: "创建终端节点 \(name)，地址 \(address)")
  }
  static func delete(_ name: String) -> Text { Text(en: "Delete endpoint \(name)", zh: "删除终端节点 \(name)") }
  static let there = Text(
    en: "The endpoint is there with the planned address and access list.", zh: "终端节点已创建，地址与访问白名单和计划一致。")
  static let orderThenRead = Text(
    en:
      "The call places an order: send the identical call with the same client token every 10 s until the reply "
      + "holds an endpointID (up to 30 min); a new token would order a second endpoint. Then read it back.",
    zh: "该调用为下单：使用同一 clientToken 每 10 秒重复完全相同的请求，直至返回 endpointID（最长 30 分钟）；更换 token 会重复下单。随后读取核对。")
  static let refundThenLook = Text(
    en:
      "Send the identical call with the same client token every 10 s until masterResourceStatus is refunded; then look "
      + "until its address is no longer in use in the subnet, some 30 s later.",
    zh: "使用同一 clientToken 每 10 秒重复完全相同的请求，直至 masterResourceStatus 为 refunded；随后持续查看，直至子网中不再占用其地址（约 30 秒后）。")
  static let addressFree = Text(
    en: "The endpoint is gone, and its address is free.", zh: "终端节点已不存在，其地址已释放。")
  static let billed = Text(
    en: "The endpoint is billed from its creation until it is deleted, also while it is not connected.",
    zh: "终端节点自创建起计费，直至删除；未连接期间同样计费。")

  static func accept(_ endpoint: String, _ service: String) -> Text {
    Text(
      en: "Accept the connection of endpoint \(endpoint) to endpoint service \(service)",
      zh: "接受终端节点 \(endpoint) 对终端节点服务 \(service) 的连接申请")
  }
  static func reject(_ endpoint: String, _ service: String) -> Text {
    Text(
      en: "Cut the connection of endpoint \(endpoint) to endpoint service \(service)",
      zh: "断开终端节点 \(endpoint) 与终端节点服务 \(service) 的连接")
  }
  static let accepted = Text(en: "The service lists the connection as up.", zh: "服务的连接列表中该连接状态为 UP。")
  static let rejected = Text(
    en: "The service lists the connection as down, or no more.", zh: "服务的连接列表中该连接为 DOWN 或已不存在。")

  static func waitConnected(_ endpoint: String) -> Text {
    Text(en: "Wait until endpoint \(endpoint) is connected", zh: "等待终端节点 \(endpoint) 建立连接")
  }
  static let connected = Text(en: "The endpoint's state is connected (1).", zh: "终端节点状态为已连接（1）。")
  static let foreignApproval = Text(
    en:
      "The endpoint's state is connected (1). Its provider stands outside this runbook and may have to accept it.",
    zh: "终端节点状态为已连接（1）。服务提供方不在本方案内，可能需其手工接受连接。")

  static func protect(_ endpoint: String) -> Text {
    Text(en: "Switch deletion protection of endpoint \(endpoint) on", zh: "开启终端节点 \(endpoint) 的删除保护")
  }
  static func unprotect(_ endpoint: String) -> Text {
    Text(en: "Switch deletion protection of endpoint \(endpoint) off", zh: "关闭终端节点 \(endpoint) 的删除保护")
  }
  static let switchUnseen = Text(
    en: "No reply of the cloud shows this switch; the reply to the call itself is all there is to see.",
    zh: "云端没有任何返回能显示该开关，只能以本次调用的返回为准。")
  static let switchAnswered = Text(en: "The call is answered with success.", zh: "调用返回成功。")

  // MARK: The operator's services

  static func findService(_ name: String) -> Text {
    Text(
      en: "Find the cloud's endpoint service for \(name)", zh: "查找云平台的 \(name) 终端节点服务")
  }
  static func findServiceWork(_ name: String) -> Text {
    Text(
      en: """
        List the endpoint services that the cloud publishes in this resource pool (ListCtyunServices, or the \
        console's list when an endpoint is created) and note the id of the one for \(name). When there is none, \
        stop: the plan cannot work in this pool.
        """,
      zh: "查询本资源池内云平台发布的终端节点服务（ListCtyunServices，或控制台创建终端节点时的服务列表），记录 \(name) 对应的服务 ID。若不存在，请停止：该方案在本资源池不可行。")
  }
  static let serviceListed = Text(
    en: "The service is published in this resource pool; its id begins with endpser-.",
    zh: "该服务已在本资源池发布，其 ID 以 endpser- 开头。")
  static func askService(_ name: String) -> Text {
    Text(en: "Id of the cloud's endpoint service for \(name)", zh: "云平台 \(name) 终端节点服务的 ID")
  }
}
