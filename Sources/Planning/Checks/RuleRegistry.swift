/// Every diagnostic code there is, and the rules behind those that a rule finds.
///
/// This is the only list. A test sees to it that code, name, type, file and page belong together one to one.
public enum RuleRegistry {
  /// The rules, by code.
  public static let rules: [any Rule.Type] = [
    // References.
    REF006AdoptedInsideNew.self,
    REF007RepeatedID.self,

    // Addresses.
    ADR002OverlappingRanges.self,
    ADR003ForbiddenRange.self,
    ADR004EndpointNATOverlap.self,
    ADR005SubnetOutsideVPC.self,
    ADR006UnusableAddress.self,
    ADR007MismatchedInterconnect.self,
    ADR008TranslatedOverlap.self,
    ADR010HiddenRangeOverlap.self,
    ADR011StrangeTestHost.self,

    // Routing.
    RTE001UnannouncedEndpoint.self,
    RTE002RouteAwayFromEndpoint.self,
    RTE003MissingReturnRoute.self,
    RTE004UnusableVLAN.self,
    RTE005UnusableASN.self,
    RTE006TooManyRoutes.self,
    RTE007SharedFate.self,
    RTE008UnwatchedStaticRoutes.self,
    RTE009OneSidedPreference.self,
    RTE010InconsistentMTU.self,
    RTE011DefeatedRoutingProtocol.self,
    RTE012WrongAnnouncements.self,
    RTE013UnconfirmedRouterPlatform.self,

    // Port mappings.
    PRT001MissingPortMapping.self,
    PRT002SharedBackendPort.self,
    PRT003DuplicatePortMapping.self,
    PRT004MissingListener.self,

    // Accounts.
    ACC001UnlistedConsumer.self,
    ACC002MissingAccountIdentity.self,
    ACC003LongAllowList.self,
    ACC004ForeignZoneVPC.self,

    // Endpoints.
    END001UnlistedSource.self,
    END002LongAccessList.self,
    END003OtherRegion.self,
    END004UnpublishedService.self,
    END005OneWayService.self,
    END006EmptyAccessList.self,

    // Access control.
    SEC001BlockedBySecurityGroup.self,
    SEC002MissingInLoadBalancerList.self,
    SEC003BlockedByACL.self,
    SEC004OpenToAny.self,
    SEC005LostClientAddress.self,
    SEC006UnknownSecurityGroups.self,
    SEC007BlockedBySiteFirewall.self,

    // Limits.
    CAP001SpentQuota.self,
    CAP002UnconfirmedProfile.self,
    CAP003BandwidthAboveLines.self,

    // Names.
    NAM001UnansweredName.self,
    NAM002FragileNameService.self,
    NAM003MisplacedName.self,
    NAM004RefusedCloudName.self,
    NAM005HalfServedZone.self,
  ]

  /// What is said of every code, by code: those of the rules, and those that decoder and planner find.
  public static let all: [RuleMetadata] =
    (rules.map { $0.metadata } + codesWithoutRules).sorted { $0.code < $1.code }

  /// What is said of one code, if it is one.
  public static func metadata(_ code: String) -> RuleMetadata? { all.first { $0.code == code } }
}
