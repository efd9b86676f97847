import Domain
import GRDB
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// All medicines on one page: what an emergency room reads.
@MainActor @Suite struct MedicinePageTests {
  private func page(_ house: TestHousehold, width: Int = 80) throws -> String {
    MedicinePageText(try house.session.read(MedicinePageQuery()), width: width).text
  }

  private func write(_ house: TestHousehold, _ sql: String) throws {
    // An allergy as another program brought it: it is read by whoever opens the file.
    let queue = try DatabaseQueue(path: house.home.path)
    try queue.write { db in try db.execute(sql: sql) }
    try queue.close()
  }

  @Test func `m shows the page on Today, and again goes back`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("m"))
    #expect(KeptPicture.isSame("my-medicines", try #require(house.shell).draw(.standard)))
    let wide = Size(rows: 60, columns: 120)
    #expect(KeptPicture.isSame("my-medicines-wide", try #require(house.shell).draw(wide)))
    house.press(.character("m"))
    #expect(house.picture().contains("TAKE NOW"))
  }

  @Test func `m shows the page from the page of whom to call`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("!"), .character("m"))
    #expect(house.picture().contains("MEDICINES OF Ruth Alvarez, born March 4, 1955"))
  }

  @Test func `each medicine says why, how, and when it was taken last`() throws {
    let house = try TestHousehold.usual()
    let text = try page(house)
    #expect(
      text.contains(
        """
         levothyroxine 75 mcg, for the thyroid
            Take 1 tablet at 7:00 AM, every day.
            Last taken Tue Nov 24, 7:02 AM, 1 tablet.
        """
      )
    )
    #expect(text.contains("ONLY IF NEEDED\n acetaminophen 500 mg, for pain"))
    #expect(text.contains("No dose is recorded."))
  }

  @Test func `the amount taken last is that of the directions of its day`() throws {
    let house = try TestHousehold()
    let rule = #"{"kind":"asNeeded","minimumGapHours":1,"amount":"1 tablet"}"#
    let added = try house.add("acetaminophen", "500 mg", for: "pain", rule)
    try house.home.clock.set("2026-11-24T06:00:00-05:00")
    _ = try house.session.write(LogDose(medication: added.medication, via: .command))
    try house.home.clock.set("2026-11-24T08:00:00-05:00")
    let two = #"{"kind":"asNeeded","minimumGapHours":1,"amount":"2 tablets"}"#
    _ = try house.session.write(
      ChangeSchedule(
        schedule: added.schedules[0],
        rule: try ScheduleRule(json: JSON(text: two)),
        toldBy: "Dr. Shah"
      )
    )
    #expect(try page(house).contains("Last taken Tue Nov 24, 6:00 AM, 1 tablet."))
  }

  @Test func `an empty list of allergies is not said to be none`() throws {
    let house = try TestHousehold()
    let text = try page(house)
    #expect(text.contains("None is entered. That does not say that there are none: ask."))
    #expect(text.contains("None is entered. That does not say that none is taken."))
  }

  @Test func `allergies, kidneys and pregnancy stand before the eyes`() throws {
    let house = try TestHousehold.usual()
    try write(
      house,
      """
      INSERT INTO user_allergies (user_id, allergen_name, allergen_type, reaction_severity,
        reaction_symptoms)
      VALUES (1, 'penicillin', 'drug', 'anaphylaxis', 'throat swelled'),
        (1, 'lactose', 'excipient', 'unknown', NULL);
      UPDATE user_profiles SET egfr = 41, egfr_on = '2026-11-02', pregnancy = 'pregnant',
        pregnancy_on = '2026-11-20', weight_g = 66400 WHERE user_id = 1;
      """
    )
    let text = try page(house)
    #expect(text.contains(" penicillin: anaphylaxis, throat swelled"))
    #expect(text.contains(" lactose: in what tablets are made of"))
    #expect(text.contains("kidney function: eGFR 41, on November 2"))
    #expect(text.contains("PREGNANT, on November 20"))
    #expect(text.contains("weight: 66.4 kg, day not known"))
  }

  @Test func `a paused medicine says so and until when`() throws {
    let house = try TestHousehold.usual()
    let lisinopril = try #require(house.medications["lisinopril"])
    _ = try house.session.write(
      SetMedicationStatus(
        medication: lisinopril.medication,
        change: .pause(until: CalendarDate(year: 2026, month: 12, day: 1)),
        reason: "low pressure"
      )
    )
    let text = try page(house)
    #expect(text.contains("PAUSED, not taken now\n lisinopril 10 mg, for blood pressure"))
    #expect(text.contains("PAUSED until Tuesday, December 1. Reason: low pressure"))
  }

  @Test(arguments: [30, 40, 80])
  func `no line is wider than the page, whatever is entered`(width: Int) throws {
    let house = try TestHousehold.usual()
    let long = String(repeating: "Wolfeschlegelsteinhausen", count: 4)
    try house.add(long, "500 mg", for: String(repeating: "the heart and ", count: 8))
    let lines = try page(house, width: width).split(separator: "\n")
    #expect(lines.filter { CellText.width(of: String($0)) > width } == [])
  }

  @Test func `a list that cannot be read is not an empty page`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    house.home.database.close()
    shell.press(.character("m"))
    shell.settle()
    #expect(house.picture().contains("I CANNOT READ YOUR MEDICINES"))
  }
}
