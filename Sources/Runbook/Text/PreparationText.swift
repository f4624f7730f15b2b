/// Sentences about making accounts ready.
enum PreparationText {
  static func prepare(_ account: String) -> Text {
    Text(en: "Make account \(account) ready", zh: "准备账号 \(account)")
  }

  /// What an account is going to have more of.
  struct Demand: Equatable {
    var vpcs = 0
    var balancers = 0
    var services = 0
    var endpoints = 0
    var lines = 0
    var gateways = 0
  }

  static func prepareWork(_ demand: Demand) -> Text {
    let en = [
      (demand.vpcs, "VPC", "VPCs"), (demand.balancers, "load balancer", "load balancers"),
      (demand.services, "endpoint service", "endpoint services"), (demand.endpoints, "endpoint", "endpoints"),
      (demand.lines, "line", "lines"), (demand.gateways, "Direct Connect gateway", "Direct Connect gateways"),
    ].filter { $0.0 > 0 }.map { CommonText.count($0.0, $0.1, $0.2) }.joined(separator: ", ")
    let zh = [
      (demand.vpcs, "个 VPC"), (demand.balancers, "个负载均衡"), (demand.services, "个终端节点服务"),
      (demand.endpoints, "个终端节点"), (demand.lines, "条物理专线"), (demand.gateways, "个专线网关"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: "、")
    return Text(
      en: """
        An access key with rights on the services used here is at hand, the balance covers on-demand billing, and \
        the quotas of the resource pool leave room\(en.isEmpty ? "." : " for \(en).")
        """,
      zh: "已备好具有相应权限的访问密钥；账户余额满足按需计费要求；资源池配额充足\(zh.isEmpty ? "。" : "，可新增 \(zh)。")")
  }
  static let ready = Text(
    en: "A signed read succeeds; the console's quota page leaves room.", zh: "签名查询成功；控制台配额页显示余量充足。")
  static let tryKey = Text(
    en: "Read something with the key, and look at the quota page.", zh: "使用密钥执行一次查询，并查看配额页面。")
  static func askEmail(_ account: String) -> Text {
    Text(en: "E-mail address of account \(account)", zh: "账号 \(account) 的邮箱")
  }
  static func askNumber(_ account: String) -> Text {
    Text(en: "Id of account \(account)", zh: "账号 \(account) 的账号 ID")
  }
}
