import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct DosesThatDependTests {
  private static let asNeeded = """
    {"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet",\
    "maximum":{"amount":"3 tablets","hours":24}}
    """

  @Test func `eight hours after the last dose taken, whenever that was`() throws {
    let home = try DoseDiary(now: "2026-03-01T06:00:00-05:00")
    let pill = try home.add(
      "amoxicillin",
      #"{"kind":"interval","everyHours":8,"start":"2026-03-01T06:00","basis":"taken"}"#
    )
    #expect(try home.day() == ["06:00 due"])
    try home.test.clock.set("2026-03-01T07:10:00-05:00")
    _ = try home.take(pill.schedule, "2026-03-01T06:00")
    #expect(try home.day() == ["06:00 taken", "15:10 later"])
    _ = try home.undo(pill.schedule, "2026-03-01T06:00")
    #expect(try home.day() == ["06:00 late"])
  }

  @Test func `a linked dose follows the other one and goes with its undo`() throws {
    let home = try DoseDiary(now: "2026-03-01T07:00:00-05:00")
    let first = try home.add(
      "levothyroxine",
      #"{"kind":"times","times":[{"at":"07:00","amount":"1 tablet"}],"start":"2026-03-01"}"#
    )
    let second = try home.add(
      "omeprazole",
      #"{"kind":"linked","after":"A","delayMinutes":30,"amount":"1 tablet","start":"2026-03-01"}"#,
      follows: first.schedule
    )
    #expect(try home.day() == ["07:00 due"])
    _ = try home.take(first.schedule, "2026-03-01T07:00")
    #expect(try home.day() == ["07:00 taken", "07:30 later"])
    _ = try home.undo(first.schedule, "2026-03-01T07:00")
    #expect(try home.day() == ["07:00 due"])
    _ = try home.take(first.schedule, "2026-03-01T07:00")
    try home.test.clock.set("2026-03-01T07:31:00-05:00")
    _ = try home.take(second.schedule, "2026-03-01T07:30")
    #expect(try home.day() == ["07:00 taken", "07:30 taken"])
  }

  @Test func `a dose as needed waits for its gap and stops at its maximum`() throws {
    let home = try DoseDiary(now: "2026-03-01T06:00:00-05:00")
    let pill = try home.add("ibuprofen", Self.asNeeded)
    #expect(try home.log(pill.medication).isNew)
    try home.test.clock.set("2026-03-01T09:59:00-05:00")
    #expect(throws: DoseRefusal.self) { try home.log(pill.medication) }
    try home.test.clock.set("2026-03-01T10:00:00-05:00")
    #expect(try home.log(pill.medication).isNew)
    try home.test.clock.set("2026-03-01T14:00:00-05:00")
    #expect(try home.log(pill.medication).isNew)
    try home.test.clock.set("2026-03-01T18:00:00-05:00")
    #expect(throws: DoseRefusal.self) { try home.log(pill.medication) }
    try home.test.clock.set("2026-03-02T06:00:00-05:00")
    #expect(try home.log(pill.medication).isNew)
  }

  @Test func `a retry with the same id is one dose`() throws {
    let home = try DoseDiary(now: "2026-03-01T06:00:00-05:00")
    let pill = try home.add("ibuprofen", Self.asNeeded, onHand: 10)
    let id = [UInt8](repeating: 7, count: 16)
    #expect(try home.log(pill.medication, id: id).isNew)
    try home.test.clock.set("2026-03-01T06:02:00-05:00")
    #expect(try home.log(pill.medication, id: id).isNew == false)
    #expect(try home.left(pill.medication) == "9")
  }

  @Test func `an extra dose of a planned medicine hangs on a schedule of its own`() throws {
    let home = try DoseDiary(now: "2026-03-01T06:00:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily, onHand: 10)
    let extra = try home.log(pill.medication, amount: "1 tablet")
    #expect(extra.isNew)
    #expect(extra.schedule != pill.schedule)
    #expect(try home.day() == ["06:00 taken", "08:00 later", "20:00 later"])
    #expect(try home.left(pill.medication) == "9")
  }

  @Test func `a reminder may be put off three times and not beyond the limit`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    let due = try DoseDiary.due("2026-03-01T08:00")
    #expect(throws: DoseRefusal.self) {
      try home.session.write(
        SnoozeDose(
          schedule: pill.schedule,
          due: due,
          until: Instant(text: "2026-03-01T16:00:00-05:00")
        )
      )
    }
    for minute in [5, 16, 27] {
      let text = minute < 10 ? "0\(minute)" : "\(minute)"
      try home.test.clock.set("2026-03-01T08:\(text):00-05:00")
      #expect(try home.session.write(SnoozeDose(schedule: pill.schedule, due: due)).isNew)
      #expect(try home.day().first == "08:00 snoozed")
    }
    try home.test.clock.set("2026-03-01T08:40:00-05:00")
    #expect(throws: DoseRefusal.snoozedTooOften) {
      try home.session.write(SnoozeDose(schedule: pill.schedule, due: due))
    }
  }

  /// From 10 PM to 7 AM.
  private static let night = try? QuietWindow(
    from: TimeOfDay(minuteOfDay: 22 * 60),
    to: TimeOfDay(minuteOfDay: 7 * 60)
  )

  @Test func `another time for a snooze that runs takes its place and none of the three`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    let due = try DoseDiary.due("2026-03-01T08:00")
    for minutes in [10, 20, 30, 20, 10] {
      let until = home.test.clock.now + minutes * 60
      #expect(
        try home.session.write(SnoozeDose(schedule: pill.schedule, due: due, until: until)).isNew
      )
    }
    let snoozes = try home.test.database.read { db, _ in
      try OpenDoseRecords.find(db, schedule: pill.schedule)?.snoozes
    }
    #expect(snoozes == 1)
  }

  @Test func `a snooze into quiet hours is refused until it is said that it rings there`() throws {
    let home = try ReminderDiary(now: "2026-03-01T21:00:00-05:00")
    let evening =
      #"{"kind":"times","times":[{"at":"21:30","amount":"1 tablet"}],"start":"2026-03-01"}"#
    let pill = try home.diary.add("metformin", evening)
    try home.diary.session.write(
      SetQuietHours(
        isOn: true,
        window: Self.night,
        advanceMinutes: 0
      )
    )
    try home.clock.set("2026-03-01T21:55:00-05:00")
    _ = try home.told()
    let due = try DoseDiary.due("2026-03-01T21:30")
    let end = try #require(LocalMinute(text: "2026-03-02T07:00"))
    #expect(throws: DoseRefusal.snoozeIntoQuiet(until: end)) {
      try home.diary.session.write(SnoozeDose(schedule: pill.schedule, due: due))
    }
    #expect(
      try home.diary.session.write(
        SnoozeDose(schedule: pill.schedule, due: due, ringsInQuietHours: true)
      ).isNew
    )
    try home.clock.set("2026-03-01T22:05:00-05:00")
    #expect(try home.told() == ["Due: metformin 500 mg"])
  }

  @Test func `a dose whose repetition waits for the morning is asked about then, once`() throws {
    let home = try ReminderDiary(now: "2026-03-01T21:00:00-05:00")
    let evening =
      #"{"kind":"times","times":[{"at":"21:45","amount":"1 tablet"}],"start":"2026-03-01"}"#
    _ = try home.diary.add("metformin", evening)
    try home.diary.session.write(
      SetQuietHours(
        isOn: true,
        window: Self.night,
        advanceMinutes: 0
      )
    )
    try home.clock.set("2026-03-01T21:45:00-05:00")
    #expect(try home.told() == ["Due: metformin 500 mg"])
    for moment in ["2026-03-01T22:15:00", "2026-03-02T00:00:00", "2026-03-02T03:00:00"] {
      try home.clock.set("\(moment)-05:00")
      #expect(try home.told() == [])
    }
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 3") == 1)
    try home.clock.set("2026-03-02T07:00:00-05:00")
    #expect(try home.told() == ["A question about an earlier dose"])
    try home.clock.set("2026-03-02T07:30:00-05:00")
    #expect(try home.told() == [])
  }

  @Test func `a paused medication is not due and what fell into the pause is not missed`() throws {
    let home = try DoseDiary(now: "2026-03-01T07:00:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    #expect(
      try home.session.write(
        SetMedicationStatus(medication: pill.medication, change: .pause(until: nil))
      )
    )
    try home.test.clock.set("2026-03-03T09:00:00-05:00")
    #expect(try home.day() == ["08:00 paused", "20:00 paused"])
    #expect(
      try home.session.write(SetMedicationStatus(medication: pill.medication, change: .resume))
    )
    #expect(try home.day("2026-03-02") == ["08:00 paused", "20:00 paused"])
    #expect(try home.day() == ["08:00 due", "20:00 later"])
  }

  @Test func `a change of the rule leaves the past as it was`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:00:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    _ = try home.take(pill.schedule, "2026-03-01T08:00")
    let rule = try ScheduleRule(
      json: JSON(
        text: #"{"kind":"times","times":[{"at":"09:00","amount":"1 tablet"}],"start":"2026-03-01"}"#
      )
    )
    _ = try home.session.write(
      ChangeSchedule(
        schedule: pill.schedule,
        rule: rule,
        from: LocalMinute(text: "2026-03-02T00:00")
      )
    )
    #expect(try home.day("2026-03-01") == ["08:00 taken", "20:00 later"])
    #expect(try home.day("2026-03-02") == ["09:00 later"])
    #expect(throws: StoreError.self) {
      try home.session.write(
        ChangeSchedule(
          schedule: pill.schedule,
          rule: rule,
          from: LocalMinute(text: "2026-03-01T00:00")
        )
      )
    }
  }
}
