/// Numbers whose bounds a protocol sets. What one cloud allows is narrower and stands in its profile.
extension Shape where Value == Located<UInt32> {
  /// An autonomous system number (RFC 6793); 0 and the last one are reserved (RFC 7607, RFC 7300).
  static var autonomousSystem: Shape { integer(1...4_294_967_294) }
}

extension Shape where Value == Located<Int> {
  /// A VLAN identifier; 0 is untagged, 4095 is reserved (IEEE 802.1Q).
  static var vlan: Shape { integer(0...4094) }
  /// An IP MTU: from what every host must take (RFC 791) to the longest packet.
  static var mtu: Shape { integer(576...65535) }
  /// Megabits a second.
  static var bandwidth: Shape { integer(1...10_000_000) }
  /// The length of an IPv4 subnet.
  static var subnetLength: Shape { integer(1...32) }
  /// The priority of a filter rule.
  static var priority: Shape { integer(1...65535) }
  /// The time a DNS answer is kept, in seconds (RFC 2181, section 8).
  static var timeToLive: Shape { integer(0...2_147_483_647) }
}
