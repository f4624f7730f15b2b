import Addressing
import Scenario

/// Sentences about verification: the ladder from light to objects, each rung isolating one layer.
enum VerificationText {
  static let watchService = Text(
    en: """
      No endpoint is reached from this site: have a connection of the service that the cloud opens to the site \
      running, and see that it goes on.
      """,
    zh: "本站点不访问终端节点：请保持一条由云侧发起到站点的业务连接，确认其持续可用。")
  static let runCommands = Text(en: "Run the commands.", zh: "执行下列命令。")
  static let connected = Text(en: "succeeded (open)", zh: "连接成功（open）")
  static let datagramSent = Text(
    en: "no “refused”; UDP gives no other sign, so look at the service's own log",
    zh: "未出现“refused”；UDP 无其他回应，请查看服务日志")

  // MARK: Line

  static func verifyPort(_ line: String) -> Text {
    Text(en: "Verify light and counters of line \(line)", zh: "检查专线 \(line) 的光功率与错误计数")
  }
  static let readTwice = Text(
    en: "Run the commands twice, one minute apart.", zh: "间隔一分钟执行两次。")
  static let portHealthy = Text(
    en: "Light is inside the thresholds and no error counter has grown.", zh: "光功率在门限内，错误计数未增长。")
  static func verifyPing(_ line: String) -> Text {
    Text(en: "Ping the cloud's end of line \(line)", zh: "Ping 专线 \(line) 的云侧互联地址")
  }
  static func verifyRouting(_ line: String, bgp: Bool) -> Text {
    bgp
      ? Text(en: "Verify BGP and BFD over line \(line)", zh: "检查专线 \(line) 上的 BGP 与 BFD 状态")
      : Text(en: "Verify the routes over line \(line)", zh: "检查专线 \(line) 上的路由状态")
  }
  static func lossTest(_ line: String, _ packets: Int, _ bytes: Int) -> Text {
    Text(
      en: "Acceptance test of line \(line): \(packets) packets of \(bytes) bytes",
      zh: "专线 \(line) 验收测试：\(packets) 个 \(bytes) 字节报文")
  }
  static func lossWork(_ rate: Int) -> Text {
    Text(
      en: """
        Run the command from the router. The cloud's end answers at most \(rate) packets a second and drops the \
        rest, so a faster test shows loss that is none.
        """,
      zh: "在路由器上执行命令。云侧每秒最多应答 \(rate) 个报文，超出部分会被丢弃，过快的测试会出现虚假丢包。")
  }
  static func noLoss(_ packets: Int) -> Text {
    Text(en: "No packet of \(packets) is lost.", zh: "\(packets) 个报文无一丢失。")
  }
  static func verifyPath(_ site: String) -> Text {
    Text(en: "Verify the path from the hosts of \(site) to the edge", zh: "检查站点 \(site) 主机到边缘路由器的路径")
  }
  static let pathHop = Text(
    en: "the last hop inside the site is an edge router; what comes behind it may stay silent",
    zh: "站内最后一跳为边缘路由器；其后的跳数可不应答")
  static let pathGood = Text(
    en: "Traffic for every cloud prefix leaves over an edge router.", zh: "去往各云上网段的流量均经边缘路由器离开。")

  // MARK: Endpoint

  static func testEndpoint(_ endpoint: String, _ site: String) -> Text {
    Text(en: "Test endpoint \(endpoint) from \(site)", zh: "从 \(site) 测试终端节点 \(endpoint)")
  }
  static let testWork = Text(
    en:
      "Run the commands from the host they name. A ping of an endpoint proves nothing: ICMP is never mapped.",
    zh: "在指定主机上执行命令。Ping 终端节点不能说明问题：ICMP 不做映射。")
  static let portsOpen = Text(en: "Every port answers.", zh: "所有端口均可连通。")
  static func certificate(_ name: String) -> Text {
    Text(
      en:
        "the certificate holds \(name); a name mismatch after the handshake still means that the path is fine",
      zh: "证书包含 \(name)；若握手后仅提示名称不符，说明链路本身正常")
  }
  static func testReverse(_ service: String, _ target: String) -> Text {
    Text(
      en: "Test reverse service \(service) towards \(target)", zh: "测试反向终端节点服务 \(service) 到 \(target) 的连通性")
  }
  static func digEndpoint(_ endpoint: String, _ site: String) -> Text {
    Text(en: "Ask the DNS endpoint \(endpoint) from \(site)", zh: "从 \(site) 向 DNS 终端节点 \(endpoint) 发起查询")
  }
  static let answers = Text(en: "status: NOERROR", zh: "status: NOERROR")
  static let resolverAnswers = Text(
    en: "The DNS endpoint answers over UDP and over TCP.", zh: "DNS 终端节点经 UDP 与 TCP 均能应答。")
  static func hostIn(_ vpc: String) -> Text {
    Text(en: "a server in VPC \(vpc)", zh: "VPC \(vpc) 内的服务器")
  }

