import Domain
import Store
import TestSupport
import Testing

@Suite struct UndoAndSupplyTests {
  @Test func `undo gives back exactly what was deducted`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily, onHand: 10)
    _ = try home.take(pill.schedule, "2026-03-01T08:00", amount: "1/2 tablet")
    #expect(try home.left(pill.medication) == "9 1/2")
    let undone = try home.undo(pill.schedule, "2026-03-01T08:00")
    #expect(undone.isNew)
    #expect(undone.status == "undone")
    #expect(try home.left(pill.medication) == "10")
    #expect(try home.day() == ["08:00 due", "20:00 later"])
  }

  @Test func `an undone take stays in sight that day`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily)
    _ = try home.take(pill.schedule, "2026-03-01T08:00")
    try home.test.clock.set("2026-03-01T08:20:00-05:00")
    _ = try home.undo(pill.schedule, "2026-03-01T08:00")
    let sheet = try home.session.read(DayQuery())
    #expect(sheet.undone.map(\.takenAt) == [Instant(text: "2026-03-01T08:05:00-05:00")])
    #expect(sheet.undone.map(\.changedAt) == [Instant(text: "2026-03-01T08:20:00-05:00")])
  }

  @Test func `undoing twice is one undo and undoing nothing is refused`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily, onHand: 10)
    #expect(throws: DoseRefusal.nothingToUndo) { try home.undo(pill.schedule, "2026-03-01T08:00") }
    _ = try home.take(pill.schedule, "2026-03-01T08:00")
    _ = try home.undo(pill.schedule, "2026-03-01T08:00")
    #expect(try home.undo(pill.schedule, "2026-03-01T08:00").isNew == false)
    #expect(try home.left(pill.medication) == "10")
  }

  @Test func `a dose taken again after an undo is a new version of one record`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily, onHand: 10)
    for _ in 0..<3 {
      #expect(try home.take(pill.schedule, "2026-03-01T08:00").isNew)
      #expect(try home.undo(pill.schedule, "2026-03-01T08:00").isNew)
    }
    #expect(try home.take(pill.schedule, "2026-03-01T08:00").isNew)
    #expect(try home.left(pill.medication) == "9")
    #expect(try home.session.read(DayQuery()).undone.count == 3)
  }

  @Test func `a supply may go below zero and is never clamped`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add("metformin", DoseDiary.twiceDaily, onHand: 0)
    _ = try home.take(pill.schedule, "2026-03-01T08:00")
    #expect(try home.left(pill.medication) == "-1")
    _ = try home.undo(pill.schedule, "2026-03-01T08:00")
    #expect(try home.left(pill.medication) == "0")
  }

  @Test func `forty milligrams become tablets by the strength`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add(
      "prednisone",
      #"{"kind":"times","times":[{"at":"08:00","amount":"40 mg"}],"start":"2026-03-01"}"#,
      strength: "20 mg",
      onHand: 10
    )
    _ = try home.take(pill.schedule, "2026-03-01T08:00")
    #expect(try home.left(pill.medication) == "8")
  }

  @Test func `an amount that cannot be put in tablets leaves the supply as it is`() throws {
    let home = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let pill = try home.add(
      "levodopa",
      #"{"kind":"times","times":[{"at":"08:00","amount":"40 mg"}],"start":"2026-03-01"}"#,
      strength: "25 mg and 100 mg",
      onHand: 10
    )
    _ = try home.take(pill.schedule, "2026-03-01T08:00")
    #expect(try home.left(pill.medication) == "10")
  }
}
