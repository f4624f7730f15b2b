/// The cloud understood a call and does not do it: status 900.
struct Refusal: Error, Sendable {
  /// Why, as the last part of the error code, with its Chinese text.
  enum Reason: String, Sendable {
    case notFound = "NotFound"
    case accessFailed = "AccessFailed"
    case notSupported = "NotSupported"
    case invalid = "Invalid"
    case alreadyExists = "AlreadyExists"
    case overlap = "Overlap"
    case outside = "OutOfRange"
    case reserved = "Reserved"
    case taken = "InUse"
    case dependants = "HasDependants"
    case exhausted = "Exhausted"
    case quota = "QuotaExceeded"
    case denied = "AccessDenied"
    case protected = "DeleteProtected"
    case conflict = "Conflict"
    case inProgress = "Inprogress"

    var chinese: String {
      switch self {
      case .notFound: "资源不存在"
      case .accessFailed: "资源访问失败"
      case .notSupported: "不支持该操作"
      case .invalid: "参数无效"
      case .alreadyExists: "资源已存在"
      case .overlap: "地址段重叠"
      case .outside: "超出允许范围"
      case .reserved: "地址为系统保留地址"
      case .taken: "资源已被占用"
      case .dependants: "存在关联资源，无法操作"
      case .exhausted: "可用资源不足"
      case .quota: "超出配额限制"
      case .denied: "没有访问权限"
      case .protected: "资源已开启删除保护"
      case .conflict: "与现有配置冲突"
      case .inProgress: "订单处理中"
      }
    }
  }

  /// The row of the ledger that this refusal comes from.
  let behaviour: Behaviour
  /// The three-part code, such as `Openapi.Vpc.NotFound`.
  let code: String
  /// English text.
  let message: String
  /// Chinese text.
  let description: String

  init(_ behaviour: Behaviour, _ module: String, _ reason: Reason, _ message: String) {
    self.behaviour = behaviour
    code = "Openapi.\(module).\(reason.rawValue)"
    self.message = message
    description = reason.chinese
  }
}
