import Domain
import GRDB
import TestSupport

@testable import Store

/// A home whose reminders are looked after by processes with names of the test's choice.
struct ReminderDiary {
  let diary: DoseDiary

  init(now: String, zone: String = "America/New_York") throws {
    diary = try DoseDiary(now: now, zone: zone)
  }

  var clock: TestClock { diary.test.clock }

  /// Looks once, as one process; `alive` are those that still run beside it.
  func look(
    as claimant: String = "a",
    alive: Set<String> = [],
    offers: Set<DeliveryMethod> = [.screen],
    machineZone: String? = nil
  ) throws -> EvaluateReminders.Answer {
    try timer.write(
      EvaluateReminders(
        people: nil,
        claimant: claimant,
        isAlive: { alive.contains($0) || $0 == claimant },
        offers: { offers.contains($1) },
        machineZone: machineZone
      )
    )
  }

  /// The titles of what is told now, which arrives.
  func told(as claimant: String = "a", alive: Set<String> = []) throws -> [String] {
    let messages = try look(as: claimant, alive: alive).messages
    for message in messages { _ = try timer.write(RecordDelivery(message, .delivered)) }
    return messages.map(\.message.title)
  }

  /// When something is to be done next, on the person's wall clock.
  func next() throws -> String? {
    let query = NextReminderQuery(people: nil, claimant: "a", offered: [.screen])
    let zone = try diary.test.environment.zone("America/New_York")
    return try timer.read(query).map { zone.local(of: $0).0.description }
  }

  func count(_ sql: String) throws -> Int {
    try diary.test.database.read { db, _ in try Int.fetchOne(db, sql: sql) ?? 0 }
  }

  func set(_ sql: String) throws {
    try diary.test.database.write { db, _, _ in try db.execute(sql: sql) }
  }

  var timer: ActingSession { diary.test.database.acting(as: CareDatabase.timer, for: 0) }
}
