/// The kinds of things that a name at the top of a scenario stands for.
enum NameKind: Int, CaseIterable {
  case account
  case site
  case directConnect
  case vpc
  case backend
  case endpointService
  case endpoint

  /// In a sentence.
  var phrase: String {
    switch self {
    case .account: "an account"
    case .site: "a site"
    case .directConnect: "a Direct Connect"
    case .vpc: "a VPC"
    case .backend: "a backend"
    case .endpointService: "an endpoint service"
    case .endpoint: "an endpoint"
    }
  }

  /// Whether addresses stand behind the name, so that filters and expectations may use it.
  var standsForAddresses: Bool { self == .site || self == .vpc || self == .endpoint }
}

/// The kinds of things that are declared inside a VPC, an endpoint service or a site.
enum ScopedKind: String {
  case subnet = "subnet"
  case routeTable = "route table"
  case acl = "ACL"
  case securityGroup = "security group"
  case transitAddress = "transit address"
  case router = "edge router"
}
