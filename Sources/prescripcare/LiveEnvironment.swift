import Domain
import Foundation
import Services
import Store

/// The one place where the system's clock, zone, randomness and folders enter the program.
struct LiveEnvironment {
  let paths: Paths
  let variables: [String: String]
  private let rehearsalStart: Instant?
  private let startedAt: UInt64
  private let zones = SystemZones()

  init(
    rehearsalStart: Instant? = nil,
    variables: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.variables = variables
    self.rehearsalStart = rehearsalStart
    startedAt = Self.monotonicMilliseconds()
    paths = Paths(environment: variables, executable: Self.executable)
  }

  var isRehearsal: Bool { rehearsalStart != nil }

  /// What the store and the services need.
  func store(keyFolder: String? = nil, zoneOverride: String? = nil) -> StoreEnvironment {
    let start = rehearsalStart
    let startedAt = startedAt
    let zones = zones
    return StoreEnvironment(
      now: { @Sendable in
        guard let start else { return Self.wallClock() }
        let elapsed = Int(Self.monotonicMilliseconds() - startedAt)
        return Instant(milliseconds: start.milliseconds + elapsed)
      },
      realNow: { @Sendable in Self.wallClock() },
      randomBytes: { @Sendable count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      },
      zone: { @Sendable identifier in try zones.rules(for: identifier) },
      zoneOverride: zoneOverride,
      keyFolder: keyFolder ?? paths.keys,
      agent: agent
    )
  }

  /// The programs that carry reminders away, with what they need of the environment.
  var programs: OutsidePrograms {
    OutsidePrograms(
      environment: variables.filter { OutsidePrograms.passedVariables.contains($0.key) }
    )
  }

  /// The identifier of the machine's zone: `TZ`, else where `/etc/localtime` leads, else UTC.
  var systemZone: String {
    if let named = variables["TZ"]?.drop(while: { $0 == ":" }), !named.isEmpty,
      zones.isKnown(String(named))
    {
      return String(named)
    }
    let target =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")) ?? ""
    guard let range = target.range(of: "zoneinfo/") else { return "UTC" }
    let name = String(target[range.upperBound...])
    return zones.isKnown(name) ? name : "UTC"
  }

  /// Every zone that the system lists.
  var zoneNames: [String] { zones.names() }

  func zone(_ identifier: String) throws -> ZoneRules { try zones.rules(for: identifier) }

  /// Whether somebody sits at the far end of an SSH connection.
  var isRemote: Bool { variables["SSH_CONNECTION"] != nil }

  /// The terminal or connection, as the audit names it.
  private var agent: String {
    if let connection = variables["SSH_CONNECTION"]?.split(separator: " ").first {
      return "ssh \(connection)"
    }
    return variables["TERM"] == nil ? "command" : "terminal"
  }

  static var executable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }

  private static func wallClock() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }

  private static func monotonicMilliseconds() -> UInt64 {
    monotonicNanoseconds(CLOCK_MONOTONIC) / 1_000_000
  }

  private static func monotonicNanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
