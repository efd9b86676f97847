import Domain

/// What the store needs from outside: time, randomness and the rules of zones.
///
/// Values are handed in once, by whoever opens the database, so that nothing below asks the system
/// what time it is.
package struct StoreEnvironment: Sendable {
  /// The program's clock, which a rehearsal may set.
  package var now: @Sendable () -> Instant
  /// The wall clock whatever a rehearsal does; audit and sessions use it.
  package var realNow: @Sendable () -> Instant
  /// Cryptographically strong random bytes.
  package var randomBytes: @Sendable (_ count: Int) -> [UInt8]
  /// The rules of a zone of the system's time zone database.
  package var zone: @Sendable (_ identifier: String) throws -> ZoneRules
  /// The zone in force for this run whatever profiles say; nothing of it is stored.
  package var zoneOverride: String?
  /// The folder that holds the keys of databases, mode 0700.
  package var keyFolder: String
  /// Where the program runs, for the audit: a terminal's name, `timer`, `ssh 203.0.113.9`.
  package var agent: String
  /// How long a write waits for other processes before it is given up, in seconds.
  package var gateTimeout: Double

  package init(
    now: @escaping @Sendable () -> Instant,
    realNow: @escaping @Sendable () -> Instant,
    randomBytes: @escaping @Sendable (Int) -> [UInt8],
    zone: @escaping @Sendable (String) throws -> ZoneRules,
    zoneOverride: String? = nil,
    keyFolder: String,
    agent: String,
    gateTimeout: Double = 10
  ) {
    self.now = now
    self.realNow = realNow
    self.randomBytes = randomBytes
    self.zone = zone
    self.zoneOverride = zoneOverride
    self.keyFolder = keyFolder
    self.agent = agent
    self.gateTimeout = gateTimeout
  }

  /// The same with the zones that people live by, whichever was named for this run: what the program
  /// does of its own accord closes doses, and those are due by their own clock.
  package var inOwnZones: StoreEnvironment {
    var own = self
    own.zoneOverride = nil
    return own
  }

  /// A new identifier for a row that leaves the file: UUID version 7, 16 bytes, RFC 9562 5.7.
  package func publicID() -> [UInt8] {
    let milliseconds = UInt64(max(0, realNow().milliseconds))
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * $0)) }
    bytes += randomBytes(10)
    bytes[6] = bytes[6] & 0x0F | 0x70
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes
  }
}
