import Scenario

/// Values of the cloud profile that nobody has confirmed and that a plan rests on: the same that the check warns of.
/// Sorted by key.
func assumptions(of scenario: Scenario, profile: CloudProfile) -> [Assumption] {
  unconfirmedValues(of: scenario, profile: profile)
    .map { Assumption(key: $0.key, value: $0.value, source: $0.source, sourceZh: $0.sourceZh) }
}
