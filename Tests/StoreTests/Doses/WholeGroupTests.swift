import Domain
import Store
import TestSupport
import Testing

@Suite struct WholeGroupTests {
  private let home: TestDatabase
  private let session: ActingSession
  private let schedules: [Int]

  init() throws {
    home = try TestDatabase(now: "2026-11-24T06:00:00-05:00", info: NewDatabase())
    let founder = home.database.acting(as: CareDatabase.founder, for: 0)
    let user = try founder.write(
      AddPerson(
        NewPerson(
          handle: "ruth",
          firstName: "Ruth",
          lastName: "Alvarez",
          zone: "America/New_York",
          household: "home"
        )
      )
    )
    session = home.session(as: user, roles: [.patient])
    let rule = try ScheduleRule(
      json: JSON(
        text: #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-24"}"#
      )
    )
    let session = session
    schedules = try ["metformin", "lisinopril"].flatMap { name in
      try session.write(
        AddMedication(
          NewMedication(drugName: name, onHand: Rational(20), schedules: [NewSchedule(rule: rule)])
        )
      ).schedules
    }
    try home.clock.set("2026-11-24T08:05:00-05:00")
  }

  private func take(_ schedule: Int, at: Instant? = nil, corrects: Bool = false) -> RecordDose {
    RecordDose(
      schedule: schedule,
      due: .local(
        CalendarDate(day: 20_781).at(TimeOfDay(minuteOfDay: 480)),
        fold: 0
      ),
      action: .take(at: at, amount: nil, withFood: nil),
      via: .screen,
      corrects: corrects
    )
  }

  private func states() throws -> [DoseState] {
    try session.read(DayQuery()).lines.map(\.dose.state)
  }

  @Test func `all doses of a group are recorded at one moment`() throws {
    let answers = try session.write(RecordDoses(schedules.map { take($0) }))
    #expect(answers.map(\.isNew) == [true, true])
    #expect(Set(answers.map(\.takenAt)).count == 1)
    #expect(try states() == [.taken, .taken])
  }

  @Test func `a group of which one dose is refused records none`() throws {
    let skip = RecordDose(
      schedule: schedules[1],
      due: take(schedules[1]).due,
      action: .skip(reason: "no meal"),
      via: .screen
    )
    _ = try session.write(skip)
    #expect(throws: DoseRefusal.self) {
      try session.write(RecordDoses(schedules.map { take($0) }))
    }
    #expect(try states() == [.due, .skipped])
  }

  @Test func `a group is taken back with its supply in one commit`() throws {
    _ = try session.write(RecordDoses(schedules.map { take($0) }))
    let before = home.database.changeCount
    _ = try session.write(
      UndoDoses(schedules.map { UndoDose(schedule: $0, due: take($0).due) })
    )
    #expect(home.database.changeCount == before + 1)
    let sheet = try session.read(DayQuery())
    #expect(sheet.lines.map(\.dose.state) == [.due, .due])
    #expect(sheet.lines.map(\.onHand) == [20, 20].map { Rational($0) })
    #expect(sheet.undone.count == 2)
  }

  @Test func `a corrected time replaces the record and counts the supply once`() throws {
    _ = try session.write(take(schedules[0]))
    let earlier = try #require(Instant(text: "2026-11-24T07:50:00-05:00"))
    #expect(throws: DoseRefusal.self) { try session.write(take(schedules[0], at: earlier)) }
    let answer = try session.write(take(schedules[0], at: earlier, corrects: true))
    #expect(answer.takenAt == earlier)
    let line = try #require(try session.read(DayQuery()).lines.first)
    #expect(line.onHand == Rational(19))
    #expect(line.dose.record?.takenAt == earlier)
  }

  @Test func `the history of a medicine is newest first`() throws {
    _ = try session.write(take(schedules[0]))
    let medication = try #require(try session.read(DayQuery()).lines.first?.dose.medication)
    let entries = try session.read(DoseHistoryQuery(medication: medication))
    #expect(entries.map(\.status) == [.taken])
    #expect(entries.first?.takenAt == home.clock.now)
  }
}
