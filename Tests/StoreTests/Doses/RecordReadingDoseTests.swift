import GRDB
import TestSupport
import Testing

@testable import Domain
@testable import Store

@Suite struct RecordReadingDoseTests {
  private static let rule = """
    {"kind":"byReading","times":[{"at":"08:00"}],"table":[{"from":70,"to":149,"units":"0 units"},\
    {"from":150,"units":"2 units"}],"start":"2026-03-01"}
    """

  private static func diary() throws -> (DoseDiary, Int) {
    let diary = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    let added = try diary.add("insulin lispro", rule, strength: "100 units per mL", unit: "unit")
    return (diary, added.schedule)
  }

  private static func transaction(
    _ schedule: Int,
    reading: String = "180",
    amount: String?
  ) throws -> RecordReadingDose {
    RecordReadingDose(
      dose: RecordDose(
        schedule: schedule,
        due: try DoseDiary.due("2026-03-01T08:00"),
        action: .take(at: nil, amount: try amount.map { try Amount(text: $0) }, withFood: nil),
        via: .command
      ),
      reading: DoseReading(
        value: try #require(Rational(text: reading)),
        measure: ReadingMeasure(metric: "glucose", unit: "mg per dL")
      )
    )
  }

  private static func readings(_ diary: DoseDiary) throws -> [String] {
    try diary.test.database.read { db, _ in
      try String.fetchAll(
        db,
        sql: "SELECT metric_type || ' ' || value_thousandths || ' ' || unit FROM health_metrics"
      )
    }
  }

  @Test func `reading and dose are written together, and once`() throws {
    let (diary, schedule) = try Self.diary()
    let transaction = try Self.transaction(schedule, amount: "2 units")
    #expect(try diary.session.write(transaction).isNew)
    #expect(try !diary.session.write(transaction).isNew)
    #expect(try Self.readings(diary) == ["glucose 180000 mg per dL"])
    #expect(try diary.day() == ["08:00 taken"])
  }

  @Test func `a dose that is refused leaves no reading, and a reading that is refused no dose`()
    throws
  {
    let (diary, schedule) = try Self.diary()
    #expect(throws: DoseRefusal.amountMissing) {
      try diary.session.write(try Self.transaction(schedule, amount: nil))
    }
    #expect(throws: StoreError.self) {
      try diary.session.write(try Self.transaction(schedule, reading: "1.2345", amount: "2 units"))
    }
    #expect(try Self.readings(diary).isEmpty)
    #expect(try diary.day() == ["08:00 due"])
  }
}
