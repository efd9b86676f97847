import Domain
import Store
import TestSupport
import Testing

@Suite struct RecordDoseTests {
  @Test func `a dose taken on time is taken and the next one is later`() throws {
    let home = try DoseDiary()
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    try home.test.clock.set("2026-03-01T08:05:00-05:00")
    #expect(try home.day() == ["08:00 due", "20:00 later"])
    let answer = try home.take(pill.schedule, "2026-03-01T08:00")
    #expect(answer.isNew)
    #expect(answer.status == "taken")
    #expect(answer.takenAt == Instant(text: "2026-03-01T08:05:00-05:00"))
    #expect(try home.day() == ["08:00 taken", "20:00 later"])
  }

  @Test func `the same record again changes nothing and says so`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily, onHand: 10)
    _ = try home.take(pill.schedule, "2026-03-01T08:00")
    let changes = home.test.database.changeCount
    let again = try home.take(pill.schedule, "2026-03-01T08:00")
    #expect(!again.isNew)
    #expect(again.takenAt == Instant(text: "2026-03-01T08:05:00-05:00"))
    #expect(try home.left(pill.medication) == "9")
    #expect(home.test.database.changeCount >= changes)
  }

  @Test func `a skip of a taken dose is a conflict and nothing is changed`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    let taken = try home.take(pill.schedule, "2026-03-01T08:00")
    #expect(throws: DoseRefusal.self) { try home.skip(pill.schedule, "2026-03-01T08:00") }
    #expect(throws: DoseRefusal.self) {
      try home.take(pill.schedule, "2026-03-01T08:00", amount: "2 tablets")
    }
    #expect(try home.day() == ["08:00 taken", "20:00 later"])
    #expect(taken.amount == Amount(Rational(1), "tablet"))
  }

  @Test func `a dose that nobody planned cannot be taken`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    #expect(throws: DoseRefusal.noSuchDose(due: LocalMinute(text: "2026-03-01T09:00")!)) {
      try home.take(pill.schedule, "2026-03-01T09:00")
    }
  }

  @Test func `the evening dose cannot be taken in the morning unless it is meant`() throws {
    let home = try DoseDiary(now: "2026-03-01T09:00:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    #expect(throws: DoseRefusal.tooEarly(due: LocalMinute(text: "2026-03-01T20:00")!)) {
      try home.take(pill.schedule, "2026-03-01T20:00")
    }
    #expect(try home.take(pill.schedule, "2026-03-01T20:00", early: true).isNew)
  }

  @Test func `a dose past half the gap is not invited any more but may be reported`() throws {
    let home = try DoseDiary(now: "2026-03-01T07:00:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    try home.test.clock.set("2026-03-01T15:00:00-05:00")
    #expect(try home.day() == ["08:00 notRecorded", "20:00 later"])
    #expect(throws: DoseRefusal.self) { try home.take(pill.schedule, "2026-03-01T08:00") }
    let told = try home.take(
      pill.schedule,
      "2026-03-01T08:00",
      at: "2026-03-01T08:10:00-05:00"
    )
    #expect(told.takenAt == Instant(text: "2026-03-01T08:10:00-05:00"))
    #expect(try home.day() == ["08:00 taken", "20:00 later"])
  }

  @Test func `what closed without an answer is on record as missed once the next is taken`() throws
  {
    let home = try DoseDiary(now: "2026-03-03T20:00:00-05:00")
    try home.test.clock.set("2026-03-01T07:00:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    try home.test.clock.set("2026-03-03T20:00:00-05:00")
    _ = try home.take(pill.schedule, "2026-03-03T20:00")
    #expect(try home.day("2026-03-02") == ["08:00 notRecorded", "20:00 notRecorded"])
    let sheet = try home.session.read(DayQuery(date: CalendarDate(text: "2026-03-02")))
    #expect(sheet.lines.allSatisfy { $0.dose.record?.status == .missed })
  }

  @Test func `a time in the future cannot be a time at which it was taken`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    #expect(throws: DoseRefusal.inTheFuture) {
      try home.take(pill.schedule, "2026-03-01T08:00", at: "2026-03-01T09:00:00-05:00")
    }
  }

  @Test func `a dose before midnight taken after it shows on its own day and on that of taking`()
    throws
  {
    let home = try DoseDiary(now: "2026-03-01T21:00:00-05:00")
    let pill = try home.add(
      "zopiclone",
      #"{"kind":"times","times":[{"at":"22:00"},{"at":"10:00"}],"start":"2026-03-01"}"#
    )
    try home.test.clock.set("2026-03-02T00:30:00-05:00")
    #expect(try home.day() == ["22:00 late", "10:00 later", "22:00 later"])
    _ = try home.take(pill.schedule, "2026-03-01T22:00")
    #expect(try home.day("2026-03-01").contains("22:00 taken"))
    #expect(try home.day() == ["22:00 taken", "10:00 later", "22:00 later"])
    try home.test.clock.set("2026-03-03T09:00:00-05:00")
    #expect(try !home.day().contains("22:00 taken"))
  }

  @Test func `a time the clock skips is not lost when a later one rings before it`() throws {
    let home = try DoseDiary(now: "2026-03-07T23:00:00-05:00")
    let pill = try home.add(
      "metformin",
      #"{"kind":"times","times":[{"at":"02:30"},{"at":"03:00"}],"start":"2026-03-08"}"#
    )
    try home.test.clock.set("2026-03-08T03:05:00-04:00")
    _ = try home.take(pill.schedule, "2026-03-08T03:00")
    try home.test.clock.set("2026-03-08T03:31:00-04:00")
    #expect(try home.day() == ["03:00 taken", "02:30 due"])
    #expect(
      try home.session.write(
        SnoozeDose(schedule: pill.schedule, due: try DoseDiary.due("2026-03-08T02:30"))
      ).isNew
    )
  }

  @Test func `another person may not record on a record that is not hers`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    let stranger = Acting(userID: 99, handle: "stranger", roles: [.patient])
    let session = home.test.database.acting(as: stranger, for: home.user)
    #expect(throws: StoreError.notPermitted(.notYourRecord)) {
      try session.write(
        RecordDose(
          schedule: pill.schedule,
          due: try DoseDiary.due("2026-03-01T08:00"),
          action: .skip(reason: nil),
          via: .command
        )
      )
    }
  }

  @Test(arguments: [
    ("2026-03-07T23:00:00-05:00", "2026-03-08T02:30", "2026-03-08T03:30:00-04:00"),
    ("2026-10-31T23:00:00-04:00", "2026-11-01T01:30", "2026-11-01T01:30:00-04:00"),
  ])
  func `a dose around a clock change is recorded at the instant the rules give`(
    now: String,
    due: String,
    rings: String
  ) throws {
    let home = try DoseDiary(now: now)
    let time = due.suffix(5)
    let day = due.prefix(10)
    let pill = try home.add(
      "metformin",
      #"{"kind":"times","times":[{"at":"\#(time)"}],"start":"\#(day)"}"#
    )
    try home.test.clock.set(rings)
    let answer = try home.take(pill.schedule, due)
    #expect(answer.takenAt == Instant(text: rings))
    let sheet = try home.session.read(DayQuery(date: CalendarDate(text: day)))
    #expect(sheet.lines.map(\.dose.state) == [.taken])
    #expect(sheet.lines.first?.dose.record?.takenAt == Instant(text: rings))
  }
}
