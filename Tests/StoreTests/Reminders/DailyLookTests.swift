import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

/// Refills and stock, told once a day by the same engine as doses.
@Suite struct DailyLookTests {
  private static let morning =
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"#
    + #""start":"2026-03-01"}"#

  /// A home with four tablets left of one that is taken each morning.
  private func home(onHand: Int = 4) throws -> ReminderDiary {
    let home = try ReminderDiary(now: "2026-03-01T08:30:00-05:00")
    _ = try home.diary.add("metformin", Self.morning, onHand: onHand)
    _ = try home.told()
    return home
  }

  private func refills(_ home: ReminderDiary) throws -> [String] {
    try home.told().filter { $0.hasPrefix("Refill") }
  }

  @Test func `a supply that ends soon is told at nine, once that day and again the next`() throws {
    let home = try home()
    #expect(try refills(home) == [])
    try home.clock.set("2026-03-01T09:00:00-05:00")
    #expect(try refills(home).count == 1)
    try home.clock.set("2026-03-01T15:00:00-05:00")
    #expect(try refills(home) == [])
    try home.clock.set("2026-03-02T09:00:00-05:00")
    #expect(try refills(home).count == 1)
  }

  @Test func `a supply that lasts is not looked at before its day`() throws {
    let home = try home(onHand: 60)
    try home.clock.set("2026-03-01T09:00:00-05:00")
    #expect(try refills(home) == [])
    let next = try home.count("SELECT next_at FROM daily_looks WHERE user_id > 0")
    let day = try #require(Instant(text: "2026-04-01T00:00:00-05:00"))
    #expect(next > day.milliseconds)
  }

  @Test func `a zone named for one run does not move the hour at which refills are told`() throws {
    let home = try home()
    func next() throws -> Int {
      try home.count("SELECT next_at FROM daily_looks WHERE user_id > 0")
    }
    let before = try next()
    var elsewhere = home.diary.test.environment
    elsewhere.zoneOverride = "Asia/Tokyo"
    let other = try DatabaseFile.open(path: home.diary.test.path, environment: elsewhere)
    defer { other.close() }
    let session = home.diary.session
    let there = other.acting(as: session.actor, for: session.subject)
    _ = try there.write(
      SetQuietHours(isOn: true, window: nil, advanceMinutes: 5)
    )
    #expect(try next() == before)
  }

  @Test func `a refill that was asked for is not told`() throws {
    let home = try home()
    let medication = try home.count("SELECT medication_id FROM user_medications")
    _ = try home.diary.session.write(RequestRefill(medication: medication))
    try home.clock.set("2026-03-01T09:00:00-05:00")
    #expect(try refills(home) == [])
  }

  @Test func `a prescriber who has not answered for 3 open days is told of`() throws {
    let home = try home(onHand: 6)
    let medication = try home.count("SELECT medication_id FROM user_medications")
    _ = try home.diary.session.write(RequestRefill(medication: medication))
    // Monday, March 2, at nine.
    try home.set(
      "UPDATE refill_requests SET status = 'askedPrescriber', answered_at = 1772460000000"
    )
    for day in ["02", "03", "04"] {
      try home.clock.set("2026-03-\(day)T09:00:00-05:00")
      #expect(try refills(home) == [], "\(day)")
    }
    try home.clock.set("2026-03-05T09:00:00-05:00")
    let told = try home.look().messages.map(\.message).filter { $0.title.hasPrefix("Refill") }
    #expect(told.count == 1)
    #expect(told.first?.body.contains("Ask there yourself.") == true, "\(told)")
  }

  @Test func `in quiet hours it waits for their end`() throws {
    let home = try home()
    try home.set(
      """
      UPDATE notification_preferences SET quiet_hours_start = '22:00', quiet_hours_end = '10:30'
      """
    )
    try home.clock.set("2026-03-01T09:00:00-05:00")
    #expect(try refills(home) == [])
    try home.clock.set("2026-03-01T10:30:00-05:00")
    #expect(try refills(home).count == 1)
  }

  @Test func `whoever wants no refill reminders gets none`() throws {
    let home = try home()
    try home.set("UPDATE notification_preferences SET refill_reminders = 0")
    try home.clock.set("2026-03-01T09:00:00-05:00")
    #expect(try refills(home) == [])
  }

  @Test func `one process tells it, and another after one that died before it had`() throws {
    let home = try home()
    try home.clock.set("2026-03-01T09:00:00-05:00")
    try home.set("UPDATE notification_preferences SET repeat_at_most = 0")
    #expect(try home.look(as: "a").messages.count == 1)
    #expect(try home.look(as: "b", alive: ["a"]).messages.isEmpty)
    #expect(try home.told(as: "b").count == 1)
    #expect(try home.told(as: "c", alive: ["b"]) == [])
  }

  @Test func `whoever keeps the counter hears of stock and refills, in one line a day`() throws {
    let test = try TestDatabase(
      now: "2026-03-01T08:00:00-05:00",
      info: NewDatabase(isCounter: true)
    )
    let person = NewPerson(
      handle: "ortiz",
      firstName: "J.",
      lastName: "Ortiz",
      zone: "America/New_York",
      roles: [.pharmacist]
    )
    let user = try test.database.acting(as: CareDatabase.founder, for: 0).write(AddPerson(person))
    try test.database.write { db, _, _ in
      try db.execute(
        sql: """
          INSERT INTO products (public_id, product_name, display_name, strength, dosage_form,
            billing_unit, is_breakable, reorder_point, alerts)
          VALUES (randomblob(16), 'apixaban 5 mg tab', 'apixaban 5 mg tab', '5 mg', 'tablet', 'EA',
            1, 10, 4)
          """
      )
    }
    let timer = test.database.acting(as: CareDatabase.timer, for: 0)
    func told() throws -> [String] {
      try timer.write(
        EvaluateReminders(
          people: [user],
          claimant: "a",
          isAlive: { $0 == "a" },
          offers: { $1 == .screen }
        )
      ).messages.map(\.message.title)
    }
    #expect(try told() == [])
    try test.clock.set("2026-03-01T09:00:00-05:00")
    #expect(try told() == ["Stock: 1 product to order"])
    #expect(try told() == [])
    try test.clock.set("2026-03-02T09:00:00-05:00")
    #expect(try told() == ["Stock: 1 product to order"])
  }
}
