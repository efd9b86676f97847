import Domain
import Store
import TestSupport
import Testing

/// A course of which doses are missing goes on with doses that are still to come.
@Suite struct LongerCourseTests {
  @Test func `a course that was over for days gets its missing doses from now on`() throws {
    let diary = try ReminderDiary(now: "2026-03-02T07:00:00-05:00")
    let home = diary.diary
    let pill = try home.add(
      "amoxicillin",
      #"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00"}],"start":"2026-03-02","count":4}"#
    )
    try diary.clock.set("2026-03-02T08:00:00-05:00")
    _ = try home.take(pill.schedule, "2026-03-02T08:00")
    try diary.clock.set("2026-03-05T09:00:00-05:00")
    _ = try diary.look()
    let question = try #require(try home.session.read(DayQuery()).attention.courses.first)
    guard case .extend(let doses, let until) = question.kind else {
      Issue.record("asked about something else")
      return
    }
    #expect(try home.day("2026-03-03") == ["08:00 notRecorded", "20:00 notRecorded"])
    #expect(doses == 3)
    #expect(until.description == "2026-03-06T20:00")
    _ = try home.session.write(AnswerCourse(schedule: pill.schedule, answer: .extend))
    #expect(try home.day("2026-03-04").isEmpty)
    #expect(try home.day("2026-03-05") == ["20:00 later"])
    #expect(try home.day("2026-03-06") == ["08:00 later", "20:00 later"])
    #expect(try home.day("2026-03-07").isEmpty)
    #expect(try home.test.database.verify().findings.isEmpty)
  }
}
