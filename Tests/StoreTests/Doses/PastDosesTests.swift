import Domain
import TestSupport
import Testing

@testable import Store

/// Doses of days on which the program was off, answered from memory.
@Suite struct PastDosesTests {
  private let home: ReminderDiary
  private let metformin: (medication: Int, schedule: Int)

  /// Three days after the last look: five doses have closed.
  init() throws {
    home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    metformin = try home.diary.add("metformin", DoseDiary.twiceDaily, onHand: 20)
    _ = try home.look()
    try home.clock.set("2026-03-03T21:00:00-05:00")
    _ = try home.look()
  }

  private var open: [String] {
    get throws {
      try home.diary.session.read(PastDosesQuery()).lines.map {
        $0.dose.occurrence.local.description
      }
    }
  }

  private func answer(_ due: String, _ recall: AnswerPastDose.Recall) throws -> DoseAnswer {
    try home.diary.session.write(
      AnswerPastDose(schedule: metformin.schedule, due: try DoseDiary.due(due), answer: recall)
    )
  }

  private static let all = [
    "2026-03-01T08:00", "2026-03-01T20:00", "2026-03-02T08:00", "2026-03-02T20:00",
    "2026-03-03T08:00",
  ]

  @Test func `every dose that closed meanwhile is asked about, the oldest first`() throws {
    #expect(try open == Self.all)
    #expect(try home.diary.session.read(DayQuery()).attention.unanswered == 5)
  }

  @Test func `one that was taken is recorded at its time, by recall, and leaves the supply`() throws
  {
    let answer = try answer("2026-03-02T08:00", .takenAtItsTime)
    #expect(answer.takenAt == Instant(text: "2026-03-02T08:00:00-05:00"))
    #expect(
      try home.count("SELECT count(*) FROM dose_events WHERE recorded_via = 4 AND status = 1") == 1
    )
    #expect(try home.diary.left(metformin.medication) == "19")
    #expect(try open.count == 4)
  }

  @Test func `what nobody remembers stays not recorded and is not asked again`() throws {
    #expect(try answer("2026-03-02T08:00", .notKnown).isNew)
    #expect(try !answer("2026-03-02T08:00", .notKnown).isNew)
    #expect(try home.diary.day("2026-03-02") == ["08:00 notRecorded", "20:00 notRecorded"])
    #expect(try open.count == 4)
  }

  @Test(arguments: AnswerPastDose.Recall.allCases)
  func `any answer is taken back and asked anew`(recall: AnswerPastDose.Recall) throws {
    _ = try answer("2026-03-02T08:00", recall)
    _ = try home.diary.session.write(
      TakeBackPastAnswer(
        schedule: metformin.schedule,
        due: try DoseDiary.due("2026-03-02T08:00")
      )
    )
    #expect(try open == Self.all)
    #expect(try home.diary.left(metformin.medication) == "20")
    #expect(try home.diary.test.database.verify().findings == [])
  }

  @Test func `a dose that may still be taken is not answered as past`() throws {
    #expect(throws: DoseRefusal.self) { try answer("2026-03-03T20:00", .notTaken) }
  }

  @Test func `what was recorded as taken does not become unknown`() throws {
    _ = try home.diary.take(
      metformin.schedule,
      "2026-03-02T08:00",
      at: "2026-03-02T08:05:00-05:00"
    )
    #expect(throws: DoseRefusal.self) { try answer("2026-03-02T08:00", .notKnown) }
  }

  @Test func `what is longer ago than a week is not asked about any more`() throws {
    home.clock.advance(days: 7)
    let old = try open.filter { $0 < "2026-03-03T21:00" }
    #expect(old.isEmpty)
  }
}
