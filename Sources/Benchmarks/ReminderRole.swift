import Domain
import Foundation
import Services
import Store
import TestSupport

/// A process that reminds, on a clock that goes from one moment that matters to the next without
/// waiting for them.
///
/// Each alert that it rings is one line on stdout, `event minute`, written after the alert was taken
/// on and before that it was told is put on record: whoever kills it in between leaves an alert that
/// was taken on by a dead process.
final class ReminderRole: @unchecked Sendable {
  // Unchecked: one thread uses it; the clock is read by the same thread.
  private let database: CareDatabase
  private let timer: ActingSession
  private let end: Instant
  private var now: Instant

  init(_ folder: String, days: Int) throws {
    guard let start = Instant(text: Household.now) else { throw NotMeasured(reason: "no clock") }
    now = start
    end = start + days * 86_400
    let zones = SystemZones()
    let clock = Clock(start)
    let environment = StoreEnvironment(
      now: { @Sendable in clock.now },
      // A rehearsal: processes whose clocks stand at different days are no machine whose clock was set.
      realNow: { @Sendable in Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000)) },
      randomBytes: { @Sendable count in
        (0..<count).map { _ in UInt8.random(in: .min ... .max) }
      },
      zone: { @Sendable identifier in try zones.rules(for: identifier) },
      keyFolder: folder + "/state/prescripcare/keys",
      agent: "reminders"
    )
    database = try DatabaseFile.open(
      path: folder + "/data/prescripcare/prescripcare.sqlite",
      environment: environment
    )
    timer = database.acting(as: CareDatabase.timer, for: 0)
    self.clock = clock
  }

  private let clock: Clock

  /// Goes through the days; every process sees the same moments, since they come from the database.
  func run() throws {
    while let next = try next(), next < end {
      now = max(now, next)
      clock.now = now
      let answer = try timer.write(
        EvaluateReminders(
          people: nil,
          claimant: ProcessMark.current.text,
          isAlive: { @Sendable in ProcessMark.isAlive($0) },
          offers: { @Sendable _, method in method == .screen }
        )
      )
      for message in answer.messages {
        Output.line("\(message.event) \(now.minuteOfUTC)")
        _ = try timer.write(RecordDelivery(message, .delivered))
      }
    }
    database.close()
  }

  private func next() throws -> Instant? {
    try timer.read(
      NextReminderQuery(
        people: nil,
        claimant: ProcessMark.current.text,
        offered: [.screen]
      )
    )
  }

  /// A clock that is set and not waited for.
  private final class Clock: @unchecked Sendable {
    // Unchecked: `value` is guarded by `lock`.
    private let lock = NSLock()
    private var value: Instant

    init(_ value: Instant) { self.value = value }

    var now: Instant {
      get { lock.withLock { value } }
      set { lock.withLock { value = newValue } }
    }
  }
}
