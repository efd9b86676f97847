import Domain
import GRDB
import Terminal
import TestSupport
import Testing

@testable import Screens
@testable import Store

@MainActor @Suite struct AsNeededScreenTests {
  @Test func `two keys record an allowed dose`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("a"), .enter)
    #expect(house.notice == " Recorded 8:05 AM. acetaminophen 500 mg, 1 tablet. U takes it back.")
    #expect(try house.takenToday().contains("8:05 AM acetaminophen"))
  }

  @Test func `a refusal can be read before anything is pressed, and Enter records nothing`() throws
  {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("a"), .enter)
    #expect(house.row(5).hasPrefix("      NOT YET. Wait until 2:0"))
    house.press(.enter)
    #expect(try house.takenToday().count == 3)
    #expect(house.notice.hasPrefix(" NOT YET. Wait until 2:0"))
  }

  @Test func `of a range the person says how much it was`() throws {
    let house = try TestHousehold()
    try house.add(
      "hydrocodone",
      "5 mg",
      #"{"kind":"asNeeded","amount":"1 tablet","amountMax":"2 tablets","minimumGapHours":4}"#
    )
    try house.open()
    house.press(.character("a"))
    #expect(house.picture().contains("YES, you may take it now: 1 to 2 tablets"))
    house.press(.enter)
    #expect(house.picture().contains("How much: 1 to 2 tablets?"))
    house.press(.character("2"))
    #expect(house.notice.contains("hydrocodone 5 mg, 2 tablets"))
    #expect(try house.takenToday().count == 1)
  }

  @Test func `a key held down records one dose`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    house.press(.character("a"))
    for _ in 0..<30 {
      shell.press(.enter)
      shell.settle()
      house.hands.advance(by: .milliseconds(30))
    }
    #expect(try house.takenToday().count == 3)
  }

  @Test func `one key takes it back`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("a"), .enter, .character("u"))
    #expect(try house.takenToday().count == 2)
  }

  @Test func `what was swallowed is put on record whatever the limits say`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("a"), .enter, .character("t"), .enter)
    #expect(try house.takenToday().count == 3)
    house.press(.character("t"), .character("y"))
    #expect(try house.takenToday().count == 4)
  }

  @Test func `the last dose that the label allows says so`() throws {
    let house = try TestHousehold.usual()
    for clock in ["00:10", "06:30"] {
      try house.home.clock.set("2026-11-24T\(clock):00-05:00")
      let medication = try #require(house.medications["acetaminophen"]?.medication)
      _ = try house.session.write(LogDose(medication: medication, via: .command))
    }
    try house.open(at: "2026-11-24T13:00:00-05:00")
    house.press(.escape, .character("a"))
    #expect(house.picture().contains("This is the LAST ONE for now."))
    house.press(.enter)
    #expect(house.picture().contains("NOT YET."))
  }

  @Test func `another amount counts against the limit`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("a"), .character("n"))
    house.type("5")
    house.press(.enter)
    #expect(house.picture().contains("the label says"))
    house.press(.character("y"))
    #expect(try house.takenToday().count == 2)
    #expect(house.notice.hasPrefix(" NO:"))
  }

  @Test func `a partner in danger is told before anything is pressed, and Enter records nothing`()
    throws
  {
    let house = try TestHousehold()
    try house.home.database.write { db, _, _ in
      try db.execute(
        sql: """
          INSERT INTO ingredients (ingredient_id, name, flags, source, written_on) VALUES
            (1, 'nitroglycerin', '[]', 's', '2026-11-01'),
            (2, 'sildenafil', '[]', 's', '2026-11-01');
          INSERT INTO drug_interactions (side_a, side_b, severity, interaction_type, mechanism,
            clinical_effect, management_strategy, evidence_level, source, written_on) VALUES
            ('nitroglycerin', 'sildenafil', 'contraindicated', 'p', 'm', 'Blood pressure falls.',
              'Never use together.', 'established', 'label', '2026-11-01');
          """
      )
    }
    let needed = #"{"kind":"asNeeded","amount":"1 tablet"}"#
    try house.add("nitroglycerin", "0.4 mg", needed)
    try house.add("sildenafil", "50 mg", needed)
    try house.open()
    house.press(.character("a"), .enter, .down)
    #expect(
      house.picture().contains("NO. Nitroglycerin 0.4 mg was taken today 6:00 AM, and the two")
    )
    house.press(.enter)
    #expect(try house.takenToday().count == 1)
  }
}
