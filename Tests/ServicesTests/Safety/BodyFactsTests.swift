import Domain
import Foundation
import Services
import Store
import TestSupport
import Testing

/// What the checks need to know of a person, entered by her.
@Suite struct BodyFactsTests {
  private let test: TestDatabase
  private let session: ActingSession

  init() throws {
    test = try TestDatabase(
      now: "2026-11-24T08:05:00-05:00",
      info: NewDatabase(isCounter: false)
    )
    let user = try test.database.acting(as: CareDatabase.founder, for: 0).write(
      AddPerson(
        NewPerson(
          handle: "ruth",
          firstName: "Ruth",
          lastName: "Alvarez",
          birthDate: CalendarDate(year: 1955, month: 3, day: 4),
          zone: "America/New_York"
        )
      )
    )
    session = test.session(as: user, roles: [.patient])
    let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/SampleDB/catalogue"
    _ = try CatalogueLoader(folder: folder).load(into: test.database)
  }

  private func add(_ name: String) throws -> Int {
    let rule =
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-24"}"#
    return try session.write(
      AddMedication(
        NewMedication(
          drugName: name,
          strength: "500 mg",
          schedules: [NewSchedule(rule: try ScheduleRule(json: JSON(text: rule)))]
        )
      )
    ).medication
  }

  private func alerts(of medication: Int) throws -> [String] {
    try session.read(SafetyQuery(.onList(medication: medication))).alerts.map {
      $0.alert.between.joined(separator: " with ")
    }
  }

  @Test func `kidney function that is not known is said to be, and entering it answers`() throws {
    let id = try add("metformin")
    #expect(try alerts(of: id).contains("metformin 500 mg with kidney function not known"))
    _ = try session.write(SetBodyFacts(eGFR: .init(25)))
    let found = try alerts(of: id)
    #expect(found.contains { $0.contains("eGFR 25 of November 24") }, "\(found)")
    #expect(!found.contains { $0.contains("not known") })
  }

  @Test func `an old measurement keeps its day`() throws {
    let day = try #require(CalendarDate(year: 2025, month: 10, day: 14))
    _ = try session.write(SetBodyFacts(eGFR: .init(64, on: day)))
    let id = try add("metformin")
    #expect(try alerts(of: id).contains("metformin 500 mg with kidney function not known"))
    let page = try session.read(MedicinePageQuery())
    #expect(page.body.eGFR == CheckedPerson.Dated(64, on: day))
  }

  @Test func `a weight counts with its day, and the newest one holds`() throws {
    let old = try #require(CalendarDate(year: 2026, month: 1, day: 5))
    _ = try session.write(SetBodyFacts(weightGrams: .init(26_100)))
    _ = try session.write(SetBodyFacts(weightGrams: .init(24_000, on: old)))
    let page = try session.read(MedicinePageQuery())
    #expect(page.body.weightGrams?.value == 26_100)
    #expect(page.body.weightGrams?.on == CalendarDate(year: 2026, month: 11, day: 24))
  }

  @Test func `an allergy speaks at once against what is taken`() throws {
    let id = try add("amoxicillin")
    #expect(try !alerts(of: id).contains { $0.lowercased().contains("penicillin") })
    let add = ChangeAllergies(
      .add(name: "penicillin", kind: .drug, severity: .anaphylaxis, symptoms: "throat swelled")
    )
    #expect(try session.write(add))
    #expect(try !session.write(add))
    #expect(try alerts(of: id).contains { $0.lowercased().contains("penicillin") })
    #expect(try session.write(ChangeAllergies(.remove(name: "Penicillin"))))
    #expect(try session.read(MedicinePageQuery()).allergies == [])
  }

  @Test(arguments: [0, 201, -5])
  func `what no kidney has is refused`(value: Int) throws {
    #expect(throws: StoreError.self) {
      try session.write(SetBodyFacts(eGFR: .init(value)))
    }
  }

  @Test func `a day to come is refused`() throws {
    #expect(throws: StoreError.self) {
      try session.write(
        SetBodyFacts(pregnancy: .init(.no, on: CalendarDate(year: 2026, month: 11, day: 25)))
      )
    }
  }
}
