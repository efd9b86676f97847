import Domain
import TestSupport
import Testing

@testable import Store

/// Who hears that a dose which was recorded as taken counts as not taken.
@Suite struct TakenBackTests {
  private static let morning =
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-02-20"}"#

  private let home: ReminderDiary
  private let son: Int
  private let schedule: Int

  init() throws {
    home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    son = try home.diary.test.database.acting(as: CareDatabase.founder, for: 0).write(
      AddPerson(
        NewPerson(
          handle: "tom",
          firstName: "Tom",
          lastName: "Alvarez",
          birthDate: CalendarDate(text: "1980-05-01"),
          zone: "America/New_York",
          household: "home"
        )
      )
    )
    schedule = try home.diary.add("metformin", Self.morning).schedule
    try home.set(
      """
      INSERT INTO notification_preferences (user_id, caregiver_id) VALUES (\(home.diary.user), \(son))
      ON CONFLICT (user_id) DO UPDATE SET caregiver_id = excluded.caregiver_id
      """
    )
    try home.clock.set("2026-03-01T08:05:00-05:00")
    _ = try home.told()
    _ = try home.diary.take(schedule, "2026-03-01T08:00")
  }

  private func takeBack(at moment: String, as actor: ActingSession? = nil) throws {
    try home.clock.set(moment)
    _ = try (actor ?? home.diary.session).write(
      UndoDose(
        schedule: schedule,
        due: .local(try #require(LocalMinute(text: "2026-03-01T08:00")), fold: 0),
        reason: "not swallowed"
      )
    )
  }

  private func messages() throws -> [ClaimedMessage] {
    try home.look().messages.filter { $0.user == son }
  }

  @Test func `a slip that is put right within ten minutes is nobody's business`() throws {
    try takeBack(at: "2026-03-01T08:15:00-05:00")
    #expect(try messages().isEmpty)
  }

  @Test func `the caregiver is told of a dose that is taken back later, once`() throws {
    try takeBack(at: "2026-03-01T08:20:00-05:00")
    let told = try #require(try messages().first)
    #expect(told.message.title == "Ruth Alvarez: a dose was changed to not taken")
    #expect(
      told.message.body == """
        Metformin 500 mg was recorded as taken, 8:05 AM, and changed to not taken, 8:20 AM.
        Please ask what happened before anybody gives more of it.
        """
    )
    _ = try home.timer.write(RecordDelivery(told, .delivered))
    try home.clock.set("2026-03-01T08:30:00-05:00")
    #expect(try messages().isEmpty)
  }

  @Test func `a caregiver who opens a window hours later still finds it`() throws {
    try takeBack(at: "2026-03-01T08:20:00-05:00")
    try home.clock.set("2026-03-01T17:00:00-05:00")
    #expect(try messages().count == 1)
    try home.clock.set("2026-03-02T17:00:00-05:00")
    #expect(try messages().isEmpty)
  }

  @Test func `the caregiver who takes it back herself is not told`() throws {
    let tom = Acting(
      userID: son,
      handle: "tom",
      roles: [.patient, .caregiver],
      careFor: [home.diary.user: Set(CareRight.allCases)]
    )
    let session = home.diary.test.database.acting(as: tom, for: home.diary.user)
    try takeBack(at: "2026-03-01T08:20:00-05:00", as: session)
    #expect(try messages().isEmpty)
  }
}