  // MARK: Names

  static func proveNames(_ endpoint: String, _ site: String) -> Text {
    Text(en: "Prove the names of endpoint \(endpoint) at \(site)", zh: "在 \(site) 按名称验证终端节点 \(endpoint)")
  }
  static func answersAddress(_ addresses: String) -> Text {
    Text(en: "answers \(addresses) and nothing else", zh: "仅返回 \(addresses)")
  }
  static let namesGood = Text(
    en: "The names answer private addresses and the service answers by name.", zh: "名称解析为内网地址，按名称可访问服务。")
  static let tlsGood = Text(
    en: "Verification: OK (Verify return code: 0)", zh: "Verification: OK（Verify return code: 0）")

  static func proveObjects(_ endpoint: String, _ site: String) -> Text {
    Text(
      en: "Write and read an object through endpoint \(endpoint) from \(site)",
      zh: "从 \(site) 经终端节点 \(endpoint) 写入并读取对象")
  }
  static let objectWork = Text(
    en: """
      Replace <BUCKET> by a test bucket and <ZOS-NAME> by the pool's intranet name from the console. The name \
      must answer the endpoint's address; with a public answer the test passes over the public network.
      """,
    zh: "将 <BUCKET> 替换为测试桶，<ZOS-NAME> 替换为控制台给出的本资源池内网域名。该域名须解析为终端节点地址；若返回公网地址，则测试走的是公网。")
  static let objectsGood = Text(
    en: "The object is written, read back equal, and removed.", zh: "对象写入成功，读回一致，并已删除。")
  static let privateAnswer = Text(en: "the endpoint's address", zh: "终端节点的地址")

  static func privateAnswer(_ address: IPAddress) -> Text {
    Text(
      en: "answers \(address) and nothing else; with a public address stop here: names must not be switched",
      zh: "仅应答 \(address)；若为公网地址则到此停止，不得切换域名")
  }

  static let succeeds = Text(en: "ends without an error", zh: "正常结束，无报错")

  // MARK: Drill

  static func drill(_ line: String) -> Text {
    Text(en: "Failover drill: take line \(line) down and up again", zh: "倒换演练：中断并恢复专线 \(line)")
  }
  static func drillWork(_ seconds: Int?, bfd: Bool) -> Text {
    guard let seconds else {
      return Text(
        en: """
          Keep the commands of the check running from the test host. Type the first block. Neither BFD nor a \
          health check tells the cloud that the line is dead, so its direction moves late or not at all: write \
          down how long. Type the second block and see the flows come back.
          """,
        zh: "在测试主机上持续执行检查命令，输入第一段配置。由于既无 BFD 也无健康检查告知云侧线路中断，云侧方向可能切换很慢甚至不切换：请记录时长。随后输入第二段配置，确认流量回切。")
    }
    return Text(
      en: """
        Keep the commands of the check running from the test host. Type the first block: flows must move to the \
        other lines within about \(seconds) s\(bfd ? " (BFD)" : ""). Wait two minutes, type the second block, and \
        see them come back. Write down both times.
        """,
      zh: """
        在测试主机上持续执行检查命令。输入第一段配置：流量应在约 \(seconds) 秒内\(bfd ? "（BFD）" : "")切换到其他线路。\
        两分钟后输入第二段配置，确认流量回切。记录两次切换的时间。
        """)
  }
  static let drillGood = Text(
    en: "Both directions move to the other line and back; nothing else breaks.",
    zh: "双向流量均切换至其他线路并成功回切，无其他影响。")
  static func drillImpact(_ seconds: Int?) -> Text {
    Text(
      en: "Flows over this line break until the other lines take over"
        + (seconds.map { " (about \($0) s)." } ?? ", or until it is up again."),
      zh: "经该线路的流量会中断，直至其他线路接管" + (seconds.map { "（约 \($0) 秒）。" } ?? "或该线路恢复。"))
  }
  static let testObject = Text(
    en: "One small object in a test bucket; it is removed at the end.", zh: "仅在测试桶中写入一个小对象，结束时删除。")
  static func bringUp(_ line: String) -> Text {
    Text(en: "Bring line \(line) up", zh: "恢复专线 \(line)")
  }
  static let lineUp = Text(en: "The line is up and its neighbour is back.", zh: "线路 UP，邻居已恢复。")
}
