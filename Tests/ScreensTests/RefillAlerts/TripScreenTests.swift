import Domain
import Foundation
import Screens
import Services
import Store
import Terminal
import TestSupport
import Testing

/// Medicines for a trip: what to pack, what is missing, and asking for it.
@MainActor @Suite struct TripScreenTests {
  private static let asNeeded = #"{"kind":"asNeeded","amount":"1 tablet"}"#

  private func filled() throws -> RefillScreenFixture {
    let fixture = try RefillScreenFixture()
    let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/SampleDB/catalogue"
    _ = try CatalogueLoader(folder: folder).load(into: fixture.test.database)
    try fixture.prepare(RefillScreenFixture.elm)
    try fixture.add("metformin", onHand: Rational(20), purpose: "for diabetes")
    try fixture.add("lisinopril", strength: "10 mg", onHand: Rational(90))
    try fixture.add("oxycodone", strength: "5 mg", onHand: Rational(40))
    try fixture.add("aspirin", strength: "81 mg", onHand: Rational(3), refills: nil, origin: "otc")
    return fixture
  }

  private func open(_ fixture: RefillScreenFixture, zone: String? = nil) -> Shell {
    let shell = fixture.shell(RefillsScreen(fixture.context()))
    fixture.press(shell, .character("t"))
    shell.type("December 3")
    fixture.press(shell, .tab)
    shell.type("December 16")
    fixture.press(shell, .tab)
    if let zone {
      fixture.press(shell, .control("u"))
      shell.type(zone)
    }
    fixture.press(shell, .control("s"))
    return shell
  }

  @Test func `doses for the trip and three days more are compared with what will be left`() throws {
    let fixture = try filled()
    let shell = open(fixture)
    RefillScreenFixture.expect(shell.draw(.standard), "trip")
    RefillScreenFixture.expect(shell.draw(Size(rows: 40, columns: 120)), "trip-wide")
    let text = shell.draw(Size(rows: 60, columns: 120)).text
    // 20 less the 9 of November 24 to December 2 leave 11 for 14 days and 3 to spare.
    #expect(text.contains("Pack 17 tablets. TOO FEW, by 6 tablets."), "\(text)")
    #expect(text.contains("Pack 17 tablets. There is enough."))
    #expect(text.contains("Controlled: leave it in its labeled bottle, and ask Dr. Shah"))
    #expect(text.contains("Buy it before you leave."))
  }

  @Test func `one key and a yes ask the pharmacy, for a vacation`() throws {
    let fixture = try filled()
    let shell = open(fixture)
    fixture.press(shell, .character("a"))
    RefillScreenFixture.expect(shell.draw(.standard), "trip-ask")
    fixture.press(shell, .character("y"))
    let session = fixture.test.session(as: fixture.patient.user, roles: [.patient])
    let asked = try session.read(RefillsQuery()).lines.compactMap { line in
      line.request.map { (line.label.drugName, $0) }
    }
    #expect(asked.map(\.0) == ["metformin"])
    #expect(asked.first?.1.reason == .vacation)
    #expect(shell.draw(Size(rows: 60, columns: 120)).text.contains("You asked for it"))
    fixture.press(shell, .character("a"))
    #expect(shell.draw(.standard).text.contains("Nothing is missing"))
  }

  @Test func `a zone that is not one stays in the form with the reason`() throws {
    let fixture = try filled()
    let shell = open(fixture, zone: "Mars/Olympus")
    #expect(shell.draw(.standard).text.contains("That zone is not known."))
  }

  @Test func `the zone there is named`() throws {
    let fixture = try filled()
    let shell = open(fixture, zone: "Asia/Tokyo")
    #expect(shell.draw(.standard).text.contains("Times are those of Tokyo."))
  }

  @Test func `insulin needs a letter for its needles`() throws {
    let fixture = try RefillScreenFixture()
    _ = try fixture.test.session(as: fixture.patient.user, roles: [.patient]).write(
      AddMedication(
        NewMedication(
          drugName: "insulin glargine",
          strength: "100 units per mL",
          form: "pen",
          dosingUnit: "unit",
          schedules: [
            NewSchedule(
              rule: try ScheduleRule(
                json: JSON(
                  text: #"{"kind":"times","times":[{"at":"21:00","amount":"12 units"}],"#
                    + #""start":"2026-11-24"}"#
                )
              )
            )
          ]
        )
      )
    )
    let text = open(fixture).draw(Size(rows: 40, columns: 120)).text
    #expect(text.contains("Needles: ask your prescriber for a letter."), "\(text)")
    #expect(text.contains("Pack 204 units. What is left was not counted: count the bottle."))
  }

  @Test(arguments: [(12, 40), (20, 60), (24, 80), (40, 120), (60, 200)], [false, true])
  func `the list keeps what holds for every screen`(
    size: (rows: Int, columns: Int),
    ascii: Bool
  ) throws {
    let shell = open(try filled())
    shell.glyphs = ascii ? .ascii : .unicode
    let size = Size(rows: size.rows, columns: size.columns)
    let picture = ScreenPicture(shell, size, name: "Trip", who: "Ruth Alvarez   born March 4, 1955")
    #expect(picture.brokenPromises(content: ["Trip": "TRIP from"]) == [])
  }
}
