import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@MainActor @Suite struct PillBoxScreenTests {
  @Test func `the list says by compartment what belongs into the box`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("b"))
    let picture = house.picture()
    #expect(picture.contains("PILL BOX  Tue Nov 24 to Mon Nov 30:"))
    #expect(picture.contains("acetaminophen 500 mg: only if needed"))
    #expect(KeptPicture.isSame("pill-box", try #require(house.shell).draw(.standard)))
  }

  @Test func `filling asks first, and Enter is not yes`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("b"), .character("f"), .enter)
    #expect(try house.session.read(PillBoxQuery()).stocks.allSatisfy { $0.inBox == .zero })
    house.press(.character("f"), .character("y"))
    #expect(try house.session.read(PillBoxQuery()).doses.allSatisfy { $0.isFilled || $0.isOver })
    #expect(house.notice.contains("in the box now."))
    house.press(.character("e"), .character("y"))
    #expect(try house.session.read(PillBoxQuery()).stocks.allSatisfy { $0.inBox == .zero })
  }

  @Test func `a group that lies in the box says how much to shake out`() throws {
    let house = try TestHousehold.usual()
    try house.home.clock.set("2026-11-24T07:45:00-05:00")
    _ = try house.session.write(FillBox())
    try house.open(at: TestHousehold.morning)
    #expect(house.picture().contains("MORNING box: 4 tablets"))
    house.press(.enter)
    #expect(!house.picture().contains("MORNING box"))
  }

  @Test func `a bottle is counted without what lies in the box`() throws {
    let house = try TestHousehold.usual()
    try house.home.clock.set("2026-11-24T07:45:00-05:00")
    _ = try house.session.write(FillBox())
    let board = DayBoard(try house.session.read(DayQuery()))
    let line = try #require(board.sheet.lines.first { $0.label.drugName == "metformin" })
    let words = NotSureWords.sentences(line, board).joined(separator: " ")
    #expect(
      words.contains("it should hold 4 tablets") || words.contains("it should hold 5 tablets")
    )
  }

  @Test func `what was stopped and still lies in the box is said on Today and in the box`() throws {
    let house = try TestHousehold.usual()
    try house.home.clock.set("2026-11-24T07:45:00-05:00")
    _ = try house.session.write(FillBox())
    let line = try #require(
      try house.session.read(DayQuery()).lines.first { $0.label.drugName == "metformin" }
    )
    try house.home.clock.set("2026-11-24T07:50:00-05:00")
    _ = try house.session.write(
      SetMedicationStatus(medication: line.dose.medication, change: .stop)
    )
    try house.open(at: TestHousehold.morning)
    let today = house.picture()
    #expect(today.contains("NOT from the MORNING box:"))
    #expect(today.contains("THE PILL BOX IS WRONG:"))
    house.press(.character("c"))
    let box = house.picture()
    #expect(box.contains("in the box must not be taken as they lie"))
    #expect(box.contains("WRONG: take out"))
    #expect(box.contains("it was stopped: take it out"))
    house.press(.character("f"))
    #expect(house.notice.contains("must come out first"))
    house.press(.character("x"), .enter)
    #expect(try !house.session.read(PillBoxQuery()).mustComeOut.isEmpty)
    house.press(.character("x"), .character("y"))
    #expect(try house.session.read(PillBoxQuery()).mustComeOut.isEmpty)
    #expect(!house.picture().contains("WRONG"))
  }
}
